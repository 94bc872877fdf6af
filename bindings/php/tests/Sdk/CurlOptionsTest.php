<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Client;
use Libonoffice\Tests\Support\SdkServer;
use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\internal\CurlOptions;
use onOffice\SDK\onOfficeSDK;

/** setApiCurlOptions(): what becomes of libcurl's options. */
final class CurlOptionsTest extends SdkTestCase
{
    private const DAY = 86400000;

    /** PHP's constants are compared with the numbers, which programs without ext-curl write. */
    public function testNumbersAreThoseOfLibcurl(): void
    {
        $class = new \ReflectionClass(CurlOptions::class);
        $compared = 0;
        foreach ($class->getReflectionConstant('TABLE')->getValue() as $number => $row) {
            if (defined("CURLOPT_$row[0]")) {
                self::assertSame(constant("CURLOPT_$row[0]"), $number, $row[0]);
                $compared++;
            }
        }
        self::assertGreaterThan(55, $compared);
    }

    /**
     * @dataProvider settings
     * @param array<int, mixed> $options
     * @param array<string, int|string> $wanted
     */
    public function testSetting(array $options, array $wanted): void
    {
        $client = new Client('t', 's');
        (new CurlOptions($options, 'https://api.onoffice.de/api/'))->applyTo($client);
        $found = [];
        foreach ($wanted as $name => $value) {
            $found[$name] = $client->getOption($name);
        }
        self::assertSame($wanted, $found);
    }

    public function settings(): array
    {
        $user = [CURLOPT_PROXY => 'proxy:3128', CURLOPT_PROXYUSERPWD => 'us%20er:p:w'];
        return [
            'timeout' => [[CURLOPT_TIMEOUT => 60], ['timeout_ms' => 60000]],
            'timeout as text' => [[CURLOPT_TIMEOUT => '60'], ['timeout_ms' => 60000]],
            'timeout in ms' => [[CURLOPT_TIMEOUT_MS => 1500], ['timeout_ms' => 1500]],
            'the last one counts' => [
                [CURLOPT_TIMEOUT => 60, CURLOPT_TIMEOUT_MS => 1500], ['timeout_ms' => 1500],
            ],
            'no limit' => [
                [CURLOPT_TIMEOUT => 0, CURLOPT_CONNECTTIMEOUT => 0],
                ['timeout_ms' => self::DAY, 'connect_timeout_ms' => 300000],
            ],
            'beyond the limit' => [[CURLOPT_TIMEOUT => PHP_INT_MAX], ['timeout_ms' => self::DAY]],
            'connect' => [[CURLOPT_CONNECTTIMEOUT => 1], ['connect_timeout_ms' => 1000]],
            'connect in ms' => [[CURLOPT_CONNECTTIMEOUT_MS => 50], ['connect_timeout_ms' => 50]],
            'stall' => [
                [CURLOPT_LOW_SPEED_LIMIT => 1, CURLOPT_LOW_SPEED_TIME => 20],
                ['stall_timeout_ms' => 20000],
            ],
            'age of connections' => [[CURLOPT_MAXAGE_CONN => 5], ['idle_timeout_ms' => 5000]],
            'no verification' => [
                [CURLOPT_SSL_VERIFYPEER => false, CURLOPT_SSL_VERIFYHOST => 0],
                ['tls_verify_peer' => 0, 'tls_verify_host' => 0],
            ],
            'verification' => [
                [CURLOPT_SSL_VERIFYPEER => 1, CURLOPT_SSL_VERIFYHOST => 2],
                ['tls_verify_peer' => 1, 'tls_verify_host' => 1],
            ],
            'authorities' => [
                [CURLOPT_CAINFO => '/a.pem', CURLOPT_CAPATH => '/certs'],
                ['ca_file' => '/a.pem', 'ca_path' => '/certs'],
            ],
            'certificate of the client' => [
                [
                    CURLOPT_SSLCERT => '/c.pem', CURLOPT_SSLKEY => '/k.pem',
                    CURLOPT_SSLKEYPASSWD => 'p', CURLOPT_SSLCERTTYPE => 'PEM',
                    CURLOPT_SSLKEYTYPE => 'PEM',
                ],
                [
                    'client_cert' => '/c.pem', 'client_key' => '/k.pem',
                    'client_key_password' => '***',
                ],
            ],
            'any TLS' => [[CURLOPT_SSLVERSION => CURL_SSLVERSION_TLSv1], ['tls_min' => '1.2']],
            'TLS 1.3' => [[CURLOPT_SSLVERSION => CURL_SSLVERSION_TLSv1_3], ['tls_min' => '1.3']],
            'proxy' => [[CURLOPT_PROXY => 'proxy:3128'], ['proxy' => 'http://proxy:3128']],
            'proxy with port and type' => [
                [
                    CURLOPT_PROXYPORT => 1080, CURLOPT_PROXY => 'proxy',
                    CURLOPT_PROXYTYPE => CURLPROXY_SOCKS5_HOSTNAME,
                ],
                ['proxy' => 'socks5h://proxy:1080'],
            ],
            'scheme wins over type' => [
                [CURLOPT_PROXY => 'https://proxy:1/', CURLOPT_PROXYTYPE => CURLPROXY_SOCKS4],
                ['proxy' => 'https://proxy:1'],
            ],
            'no proxy' => [[CURLOPT_PROXY => ''], ['proxy' => 'none']],
            'proxy with credentials' => [$user, ['proxy' => 'http://***@proxy:3128']],
            'hosts without proxy' => [[CURLOPT_NOPROXY => 'a,b'], ['no_proxy' => 'a,b']],
            'user agent' => [[CURLOPT_USERAGENT => 'mine/1'], ['user_agent' => 'mine/1']],
            'all encodings' => [
                [CURLOPT_ACCEPT_ENCODING => ''], ['accept_encoding' => 'deflate, gzip, br, zstd'],
            ],
            'one encoding' => [[CURLOPT_ENCODING => 'gzip'], ['accept_encoding' => 'gzip']],
            'no encoding' => [[CURLOPT_ENCODING => 'identity'], ['accept_encoding' => '']],
            'HTTP/1.1' => [
                [CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1], ['http_version' => '1.1'],
            ],
            'HTTP/2' => [[CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_2TLS], ['http_version' => '2']],
            'size' => [[CURLOPT_MAXFILESIZE => 5000], ['response_limit' => 5000]],
            'any size' => [[CURLOPT_MAXFILESIZE => 0], ['response_limit' => 4294967296]],
            'interface' => [[CURLOPT_INTERFACE => 'eth0'], ['interface' => 'eth0']],
            'IPv4' => [[CURLOPT_IPRESOLVE => CURL_IPRESOLVE_V4], ['ip_version' => 4]],
            'IPv6' => [[CURLOPT_IPRESOLVE => CURL_IPRESOLVE_V6], ['ip_version' => 6]],
            'keep-alive' => [[CURLOPT_TCP_KEEPALIVE => 0], ['tcp_keepalive' => 0]],
            'protocols' => [
                [CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS], ['timeout_ms' => 120000],
            ],
            'what changes nothing' => [
                [
                    CURLOPT_POST => true, CURLOPT_RETURNTRANSFER => 1, CURLOPT_VERBOSE => false,
                    CURLOPT_FOLLOWLOCATION => true, CURLOPT_FRESH_CONNECT => true,
                    CURLOPT_TCP_NODELAY => true, CURLOPT_DNS_CACHE_TIMEOUT => 5,
                ],
                ['timeout_ms' => 120000],
            ],
        ];
    }

    /**
     * @dataProvider refusals
     * @param array<int|string, mixed> $options
     */
    public function testRefusedWhenItIsUsed(array $options, string $message): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        $sdk->setApiCurlOptions($options);
        try {
            self::send($sdk);
            self::fail('The options were taken');
        } catch (\ValueError $error) {
            self::assertStringContainsString($message, $error->getMessage());
        }
        self::assertSame([], self::server()->requests());
        $sdk->setApiCurlOptions([]);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertIsArray($sdk->getResponseArray($handle));
    }

    public function refusals(): array
    {
        return [
            'no option' => [['some', 'actions'], 'curl option 0 is not supported'],
            'a name' => [['timeout' => 5], 'curl option timeout'],
            'no counterpart' => [
                [CURLOPT_PINNEDPUBLICKEY => 'x'], 'CURLOPT_PINNEDPUBLICKEY (10230)',
            ],
            'body' => [[CURLOPT_POSTFIELDS => 'x'], 'CURLOPT_POSTFIELDS (10015)'],
            'another value' => [[CURLOPT_HEADER => true], 'CURLOPT_HEADER can have no other value'],
            'verbose' => [[CURLOPT_VERBOSE => true], 'CURLOPT_VERBOSE'],
            'HTTP/1.0' => [[CURLOPT_HTTP_VERSION => 1], 'CURLOPT_HTTP_VERSION cannot be 1'],
            'SSL 3' => [[CURLOPT_SSLVERSION => 3], 'CURLOPT_SSLVERSION cannot be 3'],
            'DER' => [[CURLOPT_SSLCERTTYPE => 'DER'], 'CURLOPT_SSLCERTTYPE'],
            'negative' => [[CURLOPT_TIMEOUT => -1], 'CURLOPT_TIMEOUT: timeout_ms'],
            'text for a number' => [[CURLOPT_TIMEOUT => 'soon'], 'CURLOPT_TIMEOUT takes a number'],
            'array for a text' => [[CURLOPT_CAINFO => []], 'CURLOPT_CAINFO takes text, not array'],
            'text for an array' => [[CURLOPT_HTTPHEADER => 'A: b'], 'CURLOPT_HTTPHEADER takes an'],
            'header with a line end' => [[CURLOPT_HTTPHEADER => ["A: b\r\nC: d"]], 'HTTPHEADER: '],
            'proxy that is none' => [[CURLOPT_PROXY => 'a b'], 'CURLOPT_PROXY: proxy'],
            'array for a proxy' => [[CURLOPT_PROXY => ['p']], 'CURLOPT_PROXY takes text'],
            'kind of proxy' => [
                [CURLOPT_PROXY => 'p', CURLOPT_PROXYTYPE => 3], 'CURLOPT_PROXYTYPE cannot be 3',
            ],
            'protocol' => [[CURLOPT_PROTOCOLS => CURLPROTO_HTTPS], 'does not allow http'],
            'protocol by name' => [[10318 => 'https,ftp'], 'does not allow http'],
        ];
    }

    public function testOptionsMustBeAnArray(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions('verbose');
        $this->expectException(\TypeError::class);
        self::send($sdk);
    }

    public function testHeaders(): void
    {
        $head = self::headWith([
            CURLOPT_USERAGENT => 'mine/1.0',
            CURLOPT_HTTPHEADER => ['X-One: 1', 'x-two: 2', 'Content-Type: application/json'],
            CURLOPT_REFERER => 'https://example.org/',
            CURLOPT_COOKIE => 'a=b',
            CURLOPT_USERPWD => 'me:secret',
            CURLOPT_HTTPAUTH => CURLAUTH_BASIC,
            CURLOPT_ENCODING => 'gzip',
        ]);
        $wanted = ['User-Agent: mine/1.0', 'X-One: 1', 'x-two: 2', 'Content-Type: application/json',
            'Referer: https://example.org/', 'Cookie: a=b', 'Accept-Encoding: gzip', 'Accept: */*',
            'Authorization: Basic ' . base64_encode('me:secret')];
        foreach ($wanted as $line) {
            self::assertContains($line, $head);
        }
        self::assertCount(1, preg_grep('~^content-type:~i', $head));
    }

    public function testHeadersOfOneNameAreAllSentAndTakeTheOptionsPlace(): void
    {
        $head = self::headWith([
            CURLOPT_HTTPHEADER => ['X-One: 1', 'x-one: 2', 'cookie: c=d'],
            CURLOPT_COOKIE => 'a=b',
        ]);
        self::assertSame(['X-One: 1', 'x-one: 2'], array_values(preg_grep('~^x-one:~i', $head)));
        self::assertSame(['cookie: c=d'], array_values(preg_grep('~^cookie:~i', $head)));
    }

    public function testHeadersMayBeLeftOut(): void
    {
        $head = self::headWith([
            CURLOPT_HTTPHEADER => ['Accept:', 'Content-Type:', 'Expect:'],
            CURLOPT_ENCODING => null,
        ]);
        self::assertSame([], preg_grep('~^(accept|content-type|expect|accept-encoding):~i', $head));
    }

    public function testResolve(): void
    {
        $port = (string) strrchr(self::server()->host(), ':');
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiServer("http://api.invalid$port/");
        $sdk->setApiCurlOptions([CURLOPT_RESOLVE => ["api.invalid$port:127.0.0.1"]]);
        self::answerWith([self::result()]);
        self::send($sdk);
        $head = self::server()->requests()[0]['head'];
        self::assertStringContainsString("\r\nHost: api.invalid$port\r\n", $head);
    }

    public function testProxy(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiServer('http://api.invalid/api/');
        $sdk->setApiCurlOptions([
            CURLOPT_PROXY => self::server()->host(),
            CURLOPT_PROXYUSERPWD => 'us%20er:p:w',
        ]);
        self::answerWith([self::result()]);
        self::send($sdk);
        $head = self::server()->requests()[0]['head'];
        self::assertStringStartsWith('POST http://api.invalid/api/stable/api.php ', $head);
        $credentials = base64_encode('us er:p:w');
        self::assertStringContainsString("\r\nProxy-Authorization: Basic $credentials\r\n", $head);
    }

    public function testTimeoutOfTheUserHolds(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions([CURLOPT_TIMEOUT => 1]);
        self::server()->answer(SdkServer::SILENCE);
        $start = microtime(true);
        self::assertSame(28, self::failure($sdk)->getCurlErrno());
        self::assertGreaterThan(0.9, microtime(true) - $start);
        self::assertLessThan(10, microtime(true) - $start);
    }

    public function testCertificatesAreCheckedAsTheUserSays(): void
    {
        $options = [
            60 => [CURLOPT_CAINFO => '/etc/ssl/certs/ca-certificates.crt'],
            77 => [CURLOPT_CAINFO => '/nowhere/ca.pem'],
            0 => [CURLOPT_SSL_VERIFYPEER => false, CURLOPT_SSL_VERIFYHOST => 0],
        ];
        foreach ($options as $errno => $curlOptions) {
            $sdk = new onOfficeSDK();
            $sdk->setApiServer(getenv('ONOFFICE_URL'));
            $sdk->setApiCurlOptions($curlOptions);
            $handle = $sdk->callGeneric(onOfficeSDK::ACTION_ID_GET, 'users', []);
            try {
                $sdk->sendRequests(getenv('ONOFFICE_TOKEN'), getenv('ONOFFICE_SECRET'));
                self::assertSame(0, $errno);
                self::assertNotSame([], $sdk->getResponseArray($handle)['data']['records']);
            } catch (\onOffice\SDK\Exception\HttpFetchNoResultException $exception) {
                self::assertSame($errno, $exception->getCurlErrno(), $exception->getMessage());
            }
        }
    }

    /**
     * @param array<int, mixed> $options
     * @return list<string>
     */
    private static function headWith(array $options): array
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions($options);
        self::answerWith([self::result()]);
        self::send($sdk);
        return explode("\r\n", self::server()->requests()[0]['head']);
    }
}
