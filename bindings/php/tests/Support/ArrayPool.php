<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/** What of a PSR-16 cache is used; refuses keys that PSR-16 need not take. */
final class ArrayPool
{
    /** @var array<string, string> */
    public array $entries = [];

    /** @var mixed */
    public $ttl;

    /**
     * @param mixed $default
     * @return mixed
     */
    public function get(string $key, $default = null)
    {
        return $this->entries[self::checked($key)] ?? $default;
    }

    /**
     * @param mixed $ttl
     */
    public function set(string $key, string $value, $ttl = null): bool
    {
        $this->entries[self::checked($key)] = $value;
        $this->ttl = $ttl;
        return true;
    }

    public function clear(): bool
    {
        $this->entries = [];
        return true;
    }

    private static function checked(string $key): string
    {
        if (preg_match('~^[A-Za-z0-9_.]{1,64}$~', $key) !== 1) {
            throw new \InvalidArgumentException("$key is no key");
        }
        return $key;
    }
}
