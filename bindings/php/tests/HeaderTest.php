<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Library;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** The header copy and the constants agree with include/onoffice.h. */
final class HeaderTest extends TestCase
{
    private const HEADER = __DIR__ . '/../../../include/onoffice.h';
    private const COPY = __DIR__ . '/../src/onoffice.h';
    private const GENERATOR = __DIR__ . '/../generate-header';

    public function testCopyIsUpToDate(): void
    {
        self::assertSame('', self::php([self::GENERATOR, '--check']));
    }

    public function testCheckFailsForAnotherCopy(): void
    {
        $folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir("$folder/bindings/php/src", 0700, true);
        mkdir("$folder/include");
        copy(self::GENERATOR, "$folder/bindings/php/generate-header");
        copy(self::HEADER, "$folder/include/onoffice.h");
        $copy = "$folder/bindings/php/src/onoffice.h";
        file_put_contents($copy, file_get_contents(self::COPY) . ' ');
        exec(PHP_BINARY . " $folder/bindings/php/generate-header --check 2>&1", $output, $status);
        exec('rm -r ' . escapeshellarg($folder));
        self::assertSame(1, $status);
        self::assertStringContainsString('not up to date', implode("\n", $output));
    }

    public function testCopyHasEveryFunction(): void
    {
        preg_match_all('~^\w[^\n;{]*?\*?(onoffice_\w+)\(~m', self::source(), $wanted);
        preg_match_all('~\b(onoffice_\w+)\(~', (string) file_get_contents(self::COPY), $found);
        self::assertGreaterThan(30, count($wanted[1]));
        self::assertSame($wanted[1], $found[1]);
    }

    public function testDocumentsArriveAsPointers(): void
    {
        $copy = (string) file_get_contents(self::COPY);
        preg_match_all('~^const (?!void)(\w+) \*\w+\(.*\bsize_t \*\w+\);~m', $copy, $found);
        $documents = preg_match_all('~^const char \*\w+\([^;]*\bsize_t \*\w+\);~m', self::source());
        self::assertGreaterThan(3, $documents);
        self::assertSame(array_fill(0, (int) $documents, 'uint8_t'), $found[1]);
    }

    public function testStatusConstants(): void
    {
        preg_match_all('~^ +ONOFFICE_(?:ERROR_)?(\w+) = (-\d+|0),?$~m', self::source(), $found);
        $wanted = array_map('intval', array_combine($found[1], $found[2]));
        self::assertSame($wanted, (new \ReflectionClass(Status::class))->getConstants());
    }

    public function testVersions(): void
    {
        preg_match('~^#define ONOFFICE_VERSION_NUMBER (\d+)~m', self::source(), $found);
        [$major, $minor, $patch] = array_map('intval', explode('.', Library::VERSION));
        self::assertSame((int) $found[1], $major * 1000000 + $minor * 1000 + $patch);
        self::assertSame(Library::VERSION, Library::load()->version());
    }

    private static function source(): string
    {
        return preg_replace('~/\*.*?\*/~s', '', (string) file_get_contents(self::HEADER));
    }
}
