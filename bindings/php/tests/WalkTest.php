<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ApiException;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\LimitException;
use Libonoffice\Exception\ProtocolException;
use Libonoffice\Status;
use Libonoffice\Tests\Support\WalkTestCase;

/** Walks over lists of many pages. */
final class WalkTest extends WalkTestCase
{
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
        $pages = $client->pages(self::estates(), ['page_size' => 10, 'ahead' => 3]);
        foreach ($pages as $number => $page) {
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
            $records = $client->records(self::estates(), ['limit' => $limit, 'page_size' => 10]);
            self::assertCount($limit, iterator_to_array($records));
            self::assertSame($limit, $records->total());
            self::assertEqualsCanonicalizing($sizes, $sizesAsked());
        }
        [$client, $asked] = self::served(95);
        self::assertSame([], iterator_to_array($client->records(self::estates(), ['limit' => 0])));
        self::assertSame([], $asked());
    }

    public function testLimitAndStartOfTheList(): void
    {
        [$client, $asked, $sizes] = self::served(95);
        $list = Action::read('estate', ['listlimit' => 30, 'listoffset' => 50]);
        $records = iterator_to_array($client->records($list, ['page_size' => 20]));
        self::assertSame(range(50, 79), self::ids($records));
        self::assertSame([50, 70], self::sorted($asked()));
        self::assertEqualsCanonicalizing([20, 10], $sizes());
        // The option counts.
        [$client] = self::served(95);
        self::assertCount(40, iterator_to_array($client->records($list, ['limit' => 40])));
        [$client, , $sizes] = self::served(95);
        iterator_to_array($client->records(Action::read('estate', ['filter' => new \stdClass()])));
        self::assertSame([500], $sizes());
    }

    public function testServerThatAllowsLess(): void
    {
        [$client, $asked] = self::served(95, 'most=30');
        $records = iterator_to_array($client->records(self::estates(), ['page_size' => 50]));
        self::assertSame(range(0, 94), self::ids($records));
        self::assertSame([0, 30, 60, 90], self::sorted($asked()));
    }

    public function testUnknownTotal(): void
    {
        [$client, $asked] = self::served(40, 'total=none');
        $records = $client->records(self::estates(), ['page_size' => 10]);
        self::assertCount(40, iterator_to_array($records));
        // The page after a full one has to be asked for.
        self::assertSame([0, 10, 20, 30, 40], self::sorted($asked()));
    }

    public function testGrowingList(): void
    {
        [$client] = self::served(40, 'grow=1');
        $count = 0;
        foreach ($client->records(self::estates(), ['page_size' => 10]) as $record) {
            self::assertSame($count++, $record->id());
        }
        self::assertGreaterThan(40, $count);
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
            foreach ($client->records(self::estates(), ['page_size' => 10]) as $record) {
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
        iterator_to_array($client->records(
            self::estates(),
            ['page_size' => 10, 'progress' => $progress]
        ));
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
        [$client] = self::served(7);
        $some = $client->records(Action::get('users'), ['limit' => 5]);
        self::assertSame(range(0, 4), self::ids($some));
        self::assertSame(5, $some->total());
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
        $exception = self::caught(LimitException::class, $walk);
        self::assertSame(500, $count);
        self::assertStringContainsString('narrow the filter', $exception->getMessage());
        self::assertSame(Status::LIMIT, $exception->status());
        [$client, $asked, $sizes] = self::served(500);
        $tasks = $client->records(Action::read('task'), ['limit' => 20]);
        self::assertCount(20, iterator_to_array($tasks));
        self::assertSame([[-1], [20]], [$asked(), $sizes()]);
    }

    public function testListThatKnowsNoLimit(): void
    {
        [$client] = self::served(500);
        $appointments = Action::read('calendar', ['allusers' => true]);
        foreach (['records' => 20, 'pages' => 1] as $way => $count) {
            $some = $client->$way($appointments, ['limit' => 20]);
            self::assertCount($count, iterator_to_array($some));
            $all = $client->$way($appointments);
            self::caught(LimitException::class, static function () use ($all): void {
                iterator_to_array($all);
            });
        }
    }

    /** The API user may not be allowed to see the records of a page. */
    public function testPageOfHiddenRecordsDoesNotEndTheWalk(): void
    {
        $cases = ['hole=0' => range(10, 34), 'hole=20' => [...range(0, 19), ...range(30, 34)]];
        foreach ($cases as $hole => $ids) {
            [$client] = self::served(35, $hole);
            $found = [];
            foreach ($client->records(self::estates(), ['page_size' => 10]) as $record) {
                $found[] = $record->id();
            }
            self::assertSame($ids, $found);
        }
    }

    public function testCountWithoutRecordsDoesNotEndInSilence(): void
    {
        [$client] = self::served(1000, 'most=0');
        $walk = static function () use ($client): void {
            iterator_to_array($client->records(self::estates(), ['page_size' => 10]));
        };
        $exception = self::caught(ProtocolException::class, $walk);
        self::assertStringContainsString('counts 1000 records', $exception->getMessage());
    }

    /**
     * @dataProvider unusable
     * @param array<string, mixed> $options
     */
    public function testUnusableOptions(array $options, string $reason, ?Action $list = null): void
    {
        $list = $list ?? self::estates();
        $exception = self::caught(
            ArgumentException::class,
            static function () use ($options, $list): void {
                iterator_to_array((new Client('t', 's'))->pages($list, $options));
            }
        );
        self::assertStringContainsString($reason, $exception->getMessage());
    }

    public function unusable(): array
    {
        return [
            'unknown' => [['pagesize' => 5], 'no option pagesize'],
            'a text' => [['limit' => '5'], 'limit is of type integer, not string'],
            'nothing to call' => [['progress' => 'no such function'], 'progress'],
            'more than a page has' => [['page_size' => 501], '500 of these'],
            'less than nothing' => [['page_size' => -1], 'page_size -1'],
            'beyond 32 bits' => [['page_size' => 1 << 32], 'page_size'],
            'too far ahead' => [['ahead' => 1001], 'ahead'],
            'ahead beyond 32 bits' => [['ahead' => (1 << 32) + 1], 'ahead'],
            'a limit below 0' => [['limit' => -1], 'listlimit'],
            'a list that writes' => [[], 'done once', Action::do('x')],
        ];
    }
}
