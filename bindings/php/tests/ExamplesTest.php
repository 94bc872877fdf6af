<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Library;
use Libonoffice\Tests\Support\TestCase;

/** The examples run as they are. */
final class ExamplesTest extends TestCase
{
    public function testFirst(): void
    {
        $lines = self::example('first');
        self::assertCount(10, $lines);
        self::assertCount(10, preg_grep('~^\d+ \S.* €$~', $lines));
    }

    public function testSdk(): void
    {
        $lines = self::example('sdk');
        self::assertCount(4, $lines);
        self::assertCount(3, preg_grep('~^\d+ \S~', array_slice($lines, 0, 3)));
        self::assertMatchesRegularExpression('~^[1-9]\d* users$~', $lines[3]);
    }

    public function testPages(): void
    {
        $lines = self::example('pages');
        $progress = preg_grep('~^\d+ of \d+$~', $lines);
        $rows = array_values(array_diff($lines, $progress));
        self::assertGreaterThan(2000, count($rows));
        self::assertSame('Id;objektart;plz;ort;kaufpreis;kaltmiete;anzahl_zimmer', $rows[0]);
        $count = count($rows) - 1;
        self::assertSame("$count of $count", end($progress));
    }

    public function testInFlight(): void
    {
        $lines = self::example('in_flight');
        self::assertMatchesRegularExpression('~^estate: \d{2,}$~', $lines[0]);
        self::assertCount(5, preg_grep('~^\w+: ~', $lines));
    }

    /**
     * @return list<string> the lines it prints
     */
    private static function example(string $name): array
    {
        $program = dirname(__DIR__) . "/examples/$name.php";
        $environment = ['ONOFFICE_LIBRARY' => Library::load()->path()];
        return explode("\n", trim(self::php(['-d', 'ffi.enable=1', $program], $environment)));
    }
}
