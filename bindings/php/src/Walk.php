<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Exception\ProtocolException;

/**
 * The way through a list of many pages. The API keeps no snapshot: sort by a field that does not
 * change, or records may be missed or come twice.
 *
 * @internal Client::pages() and Client::records() are the ways in.
 */
final class Walk
{
    private Client $client;
    private Action $list;
    private PageRule $rule;

    /** @var array<string, mixed> */
    private array $parameters;

    private int $first;
    private int $size;
    private int $ahead;
    private int $limit;

    /** @var callable(int, ?int): void|null */
    private $progress;

    /** Records there are in all, as the latest page says; null if pages do not say. */
    private ?int $total = null;

    /**
     * @param array<string, mixed> $options
     *     page_size: records of a page, default the most that the call allows;
     *     ahead: pages to fetch while one is being read, default 4;
     *     limit: records to stop after, default none;
     *     progress: called after each page with the number of records so far, and that of all or
     *     null
     */
    public function __construct(Client $client, Action $list, array $options)
    {
        $unknown = array_diff_key(
            $options,
            ['page_size' => 0, 'ahead' => 0, 'limit' => 0, 'progress' => 0]
        );
        if ($unknown !== []) {
            throw new ArgumentException('A walk has no option ' . key($unknown));
        }
        $this->client = $client;
        $this->rule = PageRule::of($list);
        $this->list = $list;
        $this->parameters = $list->parameters();
        $this->first = (int) ($this->parameters[$this->rule->offsetName()] ?? 0);
        $size = $options['page_size'] ?? $this->parameters[$this->rule->limitName()] ?? null;
        // Without an offset there is one page, which had better have room.
        $size = $this->rule->hasOffset() ? $size ?? $this->rule->most() : $this->rule->most();
        $this->size = max(1, min((int) $size, $this->rule->most()));
        $this->ahead = max(1, (int) ($options['ahead'] ?? 4));
        $this->limit = (int) ($options['limit'] ?? PHP_INT_MAX);
        $this->progress = $options['progress'] ?? null;
    }

    /**
     * @return \Generator<int, Record>
     */
    public function records(): \Generator
    {
        $number = 0;
        foreach ($this->pages() as $page) {
            foreach ($page->records() as $record) {
                if ($number >= $this->limit) {
                    return;
                }
                yield $number++ => $record;
            }
        }
    }

    /**
     * @return \Generator<int, Result>
     */
    public function pages(): \Generator
    {
        if ($this->limit < 1) {
            return;
        }
        /** @var array<int, Exchange> $underWay */
        $underWay = [$this->start($this->first)];
        $next = $this->first + $this->size;
        $done = 0;
        for ($number = 0; isset($underWay[$number]); $number++) {
            $page = $this->result($underWay[$number]);
            unset($underWay[$number]);
            $count = $page->recordCount();
            $isShort = $count > 0 && $count < $this->size;
            if ($number === 0 && $isShort && $this->first + $count < $this->total) {
                // The server allows less than was asked for.
                $this->size = $count;
                $next = $this->first + $count;
            }
            $done += $count;
            $isFull = $count >= $this->size;
            // Where the total is not known, the next page is asked for when this one was full.
            $ahead = $this->total === null ? 1 : $this->ahead;
            while (count($underWay) < $ahead && $this->isThere($next, $isFull)) {
                $underWay[$number + count($underWay) + 1] = $this->start($next);
                $next += $this->size;
            }
            // Out they go, and come back while this page is being read.
            $this->client->poll(0);
            if ($this->progress !== null) {
                ($this->progress)(min($done, $this->limit), $this->total);
            }
            yield $number => $page;
            $this->checkEnd($count);
        }
    }

    /** Whether there should be records from that one on. */
    private function isThere(int $offset, bool $isFull): bool
    {
        if (!$this->rule->hasOffset() || $offset - $this->first >= $this->limit) {
            return false;
        }
        return $this->total === null ? $isFull : $offset < $this->total;
    }

    private function start(int $offset): Exchange
    {
        $parameters = $this->parameters;
        if ($this->rule->isPaged()) {
            $rest = $this->limit - ($offset - $this->first);
            $parameters[$this->rule->limitName()] = min($this->size, $rest);
        }
        if ($this->rule->hasOffset()) {
            $parameters[$this->rule->offsetName()] = $offset;
        }
        return $this->client->start([$this->list->withParameters($parameters)]);
    }

    private function result(Exchange $exchange): Result
    {
        $result = $exchange->wait()->orFail()->result(0);
        if (!$result->ok()) {
            throw OnOfficeException::fromResult($result);
        }
        $this->total = $this->rule->hasOffset() ? $result->total() : null;
        return $result;
    }

    /** A list that cannot be continued must not end as if it were complete. */
    private function checkEnd(int $count): void
    {
        $isCut = $this->rule->isPaged() && !$this->rule->hasOffset() && $count >= $this->size;
        if ($isCut && $count < $this->limit) {
            throw new ProtocolException(
                "There may be more than these $count records, but this call has no offset:"
                . ' narrow it by a filter'
            );
        }
    }
}
