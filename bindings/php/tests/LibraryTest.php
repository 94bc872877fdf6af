<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Client;
use Libonoffice\Exception\LibraryException;
use Libonoffice\Library;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** Finding and loading the library. */
final class LibraryTest extends TestCase
{
    public function testIsLoadedOnce(): void
    {
        self::assertSame(Library::load(), Library::load());
        self::assertSame(Library::load(), Library::load(Library::load()->path()));
        self::assertSame(Library::load(), self::rawClient()->library());
    }

    public function testExplicitPathWinsOverEnvironment(): void
    {
        $code = 'echo Libonoffice\Library::load($argv[1])->path();';
        $path = Library::load()->path();
        self::assertSame($path, $this->code($code, [$path], ['ONOFFICE_LIBRARY' => '/nowhere.so']));
    }

    public function testNamedLibraryIsTheOnlyOneTried(): void
    {
        $code = 'try { Libonoffice\Library::load(); }'
            . ' catch (Exception $e) { echo $e->getMessage(); }';
        $message = $this->code($code, [], ['ONOFFICE_LIBRARY' => '/nowhere.so']);
        self::assertStringContainsString('Tried: /nowhere.so (no such file).', $message);
    }

    public function testMessageNamesEverythingTried(): void
    {
        // A copy of the package outside of the repository has neither library nor build tree.
        $folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($folder);
        exec('cp -R ' . escapeshellarg(dirname(__DIR__) . '/src') . " $folder/src");
        copy(dirname(__DIR__) . '/autoload.php', "$folder/autoload.php");
        // The loader stops here before it comes to a libonoffice that may be installed.
        touch("$folder/libonoffice.so.0");
        $code = 'require $argv[1]; try { new Libonoffice\Client("t", "s"); }'
            . ' catch (Libonoffice\Exception\LibraryException $e) { echo $e->getMessage(); }';
        $message = self::php(
            ['-r', $code, "$folder/autoload.php"],
            ['ONOFFICE_LIBRARY' => null, 'LD_LIBRARY_PATH' => $folder]
        );
        exec("rm -r $folder");
        $first = "Tried: $folder/lib/libonoffice.so.0 (no such file)";
        self::assertStringContainsString($first, $message);
        self::assertStringContainsString('libonoffice.so.0 (Failed loading', $message);
        self::assertStringContainsString('ONOFFICE_LIBRARY', $message);
    }

    public function testFileThatIsNoLibrary(): void
    {
        $exception = self::caught(LibraryException::class, function () {
            new Client('t', 's', ['library' => __FILE__]);
        });
        self::assertStringContainsString(__FILE__ . ' (Failed loading', $exception->getMessage());
    }

    public function testAnotherVersionIsRefused(): void
    {
        $folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($folder);
        file_put_contents(
            "$folder/other.c",
            'const char *onoffice_version(void) { return "0.2.7"; }'
            . ' int onoffice_version_number(void) { return 2007; }'
        );
        exec("gcc -shared -fPIC -o $folder/other.so $folder/other.c", $output, $status);
        self::assertSame(0, $status);
        $exception = self::caught(LibraryException::class, function () use ($folder) {
            Library::load("$folder/other.so");
        });
        exec("rm -r $folder");
        $reason = 'version 0.2.7, this binding needs 0.1';
        self::assertStringContainsString($reason, $exception->getMessage());
    }

    public function testTexts(): void
    {
        $library = Library::load();
        self::assertSame('ONOFFICE_ERROR_TIMEOUT', $library->statusName(Status::TIMEOUT));
        self::assertSame('NOT_AUTHENTICATED', $library->errorName(22));
        self::assertSame('auth', $library->errorCategory(22));
        self::assertNotSame('', $library->errorText(22));
        self::assertStringContainsString('libcurl', $library->transportVersion());
    }

    public function testUnknownNumbersHaveEmptyTexts(): void
    {
        $library = Library::load();
        // The second is 22 in its lower 32 bits.
        foreach ([123456, 22 + (1 << 32), PHP_INT_MIN] as $number) {
            self::assertSame('', $library->errorName($number));
            self::assertSame('', $library->errorText($number));
            self::assertSame('', $library->errorCategory($number));
            self::assertSame('', $library->statusName($number));
        }
    }

    private function code(string $code, array $arguments, array $environment): string
    {
        $autoload = dirname(__DIR__) . '/autoload.php';
        $command = array_merge(['-r', "require '$autoload'; $code", '--'], $arguments);
        return self::php($command, $environment);
    }
}
