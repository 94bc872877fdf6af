<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;

/**
 * One record of a result: id, type and elements. Reads like an array of its elements:
 * $record['kaufpreis'].
 *
 * @implements \ArrayAccess<string|int, mixed>
 * @implements \IteratorAggregate<string|int, mixed>
 */
final class Record implements \ArrayAccess, \Countable, \IteratorAggregate, \JsonSerializable
{
    /** @var array<string, mixed> */
    private array $record;

    /**
     * @internal Result::records() makes records.
     * @param array<string, mixed> $record
     */
    public function __construct(array $record)
    {
        $this->record = $record;
    }

    /**
     * @return int|string|null most often a number, for some calls a word; 0 where nothing has an id
     */
    public function id()
    {
        $id = $this->record['id'] ?? null;
        return is_int($id) || is_string($id) ? $id : null;
    }

    /** "" where the API gives none. */
    public function type(): string
    {
        $type = $this->record['type'] ?? '';
        return is_string($type) ? $type : '';
    }

    /**
     * @return array<string|int, mixed> field => value for most calls, a list for some
     */
    public function elements(): array
    {
        $elements = $this->record['elements'] ?? [];
        return is_array($elements) ? $elements : [];
    }

    public function offsetExists($name): bool
    {
        return isset($this->elements()[$name]);
    }

    /**
     * @return mixed null if there is no such element
     */
    #[\ReturnTypeWillChange]
    public function offsetGet($name)
    {
        return $this->elements()[$name] ?? null;
    }

    public function offsetSet($name, $value): void
    {
        throw new ArgumentException('A record cannot be changed; send a modify');
    }

    public function offsetUnset($name): void
    {
        throw new ArgumentException('A record cannot be changed; send a modify');
    }

    public function count(): int
    {
        return count($this->elements());
    }

    public function getIterator(): \ArrayIterator
    {
        return new \ArrayIterator($this->elements());
    }

    /**
     * @return array<string, mixed>
     */
    public function jsonSerialize(): array
    {
        return $this->record;
    }
}
