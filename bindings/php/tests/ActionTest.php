<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Request;
use Libonoffice\Tests\Support\TestCase;

/** Actions as JSON, and values that have no JSON form. */
final class ActionTest extends TestCase
{
    public function testJson(): void
    {
        $parameters = ['sortby' => ['ort' => 'ASC', 'Id' => 'DESC']];
        $action = new Action('read', 'estate', $parameters, 7, 'q');
        self::assertSame(
            '{"actionid":"read","resourceid":7,"resourcetype":"estate","identifier":"q",'
            . '"parameters":{"sortby":{"ort":"ASC","Id":"DESC"}}}',
            $action->json()
        );
    }

    public function testDefaults(): void
    {
        self::assertSame(
            '{"actionid":"get","resourceid":"","resourcetype":"users",'
            . '"identifier":"","parameters":[]}',
            (new Action('get', 'users'))->json()
        );
    }

    public function testNullsAndEmptyObject(): void
    {
        $json = (new Action('get', 'users', new \stdClass(), null, null))->json();
        self::assertStringContainsString('"resourceid":null', $json);
        self::assertStringContainsString('"identifier":null', $json);
        self::assertStringContainsString('"parameters":{}', $json);
    }

    public function testNumbersAndText(): void
    {
        $parameters = ['a' => 0.1, 'b' => PHP_INT_MAX, 'c' => 'Köln/Ü'];
        $json = (new Action('read', 'estate', $parameters))->json();
        $wanted = '{"a":0.1,"b":9223372036854775807,"c":"Köln/Ü"}';
        self::assertStringContainsString($wanted, $json);
    }

    /**
     * @dataProvider withoutJson
     * @param mixed $parameters
     */
    public function testWithoutJsonForm($parameters, string $place): void
    {
        $exception = self::caught(ArgumentException::class, function () use ($parameters) {
            new Action('create', 'address', $parameters);
        });
        self::assertStringContainsString('action create address: ', $exception->getMessage());
        self::assertStringContainsString($place, $exception->getMessage());

        $request = new Request(['{"actionid":"get","resourcetype":"users"}']);
        $add = function () use ($request, $parameters) {
            $request->add(['actionid' => 'create', 'parameters' => $parameters]);
        };
        $exception = self::caught(ArgumentException::class, $add);
        self::assertStringContainsString('action 1: ', $exception->getMessage());
        self::assertStringContainsString($place, $exception->getMessage());
        self::assertCount(1, $request);
    }

    public function withoutJson(): array
    {
        $deep = [];
        for ($level = 0; $level < 600; $level++) {
            $deep = [$deep];
        }
        $loop = new \stdClass();
        $loop->self = $loop;
        $serializable = new class implements \JsonSerializable {
            public function jsonSerialize(): array
            {
                return ['lage' => INF];
            }
        };
        return [
            'NAN' => [['filter' => ['x' => [['val' => NAN]]]], '/parameters/filter/x/0/val is NAN'],
            'INF' => [['a' => 1.5, 'b' => -INF], '/parameters/b is NAN or INF'],
            'UTF-8' => [['data' => ['x' => "K\xf6"]], '/parameters/data/x is not valid UTF-8'],
            'name' => [['data' => ["Stra\xdfe" => 1]], 'a name in /parameters/data is not valid'],
            'pointer escapes' => [['a/b~c' => NAN], '/parameters/a~1b~0c is'],
            'resource' => [['file' => STDIN], '/parameters/file is a resource'],
            'object' => [(object) ['x' => "\xff"], '/parameters/x is not valid UTF-8'],
            'serializable' => [['y' => $serializable], '/parameters/y/lage is NAN or INF'],
            'depth' => [['deep' => $deep], 'nested deeper than 512 levels'],
            'recursion' => [['loop' => $loop], '/parameters/loop/self'],
        ];
    }

    public function testNameWithoutJsonForm(): void
    {
        $exception = self::caught(ArgumentException::class, function () {
            new Action("re\xff", 'estate');
        });
        self::assertStringContainsString('/actionid is not valid UTF-8', $exception->getMessage());
        self::assertSame(1, preg_match('//u', $exception->getMessage()));
    }
}
