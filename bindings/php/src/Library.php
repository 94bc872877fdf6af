<?php

declare(strict_types=1);

namespace Libonoffice;

use FFI;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\LibraryException;
use Libonoffice\Exception\MemoryException;

/**
 * libonoffice.so.0 as PHP methods. The only file that knows FFI: preload it, and FFI may stay
 * closed to everything else.
 *
 * Methods without a comment mirror those of onoffice.h, are for the classes beside this one, and
 * may change at any time.
 */
final class Library
{
    /** Version of this binding. A library of the same 0.x line fits. */
    public const VERSION = '0.1.0';

    /** @internal ONOFFICE_TYPE_TEXT */
    public const TEXT = 1;

    /** @internal ONOFFICE_TYPE_NUMBER */
    public const NUMBER = 2;

    /** onoffice_version_number() counts patches below this and minors above. */
    private const LINE = 1000;

    private const HANDSHAKE = 'const char *onoffice_version(void);'
        . ' int onoffice_version_number(void);';

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
        return self::$loaded[$key] ?? (self::$loaded[$key] = self::find($path));
    }

    private static function find(?string $path): self
    {
        Requirements::check();
        $library = $path === null ? self::preloaded() : null;
        $tried = [];
        foreach ($library === null ? Locator::paths($path) : [] as $candidate) {
            $library = $library ?? self::open($candidate, $tried);
        }
        if ($library === null) {
            throw new LibraryException(
                'libonoffice ' . self::VERSION . ' was not found. Tried: ' . implode('; ', $tried)
                . '. Build it with make and install it with make install, or set ONOFFICE_LIBRARY'
                . ' to the path of libonoffice.so.0.'
            );
        }
        return $library;
    }

    private static function preloaded(): ?self
    {
        try {
            $ffi = FFI::scope('ONOFFICE');
        } catch (FFI\Exception $error) {
            Requirements::checkRestriction($error->getMessage());
            return null;
        }
        $mismatch = self::mismatch($ffi);
        if ($mismatch !== null) {
            throw new LibraryException("The libonoffice that ffi.preload loaded is $mismatch.");
        }
        return new self($ffi, '');
    }

    /**
     * @param list<string> $tried grows by the reason why that library is not used
     */
    private static function open(string $path, array &$tried): ?self
    {
        $real = strpos($path, '/') === false ? $path : realpath($path);
        if ($real === false) {
            $tried[] = "$path (no such file)";
            return null;
        }
        if (isset(self::$loaded[$real])) {
            return self::$loaded[$real];
        }
        try {
            // The version first: FFI refuses a whole header if the library lacks one function.
            $mismatch = self::mismatch(FFI::cdef(self::HANDSHAKE, $real));
            if ($mismatch !== null) {
                $tried[] = "$path ($mismatch)";
                return null;
            }
            $ffi = FFI::cdef((string) file_get_contents(__DIR__ . '/onoffice.h'), $real);
        } catch (FFI\Exception $error) {
            Requirements::checkRestriction($error->getMessage());
            $tried[] = "$path ({$error->getMessage()})";
            return null;
        }
        return self::$loaded[$real] = new self($ffi, $real);
    }

    private static function mismatch(FFI $ffi): ?string
    {
        $line = intdiv($ffi->onoffice_version_number(), self::LINE);
        [$major, $minor] = explode('.', self::VERSION);
        return $line === $major * self::LINE + $minor
            ? null
            : "version {$ffi->onoffice_version()}, this binding needs $major.$minor";
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
