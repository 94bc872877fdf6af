<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Tests\Support\TestCase;

/** Options, their defaults, and what the environment adds. */
final class OptionTest extends TestCase
{
    public function testDefaults(): void
    {
        $client = new Client('t', 's', ['url' => 'https://api.onoffice.de/api/', 'ca_file' => '']);
        self::assertSame('https://api.onoffice.de/api/', $client->getOption('url'));
        self::assertSame('stable', $client->getOption('api_version'));
        self::assertSame(10000, $client->getOption('connect_timeout_ms'));
        self::assertSame(120000, $client->getOption('timeout_ms'));
        self::assertSame(536870912, $client->getOption('response_limit'));
        self::assertSame('', $client->getOption('proxy'));
        self::assertSame('', $client->getOption('ca_file'));
        self::assertSame(1, $client->getOption('tls_verify_peer'));
        self::assertSame(1, $client->getOption('tls_verify_host'));
        self::assertStringStartsWith('libonoffice/', $client->getOption('user_agent'));
        self::assertSame('', $client->getOption('extended_claim'));
        self::assertSame(0, $client->getOption('allow_http'));
    }

    public function testConstructorAndSetter(): void
    {
        $client = new Client('t', 's', ['api_version' => 'latest', 'allow_http' => true]);
        self::assertSame('latest', $client->getOption('api_version'));
        self::assertSame(1, $client->getOption('allow_http'));
        $client->setOption('timeout_ms', 86400000);
        self::assertSame(86400000, $client->getOption('timeout_ms'));
        $client->setOption('response_limit', 4294967296);
        self::assertSame(4294967296, $client->getOption('response_limit'));
    }

    public function testEnvironment(): void
    {
        self::assertSame(getenv('ONOFFICE_URL'), (new Client())->getOption('url'));
        self::assertSame(getenv('ONOFFICE_CA_FILE'), (new Client('t', 's'))->getOption('ca_file'));
        $client = new Client('t', 's', ['url' => 'https://example.com/api/']);
        self::assertSame('https://example.com/api/', $client->getOption('url'));
    }

    public function testMissingCredentialsNameTheEnvironment(): void
    {
        $token = (string) getenv('ONOFFICE_TOKEN');
        putenv('ONOFFICE_TOKEN');
        $exception = self::caught(ArgumentException::class, function () {
            new Client();
        });
        putenv("ONOFFICE_TOKEN=$token");
        self::assertStringContainsString('ONOFFICE_TOKEN', $exception->getMessage());
    }

    /**
     * @dataProvider unusable
     * @param mixed $value
     */
    public function testUnusable(string $name, $value, string $message): void
    {
        $client = new Client('t', 's', ['timeout_ms' => 5000, 'api_version' => 'latest']);
        $set = function () use ($client, $name, $value) {
            $client->setOption($name, $value);
        };
        $exception = self::caught(ArgumentException::class, $set);
        self::assertStringContainsString($message, $exception->getMessage());
        self::assertSame(5000, $client->getOption('timeout_ms'));
        self::assertSame('latest', $client->getOption('api_version'));
    }

    public function unusable(): array
    {
        return [
            'unknown' => ['timeout', 5, 'no option timeout'],
            'empty name' => ['', 5, 'no option'],
            'name with NUL' => ["timeout_ms\0", 5, 'NUL'],
            'text for a number' => ['timeout_ms', '5', 'timeout_ms takes an integer, not string'],
            'float for a number' => ['timeout_ms', 5.0, 'timeout_ms takes an integer, not double'],
            'number for a text' => ['api_version', 5, 'api_version takes text, not integer'],
            'null' => ['api_version', null, 'api_version takes text, not NULL'],
            'too small' => ['timeout_ms', 0, 'timeout_ms'],
            'too large' => ['timeout_ms', PHP_INT_MAX, 'timeout_ms'],
            'unknown version' => ['api_version', 'new/est', 'api_version'],
            'value with NUL' => ['api_version', "stable\0", 'NUL'],
            'value not UTF-8' => ['ca_file', "\xff", 'ca_file'],
        ];
    }

    public function testGetOfAnUnknownOption(): void
    {
        self::caught(ArgumentException::class, function () {
            (new Client('t', 's'))->getOption('timeout');
        });
    }

    public function testLibraryOptionTakesAPath(): void
    {
        self::caught(ArgumentException::class, function () {
            new Client('t', 's', ['library' => 5]);
        });
    }
}
