<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use Libonoffice\Client;
use Libonoffice\Exception\OnOfficeException;

abstract class TestCase extends \PHPUnit\Framework\TestCase
{
    protected const TOKEN = '0123456789abcdef0123456789abcdef';

    private static ?RawServer $server = null;

    /** 64 characters, the secret of the signature vectors. */
    protected static function secret(): string
    {
        return str_repeat('fedcba9876543210', 4);
    }

    /** A client whose server answers as raw-server.php says for that word. */
    protected static function rawClient(string $word = 'ok', array $options = []): Client
    {
        self::$server = self::$server ?? new RawServer();
        $options += ['url' => self::$server->url($word)];
        return new Client(self::TOKEN, self::secret(), $options);
    }

    public static function tearDownAfterClass(): void
    {
        self::$server = null;
    }

    /** What the call throws; it must throw, and exactly that class. */
    protected static function caught(string $class, callable $call): OnOfficeException
    {
        try {
            $call();
        } catch (OnOfficeException $exception) {
            self::assertSame($class, get_class($exception), $exception->getMessage());
            return $exception;
        }
        self::fail("$class was not thrown");
    }

    /**
     * Runs a PHP program in a process of its own and returns what it prints.
     *
     * @param list<string> $arguments for the interpreter, the program included
     * @param array<string, string|null> $environment on top of this one's; null removes
     */
    protected static function php(array $arguments, array $environment = []): string
    {
        $variables = array_filter($environment + getenv(), 'is_string');
        $command = array_merge([PHP_BINARY], $arguments);
        $pipes = [];
        $channels = [1 => ['pipe', 'w'], 2 => ['redirect', 1]];
        $process = proc_open($command, $channels, $pipes, null, $variables);
        self::assertIsResource($process);
        $output = (string) stream_get_contents($pipes[1]);
        fclose($pipes[1]);
        self::assertSame(0, proc_close($process), $output);
        return $output;
    }
}
