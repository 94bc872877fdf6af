<?php

declare(strict_types=1);

namespace Libonoffice\Examples;

use Libonoffice\Record;

/**
 * Rows of text in columns, as wide as the characters in them.
 */
final class Table
{
    private const RECORDS = 19;

    /** @var list<list<string>> */
    private array $rows;

    public function __construct(string ...$headings)
    {
        $this->rows = [$headings];
    }

    /**
     * The elements of the first records, one column per field.
     *
     * @param list<Record> $records
     */
    public static function ofRecords(array $records, string ...$fields): self
    {
        $table = new self(...$fields);
        foreach (array_slice($records, 0, self::RECORDS) as $record) {
            $cells = [];
            foreach ($fields as $field) {
                $value = $record[$field];
                $cells[] = is_scalar($value) ? (string) $value : '';
            }
            $table->add(...$cells);
        }
        return $table;
    }

    public function add(string ...$cells): void
    {
        $this->rows[] = $cells;
    }

    public function __toString(): string
    {
        $widths = [];
        foreach ($this->rows as $row) {
            foreach ($row as $column => $cell) {
                $widths[$column] = max($widths[$column] ?? 0, self::width($cell));
            }
        }
        $text = '';
        foreach ($this->rows as $row) {
            $last = count($row) - 1;
            foreach ($row as $column => $cell) {
                $blanks = str_repeat(' ', $widths[$column] - self::width($cell));
                $text .= $cell . ($column === $last ? "\n" : "$blanks  ");
            }
        }
        return $text;
    }

    /** Characters, not bytes: str_pad() would count an umlaut twice. */
    private static function width(string $text): int
    {
        return (int) preg_match_all('/./su', $text);
    }
}
