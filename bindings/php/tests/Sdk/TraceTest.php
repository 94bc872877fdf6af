<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Tests\Support\ArrayCache;
use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\internal\ApiCall;
use onOffice\SDK\internal\HttpFetch;
use onOffice\SDK\onOfficeSDK;

/** What passed through the SDK is in no stack trace, whoever throws. */
final class TraceTest extends SdkTestCase
{
    /** Shorter than what PHP cuts off. */
    private const CLAIM = 'claim-01234567';
    private const PASSWORD = 'u:word-0123456';

    protected function setUp(): void
    {
        parent::setUp();
        $this->iniSet('zend.exception_ignore_args', '0');
    }

    public function testCurlOptionsThatAreRefused(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions([CURLOPT_PROXYUSERPWD => self::PASSWORD, 9999 => 1]);
        self::assertNothingShows(self::thrown(\ValueError::class, $sdk));
    }

    public function testValueOfACurlOptionThatIsRefused(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiCurlOptions([CURLOPT_PROXY => self::PASSWORD . '@a b/']);
        self::assertNothingShows(self::thrown(\ValueError::class, $sdk));
    }

    public function testCacheThatThrows(): void
    {
        $cache = new ArrayCache();
        $cache->isFull = true;
        $sdk = self::sdk();
        $sdk->addCache($cache);
        self::read($sdk);
        self::answerWith([self::result()]);
        $exception = self::thrown(\LogicException::class, $sdk);
        self::assertNothingShows($exception);
        self::assertSame('no room', $exception->getPrevious()->getMessage());
    }

    public function testInjectedHttpFetchThatThrows(): void
    {
        $fetch = $this->createMock(HttpFetch::class);
        $fetch->method('send')->willReturnCallback(static function (): string {
            throw new \LogicException('no line');
        });
        $call = new ApiCall();
        $call->callByRawData(onOfficeSDK::ACTION_ID_READ, '', '', 'estate');
        try {
            $call->sendRequests(self::TOKEN, self::secret(), $fetch, true, self::CLAIM);
            self::fail('The exception is lost');
        } catch (\LogicException $exception) {
            self::assertNothingShows($exception);
        }
    }

    private static function thrown(string $class, onOfficeSDK $sdk): \Throwable
    {
        try {
            $sdk->sendRequests(self::TOKEN, self::secret(), true, self::CLAIM);
        } catch (\Throwable $exception) {
            self::assertSame($class, get_class($exception), $exception->getMessage());
            return $exception;
        }
        self::fail("$class was not thrown");
    }

    /** Of the arguments of this package's functions; those of others are not ours to hide. */
    private static function assertNothingShows(\Throwable $exception): void
    {
        for (; $exception !== null; $exception = $exception->getPrevious()) {
            $frames = array_filter($exception->getTrace(), static function (array $frame): bool {
                return strncmp($frame['class'] ?? '', 'onOffice\\', 9) === 0;
            });
            self::assertContains('sendRequests', array_column($frames, 'function'));
            $shown = print_r($frames, true) . $exception;
            foreach ([self::TOKEN, self::secret(), self::CLAIM, self::PASSWORD] as $secret) {
                self::assertStringNotContainsString(substr($secret, 0, 14), $shown);
            }
        }
    }
}
