<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Request;
use Libonoffice\Tests\Support\TestCase;

/** What a request accepts and refuses. */
final class RequestTest extends TestCase
{
    private const USERS = '{"actionid":"get","resourcetype":"users"}';

    public function testAddTakesThreeForms(): void
    {
        $request = new Request();
        self::assertCount(0, $request);
        self::assertSame(0, $request->add(new Action('read', 'estate')));
        self::assertSame(1, $request->add(['actionid' => 'get', 'resourcetype' => 'users']));
        self::assertSame(2, $request->add(self::USERS));
        self::assertCount(3, $request);
    }

    /**
     * @dataProvider refused
     * @param mixed $action
     */
    public function testAddRefuses($action, string $message): void
    {
        $request = new Request([self::USERS]);
        $exception = self::caught(ArgumentException::class, function () use ($request, $action) {
            $request->add($action);
        });
        self::assertStringStartsWith('action 1: ', $exception->getMessage());
        self::assertStringContainsString($message, $exception->getMessage());
        self::assertCount(1, $request);
        self::assertSame(1, $request->add(self::USERS));
    }

    public function refused(): array
    {
        $member = '{"actionid":"read","resourcetype":"estate",';
        return [
            'empty text' => ['', 'empty'],
            'no object' => ['[]', 'object'],
            'empty array' => [[], 'actionid'],
            'null' => [null, 'not NULL'],
            'another object' => [new \stdClass(), 'not stdClass'],
            'unknown member' => [['actionid' => 'read', 'hmac' => 'x'], 'hmac'],
            'member twice' => [$member . '"actionid":"get"}', 'byte 43'],
            'unknown verb' => [['actionid' => 'steal', 'resourcetype' => 'estate'], 'steal'],
            'list as parameters' => [new Action('read', 'estate', ['a', 'b']), 'parameters'],
            'text as parameters' => [new Action('read', 'estate', 'x'), 'parameters'],
            'float as resourceid' => [new Action('read', 'estate', [], 1.5), 'resourceid'],
            'not UTF-8' => [$member . "\"identifier\":\"\xff\"}", 'byte 57'],
            'cut' => [$member, 'byte 43'],
            'trailing text' => [self::USERS . 'x', 'byte 41'],
            'nested 600 levels' => [$member . '"parameters":{"x":' . str_repeat('[', 600), 'byte'],
            'million levels' => [$member . '"parameters":{"x":' . str_repeat('[', 1000000), 'byte'],
        ];
    }

    public function testHundredMegabytes(): void
    {
        $text = str_repeat('ä', 50 << 20);
        $start = '{"actionid":"create","resourcetype":"estate","parameters":{"lage":"';
        $request = new Request();
        $add = function () use ($request, $start, $text) {
            $request->add($start . $text . '"}}x');
        };
        $exception = self::caught(ArgumentException::class, $add);
        $place = 'byte ' . (strlen($start) + strlen($text) + 3);
        self::assertStringContainsString($place, $exception->getMessage());
        self::assertSame(0, $request->add($start . $text . '"}}'));
        $body = $request->sign(self::rawClient(), 1700000000);
        self::assertGreaterThan(strlen($text), strlen($body));
        self::assertTrue(strpos($body, '"' . $text . '"') > 0);
    }

    public function testHundredMegabytesAreSent(): void
    {
        $parameters = ['lage' => str_repeat('x', 100 << 20)];
        $result = self::rawClient()->call('create', 'estate', $parameters);
        self::assertGreaterThan(100 << 20, $result->records()[0]['bytes']);
    }

    public function testEmptyRequestIsNotSent(): void
    {
        self::caught(ArgumentException::class, function () {
            self::rawClient()->send([]);
        });
        self::caught(ArgumentException::class, function () {
            (new Request())->sign(self::rawClient());
        });
    }

    public function testNegativeTime(): void
    {
        self::caught(ArgumentException::class, function () {
            (new Request([self::USERS]))->sign(self::rawClient(), -1);
        });
    }

    public function testSendTakesAListOnly(): void
    {
        foreach ([self::USERS, new Action('get', 'users'), null] as $actions) {
            self::caught(ArgumentException::class, function () use ($actions) {
                self::rawClient()->send($actions);
            });
        }
    }

    public function testRequestIsSentTwiceAndSignedByTwo(): void
    {
        $request = new Request([new Action('get', 'users')]);
        $client = self::rawClient();
        self::assertTrue($client->send($request)->ok());
        self::assertTrue($client->send($request)->ok());
        $other = new Client(str_repeat('f', 32), self::secret());
        self::assertNotSame($request->sign($client, 5), $request->sign($other, 5));
    }

    public function testGeneratorsAreSent(): void
    {
        $actions = (static function () {
            yield new Action('get', 'users');
            yield new Action('get', 'users');
        })();
        self::assertCount(2, self::rawClient()->send($actions));
    }
}
