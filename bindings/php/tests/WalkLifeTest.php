<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\CancelledException;
use Libonoffice\Tests\Support\Recorder;
use Libonoffice\Tests\Support\WalkTestCase;

/** What becomes of walks, and what they tell of it. */
final class WalkLifeTest extends WalkTestCase
{
    public function testTrace(): void
    {
        [$client] = self::served(40, 'grow=1');
        $walk = $client->records(self::estates(), ['page_size' => 10]);
        self::assertNull($walk->total());
        $count = count(iterator_to_array($walk));
        $trace = $walk->trace();
        self::assertSame($count, $walk->total());
        self::assertSame([$count, true, 40, $count, 0], [
            $trace['records'], $trace['sorted'], $trace['first_count'], $trace['last_count'],
            $trace['duplicates'],
        ]);
        self::assertCount(1, $trace['warnings']);
    }

    public function testWarningsAreLogged(): void
    {
        $recorder = new Recorder();
        [$client] = self::served(40, 'grow=1');
        $client->setLogger($recorder);
        iterator_to_array($client->pages(self::estates(), ['page_size' => 20]));
        $levels = array_count_values(array_column($recorder->lines, 0));
        self::assertSame(['debug' => 3, 'warning' => 1], $levels);
        [, $line, $context] = end($recorder->lines);
        self::assertSame(['read estate', 3], [$context['list'], $context['pages']]);
        self::assertStringContainsString('from 40 to 60', $context['warning']);
        preg_match_all('~\{(\w+)\}~', $line, $found);
        self::assertSame([], array_diff($found[1], array_keys($context)));
        [$client] = self::served(40);
        $client->setLogger($recorder = new Recorder());
        iterator_to_array($client->pages(self::estates()));
        self::assertSame(['debug'], array_column($recorder->lines, 0));
    }

    public function testWalkIsGoneOnce(): void
    {
        [$client, $asked] = self::served(3);
        $walk = $client->records(self::estates());
        self::assertCount(3, iterator_to_array($walk));
        self::caught(ArgumentException::class, static function () use ($walk): void {
            iterator_to_array($walk);
        });
        self::assertSame([0], $asked());
    }

    public function testInALoopOfTheHost(): void
    {
        [$client] = self::served(95);
        $walk = $client->pages(self::estates(), ['page_size' => 10]);
        $stream = $client->stream();
        $pages = $walk->getIterator();
        $found = [];
        do {
            while (!$walk->ready()) {
                $readable = [$stream];
                $none = null;
                self::assertSame(1, stream_select($readable, $none, $none, 60));
                $client->poll(0);
            }
            // The first step is rewind()'s.
            $found === [] ? $pages->rewind() : $pages->next();
            $found[] = $pages->valid() ? $pages->key() : null;
        } while ($pages->valid());
        self::assertSame([...range(0, 9), null], $found);
    }

    public function testMemoryIsFlatOver150Walks(): void
    {
        [$client] = self::served(95);
        $walk = static function (int $times) use ($client): array {
            for ($count = 0; $count < $times; $count++) {
                foreach ($client->records(self::estates(), ['page_size' => 10]) as $record) {
                    break;
                }
                iterator_count($client->pages(self::estates(), ['page_size' => 50]));
            }
            unset($record);
            $pages = explode(' ', (string) file_get_contents('/proc/self/statm'));
            return [memory_get_usage(), (int) $pages[1] * 4096];
        };
        $before = $walk(30);
        $after = $walk(150);
        self::assertLessThan(1024, $after[0] - $before[0]);
        self::assertLessThan(1 << 20, $after[1] - $before[1]);
    }

    public function testCancel(): void
    {
        [$client] = self::served(95);
        $walk = $client->pages(self::estates(), ['page_size' => 10, 'ahead' => 2]);
        $count = 0;
        self::caught(CancelledException::class, static function () use ($walk, &$count): void {
            foreach ($walk as $page) {
                $count++;
                $walk->cancel();
            }
        });
        self::assertSame(1, $count);
    }

    public function testLeavingEarlyFetchesNoMore(): void
    {
        [$client, $asked] = self::served(2000);
        foreach ($client->records(self::estates(), ['page_size' => 10, 'ahead' => 2]) as $record) {
            break;
        }
        $client->poll(0);
        self::assertLessThanOrEqual(4, count($asked()));
        // The client goes on, and so does a walk whose client nobody else holds.
        $records = $client->records(self::estates(), ['limit' => 20]);
        self::assertCount(20, iterator_to_array($records));
        $pages = $client->pages(self::estates(), ['page_size' => 500]);
        unset($client);
        self::assertCount(4, iterator_to_array($pages));
    }
}
