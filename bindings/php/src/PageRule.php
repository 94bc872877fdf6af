<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * How a call hands out long lists.
 *
 * https://apidoc.onoffice.de/actions/datensatz-lesen/
 *
 * @internal
 */
final class PageRule
{
    /** Verb and resource type => most records of a page, name of the offset, name of the limit. */
    private const RULES = [
        'read task' => [500, ''],
        'read calendar' => [500, ''],
        'read log' => [500, 'listOffset'],
        'read recordsLastSeen' => [1000, ''],
        'get appointmentList' => [500, ''],
        'get file' => [100, 'listoffset'],
        'get searchcriterias' => [500, 'listoffset'],
        'get search searchcriteria' => [500, 'offset', 'limit'],
    ];

    /** Any other read. */
    private const READ = [500, 'listoffset'];

    /** Any other get answers all at once. */
    private const UNPAGED = [PHP_INT_MAX, '', ''];

    private int $most;
    private string $offsetName;
    private string $limitName;

    private function __construct(int $most, string $offsetName, string $limitName = 'listlimit')
    {
        $this->most = $most;
        $this->offsetName = $offsetName;
        $this->limitName = $limitName;
    }

    public static function of(Action $list): self
    {
        $call = $list->verb() . ' ' . $list->resourceType();
        $default = $list->verb() === 'read' ? self::READ : self::UNPAGED;
        $rule = self::RULES[$call . ' ' . $list->resourceId()] ?? self::RULES[$call] ?? $default;
        return new self(...$rule);
    }

    /** Whether a page has a size. */
    public function isPaged(): bool
    {
        return $this->limitName !== '';
    }

    /** Whether there is a way to the second page. */
    public function hasOffset(): bool
    {
        return $this->offsetName !== '';
    }

    public function most(): int
    {
        return $this->most;
    }

    public function offsetName(): string
    {
        return $this->offsetName;
    }

    public function limitName(): string
    {
        return $this->limitName;
    }
}
