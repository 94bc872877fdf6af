<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\HttpException;
use Libonoffice\Tests\Support\Recorder;
use Libonoffice\Tests\Support\TestCase;
use Psr\Log\LogLevel;

/** Lines for a PSR-3 logger. */
final class LoggerTest extends TestCase
{
    public function testOneLineForEachRequest(): void
    {
        $recorder = new Recorder();
        $client = self::rawClient('ok', ['logger' => $recorder]);
        $client->send([Action::get('users'), Action::get('users')]);
        $exchange = $client->start([Action::get('users')]);
        $exchange->wait();
        $exchange->wait();
        self::assertCount(2, $recorder->lines);
        [$level, $line, $context] = $recorder->lines[0];
        self::assertSame(LogLevel::DEBUG, $level);
        self::assertSame([2, 'ONOFFICE_OK', 0, 200, 1], [
            $context['actions'], $context['status'], $context['code'],
            $context['http_status'], $context['attempts'],
        ]);
        self::assertGreaterThan(0, $context['ms']);
        self::assertGreaterThan(0, $context['bytes_received']);
        preg_match_all('~\{(\w+)\}~', $line, $found);
        self::assertSame([], array_diff($found[1], array_keys($context)));
        $client->setLogger(null);
        $client->send([Action::get('users')]);
        self::assertCount(2, $recorder->lines);
    }

    public function testFailures(): void
    {
        $recorder = new Recorder();
        $options = ['logger' => $recorder, 'retries' => 0];
        self::caught(HttpException::class, static function () use ($options): void {
            self::rawClient('html502', $options)->send([Action::create('x', ['a' => 'secretive'])]);
        });
        self::rawClient('words', $options)->send([Action::get('users')]);
        self::assertSame([LogLevel::ERROR, LogLevel::WARNING], array_column($recorder->lines, 0));
        self::assertTrue($recorder->lines[0][2]['uncertain']);
        self::assertStringContainsString('HTTP 502', $recorder->lines[0][2]['message']);
        $text = (string) json_encode($recorder->lines);
        foreach (['secretive', self::TOKEN, self::secret()] as $secret) {
            self::assertStringNotContainsString($secret, $text);
        }
    }

    public function testRetriesAreNoticed(): void
    {
        $recorder = new Recorder();
        $client = self::rawClient('drop', ['logger' => $recorder, 'retries' => 1]);
        $client->start([Action::get('users')])->wait();
        self::assertGreaterThan(1, $recorder->lines[0][2]['attempts']);
    }

    public function testLoggerMustBeOne(): void
    {
        $this->expectException(\TypeError::class);
        new Client('t', 's', ['logger' => 'file.log']);
    }
}
