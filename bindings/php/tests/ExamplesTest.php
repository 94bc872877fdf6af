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

    public function testFiles(): void
    {
        $folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($folder, 0700);
        try {
            $photo = "$folder/Fassade.jpg";
            file_put_contents($photo, 'no photo, but bytes');
            $lines = self::example('files', $folder, '17', $photo);
            self::assertSame('19 of 19 bytes', $lines[0]);
            self::assertSame(1, preg_match('~^stored as (\d+)$~', $lines[1], $found));
            self::assertContains("$found[1]-Fassade.jpg: 19 bytes", $lines);
            self::assertFileEquals($photo, "$folder/$found[1]-Fassade.jpg");
            self::assertStringStartsWith('%PDF-', file_get_contents("$folder/expose-17.pdf"));
            self::assertCount(count($lines) - 1, glob("$folder/*"));
        } finally {
            array_map('unlink', glob("$folder/*"));
            rmdir($folder);
        }
    }

    /**
     * @return list<string> the lines it prints
     */
    private static function example(string $name, string ...$arguments): array
    {
        $program = dirname(__DIR__) . "/examples/$name.php";
        $environment = ['ONOFFICE_LIBRARY' => Library::load()->path()];
        $command = array_merge(['-d', 'ffi.enable=1', $program], $arguments);
        return explode("\n", trim(self::php($command, $environment)));
    }
}
