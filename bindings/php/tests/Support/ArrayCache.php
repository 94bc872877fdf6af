<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use onOffice\SDK\Cache\onOfficeSDKCache;

/** Keeps results in memory, and what it was asked. */
final class ArrayCache implements onOfficeSDKCache
{
    /** @var array<string, mixed> */
    public array $entries = [];

    /** @var list<array<string, mixed>> */
    public array $asked = [];

    /** @var list<array<string, mixed>> */
    public array $written = [];

    /** @var mixed what it answers to everything; null for what is in it */
    public $answer = null;

    /** Whether it throws when it is written to. */
    public bool $isFull = false;

    public function __construct(array $options = [])
    {
    }

    public function getHttpResponseByParameterArray(array $parameters)
    {
        $this->asked[] = $parameters;
        return $this->answer ?? $this->entries[md5(serialize($parameters))] ?? null;
    }

    public function write(array $parameters, $value)
    {
        $this->written[] = $parameters;
        if ($this->isFull) {
            throw new \LogicException('full', 0, new \Error('no room'));
        }
        $this->entries[md5(serialize($parameters))] = $value;
        return false;
    }

    public function cleanup()
    {
    }

    public function clearAll()
    {
        $this->entries = [];
    }
}
