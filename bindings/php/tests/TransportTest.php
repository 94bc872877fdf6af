<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Exception\ApiException;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\ConnectException;
use Libonoffice\Exception\HttpException;
use Libonoffice\Exception\LimitException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Exception\ProtocolException;
use Libonoffice\Exception\TimeoutException;
use Libonoffice\Exception\TransportException;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** What a server may do wrong, and what the call makes of it. */
final class TransportTest extends TestCase
{
    private static function failure(
        string $class,
        string $word,
        array $options = [],
        string $verb = 'read'
    ): OnOfficeException {
        $client = self::rawClient($word, $options);
        $exception = self::caught($class, function () use ($client, $verb) {
            $client->call($verb, 'estate');
        });
        self::assertNotSame('', $exception->getMessage());
        self::assertNotNull($exception->response());
        return $exception;
    }

    public function testHeaders(): void
    {
        $head = self::rawClient()->call('read', 'estate')->records()[0]['head'];
        self::assertStringStartsWith("POST /ok.php HTTP/1.1\r\n", $head);
        self::assertMatchesRegularExpression('~^content-type: application/json~mi', $head);
        self::assertMatchesRegularExpression('~^user-agent: libonoffice/~mi', $head);
        self::assertMatchesRegularExpression('~^accept-encoding: .*gzip~mi', $head);
        self::assertDoesNotMatchRegularExpression('~^expect:~mi', $head);
    }

    public function testNoUserAgent(): void
    {
        $client = self::rawClient('ok', ['user_agent' => '']);
        $head = $client->call('read', 'estate')->records()[0]['head'];
        self::assertDoesNotMatchRegularExpression('~^user-agent:~mi', $head);
    }

    public function testCompressedAnswer(): void
    {
        $result = self::rawClient('gzip')->call('read', 'estate', [], '', 'köln');
        self::assertSame('köln', $result->identifier());
        self::assertStringStartsWith('{"status"', $result->response()->body());
    }

    public function testErrorPage(): void
    {
        $exception = self::failure(HttpException::class, 'html502');
        self::assertSame(502, $exception->httpStatus());
        self::assertStringContainsString('502', $exception->getMessage());
        self::assertSame('<html>Bad Gateway</html>', $exception->response()->body());
        self::assertSame(Status::HTTP, $exception->getCode());
        self::assertSame([0, '', '', null, ''], [
            $exception->apiCode(), $exception->name(), $exception->category(),
            $exception->index(), $exception->identifier(),
        ]);
    }

    public function testRedirectIsNotFollowed(): void
    {
        $exception = self::failure(HttpException::class, 'redirect');
        self::assertSame(302, $exception->httpStatus());
        self::assertStringContainsString('redirect', $exception->getMessage());
    }

    public function testTimeout(): void
    {
        $start = microtime(true);
        $exception = self::failure(TimeoutException::class, 'silent', ['timeout_ms' => 200]);
        self::assertLessThan(5, microtime(true) - $start);
        self::assertGreaterThan(0.15, microtime(true) - $start);
        self::assertFalse($exception->uncertain());
        $timeout = ['timeout_ms' => 200];
        $exception = self::failure(TimeoutException::class, 'silent', $timeout, 'create');
        self::assertTrue($exception->uncertain());
    }

    public function testResponseLimit(): void
    {
        $limit = ['response_limit' => 1000000];
        $exception = self::failure(LimitException::class, 'big', $limit);
        self::assertStringContainsString('1000000', $exception->getMessage());
        $limit = ['response_limit' => 10000000];
        self::assertTrue(self::rawClient('big', $limit)->call('read', 'estate')->ok());
    }

    public function testRefusedConnection(): void
    {
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        $address = stream_socket_get_name($probe, false);
        fclose($probe);
        $url = ['url' => "http://$address/api/"];
        $exception = self::failure(ConnectException::class, 'ok', $url, 'create');
        self::assertFalse($exception->uncertain());
        self::assertSame(0, $exception->httpStatus());
        self::assertSame(Status::CONNECT, $exception->getCode());
        $attempts = $exception->response()->trace()['attempts'];
        self::assertSame('ONOFFICE_ERROR_CONNECT', end($attempts)['status']);
    }

    public function testUnknownHost(): void
    {
        $url = ['url' => 'https://libonoffice.invalid/api/'];
        $exception = self::failure(ConnectException::class, 'ok', $url);
        self::assertStringContainsString('libonoffice.invalid', $exception->getMessage());
    }

    public function testHttpToAnotherHostIsRefused(): void
    {
        $client = self::rawClient('ok');
        $exception = self::caught(ArgumentException::class, function () use ($client) {
            $client->setOption('url', 'http://example.com/api/');
            $client->call('read', 'estate');
        });
        self::assertStringContainsString('allow_http', $exception->getMessage());
    }

    public function testConnectionLost(): void
    {
        $class = TransportException::class;
        self::assertFalse(self::failure($class, 'drop')->uncertain());
        self::assertTrue(self::failure($class, 'drop', [], 'modify')->uncertain());
        self::assertTrue(self::failure($class, 'cut', [], 'do')->uncertain());
    }

    public function testAnswersThatAreNotTheApis(): void
    {
        foreach (['truncated', 'null', 'bomb', 'bytes'] as $word) {
            $exception = self::failure(ProtocolException::class, $word, [], 'delete');
            self::assertSame(200, $exception->httpStatus(), $word);
            self::assertTrue($exception->uncertain(), $word);
        }
    }

    public function testFewerResults(): void
    {
        $client = self::rawClient('fewer');
        $exception = self::caught(ProtocolException::class, function () use ($client) {
            $client->send([new Action('get', 'a'), new Action('get', 'b')]);
        });
        // What did arrive is not lost.
        self::assertSame([true, false], array_map(static function ($result) {
            return $result->ok();
        }, $exception->response()->results()));
    }

    public function testMoreResults(): void
    {
        self::failure(ProtocolException::class, 'more');
    }

    public function testRequestRefusedAsAWhole(): void
    {
        $exception = self::failure(ApiException::class, 'refused');
        self::assertSame([22, 22, 'NOT_AUTHENTICATED', 'auth', 200], [
            $exception->apiCode(), $exception->getCode(), $exception->name(),
            $exception->category(), $exception->httpStatus(),
        ]);
        self::assertStringStartsWith('Not authenticated', $exception->getMessage());
    }

    public function testErrorInWords(): void
    {
        $exception = self::failure(ApiException::class, 'words');
        self::assertSame([-1, ''], [$exception->apiCode(), $exception->name()]);
        self::assertStringContainsString('nope', $exception->getMessage());
        self::assertSame(0, $exception->index());
    }

    public function testConnectionIsReused(): void
    {
        $client = self::rawClient();
        $connections = [];
        for ($send = 0; $send < 20; $send++) {
            $result = $client->call('read', 'estate');
            $connections[] = $result->records()[0]->id();
        }
        self::assertCount(1, array_unique($connections));
        $attempts = $result->response()->trace()['attempts'];
        self::assertCount(1, $attempts);
        self::assertTrue($attempts[0]['reused']);
        self::assertSame('ONOFFICE_OK', $attempts[0]['status']);
        self::assertSame(200, $attempts[0]['http_status']);
        $phases = ['queued', 'dns', 'connect', 'tls', 'first_byte', 'total'];
        self::assertSame($phases, array_keys($attempts[0]['ms']));
    }

    public function testCancelDoesNotAffectLaterSends(): void
    {
        $client = self::rawClient();
        $client->cancel();
        self::assertTrue($client->call('read', 'estate')->ok());
    }
}
