<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use onOffice\SDK\Cache\onOfficeSDKCache;

/**
 * All caches of an SDK object as one. They hold serialized results under the members of their
 * action; other programs read and write the same entries, so neither may change.
 *
 * @internal
 */
final class ResultCache
{
    /** @var onOfficeSDKCache[] */
    private $caches;

    /** @var CacheScope|null */
    private $scope;

    /**
     * @param onOfficeSDKCache[] $caches
     */
    public function __construct(array $caches, ?CacheScope $scope)
    {
        $this->caches = $caches;
        $this->scope = $scope;
    }

    /**
     * @return array<string, mixed>|null what the first cache has that has a result
     */
    public function read(Request $request): ?array
    {
        $key = $this->key($request);
        foreach ($this->caches as $cache) {
            $value = $cache->getHttpResponseByParameterArray($key);
            if (!is_string($value)) {
                continue;
            }
            // Whoever can write to the cache must not make objects here, and garbage is a miss.
            $result = @unserialize($value, ['allowed_classes' => false]);
            if (is_array($result)) {
                return $result;
            }
        }
        return null;
    }

    /**
     * @param list<Response> $responses
     */
    public function write(array $responses): void
    {
        if ($this->caches === []) {
            return;
        }
        foreach ($responses as $response) {
            if (!$response->isCacheable()) {
                continue;
            }
            $key = $this->key($response->getRequest());
            $value = serialize($response->getResponseData());
            foreach ($this->caches as $cache) {
                $cache->write($key, $value);
            }
        }
    }

    /**
     * @return array<string, mixed>
     */
    private function key(Request $request): array
    {
        $key = $request->getApiAction()->getActionParameters();
        if ($this->scope !== null) {
            $key['scope'] = $this->scope->hash();
        }
        return $key;
    }
}
