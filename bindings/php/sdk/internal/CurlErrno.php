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

    /** Status => number, where the words do not tell more. */
    private const OF_STATUS = [
        Status::ARGUMENT => self::UNUSABLE_ADDRESS,
        Status::MEMORY => 27,
        Status::CONNECT => 7,
        Status::TLS => 35,
        Status::TIMEOUT => 28,
        Status::TRANSPORT => 56,
        Status::LIMIT => 63,
        Status::CANCELLED => 42,
    ];

    /** Words of libcurl => number. */
    private const OF_WORDS = [
        'Could not resolve host' => 6,
        'Could not resolve proxy' => 5,
        'setting certificate file' => 77,
        'certificate' => 60,
        'Empty reply' => 52,
        'closed before an answer' => 52,
        'transfer closed' => 18,
        'Send failure' => 55,
    ];

    /** Whether the last attempt went over a connection that was there before. */
    public static function wasKept(Response $response): bool
    {
        $attempts = $response->trace()['attempts'] ?? [];
        $last = end($attempts);
        // libcurl tells a kept connection that ends without an answer by itself.
        return ($last['reused'] ?? false)
            || strpos($response->message(), 'closed before an answer') !== false;
    }

    /**
     * @return int|null null if an answer came
     */
    public static function of(int $status, string $message, ?Response $response): ?int
    {
        $attempts = $response === null ? [] : $response->trace()['attempts'] ?? [];
        $last = end($attempts);
        if (($last['curl_code'] ?? 0) !== 0) {
            return $last['curl_code'];
        }
        if (!isset(self::OF_STATUS[$status])) {
            return null;
        }
        foreach (self::OF_WORDS as $words => $number) {
            if (strpos($message, $words) !== false) {
                return $number;
            }
        }
        return self::OF_STATUS[$status];
    }
}
