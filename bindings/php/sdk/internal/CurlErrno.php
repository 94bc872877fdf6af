<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use Libonoffice\Response;
use Libonoffice\Status;

/**
 * libcurl's number for a failure of the transport, which programs know from getCurlErrno().
 *
 * @internal
 */
final class CurlErrno
{
    public const UNUSABLE_ADDRESS = 3;

    private const EMPTY_REPLY = 52;
    private const ABORTED = 42;

    /** Status => number, where it was the library that gave up and not libcurl. */
    private const OF_STATUS = [
        Status::ARGUMENT => self::UNUSABLE_ADDRESS,
        Status::MEMORY => 27,
        Status::CONNECT => 7,
        Status::TLS => 35,
        Status::TIMEOUT => 28,
        Status::TRANSPORT => 56,
        Status::LIMIT => 63,
        Status::CANCELLED => self::ABORTED,
    ];

    /**
     * @return int|null null if an answer came
     */
    public static function of(int $status, ?Response $response): ?int
    {
        if ($status === Status::LIMIT) {
            // It is the library that gives up, whatever libcurl was doing at that moment.
            return self::OF_STATUS[$status];
        }
        $attempts = $response === null ? [] : $response->trace()['attempts'] ?? [];
        $last = end($attempts);
        $code = $last['curl_code'] ?? 0;
        if ($code === self::ABORTED && $status === Status::TRANSPORT) {
            // A kept connection was closed, and the library kept libcurl from sending again.
            return self::EMPTY_REPLY;
        }
        return $code !== 0 ? $code : self::OF_STATUS[$status] ?? null;
    }
}
