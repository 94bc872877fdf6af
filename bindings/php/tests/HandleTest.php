<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Pages;
use Libonoffice\Request;
use Libonoffice\Response;
use Libonoffice\Result;
use Libonoffice\Tests\Support\TestCase;
use Libonoffice\Transfer;

/** Life and death of clients, requests and responses. */
final class HandleTest extends TestCase
{
    public function testFreedInAnyOrder(): void
    {
        $orders = [
            ['client', 'request', 'response'], ['client', 'response', 'request'],
            ['request', 'client', 'response'], ['request', 'response', 'client'],
            ['response', 'client', 'request'], ['response', 'request', 'client'],
        ];
        foreach ($orders as $order) {
            $objects['client'] = self::rawClient();
            $objects['request'] = new Request([new Action('read', 'estate', [], '', 'q')]);
            $objects['response'] = $objects['client']->send($objects['request']);
            $result = $objects['response']->result(0);
            foreach ($order as $name) {
                unset($objects[$name]);
                self::assertSame('q', (clone $result)->identifier());
                self::assertStringContainsString('"identifier":"q"', $result->json());
            }
        }
    }

    public function testCopiesAreRefused(): void
    {
        $client = self::rawClient();
        $request = new Request([new Action('read', 'estate')]);
        $response = $client->send($request);
        $pages = $client->pages(Action::get('users'));
        $transfer = Transfer::uploadBytes($client, 'abc', []);
        foreach ([$client, $request, $response, $pages, $transfer] as $handle) {
            $class = get_class($handle);
            $attempts = [
                'cloned' => function () use ($handle) {
                    clone $handle;
                },
                'serialized' => function () use ($handle) {
                    serialize($handle);
                },
                'unserialized' => function () use ($class) {
                    unserialize('O:' . strlen($class) . ':"' . $class . '":0:{}');
                },
                'restored' => function () use ($class) {
                    $class::__set_state([]);
                },
            ];
            foreach ($attempts as $word => $attempt) {
                $exception = self::caught(ArgumentException::class, $attempt);
                $message = "$class cannot be $word";
                self::assertStringContainsString($message, $exception->getMessage());
            }
        }
        self::assertTrue($client->send($request)->ok());
        self::assertTrue($response->ok());
    }

    public function testMadeWithoutConstructor(): void
    {
        $calls = [
            Client::class => 'cancel', Request::class => 'count', Response::class => 'count',
            Pages::class => 'total', Transfer::class => 'wait',
        ];
        foreach ($calls as $class => $call) {
            $handle = (new \ReflectionClass($class))->newInstanceWithoutConstructor();
            self::caught(ArgumentException::class, [$handle, $call]);
        }
    }

    public function testFailedConstructorLeavesNothing(): void
    {
        for ($attempt = 0; $attempt < 100; $attempt++) {
            self::caught(ArgumentException::class, function () {
                new Client('t', 's', ['timeout_ms' => -1]);
            });
        }
    }

    public function testCycleIsCollected(): void
    {
        $before = gc_collect_cycles();
        $holder = new \stdClass();
        $holder->self = $holder;
        $holder->client = self::rawClient();
        unset($holder);
        self::assertGreaterThan(0, gc_collect_cycles() + $before);
        self::assertTrue(self::rawClient()->call('get', 'users')->ok());
    }

    public function testMemoryIsFlatOver2000Sends(): void
    {
        $client = self::rawClient();
        $actions = [new Action('read', 'estate'), new Action('get', 'users')];
        $send = static function (int $times) use ($client, $actions): array {
            for ($count = 0; $count < $times; $count++) {
                $response = $client->send($actions);
                foreach ($response->results() as $result) {
                    $result->records()[0]['bytes'];
                }
                $response->trace();
            }
            unset($response, $result);
            $pages = explode(' ', (string) file_get_contents('/proc/self/statm'));
            return [memory_get_usage(), (int) $pages[1] * 4096];
        };
        $before = $send(500);
        $after = $send(2000);
        self::assertLessThan(1024, $after[0] - $before[0]);
        self::assertLessThan(512 << 10, $after[1] - $before[1]);
    }

    public function testMemoryIsFlatOver2000Failures(): void
    {
        $client = self::rawClient('html502');
        $send = static function (int $times) use ($client): int {
            for ($count = 0; $count < $times; $count++) {
                try {
                    $client->call('read', 'estate');
                } catch (OnOfficeException $exception) {
                    $exception->response()->body();
                }
            }
            unset($exception);
            return memory_get_usage();
        };
        $before = $send(200);
        self::assertLessThan(1024, $send(2000) - $before);
    }

    public function testManyClients(): void
    {
        for ($count = 0; $count < 50; $count++) {
            $clients[] = self::rawClient();
        }
        foreach ($clients as $client) {
            self::assertTrue($client->call('get', 'users')->ok());
        }
    }

    public function testForkedChildUsesTheInheritedClient(): void
    {
        $client = self::rawClient();
        $connection = static function (Result $result): int {
            return $result->records()[0]->id();
        };
        $first = $client->call('get', 'users');
        [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $child = pcntl_fork();
        if ($child === 0) {
            $inChild = [];
            for ($count = 0; $count < 10; $count++) {
                $inChild[] = $connection($client->call('get', 'users'));
            }
            unset($client, $first);
            fwrite($theirs, json_encode($inChild) . "\n");
            // Neither PHPUnit's nor PHP's shutdown is for the child.
            posix_kill(getmypid(), SIGKILL);
        }
        $inParent = [];
        for ($count = 0; $count < 10; $count++) {
            $inParent[] = $connection($client->call('get', 'users'));
        }
        fclose($theirs);
        $inChild = json_decode((string) fgets($ours), true);
        pcntl_waitpid($child, $status);
        $inParent[] = $connection($client->call('get', 'users'));
        self::assertSame([$connection($first)], array_values(array_unique($inParent)));
        self::assertIsArray($inChild);
        self::assertCount(10, $inChild);
        self::assertCount(1, array_unique($inChild));
        self::assertNotContains($connection($first), $inChild);
    }
}
