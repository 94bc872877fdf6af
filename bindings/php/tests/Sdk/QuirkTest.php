<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\internal\ApiAction;
use onOffice\SDK\internal\ApiCall;
use onOffice\SDK\internal\HttpFetch;
use onOffice\SDK\internal\Request;
use onOffice\SDK\onOfficeSDK;

/** Habits of the official SDK that programs depend on, and copies that no longer share. */
final class QuirkTest extends SdkTestCase
{
    public function testHandlesCountFromZeroOverAllObjects(): void
    {
        $output = self::php(['-r', sprintf(
            'require %s; use onOffice\SDK\onOfficeSDK; use onOffice\SDK\internal as i;'
            . '[$a, $b] = [new onOfficeSDK(), new onOfficeSDK()];'
            . 'echo $a->callGeneric("x", "y", []), $b->callGeneric("x", "y", []);'
            . '$r = new i\Request(new i\ApiAction("x", "y", [])); echo $r->getRequestId();'
            . '$a->callFromCache("x", "", "", "y", []);'
            . 'echo (clone $a)->call("x", "", null, "y", []);',
            var_export(dirname(__DIR__, 2) . '/autoload.php', true)
        )]);
        self::assertSame('0124', $output);
    }

    public function testAResponseIsReadOnce(): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertSame(self::result(), $sdk->getResponseArray($handle));
        self::assertNull($sdk->getResponseArray($handle));
        self::assertNull((self::sdk())->getResponseArray($handle));
    }

    public function testEmptyQueueSendsNothing(): void
    {
        $sdk = self::sdk();
        self::send($sdk);
        $sdk->sendRequests('', '');
        self::assertSame([], self::server()->requests());
        self::assertSame([], $sdk->getErrors());
    }

    public function testSurplusArgumentsAreIgnored(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        self::answerWith([self::result()]);
        $sdk->sendRequests(self::TOKEN, self::secret(), true, null, 'more', ['and more']);
        self::assertCount(1, self::server()->requests());
    }

    public function testResponsesOfASendStayUntilTheyAreRead(): void
    {
        $sdk = self::sdk();
        $first = self::read($sdk);
        self::answerWith([self::result(['identifier' => 'first'])]);
        self::send($sdk);
        $second = self::read($sdk);
        self::answerWith([self::result(['identifier' => 'second'])]);
        self::send($sdk);
        self::assertSame('first', $sdk->getResponseArray($first)['identifier']);
        self::assertSame('second', $sdk->getResponseArray($second)['identifier']);
    }

    public function testInjectedHttpFetchIsAskedForNothingButSend(): void
    {
        $fetch = $this->getMockBuilder(HttpFetch::class)->disableOriginalConstructor()->getMock();
        $body = json_encode(['response' => ['results' => [self::result()]]]);
        $fetch->expects(self::once())->method('send')->willReturn($body);
        $fetch->expects(self::never())->method('setCurlOptions');
        $apiCall = new ApiCall();
        $handle = $apiCall->callByRawData('anyAction', 'id', 'identifier', 'anyType');
        $apiCall->sendRequests('token', 'secret', $fetch);
        self::assertSame(self::result(), $apiCall->getResponse($handle));
        self::assertSame([], self::server()->requests());
        $idle = $this->createMock(HttpFetch::class);
        $idle->expects(self::never())->method('send');
        $apiCall->sendRequests('token', 'secret', $idle);
    }

    public function testHttpFetchOfItsOwn(): void
    {
        self::server()->answerBody('{}');
        $fetch = new HttpFetch(self::server()->url() . 'x.php', 'body');
        $fetch->setCurlOptions([CURLOPT_USERAGENT => 'mine']);
        self::assertSame('{}', $fetch->send());
        [$request] = self::server()->requests();
        self::assertSame('body', $request['body']);
        self::assertStringContainsString("\r\nUser-Agent: mine\r\n", $request['head']);
        self::server()->answer('');
        $apiCall = new ApiCall();
        $apiCall->callByRawData('x', '', '', 'y');
        try {
            $apiCall->sendRequests('token', 'secret', $fetch);
            self::fail('A dropped connection is no answer');
        } catch (\onOffice\SDK\Exception\HttpFetchNoResultException $exception) {
            self::assertSame(52, $exception->getCurlErrno());
            self::assertSame('Empty reply from server', $exception->getMessage());
        }
    }

    public function testACopyHasAQueueOptionsAndErrorsOfItsOwn(): void
    {
        $sdk = self::sdk();
        $original = self::read($sdk, 'original');
        $copy = clone $sdk;
        self::read($copy, 'copy');
        $copy->setApiCurlOptions(['nonsense' => 1]);
        $copy->setApiServer('http://nowhere.invalid/');
        self::answerWith([self::result(['status' => ['errorcode' => 1]])]);
        self::send($sdk);
        $sent = json_decode(self::server()->requests()[0]['body'], true)['request']['actions'];
        self::assertSame(['original'], array_column($sent, 'identifier'));
        self::assertSame([$original], array_keys($sdk->getErrors()));
        self::assertSame([], $copy->getErrors());
    }

    public function testSubclassesOfTheInternalClasses(): void
    {
        $apiCall = new class extends ApiCall {
            public function getResponse($handle)
            {
                return ['handle' => $handle];
            }
        };
        self::assertSame(['handle' => 3], (new onOfficeSDK($apiCall))->getResponseArray(3));
        $mock = $this->getMockBuilder(Request::class)->disableOriginalConstructor()->getMock();
        self::assertInstanceOf(Request::class, $mock);
        $action = new ApiAction('a', 'b', [], 'c', 'd', 5);
        $signed = (new Request($action))->createRequest('token', 'secret');
        self::assertSame(5, $signed['timestamp']);
        self::assertSame(['hmac_version', 'hmac'], array_slice(array_keys($signed), 6));
    }

    public function testNothingThatPhpShowsHasASecret(): void
    {
        $sdk = self::sdk();
        $sdk->setApiCurlOptions([10006 => 'proxyuser:proxypassword', 155 => 500]);
        $sdk->setCacheScope('thetoken', 'theclaim');
        $sdk->call(onOfficeSDK::ACTION_ID_CREATE, '', '', 'user', ['password' => 'hidden']);
        self::server()->answer('');
        $ini = ini_set('zend.exception_ignore_args', '0');
        $exception = null;
        try {
            $sdk->sendRequests('thetoken', 'thesecret', true, 'theclaim');
        } catch (\onOffice\SDK\Exception\HttpFetchNoResultException $exception) {
        } finally {
            ini_set('zend.exception_ignore_args', (string) $ini);
        }
        self::assertNotNull($exception);
        ob_start();
        var_dump($sdk, $exception->getMessage(), new HttpFetch('url', 'thetoken'));
        foreach ([$exception, $exception->getPrevious()] as $link) {
            $pattern = '~^(Libonoffice\\\\(?!Tests)|onOffice)~';
            $ours = array_filter($link->getTrace(), static function (array $frame) use ($pattern) {
                return preg_match($pattern, $frame['class'] ?? '') === 1;
            });
            print_r(array_column($ours, 'args'));
            echo $link->getTraceAsString();
        }
        $shown = (string) ob_get_clean();
        self::assertStringContainsString('sendRequests', $shown);
        foreach (['thetoken', 'thesecret', 'theclaim', 'hidden', 'proxypassword'] as $secret) {
            self::assertStringNotContainsString($secret, $shown);
        }
    }
}
