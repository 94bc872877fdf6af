<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;

/**
 * Owner of one object of the library, which is freed together with its owner.
 *
 * Copies are refused because two owners would free the object twice.
 */
abstract class Handle
{
    private ?Library $library = null;

    /** The object of the library. Only Library looks into it. */
    private ?object $pointer = null;

    final protected function own(Library $library, object $pointer): void
    {
        $this->library = $library;
        $this->pointer = $pointer;
    }

    public function __destruct()
    {
        if ($this->library === null || $this->pointer === null) {
            return;
        }
        $pointer = $this->pointer;
        $this->pointer = null;
        $this->free($this->library, $pointer);
    }

    abstract protected function free(Library $library, object $pointer): void;

    /** The library this object lives in. */
    final public function library(): Library
    {
        if ($this->library === null) {
            throw new ArgumentException(static::class . ' was made without its constructor');
        }
        return $this->library;
    }

    final protected function pointer(): object
    {
        if ($this->pointer === null) {
            throw new ArgumentException(static::class . ' was made without its constructor');
        }
        return $this->pointer;
    }

    public function __clone()
    {
        // The copy shares the pointer and must not free it.
        $this->pointer = null;
        throw new ArgumentException(static::class . ' cannot be cloned');
    }

    public function __serialize(): array
    {
        throw new ArgumentException(static::class . ' cannot be serialized');
    }

    public function __unserialize(array $data): void
    {
        throw new ArgumentException(static::class . ' cannot be unserialized');
    }

    public static function __set_state(array $state): self
    {
        throw new ArgumentException(static::class . ' cannot be restored from var_export()');
    }

    public function __debugInfo(): array
    {
        return [];
    }
}
