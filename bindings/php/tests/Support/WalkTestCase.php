<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use Libonoffice\Action;
use Libonoffice\Client;

/** Has a server with lists of many pages. */
abstract class WalkTestCase extends TestCase
{
    private static ?PageServer $pages = null;

    public static function tearDownAfterClass(): void
    {
        self::$pages = null;
        parent::tearDownAfterClass();
    }

    protected static function estates(): Action
    {
        return Action::read('estate', ['data' => ['Id'], 'sortby' => ['Id' => 'ASC']]);
    }

    /**
     * @return array{0: Client, 1: callable(): list<int>, 2: callable(): list<int>} a client whose
     *     server has so many records, and what it was asked for since: offsets, sizes
     */
    protected static function served(int $records, string $faults = ''): array
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
    protected static function sorted(array $numbers): array
    {
        sort($numbers);
        return $numbers;
    }

    /**
     * @param iterable<\Libonoffice\Record> $records
     * @return list<int>
     */
    protected static function ids(iterable $records): array
    {
        $ids = [];
        foreach ($records as $record) {
            $ids[] = $record->id();
        }
        return $ids;
    }
}
