<?php

declare(strict_types=1);

namespace Libonoffice;

use FFI;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\LibraryException;
use Libonoffice\Exception\MemoryException;

/**
 * libonoffice.so.0 as PHP methods. Only this file, its traits and Loader, which opens the library,
 * know FFI: preload them, and FFI may stay closed to everything else.
 *
 * Methods without a comment mirror those of onoffice.h, are for the classes beside this one, and
 * may change at any time.
 */
final class Library
{
    use MarketplaceCalls;
    use PagesCalls;
    use TransferCalls;

    /** Version of this binding. A library of the same 0.x line fits. */
    public const VERSION = '0.1.0';

    /** @internal ONOFFICE_TYPE_TEXT */
    public const TEXT = 1;

    /** @internal ONOFFICE_TYPE_NUMBER */
    public const NUMBER = 2;

    /** ONOFFICE_STATE_FINISHED */
    private const FINISHED = 2;

    /** @var array<string, self> path, or "" for the search => library */
    private static array $loaded = [];

    private FFI $ffi;
    private string $path;

    private function __construct(FFI $ffi, string $path)
    {
        $this->ffi = $ffi;
        $this->path = $path;
    }

    /**
     * The library at that path, or the one that the search finds: preloaded (ffi.preload), named
     * by ONOFFICE_LIBRARY, beside this package, in the build tree, known to the system.
     *
     * @throws LibraryException naming what was tried and the fix
     */
    public static function load(?string $path = null): self
    {
        $key = $path ?? '';
        if (!isset(self::$loaded[$key])) {
            [$ffi, $found] = Loader::load($path);
            // What was found may have been loaded before, by another name.
            $library = self::$loaded[$found] ?? new self($ffi, $found);
            self::$loaded[$found] = $library;
            self::$loaded[$key] = $library;
        }
        return self::$loaded[$key];
    }

    /** File of the library; a bare name if the system found it, "" if it was preloaded. */
    public function path(): string
    {
        return $this->path;
    }

    /** Version of the library, for example "0.1.0". */
    public function version(): string
    {
        return $this->ffi->onoffice_version();
    }

    /** What carries the requests: libcurl's version, its TLS library and features. */
    public function transportVersion(): string
    {
        return $this->ffi->onoffice_transport_version();
    }

    /** Name of a status, for example "ONOFFICE_ERROR_TIMEOUT"; "" for an unknown one. */
    public function statusName(int $status): string
    {
        return $this->ffi->onoffice_status_name(self::narrow($status));
    }

    /** Short name of an error code of the API; "" for an unknown one. */
    public function errorName(int $code): string
    {
        return $this->ffi->onoffice_error_name(self::narrow($code));
    }

    /** What an error code of the API means, in one line; "" for an unknown one. */
    public function errorText(int $code): string
    {
        return $this->ffi->onoffice_error_text(self::narrow($code));
    }

    /** Category of an error code of the API, see onoffice.h; "" for an unknown one. */
    public function errorCategory(int $code): string
    {
        return $this->ffi->onoffice_error_category(self::narrow($code));
    }

    public function optionFind(string $name): int
    {
        return $this->ffi->onoffice_option_find(self::text('An option name', $name));
    }

    public function optionType(int $option): int
    {
        return $this->ffi->onoffice_option_type($option);
    }

    public function clientNew(
        #[\SensitiveParameter]
        string $token,
        #[\SensitiveParameter]
        string $secret
    ): object {
        self::text('The token', $token);
        self::text('The secret', $secret);
        return self::had($this->ffi->onoffice_client_new($token, $secret));
    }

    public function clientFree(object $client): void
    {
        $this->ffi->onoffice_client_free($client);
    }

    public function clientSetText(
        object $client,
        int $option,
        #[\SensitiveParameter]
        string $value
    ): int {
        self::text('An option', $value);
        return $this->ffi->onoffice_client_set_text($client, $option, $value);
    }

    public function clientSetNumber(object $client, int $option, int $value): int
    {
        return $this->ffi->onoffice_client_set_number($client, $option, $value);
    }

    public function clientGetText(object $client, int $option): string
    {
        return $this->ffi->onoffice_client_get_text($client, $option);
    }

    public function clientGetNumber(object $client, int $option): int
    {
        $value = $this->ffi->new('int64_t');
        $this->ffi->onoffice_client_get_number($client, $option, FFI::addr($value));
        return $value->cdata;
    }

    public function clientMessage(object $client): string
    {
        return $this->ffi->onoffice_client_message($client);
    }

    public function clientSend(object $client, object $request): object
    {
        return self::had($this->ffi->onoffice_client_send($client, $request));
    }

    public function clientCancel(object $client): int
    {
        return $this->ffi->onoffice_client_cancel($client);
    }

    public function clientCacheClear(object $client): void
    {
        $this->ffi->onoffice_client_cache_clear($client);
    }

    public function clientStart(object $client, object $request): object
    {
        return self::had($this->ffi->onoffice_client_start($client, $request));
    }

    public function clientPoll(object $client, int $timeout): int
    {
        return $this->ffi->onoffice_client_poll($client, $timeout);
    }

    public function clientDescriptor(object $client): int
    {
        return $this->ffi->onoffice_client_descriptor($client);
    }

    public function exchangeIsFinished(object $exchange): bool
    {
        return $this->ffi->onoffice_exchange_state($exchange) === self::FINISHED;
    }

    /** null while it is under way */
    public function exchangeResponse(object $exchange): ?object
    {
        return $this->ffi->onoffice_exchange_response($exchange);
    }

    public function exchangeCancel(object $exchange): void
    {
        $this->ffi->onoffice_exchange_cancel($exchange);
    }

    public function exchangeFree(object $exchange): void
    {
        $this->ffi->onoffice_exchange_free($exchange);
    }

    public function requestNew(): object
    {
        return self::had($this->ffi->onoffice_request_new());
    }

    public function requestFree(object $request): void
    {
        $this->ffi->onoffice_request_free($request);
    }

    public function requestAdd(
        object $request,
        #[\SensitiveParameter]
        string $json
    ): int {
        return $this->ffi->onoffice_request_add($request, $json, strlen($json));
    }

    public function requestCount(object $request): int
    {
        return $this->ffi->onoffice_request_count($request);
    }

    public function requestMessage(object $request): string
    {
        return $this->ffi->onoffice_request_message($request);
    }

    /** null for a failure */
    public function requestSign(object $request, object $client, int $time): ?string
    {
        $length = $this->length();
        $body = $this->ffi->onoffice_request_sign($request, $client, $time, FFI::addr($length));
        return $body === null ? null : FFI::string($body, $length->cdata);
    }

    public function responseParse(
        object $request,
        int $httpStatus,
        #[\SensitiveParameter]
        string $body
    ): object {
        $length = strlen($body);
        return self::had(
            $this->ffi->onoffice_response_parse($request, $httpStatus, $body, $length)
        );
    }

    public function responseFree(object $response): void
    {
        $this->ffi->onoffice_response_free($response);
    }

    public function responseStatus(object $response): int
    {
        return $this->ffi->onoffice_response_status($response);
    }

    public function responseMessage(object $response): string
    {
        return $this->ffi->onoffice_response_message($response);
    }

    public function responseCode(object $response): int
    {
        return $this->ffi->onoffice_response_code($response);
    }

    public function responseHttpStatus(object $response): int
    {
        return $this->ffi->onoffice_response_http_status($response);
    }

    public function responseBody(object $response): string
    {
        $length = $this->length();
        $body = $this->ffi->onoffice_response_body($response, FFI::addr($length));
        return FFI::string($body, $length->cdata);
    }

    public function responseCount(object $response): int
    {
        return $this->ffi->onoffice_response_count($response);
    }

    public function resultStatus(object $response, int $index): int
    {
        return $this->ffi->onoffice_response_result_status($response, $index);
    }

    public function resultCode(object $response, int $index): int
    {
        return $this->ffi->onoffice_response_result_code($response, $index);
    }

    public function resultMessage(object $response, int $index): string
    {
        return $this->ffi->onoffice_response_result_message($response, $index);
    }

    public function result(object $response, int $index): string
    {
        $length = $this->length();
        $json = $this->ffi->onoffice_response_result($response, $index, FFI::addr($length));
        return FFI::string($json, $length->cdata);
    }

    public function resultLength(object $response, int $index): int
    {
        $length = $this->length();
        $this->ffi->onoffice_response_result($response, $index, FFI::addr($length));
        return $length->cdata;
    }

    /** The bytes from an offset on, within the result. */
    public function resultPart(object $response, int $index, int $offset, int $count): string
    {
        $json = $this->ffi->onoffice_response_result($response, $index, null);
        return $count > 0 ? FFI::string($json + $offset, $count) : '';
    }

    public function responseUncertain(object $response): bool
    {
        return $this->ffi->onoffice_response_uncertain($response) === 1;
    }

    public function responseTrace(object $response): string
    {
        $length = $this->length();
        $json = $this->ffi->onoffice_response_trace($response, FFI::addr($length));
        return FFI::string($json, $length->cdata);
    }

    private function length(): object
    {
        return $this->ffi->new('size_t');
    }

    private static function had(?object $pointer): object
    {
        if ($pointer === null) {
            throw new MemoryException('libonoffice got no memory');
        }
        return $pointer;
    }

    /** C text ends at the first NUL, so a text with one inside would silently be cut. */
    private static function text(
        string $what,
        #[\SensitiveParameter]
        string $text
    ): string {
        if (strpos($text, "\0") !== false) {
            throw new ArgumentException("$what has a NUL byte in it");
        }
        return $text;
    }

    /** FFI cuts an int down to 32 bits; a number outside of them is an unknown one. */
    private static function narrow(int $number): int
    {
        return $number >= -0x80000000 && $number <= 0x7fffffff ? $number : -0x80000000;
    }
}
