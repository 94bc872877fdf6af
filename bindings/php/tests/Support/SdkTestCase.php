<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use onOffice\SDK\Exception\HttpFetchNoResultException;
use onOffice\SDK\onOfficeSDK;

/** For tests of onOffice\SDK, whose server says what a test wants to hear. */
abstract class SdkTestCase extends TestCase
{
    private static ?SdkServer $sdkServer = null;

    public static function tearDownAfterClass(): void
    {
        self::$sdkServer = null;
        parent::tearDownAfterClass();
    }

    protected static function server(): SdkServer
    {
        return self::$sdkServer = self::$sdkServer ?? new SdkServer();
    }

    protected function setUp(): void
    {
        self::server()->forget();
    }

    protected static function sdk(): onOfficeSDK
    {
        $sdk = new onOfficeSDK();
        $sdk->setApiServer(self::server()->url());
        return $sdk;
    }

    /** Queues a read of estates. */
    protected static function read(onOfficeSDK $sdk, string $identifier = 'i'): int
    {
        $parameters = ['data' => ['Id']];
        return $sdk->call(onOfficeSDK::ACTION_ID_READ, '', $identifier, 'estate', $parameters);
    }

    protected static function send(onOfficeSDK $sdk): void
    {
        $sdk->sendRequests(self::TOKEN, self::secret());
    }

    /** What sendRequests() throws; it must throw. */
    protected static function failure(onOfficeSDK $sdk): HttpFetchNoResultException
    {
        try {
            self::send($sdk);
        } catch (HttpFetchNoResultException $exception) {
            return $exception;
        }
        self::fail('sendRequests() did not fail');
    }

    /**
     * A result that is as it should be.
     *
     * @param array<string, mixed> $members in place of others
     * @return array<string, mixed>
     */
    protected static function result(array $members = []): array
    {
        return $members + [
            'actionid' => onOfficeSDK::ACTION_ID_READ,
            'resourceid' => '',
            'resourcetype' => 'estate',
            'cacheable' => true,
            'identifier' => '',
            'data' => ['meta' => ['cntabsolute' => 1], 'records' => [['id' => 7]]],
            'status' => ['errorcode' => 0, 'message' => 'OK'],
        ];
    }

    /**
     * @param array<mixed>|null $results null for none
     */
    protected static function answerWith(?array $results, int $code = 0, string $words = 'OK'): void
    {
        $status = ['code' => $code === 0 ? 200 : 400, 'errorcode' => $code, 'message' => $words];
        $response = $results === null ? [] : ['results' => $results];
        $answer = ['status' => $status, 'response' => $response];
        self::server()->answerBody((string) json_encode($answer));
    }
}
