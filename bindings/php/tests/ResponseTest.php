<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\ProtocolException;
use Libonoffice\Request;
use Libonoffice\Response;
use Libonoffice\Result;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** Answers that the host received itself, and how results are decoded. */
final class ResponseTest extends TestCase
{
    private const OK = '"status":{"errorcode":0,"message":"OK"}';

    private static function parse(string $results, int $actions = 1): Response
    {
        $request = new Request(array_fill(0, $actions, '{"actionid":"get","resourcetype":"x"}'));
        return Response::parse($request, '{"response":{"results":[' . $results . ']}}');
    }

    private static function data(string $data): Result
    {
        return self::parse('{"data":' . $data . ',' . self::OK . '}')->result(0);
    }

    public function testSuccess(): void
    {
        $result = '{"actionid":"urn:x:read","resourceid":"5","resourcetype":"estate",'
            . '"cacheable":true,"identifier":"q1","data":{"meta":{"cntabsolute":731},"records":['
            . '{"id":4711,"type":"estate","elements":{"Id":"4711","lage":"N\u00e4he Park"}}]},'
            . self::OK . '}';
        $response = self::parse($result);
        self::assertTrue($response->ok());
        self::assertSame(
            [Status::OK, '', 0, 'OK', 'ok', 200, 1],
            [
                $response->status(), $response->message(), $response->code(), $response->name(),
                $response->category(), $response->httpStatus(), count($response),
            ]
        );
        self::assertSame('{"response":{"results":[' . $result . ']}}', $response->body());
        self::assertSame([], $response->trace()['attempts']);
        self::assertFalse($response->uncertain());

        $first = $response->result(0);
        self::assertTrue($first->ok());
        self::assertSame($result, $first->json());
        self::assertSame($response, $first->response());
        self::assertSame(731, $first->total());
        self::assertSame(
            [0, 'q1', 'urn:x:read', 'estate', '5', true, ''],
            [
                $first->index(), $first->identifier(), $first->actionId(), $first->resourceType(),
                $first->resourceId(), $first->cacheable(), $first->message(),
            ]
        );
        $record = $first->records()[0];
        self::assertSame(4711, $record->id());
        self::assertSame('estate', $record->type());
        self::assertSame('Nähe Park', $record['lage']);
    }

    public function testPartialFailure(): void
    {
        $failed = '{"identifier":"b","data":[],"status":{"errorcode":144,"message":"no offset"}}';
        $response = self::parse('{"identifier":"a","data":[],' . self::OK . "},$failed", 2);
        self::assertSame(Status::ACTION, $response->status());
        self::assertFalse($response->ok());
        [$first, $second] = $response->results();
        self::assertTrue($first->ok());
        self::assertFalse($second->ok());
        self::assertSame(
            [Status::API, 144, 'no offset', 'b', 1, [], null],
            [
                $second->status(), $second->code(), $second->message(), $second->identifier(),
                $second->index(), $second->records(), $second->total(),
            ]
        );
        self::assertNotSame('', $second->name());
        self::assertNotSame('', $second->category());
        self::assertSame([0, 1], array_keys(iterator_to_array($response)));
    }

    public function testMissingResult(): void
    {
        $response = self::parse('{"data":[],' . self::OK . '}', 2);
        self::assertSame(Status::PROTOCOL, $response->status());
        self::assertTrue($response->result(0)->ok());
        $missing = $response->result(1);
        self::assertSame(Status::PROTOCOL, $missing->status());
        self::assertSame(['', null, [], '', false], [
            $missing->json(), $missing->decode(), $missing->data(), $missing->identifier(),
            $missing->cacheable(),
        ]);
    }

    public function testRecordEncodesAsItCame(): void
    {
        $record = '{"id":1,"type":null,"elements":{"5":["6"],"ort":"Ulm"}}';
        self::assertSame($record, json_encode(self::data("{\"records\":[$record]}")->records()[0]));
    }

    public function testRecordIsReadOnly(): void
    {
        $record = self::data('{"records":[{"id":1,"elements":{"a":null,"b":"0"}}]}')->records()[0];
        self::assertTrue(isset($record['b']));
        self::assertFalse(isset($record['a']));
        self::assertNull($record['missing']);
        self::caught(ArgumentException::class, function () use ($record) {
            $record['b'] = 1;
        });
        self::caught(ArgumentException::class, function () use ($record) {
            unset($record['b']);
        });
        self::assertSame('0', $record['b']);
    }

    /**
     * @dataProvider unexpected
     */
    public function testUnexpectedDataIsNoRecord(string $data): void
    {
        $result = self::data($data);
        self::assertSame([], $result->records());
        self::assertNull($result->total());
    }

    public function unexpected(): array
    {
        return [
            ['[]'], ['null'], ['5'], ['"text"'], ['{}'],
            ['{"records":5}'], ['{"records":[5,null]}'],
            ['{"meta":5}'], ['{"meta":{"cntabsolute":null}}'], ['{"meta":{"cntabsolute":"many"}}'],
        ];
    }

    public function testTotalAsText(): void
    {
        self::assertSame(12, self::data('{"meta":{"cntabsolute":"12"}}')->total());
    }

    public function testBigNumbersKeepTheirDigits(): void
    {
        $result = self::data('{"records":[{"id":123456789012345678901,"elements":[]}]}');
        self::assertSame('123456789012345678901', $result->records()[0]->id());
        $rounded = $result->decode(JSON_OBJECT_AS_ARRAY);
        self::assertIsFloat($rounded['data']['records'][0]['id']);
    }

    public function testDecodeTellsMapFromList(): void
    {
        $decoded = self::data('{"a":{},"b":[]}')->decode(0);
        self::assertEquals(new \stdClass(), $decoded->data->a);
        self::assertSame([], $decoded->data->b);
    }

    public function testJsonThatPhpCannotDecode(): void
    {
        $result = self::data('"\ud800"');
        self::assertTrue($result->ok());
        $exception = self::caught(ProtocolException::class, function () use ($result) {
            $result->data();
        });
        self::assertStringContainsString('result 0 cannot be decoded', $exception->getMessage());
    }

    /**
     * @dataProvider unusable
     */
    public function testUnusableAnswer(string $body, int $httpStatus, int $status): void
    {
        $request = new Request(['{"actionid":"create","resourcetype":"x"}']);
        $response = Response::parse($request, $body, $httpStatus);
        self::assertSame($status, $response->status());
        self::assertNotSame('', $response->message());
        self::assertSame($httpStatus, $response->httpStatus());
        self::assertSame($body, $response->body());
        self::assertCount(1, $response);
        self::assertFalse($response->result(0)->ok());
    }

    public function unusable(): array
    {
        return [
            'empty' => ['', 200, Status::PROTOCOL],
            'null' => ['null', 200, Status::PROTOCOL],
            'HTML' => ['<html>', 502, Status::HTTP],
            'cut' => ['{"status":{"code":200', 200, Status::PROTOCOL],
            'NUL inside' => ["{\0}", 200, Status::PROTOCOL],
            'not UTF-8' => ["{\"a\":\"\xff\"}", 200, Status::PROTOCOL],
            'bomb' => [str_repeat('[', 1000000), 200, Status::PROTOCOL],
            'refused' => ['{"status":{"code":400,"errorcode":22,"message":"x"}}', 200, Status::API],
        ];
    }

    public function testIndexOutside(): void
    {
        $response = self::parse('{"data":[],' . self::OK . '}');
        foreach ([-1, 1, PHP_INT_MAX, PHP_INT_MIN, 1 << 32] as $index) {
            foreach (['result', 'json'] as $method) {
                $call = function () use ($response, $method, $index) {
                    $response->$method($index);
                };
                self::caught(ArgumentException::class, $call);
            }
        }
    }

    public function testHttpStatusOutside(): void
    {
        $request = new Request(['{"actionid":"get","resourcetype":"x"}']);
        foreach ([-1, 1000, 200 + (1 << 32)] as $status) {
            self::caught(ArgumentException::class, function () use ($request, $status) {
                Response::parse($request, '{}', $status);
            });
        }
    }

    public function testFiftyMegabytes(): void
    {
        $text = str_repeat('x', 50 << 20);
        $response = self::parse('{"data":"' . $text . '",' . self::OK . '},{' . self::OK . '}', 2);
        self::assertTrue($response->ok());
        // The small result must not cost the large one.
        $before = memory_get_peak_usage();
        self::assertSame('{' . self::OK . '}', $response->result(1)->json());
        self::assertSame('OK', $response->result(1)->decode()['status']['message']);
        self::assertLessThan(1 << 20, memory_get_peak_usage() - $before);
    }
}
