<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;

/**
 * The way through a list of many pages, to be gone once, with foreach. The library fetches pages
 * ahead and hands them out in order; it knows how each call spells its limits, and how many records
 * it hands out at once. The API keeps no snapshot: sort by a field that does not change.
 *
 * Whoever leaves the way early, or forgets it, cancels what is still to come.
 *
 * @template T
 * @implements \IteratorAggregate<int, T>
 */
abstract class Walk extends Handle implements \IteratorAggregate
{
    private const OPTIONS = [
        'page_size' => 'integer',
        'ahead' => 'integer',
        'limit' => 'integer',
        'progress' => 'callable',
    ];

    /** Freed before its walks, the client would cancel them. */
    private Client $client;

    /** Kept instead of the action, whose parameters var_export() would show. */
    private string $label;

    private ?int $limit;
    private bool $isBegun = false;

    /** @var callable(int, ?int): void|null */
    private $progress;

    /**
     * @internal Client::pages() and Client::records() make walks.
     * @param array<string, mixed> $options see Client::pages()
     */
    final public function __construct(Client $client, Action $list, array $options)
    {
        Options::check('A walk', $options, self::OPTIONS);
        $this->client = $client;
        $this->limit = $options['limit'] ?? null;
        $this->progress = $options['progress'] ?? null;
        if ($this->limit !== null) {
            // At the end, where it counts more than a limit of the action by another name.
            $others = array_diff_key($list->parameters(), ['listlimit' => 0]);
            $list = $list->withParameters($others + ['listlimit' => $this->limit]);
        }
        $this->label = $list->verb() . ' ' . $list->resourceType();
        $library = $client->library();
        $this->own($library, $library->pagesNew(
            $client->pointer(),
            $list->json(),
            $options['page_size'] ?? 0,
            $options['ahead'] ?? 0
        ));
    }

    protected function free(Library $library, object $pointer): void
    {
        $library->pagesFree($pointer);
    }

    /**
     * @return \Generator<int, T>
     * @throws OnOfficeException while it is used, if a page fails
     */
    final public function getIterator(): \Generator
    {
        if ($this->isBegun) {
            throw new ArgumentException('A walk is gone once: ask the client for another one');
        }
        $this->isBegun = true;
        return $this->steps();
    }

    /** Records to be handed out in all, as the latest page tells; null if that is not known. */
    final public function total(): ?int
    {
        $total = $this->library()->pagesTotal($this->pointer());
        return $total < 0 ? null : $this->atMost($total);
    }

    /**
     * How the walk went so far: the members of onoffice_pages_trace() in onoffice.h, above all
     * duplicates, records that came more than once, and warnings, a list of what deserves a look.
     *
     * @return array<string, mixed>
     */
    final public function trace(): array
    {
        $trace = json_decode($this->library()->pagesTrace($this->pointer()), true, 16);
        return (array) $trace;
    }

    /** Whether the next page is there, so that the next step need not wait for it. */
    final public function ready(): bool
    {
        return $this->library()->pagesPoll($this->pointer(), 0);
    }

    /** Ends it: the next step throws a CancelledException, unless there is none any more. */
    final public function cancel(): void
    {
        $this->library()->pagesCancel($this->pointer());
    }

    /** What is walked over, for example "read estate". */
    final public function label(): string
    {
        return $this->label;
    }

    public function __debugInfo(): array
    {
        return ['list' => $this->label, 'total' => $this->total()];
    }

    /**
     * @return \Generator<int, T>
     */
    abstract protected function steps(): \Generator;

    /**
     * @return \Generator<int, Result>
     */
    final protected function results(): \Generator
    {
        $done = 0;
        do {
            $pointer = $this->library()->pagesNext($this->pointer());
            if ($pointer === null) {
                break;
            }
            $result = $this->result(new Response($this->library(), $pointer));
            if ($this->progress !== null || $this->limit !== null) {
                $done += $result->recordCount();
            }
            if ($this->progress !== null) {
                ($this->progress)($this->atMost($done), $this->total());
            }
            yield $result;
            // A call that knows no limit may go on, or fail to, where nobody wants more.
        } while ($this->limit === null || $done < $this->limit);
        $this->client->logWalk($this);
    }

    /** That number of records, unless no more are wanted. */
    final protected function atMost(int $count): int
    {
        return $this->limit === null ? $count : min($count, $this->limit);
    }

    private function result(Response $page): Result
    {
        // Otherwise nothing was sent, and nothing came.
        if ($page->status() !== Status::ARGUMENT) {
            $this->client->log($page);
        }
        return $page->orFail()->result(0)->orFail();
    }
}
