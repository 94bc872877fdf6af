<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * Decodes a large result record by record, so that its JSON need not be in PHP's memory as a
 * whole beside what becomes of it.
 *
 * @internal
 */
final class RecordStream
{
    /** Smaller results are decoded faster in one go. */
    public const WORTHWHILE = 1 << 20;

    private const WINDOW = 1 << 18;

    /** A record beyond this, such as a file, is better decoded with the rest. */
    private const LARGEST_RECORD = 1 << 21;

    /** Any JSON value. Brackets match, since the library has checked the document. */
    private const VALUE = '(?<value>"(?:[^"\\\\]++|\\\\.)*+"'
        . '|[\[{](?:[^\[\]{}"]++|(?&value))*+[\]}]|[^\s,\[\]{}"]++)';

    private const MEMBERS = '\{\s*+(?:"(?:[^"\\\\]++|\\\\.)*+"\s*+:\s*+(?&value)\s*+,\s*+)*?';

    /** A result up to its records. */
    private const HEAD = '~(?(DEFINE)' . self::VALUE . ')\A\s*+' . self::MEMBERS . '"data"\s*+:\s*+'
        . self::MEMBERS . '"records"\s*+:\s*+\[~s';

    /** A record and what follows it. */
    private const RECORD = '~\G\s*+' . self::VALUE . '\s*+([,\]])~s';

    /** @var callable(int, int): string */
    private $read;

    private int $length;
    private int $flags;
    private int $offset = 0;
    private string $window = '';
    private int $position = 0;

    /**
     * @param callable(int, int): string $read the bytes from an offset on, so and so many
     * @param int $length of the result
     * @param int $flags of json_decode(); objects become arrays in any case
     */
    public function __construct(callable $read, int $length, int $flags)
    {
        $this->read = $read;
        $this->length = $length;
        $this->flags = $flags | JSON_OBJECT_AS_ARRAY | JSON_THROW_ON_ERROR;
    }

    /**
     * @return array<string, mixed>|null null if it is not the usual kind of result, or PHP cannot
     *     represent it
     */
    public function decode(): ?array
    {
        $this->readOn();
        if (preg_match(self::HEAD, $this->window, $found) !== 1) {
            return null;
        }
        $this->position = strlen($found[0]);
        try {
            $records = $this->records();
            if ($records === null) {
                return null;
            }
            $tail = substr($this->window, $this->position);
            $tail .= ($this->read)($this->offset, $this->length - $this->offset);
            $result = json_decode($found[0] . ']' . $tail, true, Json::DEPTH, $this->flags);
        } catch (\JsonException $error) {
            return null;
        }
        // Of a name that is there twice, the last one counts.
        if (($result['data']['records'] ?? null) === []) {
            $result['data']['records'] = $records;
        }
        return $result;
    }

    /**
     * @return list<mixed>|null
     */
    private function records(): ?array
    {
        $records = [];
        do {
            while (!$this->match($found)) {
                $rest = strlen($this->window) - $this->position;
                if ($rest > self::LARGEST_RECORD || !$this->readOn()) {
                    return null;
                }
            }
            $this->position += strlen($found[0]);
            // Below result, data and records.
            $records[] = json_decode($found['value'], true, Json::DEPTH - 3, $this->flags);
        } while ($found[2] === ',');
        return $records;
    }

    /**
     * @param array<int|string, string>|null $found
     */
    private function match(?array &$found): bool
    {
        return preg_match(self::RECORD, $this->window, $found, 0, $this->position) === 1;
    }

    /** false if that was all. */
    private function readOn(): bool
    {
        $bytes = min(self::WINDOW, $this->length - $this->offset);
        if ($bytes === 0) {
            return false;
        }
        $this->window = substr($this->window, $this->position);
        $this->position = 0;
        $this->window .= ($this->read)($this->offset, $bytes);
        $this->offset += $bytes;
        return true;
    }
}
