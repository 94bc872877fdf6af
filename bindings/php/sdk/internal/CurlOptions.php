<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Library;

/**
 * CURLOPT_… => value, as settings of libonoffice. What has no counterpart there is an error that
 * names it; nothing that was asked for is left out in silence, except for what only tunes libcurl.
 *
 * The numbers are those of libcurl's ABI, since ext-curl need not be there.
 */
final class CurlOptions
{
    /** Number => name without CURLOPT_, how it is converted, and setting or values it may have. */
    private const TABLE = [
        13 => ['TIMEOUT', 'seconds', 'timeout_ms'],
        155 => ['TIMEOUT_MS', 'milliseconds', 'timeout_ms'],
        78 => ['CONNECTTIMEOUT', 'connectSeconds', 'connect_timeout_ms'],
        156 => ['CONNECTTIMEOUT_MS', 'connectMilliseconds', 'connect_timeout_ms'],
        20 => ['LOW_SPEED_TIME', 'seconds', 'stall_timeout_ms'],
        288 => ['MAXAGE_CONN', 'seconds', 'idle_timeout_ms'],

        64 => ['SSL_VERIFYPEER', 'flag', 'tls_verify_peer'],
        81 => ['SSL_VERIFYHOST', 'flag', 'tls_verify_host'],
        10065 => ['CAINFO', 'text', 'ca_file'],
        10097 => ['CAPATH', 'text', 'ca_path'],
        10025 => ['SSLCERT', 'text', 'client_cert'],
        10087 => ['SSLKEY', 'text', 'client_key'],
        10026 => ['KEYPASSWD', 'text', 'client_key_password'],
        10086 => ['SSLCERTTYPE', 'only', [null, '', 'PEM', 'pem']],
        10088 => ['SSLKEYTYPE', 'only', [null, '', 'PEM', 'pem']],
        32 => ['SSLVERSION', 'oneOf', 'tls_min', [
            0 => '1.2', 1 => '1.2', 4 => '1.2', 5 => '1.2', 6 => '1.2', 7 => '1.3',
        ]],

        10004 => ['PROXY', 'proxy', 'address'],
        59 => ['PROXYPORT', 'proxy', 'port'],
        101 => ['PROXYTYPE', 'proxyType'],
        10006 => ['PROXYUSERPWD', 'proxy', 'credentials'],
        10175 => ['PROXYUSERNAME', 'proxy', 'user'],
        10176 => ['PROXYPASSWORD', 'proxy', 'password'],
        111 => ['PROXYAUTH', 'only', [1, -17]],
        61 => ['HTTPPROXYTUNNEL', 'tuning'],
        10177 => ['NOPROXY', 'text', 'no_proxy'],

        10023 => ['HTTPHEADER', 'headers'],
        10018 => ['USERAGENT', 'text', 'user_agent'],
        10016 => ['REFERER', 'header', 'Referer'],
        10022 => ['COOKIE', 'header', 'Cookie'],
        10005 => ['USERPWD', 'credentials'],
        107 => ['HTTPAUTH', 'only', [1, -17]],
        10102 => ['ACCEPT_ENCODING', 'encoding', 'accept_encoding'],
        84 => ['HTTP_VERSION', 'oneOf', 'http_version', [
            0 => '1.1', 2 => '1.1', 3 => '2', 4 => '2',
        ]],
        181 => ['PROTOCOLS', 'protocols'],
        10318 => ['PROTOCOLS_STR', 'protocolNames'],
        114 => ['MAXFILESIZE', 'bytes', 'response_limit'],

        10203 => ['RESOLVE', 'texts', 'resolve'],
        10062 => ['INTERFACE', 'text', 'interface'],
        113 => ['IPRESOLVE', 'oneOf', 'ip_version', [0 => 0, 1 => 4, 2 => 6]],
        213 => ['TCP_KEEPALIVE', 'flag', 'tcp_keepalive'],

        // What the request is in any case.
        47 => ['POST', 'only', [true, 1]],
        19913 => ['RETURNTRANSFER', 'only', [true, 1]],
        42 => ['HEADER', 'only', [false, 0, null]],
        41 => ['VERBOSE', 'only', [false, 0, null]],
        45 => ['FAILONERROR', 'only', [false, 0, null]],
        43 => ['NOPROGRESS', 'only', [true, 1]],
        121 => ['TCP_NODELAY', 'only', [true, 1]],

        // What does not change what comes of a request; the API does not redirect.
        19 => ['LOW_SPEED_LIMIT', 'tuning'],
        52 => ['FOLLOWLOCATION', 'tuning'],
        58 => ['AUTOREFERER', 'tuning'],
        68 => ['MAXREDIRS', 'tuning'],
        71 => ['MAXCONNECTS', 'tuning'],
        74 => ['FRESH_CONNECT', 'tuning'],
        75 => ['FORBID_REUSE', 'tuning'],
        92 => ['DNS_CACHE_TIMEOUT', 'tuning'],
        98 => ['BUFFERSIZE', 'tuning'],
        99 => ['NOSIGNAL', 'tuning'],
        150 => ['SSL_SESSIONID_CACHE', 'tuning'],
        161 => ['POSTREDIR', 'tuning'],
        182 => ['REDIR_PROTOCOLS', 'tuning'],
        214 => ['TCP_KEEPIDLE', 'tuning'],
        215 => ['TCP_KEEPINTVL', 'tuning'],
        225 => ['SSL_ENABLE_NPN', 'tuning'],
        226 => ['SSL_ENABLE_ALPN', 'tuning'],
        227 => ['EXPECT_100_TIMEOUT_MS', 'tuning'],
        244 => ['TCP_FASTOPEN', 'tuning'],
        271 => ['HAPPY_EYEBALLS_TIMEOUT_MS', 'tuning'],
        280 => ['UPLOAD_BUFFERSIZE', 'tuning'],
        10103 => ['PRIVATE', 'tuning'],
        10319 => ['REDIR_PROTOCOLS_STR', 'tuning'],
        19914 => ['BINARYTRANSFER', 'tuning'],
    ];

    /** Library in libcurl's version => what it unpacks, in the order of libcurl's own list. */
    private const ENCODINGS = ['zlib/' => 'deflate, gzip', 'brotli/' => 'br', 'zstd/' => 'zstd'];

    /** libcurl's 0 for "no limit", or for its own limit on connecting. */
    private const NO_LIMIT_MS = 86400000;
    private const CONNECT_LIMIT_MS = 300000;

    private const NO_LIMIT_BYTES = 4294967296;

    /** CURLOPT_PROXYTYPE => scheme */
    private const PROXY_SCHEMES = [
        0 => 'http', 1 => 'http', 2 => 'https',
        4 => 'socks4', 5 => 'socks5', 6 => 'socks4a', 7 => 'socks5h',
    ];

    /** Bits of CURLOPT_PROTOCOLS. */
    private const PROTOCOL_BITS = ['http' => 1, 'https' => 2];

    /** @var array<string, array{0: mixed, 1: string}> setting => value, option it came from */
    private $settings = [];

    /** @var CurlHeaders */
    private $headers;

    /** @var CurlProxy */
    private $proxy;

    /** @var string */
    private $scheme;

    /**
     * @param mixed $curlOptions
     * @throws \ValueError for what cannot be had, on PHP 7 \InvalidArgumentException
     */
    public function __construct($curlOptions, string $url)
    {
        if (!is_array($curlOptions)) {
            $type = gettype($curlOptions);
            throw new \TypeError("setApiCurlOptions() takes an array, not $type");
        }
        $this->scheme = strtolower((string) strstr($url, ':', true));
        $this->headers = new CurlHeaders();
        $this->proxy = new CurlProxy();
        foreach ($curlOptions as $number => $value) {
            $row = self::TABLE[$number] ?? null;
            if ($row === null) {
                throw self::refusal(self::nameOf($number) . ' is not supported by libonoffice');
            }
            $this->convert($row, $value);
        }
    }

    /** All that libcurl can unpack, which is what CURLOPT_ACCEPT_ENCODING "" stands for. */
    public static function allEncodings(): string
    {
        $transport = Library::load()->transportVersion();
        $has = static function (string $library) use ($transport): bool {
            return strpos($transport, $library) !== false;
        };
        return implode(', ', array_filter(self::ENCODINGS, $has, ARRAY_FILTER_USE_KEY));
    }

    /**
     * @return array<string, array{0: mixed, 1: string}> setting => value or values, and the option
     *     they came from
     */
    public function settings(): array
    {
        $headers = ['header' => [$this->headers->lines(), 'CURLOPT_HTTPHEADER']];
        return $this->settings + $this->proxy->settings() + $headers;
    }

    /**
     * @throws \ValueError for values that the library does not take, on PHP 7
     *     \InvalidArgumentException
     */
    public function applyTo(Client $client): void
    {
        foreach ($this->settings() as $name => [$values, $option]) {
            try {
                foreach (is_array($values) ? $values : [$values] as $value) {
                    $client->setOption($name, $value);
                }
            } catch (ArgumentException $reason) {
                throw self::refusal($option . ': ' . $reason->getMessage());
            }
        }
    }

    /**
     * @param array<int, mixed> $row
     * @param mixed $value
     */
    private function convert(array $row, $value): void
    {
        [$name, $kind] = $row;
        $option = 'CURLOPT_' . $name;
        $target = $row[2] ?? '';
        switch ($kind) {
            case 'tuning':
                return;
            case 'only':
                if (!in_array($value, $target, true)) {
                    throw self::refusal("$option can have no other value with libonoffice");
                }
                return;
            case 'headers':
                $this->headers->setAll(self::texts($value, $option));
                return;
            case 'header':
                $this->headers->setDefault($target, self::text($value, $option));
                return;
            case 'credentials':
                $credentials = base64_encode(self::text($value, $option));
                $this->headers->setDefault('Authorization', "Basic $credentials");
                return;
            case 'proxy':
                $this->proxy->set($target, self::text($value, $option), $option);
                return;
            case 'proxyType':
                $type = self::number($value, $option);
                if (!isset(self::PROXY_SCHEMES[$type])) {
                    throw self::refusal("$option cannot be $type with libonoffice");
                }
                $this->proxy->set('scheme', self::PROXY_SCHEMES[$type], $option);
                return;
            case 'protocols':
                $this->checkProtocol((self::PROTOCOL_BITS[$this->scheme] ?? 0) & (int) $value);
                return;
            case 'protocolNames':
                $names = explode(',', strtolower(self::text($value, $option)));
                $this->checkProtocol((int) in_array($this->scheme, $names, true));
                return;
        }
        $this->settings[$target] = [$this->value($row, $value, $option), $option];
    }

    /**
     * @param array<int, mixed> $row
     * @param mixed $value
     * @return mixed
     */
    private function value(array $row, $value, string $option)
    {
        switch ($row[1]) {
            case 'flag':
                return (int) (bool) $value;
            case 'bytes':
                return self::number($value, $option) ?: self::NO_LIMIT_BYTES;
            case 'seconds':
                return self::limit(self::number($value, $option) * 1000, self::NO_LIMIT_MS);
            case 'milliseconds':
                return self::limit(self::number($value, $option), self::NO_LIMIT_MS);
            case 'connectSeconds':
                return self::limit(self::number($value, $option) * 1000, self::CONNECT_LIMIT_MS);
            case 'connectMilliseconds':
                return self::limit(self::number($value, $option), self::CONNECT_LIMIT_MS);
            case 'oneOf':
                $number = self::number($value, $option);
                if (!isset($row[3][$number])) {
                    throw self::refusal("$option cannot be $number with libonoffice");
                }
                return $row[3][$number];
            case 'texts':
                return self::texts($value, $option);
            case 'encoding':
                // libcurl: null for none, "" for all it knows.
                return $value === null || $value === 'identity'
                    ? ''
                    : (self::text($value, $option) ?: self::allEncodings());
            default:
                return self::text($value, $option);
        }
    }

    private function checkProtocol(int $allowed): void
    {
        if ($allowed === 0) {
            throw self::refusal("CURLOPT_PROTOCOLS does not allow $this->scheme");
        }
    }

    private static function limit(int $milliseconds, int $none): int
    {
        return $milliseconds === 0 ? $none : min($milliseconds, self::NO_LIMIT_MS);
    }

    /**
     * @param mixed $value
     */
    private static function number($value, string $option): int
    {
        if (!is_numeric($value) && !is_bool($value) && $value !== null) {
            throw self::refusal("$option takes a number, not " . gettype($value));
        }
        $number = (int) $value;
        return max(-self::NO_LIMIT_MS, min($number, 1 << 40));
    }

    /**
     * @param mixed $value
     */
    private static function text($value, string $option): string
    {
        if (is_array($value) || (is_object($value) && !method_exists($value, '__toString'))) {
            throw self::refusal("$option takes text, not " . gettype($value));
        }
        return (string) $value;
    }

    /**
     * @param mixed $value
     * @return list<string>
     */
    private static function texts($value, string $option): array
    {
        if (!is_array($value)) {
            throw self::refusal("$option takes an array, not " . gettype($value));
        }
        $texts = [];
        foreach ($value as $text) {
            $texts[] = self::text($text, $option);
        }
        return $texts;
    }

    /**
     * @param int|string $number
     */
    private static function nameOf($number): string
    {
        $constants = get_defined_constants(true)['curl'] ?? [];
        foreach ($constants as $name => $value) {
            if ($value === $number && strncmp($name, 'CURLOPT_', 8) === 0) {
                return "$name ($number)";
            }
        }
        return "curl option $number";
    }

    /** What curl_setopt_array() throws for an option it does not know. */
    private static function refusal(string $message): \Throwable
    {
        $message = "setApiCurlOptions(): $message";
        return PHP_VERSION_ID >= 80000
            ? new \ValueError($message)
            : new \InvalidArgumentException($message);
    }
}
