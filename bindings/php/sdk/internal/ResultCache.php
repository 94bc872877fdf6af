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
            $result = self::decode($cache->getHttpResponseByParameterArray($key));
            if ($result !== null && (new Response($request, $result))->isValid()) {
                return $result;
            }
        }
        return null;
    }

    /**
     * @param mixed $value what a cache holds
     * @return array<string, mixed>|null null for garbage
     */
    private static function decode($value): ?array
    {
        if (!is_string($value)) {
            return null;
        }
        try {
            // Whoever can write to the cache must not make objects here.
            $result = @unserialize($value, ['allowed_classes' => false]);
        } catch (\Throwable $failure) {
            // Error handlers of programs may throw, in spite of the @.
            return null;
        }
        return is_array($result) ? $result : null;
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
