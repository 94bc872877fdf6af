<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Library;
use Libonoffice\Tests\Support\SdkServer;
use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\onOfficeSDK;

/** What comes of requests that get no answer, and of those that cannot be sent. */
final class FailureTest extends SdkTestCase
{
    public function testRefusedConnection(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        $address = stream_socket_get_name($probe, false);
        fclose($probe);
        $sdk->setApiServer("http://$address/");
        $exception = self::failure($sdk);
        self::assertSame(7, $exception->getCurlErrno());
        self::assertStringContainsString('connect', $exception->getMessage());
    }

    public function testUnknownHost(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiServer('https://nowhere.invalid/');
        self::assertSame(6, self::failure($sdk)->getCurlErrno());
    }

    /**
     * @dataProvider connections
     */
    public function testDroppedConnection(bool $kept): void
    {
        $sdk = self::sdk();
        if ($kept) {
            self::read($sdk);
            self::answerWith([self::result()]);
            self::send($sdk);
        }
        self::read($sdk);
        self::server()->answer('');
        $exception = self::failure($sdk);
        self::assertSame(52, $exception->getCurlErrno());
        self::assertNotSame('', $exception->getMessage());
    }

    public function connections(): array
    {
        return ['new' => [false], 'kept' => [true]];
    }

    /** The official SDK has no kept connections, which may turn out to be dead. */
    public function testReadOverADeadConnectionGoesOverAnother(): void
    {
        [$server, $sdk] = self::mortalServer();
        foreach ([1, 2] as $send) {
            $handle = self::read($sdk);
            self::send($sdk);
            self::assertSame(self::result(), $sdk->getResponseArray($handle));
        }
        $connections = array_column($server->requests(), 'connection');
        self::assertCount(3, $connections);
        self::assertSame($connections[0], $connections[1]);
        self::assertNotSame($connections[1], $connections[2]);
    }

    public function testWriteOverADeadConnectionIsNotRepeated(): void
    {
        [$server, $sdk] = self::mortalServer();
        self::read($sdk);
        self::send($sdk);
        $sdk->call(onOfficeSDK::ACTION_ID_CREATE, '', '', 'address', ['Name' => 'x']);
        self::assertSame(52, self::failure($sdk)->getCurlErrno());
        self::assertSame(['1', '1'], array_column($server->requests(), 'connection'));
    }

    /**
     * @return array{0: SdkServer, 1: onOfficeSDK} a server that serves one request a connection
     */
    private static function mortalServer(): array
    {
        $server = new SdkServer();
        $body = (string) json_encode(['response' => ['results' => [self::result()]]]);
        $server->answerBody($body, '200 OK', SdkServer::ONLY_FIRST);
        $sdk = new onOfficeSDK();
        $sdk->setApiServer($server->url());
        return [$server, $sdk];
    }

    public function testTimeout(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions([155 => 200]);
        self::server()->answer(SdkServer::SILENCE);
        $start = microtime(true);
        self::assertSame(28, self::failure($sdk)->getCurlErrno());
        self::assertLessThan(5, microtime(true) - $start);
    }

    /**
     * @dataProvider largeAnswers
     */
    public function testAnswerThatIsTooLarge(string $body, string $header): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions([114 => 5000]);
        $length = strlen($body);
        self::server()->answer("HTTP/1.1 200 OK\r\n{$header}Content-Length: $length\r\n\r\n$body");
        self::assertSame(63, self::failure($sdk)->getCurlErrno());
    }

    public function largeAnswers(): array
    {
        $body = str_repeat('x', 100000);
        return [
            'as it is' => [$body, ''],
            'packed' => [(string) gzencode($body), "Content-Encoding: gzip\r\n"],
        ];
    }

    public function testAddressThatIsNone(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiServer('nonsense');
        self::assertSame(3, self::failure($sdk)->getCurlErrno());
    }

    public function testAfterAFailureTheQueueIsSentAgain(): void
    {
        $sdk = self::sdk();
        $write = $sdk->call(onOfficeSDK::ACTION_ID_CREATE, '', '', 'address', ['Name' => 'x']);
        self::server()->answer('');
        self::failure($sdk);
        self::assertCount(1, self::server()->requests());
        $read = self::read($sdk);
        self::answerWith([self::result(), self::result()]);
        self::send($sdk);
        $body = self::server()->requests()[1]['body'];
        self::assertCount(2, json_decode($body, true)['request']['actions']);
        self::assertIsArray($sdk->getResponseArray($write));
        self::assertIsArray($sdk->getResponseArray($read));
    }

    public function testTheQueueMayBeClearedInstead(): void
    {
        $sdk = self::sdk();
        $sdk->clearQueueOnFailure();
        self::read($sdk);
        self::server()->answer('');
        self::failure($sdk);
        self::server()->forget();
        self::send($sdk);
        self::assertSame([], self::server()->requests());
    }

    public function testTheQueueIsClearedWhateverFails(): void
    {
        $sdk = self::sdk();
        $sdk->clearQueueOnFailure();
        self::read($sdk);
        $sdk->setApiCurlOptions(['nonsense']);
        try {
            self::send($sdk);
            self::fail('The options were taken');
        } catch (\ValueError $error) {
            $sdk->setApiCurlOptions([]);
        }
        self::send($sdk);
        self::assertSame([], self::server()->requests());
    }

    /**
     * What is not set up yet gets errors, as from the API, and no exception.
     *
     * @dataProvider credentials
     * @param mixed $token
     * @param mixed $secret
     */
    public function testUnusableCredentialsAreErrorsOfTheActions($token, $secret, int $code): void
    {
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk)];
        $sdk->sendRequests($token, $secret);
        self::assertSame($handles, array_keys($sdk->getErrors()));
        foreach ($handles as $handle) {
            self::assertNull($sdk->getResponseArray($handle));
            $error = $sdk->getErrors()[$handle];
            self::assertSame($code, $error['status']['errorcode']);
            self::assertSame(Library::load()->errorText($code), $error['status']['message']);
            self::assertSame([], $error['data']['records']);
        }
        self::assertSame([], self::server()->requests());
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertSame([], self::server()->requests(), 'The queue was kept');
    }

    public function credentials(): array
    {
        return [
            'no token' => ['', self::secret(), 13],
            'false' => [false, false, 13],
            'null' => [null, null, 13],
            'a token that is none' => ["töken\n", self::secret(), 22],
            'no secret' => [self::TOKEN, '', 137],
            'a secret that is none' => [self::TOKEN, "se\0cret", 137],
        ];
    }

    /**
     * @dataProvider strangeActions
     * @param array<int, mixed> $call
     */
    public function testActionsThatAreNoneAreNotSentAndNotKept(array $call, string $reason): void
    {
        $sdk = self::sdk();
        $good = self::read($sdk);
        $bad = $sdk->call(...$call);
        $exception = self::failure($sdk);
        self::assertStringContainsString("handle $bad", $exception->getMessage());
        self::assertStringContainsString($reason, $exception->getMessage());
        self::assertNull($exception->getCurlErrno());
        self::assertSame([], self::server()->requests());
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertIsArray($sdk->getResponseArray($good));
    }

    public function strangeActions(): array
    {
        $read = onOfficeSDK::ACTION_ID_READ;
        return [
            'verb' => [['urn:x:action:fly', '', '', 'estate', []], 'actionid'],
            'resource id' => [[$read, [1], '', 'estate', []], 'resourceid'],
            'resource type' => [[$read, '', '', null, []], 'resourcetype'],
            'list of parameters' => [[$read, '', '', 'estate', ['a', 'b']], 'parameters'],
        ];
    }

    /**
     * @dataProvider unspeakable
     * @param mixed $value
     */
    public function testParametersWithoutJsonFormAreNotSent($value, string $reason): void
    {
        $sdk = self::sdk();
        $good = self::read($sdk);
        $bad = $sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', ['a' => ['b' => $value]]);
        $exception = self::failure($sdk);
        self::assertStringContainsString("handle $bad", $exception->getMessage());
        self::assertStringContainsString("/parameters/a/b is $reason", $exception->getMessage());
        self::assertSame([], self::server()->requests());
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertIsArray($sdk->getResponseArray($good));
    }

    public function unspeakable(): array
    {
        return [
            'not UTF-8' => ["\xff", 'not valid UTF-8'],
            'NAN' => [NAN, 'NAN or INF'],
        ];
    }
}
