<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use FFI;
use Libonoffice\Library;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** The library itself, through FFI without the classes: what no class would ever pass. */
final class FfiTest extends TestCase
{
    private const ACTION = '{"actionid":"get","resourcetype":"users"}';

    private static function ffi(): FFI
    {
        $header = (string) file_get_contents(dirname(__DIR__) . '/src/onoffice.h');
        return FFI::cdef($header, Library::load()->path());
    }

    private static function add(FFI $ffi, ?FFI\CData $request): int
    {
        return $ffi->onoffice_request_add($request, self::ACTION, strlen(self::ACTION));
    }

    public function testNullHandles(): void
    {
        $ffi = self::ffi();
        $ffi->onoffice_client_free(null);
        $ffi->onoffice_request_free(null);
        $ffi->onoffice_response_free(null);
        $length = $ffi->new('size_t');
        $number = $ffi->new('int64_t');
        $number->cdata = 7;
        foreach (
            [
                $ffi->onoffice_client_set_text(null, 1, 'x'),
                $ffi->onoffice_client_set_number(null, 4, 1),
                $ffi->onoffice_client_get_number(null, 4, FFI::addr($number)),
                $ffi->onoffice_client_cancel(null),
                self::add($ffi, null),
                $ffi->onoffice_response_status(null),
                $ffi->onoffice_response_result_status(null, 0),
                $ffi->onoffice_option_find(null),
            ] as $status
        ) {
            self::assertSame(Status::ARGUMENT, $status);
        }
        self::assertSame(7, $number->cdata);
        self::assertSame('', $ffi->onoffice_client_get_text(null, 1));
        self::assertSame(0, $ffi->onoffice_request_count(null));
        self::assertSame(0, $ffi->onoffice_response_count(null));
        self::assertSame(0, $ffi->onoffice_response_uncertain(null));
        self::assertSame(0, $ffi->onoffice_response_http_status(null));
        self::assertNull($ffi->onoffice_request_sign(null, null, 0, FFI::addr($length)));
        self::assertIsString($ffi->onoffice_response_result_message(null, 0));
        foreach (['client', 'request', 'response'] as $noun) {
            self::assertIsString($ffi->{"onoffice_{$noun}_message"}(null));
        }
        foreach (['body', 'trace'] as $document) {
            $length->cdata = 99;
            $text = $ffi->{"onoffice_response_$document"}(null, FFI::addr($length));
            self::assertNotNull($text);
            self::assertSame($length->cdata, strlen(FFI::string($ffi->cast('char *', $text))));
        }
        $length->cdata = 99;
        self::assertNotNull($ffi->onoffice_response_result(null, 0, FFI::addr($length)));
        self::assertSame(0, $length->cdata);
    }

    public function testSendAndParseOfNull(): void
    {
        $ffi = self::ffi();
        $client = $ffi->onoffice_client_new('t', 's');
        $request = $ffi->onoffice_request_new();
        foreach ([[$client, null], [null, $request], [null, null]] as [$from, $what]) {
            $response = $ffi->onoffice_client_send($from, $what);
            self::assertSame(Status::ARGUMENT, $ffi->onoffice_response_status($response));
            self::assertNotSame('', $ffi->onoffice_response_message($response));
            $ffi->onoffice_response_free($response);
        }
        $unusable = [[null, '{}', 2], [$request, null, 5], [$request, null, 0]];
        foreach ($unusable as [$to, $body, $length]) {
            $response = $ffi->onoffice_response_parse($to, 200, $body, $length);
            self::assertNotSame(Status::OK, $ffi->onoffice_response_status($response));
            $ffi->onoffice_response_free($response);
        }
        self::assertSame(Status::ARGUMENT, $ffi->onoffice_request_add($request, null, 5));
        $ffi->onoffice_client_free($client);
        $ffi->onoffice_request_free($request);
    }

    public function testClientWithoutCredentials(): void
    {
        $ffi = self::ffi();
        $unusable = [[null, null], ['', 's'], ['t', null], ["t\n", 's'], ["\xff", 's']];
        foreach ($unusable as [$token, $secret]) {
            $client = $ffi->onoffice_client_new($token, $secret);
            self::assertNotNull($client);
            self::assertNotSame('', $ffi->onoffice_client_message($client));
            $request = $ffi->onoffice_request_new();
            self::assertSame(0, self::add($ffi, $request));
            self::assertNull($ffi->onoffice_request_sign($request, $client, 0, null));
            self::assertNotSame('', $ffi->onoffice_request_message($request));
            $response = $ffi->onoffice_client_send($client, $request);
            self::assertSame(Status::ARGUMENT, $ffi->onoffice_response_status($response));
            $ffi->onoffice_response_free($response);
            $ffi->onoffice_request_free($request);
            $ffi->onoffice_client_free($client);
        }
    }

    public function testBadIndexesAndOptions(): void
    {
        $ffi = self::ffi();
        $request = $ffi->onoffice_request_new();
        self::add($ffi, $request);
        $body = '{"response":{"results":[{"status":{"errorcode":0}}]}}';
        $response = $ffi->onoffice_response_parse($request, 200, $body, strlen($body));
        $length = $ffi->new('size_t');
        foreach ([-1, 1, 0x7fffffff, -0x80000000] as $index) {
            $status = $ffi->onoffice_response_result_status($response, $index);
            self::assertSame(Status::ARGUMENT, $status);
            self::assertSame(0, $ffi->onoffice_response_result_code($response, $index));
            self::assertIsString($ffi->onoffice_response_result_message($response, $index));
            $length->cdata = 99;
            $text = $ffi->onoffice_response_result($response, $index, FFI::addr($length));
            self::assertNotNull($text);
            self::assertSame(0, $length->cdata);
        }
        self::assertSame(Status::OK, $ffi->onoffice_response_result_status($response, 0));
        $client = $ffi->onoffice_client_new('t', 's');
        $number = $ffi->new('int64_t');
        foreach ([0, -1, 999, 0x7fffffff, -0x80000000] as $option) {
            self::assertSame('', $ffi->onoffice_option_name($option));
            self::assertSame('', $ffi->onoffice_client_get_text($client, $option));
            $statuses = [
                $ffi->onoffice_option_type($option),
                $ffi->onoffice_client_set_text($client, $option, 'x'),
                $ffi->onoffice_client_set_number($client, $option, 1),
                $ffi->onoffice_client_get_number($client, $option, FFI::addr($number)),
            ];
            self::assertSame(array_fill(0, 4, Status::ARGUMENT), $statuses);
        }
        self::assertSame(Status::ARGUMENT, $ffi->onoffice_client_set_text($client, 1, null));
        self::assertSame(Status::ARGUMENT, $ffi->onoffice_client_set_text($client, 4, '5'));
        self::assertSame(Status::ARGUMENT, $ffi->onoffice_client_set_number($client, 1, 5));
        self::assertSame(Status::ARGUMENT, $ffi->onoffice_client_get_number($client, 4, null));
        $ffi->onoffice_client_free($client);
        $ffi->onoffice_response_free($response);
        $ffi->onoffice_request_free($request);
    }

    public function testTextsEndWithNul(): void
    {
        $ffi = self::ffi();
        $request = $ffi->onoffice_request_new();
        self::add($ffi, $request);
        $client = $ffi->onoffice_client_new('t', 's');
        $length = $ffi->new('size_t');
        $body = $ffi->onoffice_request_sign($request, $client, 5, FFI::addr($length));
        self::assertSame(0, $body[$length->cdata]);
        $response = $ffi->onoffice_response_parse($request, 200, '{} ', 3);
        $ffi->onoffice_client_free($client);
        $ffi->onoffice_request_free($request);
        $text = $ffi->onoffice_response_body($response, FFI::addr($length));
        self::assertSame(3, $length->cdata);
        self::assertSame('{} ', FFI::string($ffi->cast('char *', $text)));
        $text = $ffi->onoffice_response_trace($response, null);
        $trace = FFI::string($ffi->cast('char *', $text));
        $nothing = ['requests' => 0, 'cached' => [], 'merged' => [], 'attempts' => []];
        self::assertSame($nothing, json_decode($trace, true));
        $ffi->onoffice_response_free($response);
    }

    public function testOptionsAreFoundByTheirNames(): void
    {
        $ffi = self::ffi();
        for ($option = 1; $option <= 35; $option++) {
            $name = $ffi->onoffice_option_name($option);
            self::assertSame($option, $ffi->onoffice_option_find($name));
            self::assertSame($option, $ffi->{'ONOFFICE_OPTION_' . strtoupper($name)});
        }
        self::assertSame(Library::TEXT, $ffi->ONOFFICE_TYPE_TEXT);
        self::assertSame(Library::NUMBER, $ffi->ONOFFICE_TYPE_NUMBER);
    }
}
