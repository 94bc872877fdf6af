<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ApiException;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\ProtocolException;
use Libonoffice\Tests\Support\PageServer;
use Libonoffice\Tests\Support\TestCase;

/** Walks over lists of many pages. */
final class WalkTest extends TestCase
{
    private static ?PageServer $pages = null;

    public static function tearDownAfterClass(): void
    {
        self::$pages = null;
        parent::tearDownAfterClass();
    }

    public function testAllEstatesOfTheSandbox(): void
    {
        $list = Action::read('estate', ['data' => ['Id'], 'sortby' => ['Id' => 'ASC']]);
        $ids = [];
        foreach ((new Client())->records($list) as $number => $record) {
            self::assertCount($number, $ids);
            $ids[] = $record->id();
        }
        self::assertGreaterThan(2000, count($ids));
        self::assertSame($ids, array_values(array_unique($ids)));
        $sorted = $ids;
        sort($sorted);
        self::assertSame($sorted, $ids);
    }

    public function testPagesComeInOrderAndAreFetchedAhead(): void
    {
        [$client, $asked] = self::served(95);
        $numbers = [];
        foreach ($client->pages(self::estates(10), ['ahead' => 3]) as $number => $page) {
            $numbers[] = $number;
            foreach ($page->records() as $index => $record) {
                self::assertSame($number * 10 + $index, $record->id());
            }
            self::assertLessThanOrEqual($number + 4, count($asked()));
        }
        self::assertSame(range(0, 9), $numbers);
        self::assertSame(range(0, 90, 10), self::sorted($asked()));
    }

    public function testLimitIsNeverExceeded(): void
    {
        foreach ([1 => [1], 10 => [10], 25 => [10, 10, 5]] as $limit => $sizes) {
            [$client, , $sizesAsked] = self::served(95);
            $records = $client->records(self::estates(10), ['limit' => $limit]);
            self::assertCount($limit, iterator_to_array($records));
            self::assertEqualsCanonicalizing($sizes, $sizesAsked());
        }
        [$client, $asked] = self::served(95);
        self::assertSame([], iterator_to_array($client->records(self::estates(), ['limit' => 0])));
        self::assertSame([], $asked());
    }

    public function testSizeAndStartOfTheList(): void
    {
        [$client, $asked, $sizes] = self::served(95);
        $list = Action::read('estate', ['listlimit' => 20, 'listoffset' => 50]);
        $records = iterator_to_array($client->records($list));
        self::assertCount(45, $records);
        self::assertSame(50, $records[0]->id());
        self::assertSame([50, 70, 90], self::sorted($asked()));
        self::assertSame([20, 20, 20], $sizes());
        [$client, , $sizes] = self::served(95);
        iterator_to_array($client->records(Action::read('estate', ['filter' => new \stdClass()])));
        self::assertSame([500], $sizes());
    }

    public function testServerThatAllowsLess(): void
    {
        [$client, $asked] = self::served(95, 'most=30');
        $records = iterator_to_array($client->records(self::estates(50)));
        self::assertSame(range(0, 94), self::ids($records));
        self::assertSame([0, 30, 60, 90], self::sorted($asked()));
    }

    public function testUnknownTotal(): void
    {
        [$client, $asked] = self::served(40, 'total=none');
        self::assertCount(40, iterator_to_array($client->records(self::estates(10))));
        // The page after a full one has to be asked for.
        self::assertSame([0, 10, 20, 30, 40], self::sorted($asked()));
    }

    public function testGrowingList(): void
    {
        [$client] = self::served(40, 'grow=1');
        $count = 0;
        foreach ($client->records(self::estates(10)) as $record) {
            self::assertSame($count++, $record->id());
        }
        self::assertGreaterThan(40, $count);
    }

    /** Rights may hide all records of a page. */
    public function testPageWithoutRecordsIsNotTheEnd(): void
    {
        $cases = ['hole=0' => range(10, 34), 'hole=20' => [...range(0, 19), ...range(30, 34)]];
        foreach ($cases as $fault => $ids) {
            [$client, $asked] = self::served(35, $fault);
            self::assertSame($ids, self::ids($client->records(self::estates(10))));
            self::assertSame([0, 10, 20, 30], self::sorted($asked()));
        }
    }

    public function testEmptyList(): void
    {
        [$client, $asked] = self::served(0);
        self::assertCount(1, iterator_to_array($client->pages(self::estates())));
        self::assertSame([], iterator_to_array($client->records(self::estates())));
        self::assertSame([0, 0], $asked());
    }

    public function testFailingPageIsThrown(): void
    {
        [$client] = self::served(95, 'fail=50');
        $count = 0;
        $exception = self::caught(ApiException::class, static function () use ($client, &$count) {
            foreach ($client->records(self::estates(10)) as $record) {
                self::assertSame($count++, $record->id());
            }
        });
        self::assertSame(50, $count);
        self::assertSame(144, $exception->apiCode());
    }

    public function testProgress(): void
    {
        [$client] = self::served(25);
        $seen = [];
        $progress = static function (int $done, ?int $total) use (&$seen): void {
            $seen[] = [$done, $total];
        };
        iterator_to_array($client->records(self::estates(10), ['progress' => $progress]));
        self::assertSame([[10, 25], [20, 25], [25, 25]], $seen);
    }

    public function testCallsHaveRulesOfTheirOwn(): void
    {
        [$client, $asked, $sizes] = self::served(150);
        iterator_to_array($client->records(Action::get('file', ['estateid' => 5], 'estate')));
        self::assertSame([0, 100], self::sorted($asked()));
        self::assertSame([100, 100], $sizes());
        [$client, $asked] = self::served(600, 'offset=listOffset');
        self::assertCount(600, iterator_to_array($client->records(Action::read('log'))));
        self::assertSame([0, 500], self::sorted($asked()));
        [$client, $asked, $sizes] = self::served(7);
        self::assertCount(7, iterator_to_array($client->records(Action::get('users'))));
        self::assertSame([[-1], [-1]], [$asked(), $sizes()]);
    }

    public function testListThatCannotBeContinuedDoesNotEndInSilence(): void
    {
        [$client] = self::served(500);
        $count = 0;
        $walk = static function () use ($client, &$count): void {
            foreach ($client->records(Action::read('task')) as $record) {
                $count++;
            }
        };
        $exception = self::caught(ProtocolException::class, $walk);
        self::assertSame(500, $count);
        self::assertStringContainsString('narrow it by a filter', $exception->getMessage());
        [$client, $asked, $sizes] = self::served(500);
        $tasks = $client->records(Action::read('task'), ['limit' => 20]);
        self::assertCount(20, iterator_to_array($tasks));
        self::assertSame([[-1], [20]], [$asked(), $sizes()]);
    }

    public function testUnknownOption(): void
    {
        self::caught(ArgumentException::class, static function (): void {
            (new Client('t', 's'))->pages(self::estates(), ['pagesize' => 5])->current();
        });
    }

    private static function estates(int $size = 500): Action
    {
        return Action::read('estate', ['data' => ['Id'], 'listlimit' => $size]);
    }

    /**
     * @return array{0: Client, 1: callable(): list<int>, 2: callable(): list<int>} a client whose
     *     server has so many records, and what it was asked for since: offsets, sizes
     */
    private static function served(int $records, string $faults = ''): array
    {
        self::$pages = self::$pages ?? new PageServer();
        self::$pages->forget();
        $client = new Client('t', 's', ['url' => self::$pages->url($records, $faults)]);
        return [$client, [self::$pages, 'offsets'], [self::$pages, 'sizes']];
    }

    /**
     * @param list<int> $numbers
     * @return list<int>
     */
    private static function sorted(array $numbers): array
    {
        sort($numbers);
        return $numbers;
    }

    /**
     * @param iterable<\Libonoffice\Record> $records
     * @return list<int>
     */
    private static function ids(iterable $records): array
    {
        $ids = [];
        foreach ($records as $record) {
            $ids[] = $record->id();
        }
        return $ids;
    }
}
