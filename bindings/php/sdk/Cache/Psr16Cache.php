<?php

declare(strict_types=1);

namespace onOffice\SDK\Cache;

/**
 * Keeps results in any PSR-16 pool (Psr\SimpleCache\CacheInterface):
 *
 *     $sdk->addCache(new Psr16Cache(['pool' => $pool, 'ttl' => 600]));
 *
 * The pool is taken by its methods, so that no version of psr/simple-cache is needed.
 */
class Psr16Cache implements onOfficeSDKCache
{
    private const METHODS = ['get', 'set', 'clear'];

    /** @var object */
    private $pool;

    /** @var int|\DateInterval|null */
    private $ttl;

    /** @var string */
    private $prefix;

    /**
     * @param array<string, mixed> $options pool: the PSR-16 cache; ttl: seconds or a DateInterval
     *     for which results serve, default 3600, null for the pool's own; prefix: start of the
     *     keys, default "onoffice."
     */
    public function __construct(array $options)
    {
        $pool = $options['pool'] ?? null;
        foreach (self::METHODS as $method) {
            if (!is_object($pool) || !is_callable([$pool, $method])) {
                throw new \InvalidArgumentException('Option pool takes a PSR-16 cache');
            }
        }
        $this->pool = $pool;
        $this->ttl = array_key_exists('ttl', $options) ? $options['ttl'] : 3600;
        $this->prefix = $options['prefix'] ?? 'onoffice.';
    }

    /**
     * @return string|null
     */
    public function getHttpResponseByParameterArray(array $parameters)
    {
        $value = $this->pool->get($this->key($parameters));
        return is_string($value) ? $value : null;
    }

    /**
     * @return bool whether the pool took it
     */
    public function write(array $parameters, $value)
    {
        return $this->pool->set($this->key($parameters), $value, $this->ttl);
    }

    /** A PSR-16 pool does that by itself. */
    public function cleanup()
    {
    }

    /** Empties the pool, with all that others keep in it. */
    public function clearAll()
    {
        $this->pool->clear();
    }

    /** PSR-16 allows letters, digits, "_" and "." and 64 characters. */
    private function key(array $parameters): string
    {
        return $this->prefix . md5(serialize($parameters));
    }
}
