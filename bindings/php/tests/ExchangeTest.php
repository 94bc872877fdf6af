<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\ProtocolException;
use Libonoffice\Request;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** Several requests in flight from one process. */
final class ExchangeTest extends TestCase
{
    public function testSeveralAtTheSameTime(): void
    {
        $client = self::rawClient();
        $exchanges = [];
        for ($number = 0; $number < 20; $number++) {
            $exchanges[] = $client->start([Action::read('estate', [], '', "n$number")]);
        }
        self::assertFalse($exchanges[19]->finished());
        while ($client->poll() > 0) {
            self::assertNotSame([], $exchanges);
        }
        $connections = [];
        foreach ($exchanges as $number => $exchange) {
            self::assertTrue($exchange->finished());
            $result = $exchange->wait()->orFail()->result(0);
            self::assertSame("n$number", $result->identifier());
            $connections[] = $result->records()[0]->id();
        }
        self::assertGreaterThan(1, count(array_unique($connections)));
        self::assertLessThanOrEqual(8, count(array_unique($connections)));
    }

    public function testWaitingForOneMovesAll(): void
    {
        $client = self::rawClient();
        $first = $client->start([Action::get('users')]);
        $second = $client->start([Action::get('users')]);
        self::assertTrue($second->wait()->ok());
        self::assertTrue($first->wait()->ok());
        self::assertSame($first->wait()->json(0), $first->wait()->json(0));
        self::assertSame(0, $client->poll());
    }

    public function testResponseOutlivesExchangeAndClient(): void
    {
        $client = self::rawClient();
        $exchange = $client->start([Action::get('users', [], '', 'q')]);
        unset($client);
        $response = $exchange->wait();
        unset($exchange);
        gc_collect_cycles();
        self::assertSame('q', $response->result(0)->identifier());
        $result = $response->result(0);
        unset($response);
        self::assertStringContainsString('"identifier":"q"', $result->json());
    }

    public function testFailureIsAResponse(): void
    {
        $response = self::rawClient('null')->start([Action::get('users')])->wait();
        self::assertSame(Status::PROTOCOL, $response->status());
        self::caught(ProtocolException::class, static function () use ($response): void {
            $response->orFail();
        });
        $empty = self::rawClient()->start([]);
        self::assertTrue($empty->finished());
        self::assertSame(Status::ARGUMENT, $empty->wait()->status());
        self::caught(ArgumentException::class, static function (): void {
            self::rawClient()->start([Action::create('x', ['a' => NAN])]);
        });
    }

    public function testCancel(): void
    {
        $client = self::rawClient('silent');
        $exchange = $client->start([Action::create('address', ['Name' => 'x'])]);
        $client->poll(20);
        self::assertFalse($exchange->finished());
        $exchange->cancel();
        self::assertSame(Status::CANCELLED, $exchange->wait()->status());
        $all = [$client->start([Action::get('users')]), $client->start([Action::get('users')])];
        $client->cancel();
        self::assertSame(Status::CANCELLED, $all[0]->wait()->status());
        self::assertSame(Status::CANCELLED, $all[1]->wait()->status());
    }

    public function testForgottenExchangesAreOver(): void
    {
        $client = self::rawClient('silent');
        $exchange = $client->start([Action::get('users')]);
        self::assertSame(1, $client->poll(0));
        unset($exchange);
        self::assertSame(0, $client->poll());
    }

    public function testPollWaitsNoLongerThanItIsTold(): void
    {
        $client = self::rawClient('silent');
        $exchange = $client->start([Action::get('users')]);
        $start = microtime(true);
        self::assertSame(1, $client->poll(50));
        self::assertGreaterThan(0.04, microtime(true) - $start);
        self::assertLessThan(5, microtime(true) - $start);
        self::assertFalse($exchange->finished());
    }

    public function testSendAll(): void
    {
        $client = self::rawClient();
        $requests = (static function (): \Generator {
            for ($number = 0; $number < 30; $number++) {
                yield "key$number" => [Action::read('estate', [], '', "n$number")];
            }
            yield 'request' => new Request([Action::get('users', [], '', 'r')]);
        })();
        $found = [];
        foreach ($client->sendAll($requests, 4) as $key => $response) {
            $found[$key] = $response->orFail()->result(0)->identifier();
        }
        self::assertCount(31, $found);
        self::assertSame('n7', $found['key7']);
        self::assertSame('r', $found['request']);
    }

    public function testSendAllIsLazyAndMayBeLeft(): void
    {
        $client = self::rawClient();
        $taken = 0;
        $requests = (static function () use (&$taken): \Generator {
            while (true) {
                $taken++;
                yield [Action::get('users')];
            }
        })();
        foreach ($client->sendAll($requests, 3) as $response) {
            self::assertTrue($response->ok());
            break;
        }
        self::assertLessThanOrEqual(3, $taken);
    }

    /** What an event loop such as Revolt does with the stream. */
    public function testStreamTellsWhenToPoll(): void
    {
        $client = self::rawClient();
        $stream = $client->stream();
        $exchanges = [];
        for ($number = 0; $number < 5; $number++) {
            $exchanges[] = $client->start([Action::get('users')]);
        }
        $rounds = 0;
        while ($client->poll(0) > 0) {
            $readable = [$stream];
            $none = null;
            self::assertSame(1, stream_select($readable, $none, $none, 10));
            self::assertLessThan(1000, ++$rounds);
        }
        foreach ($exchanges as $exchange) {
            self::assertTrue($exchange->finished());
            self::assertTrue($exchange->wait()->ok());
        }
    }

    public function testClearCache(): void
    {
        $client = self::rawClient();
        $client->setOption('cache_ttl_ms', 60000);
        $cached = static function () use ($client): array {
            $response = $client->send([Action::get('users', ['a' => 1])]);
            return $response->trace()['attempts'];
        };
        self::assertCount(1, $cached());
        self::assertSame([], $cached());
        $client->clearCache();
        self::assertCount(1, $cached());
    }

    public function testRequestOfAnotherKind(): void
    {
        self::caught(ArgumentException::class, static function (): void {
            (new Client('t', 's'))->start(Action::get('users'));
        });
    }
}
