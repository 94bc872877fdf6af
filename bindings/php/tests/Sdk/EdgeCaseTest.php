<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\Exception\ApiCallFaultyResponseException;
use onOffice\SDK\onOfficeSDK;

/** What comes of answers that are not as they should be. */
final class EdgeCaseTest extends SdkTestCase
{
    private const MISSING = 'Missing result entry in API response for queued action.';

    public function testMissingResultIsAnError(): void
    {
        $sdk = self::sdk();
        $first = self::read($sdk);
        $second = self::read($sdk, 'mine');
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertSame(self::result(), $sdk->getResponseArray($first));
        self::assertNull($sdk->getResponseArray($second));
        self::assertSame([$second], array_keys($sdk->getErrors()));
        $error = $sdk->getErrors()[$second];
        self::assertSame(['errorcode' => 500, 'message' => self::MISSING], $error['status']);
        self::assertSame(['meta' => ['cntabsolute' => 0], 'records' => []], $error['data']);
        self::assertSame(['estate', 'mine'], [$error['resourcetype'], $error['identifier']]);
    }

    public function testSurplusResultIsIgnored(): void
    {
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk)];
        self::answerWith([
            self::result(['identifier' => 'a']),
            self::result(['identifier' => 'b']),
            self::result(['identifier' => 'c']),
        ]);
        self::send($sdk);
        self::assertSame('a', $sdk->getResponseArray($handles[0])['identifier']);
        self::assertSame('b', $sdk->getResponseArray($handles[1])['identifier']);
        self::assertSame([], $sdk->getErrors());
        self::send($sdk);
        self::assertCount(1, self::server()->requests(), 'The queue is not empty');
    }

    public function testErrorOfTheWholeWithoutResultsBecomesThatOfEachAction(): void
    {
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk)];
        self::answerWith([], 22, 'Not authenticated');
        self::send($sdk);
        self::assertSame($handles, array_keys($sdk->getErrors()));
        foreach ($sdk->getErrors() as $error) {
            $status = ['errorcode' => 22, 'message' => 'Not authenticated'];
            self::assertSame($status, $error['status']);
        }
        self::assertNull($sdk->getResponseArray($handles[0]));
    }

    public function testErrorOfTheWholeWithoutResultListIsThrown(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        self::answerWith(null, 22, 'Not authenticated');
        $exception = self::failure($sdk);
        self::assertSame('Not authenticated', $exception->getMessage());
        self::assertSame(22, $exception->getCode());
        self::assertNull($exception->getCurlErrno());
    }

    public function testErrorOfTheWholeInWords(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        self::server()->answerBody('{"status":{"errorcode":"Syntax error","message":"nope"}}');
        $exception = self::failure($sdk);
        self::assertSame('Syntax error: nope', $exception->getMessage());
        self::assertSame(500, $exception->getCode());
    }

    /**
     * @dataProvider httpStatuses
     */
    public function testHttpStatusDoesNotCountWhereThereAreResults(string $status): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        $answer = ['response' => ['results' => [self::result()]]];
        self::server()->answerBody((string) json_encode($answer), $status);
        self::send($sdk);
        self::assertSame(self::result(), $sdk->getResponseArray($handle));
    }

    public function httpStatuses(): array
    {
        return [['500 Oops'], ['404 Not Found'], ['302 Found'], ['503 Busy'], ['201 Created']];
    }

    /**
     * @dataProvider unusable
     */
    public function testNoAnswerOfTheApi(string $body, string $status, ?int $errno): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        self::server()->answerBody($body, $status);
        $exception = self::failure($sdk);
        self::assertSame('', $exception->getMessage());
        self::assertSame(0, $exception->getCode());
        self::assertSame($errno, $exception->getCurlErrno());
        self::assertCount(1, self::server()->requests());
    }

    public function unusable(): array
    {
        return [
            'HTML' => ['<html>Bad Gateway</html>', '502 Bad Gateway', null],
            'null' => ['null', '200 OK', null],
            'number' => ['1', '200 OK', null],
            'text' => ['"results"', '200 OK', null],
            'list' => ['[]', '200 OK', null],
            'no results' => ['{"response":{}}', '200 OK', null],
            'results are null' => ['{"response":{"results":null}}', '200 OK', null],
            'cut' => ['{"response":{"results":[', '200 OK', null],
            'empty' => ['', '200 OK', 0],
            'zero' => ['0', '200 OK', 0],
        ];
    }

    public function testResultWithoutStatusCountsAsGood(): void
    {
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk), self::read($sdk)];
        $result = self::result();
        unset($result['status']);
        self::answerWith([$result, ['actionid' => 'x'], self::result(['status' => 'odd'])]);
        self::send($sdk);
        self::assertSame([], $sdk->getErrors());
        self::assertSame($result, $sdk->getResponseArray($handles[0]));
        self::assertFaulty($sdk, $handles[1]);
        self::assertSame('odd', $sdk->getResponseArray($handles[2])['status']);
    }

    public function testResultThatIsNoObjectIsMissing(): void
    {
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk)];
        self::answerWith([null, 'text']);
        self::send($sdk);
        self::assertSame($handles, array_keys($sdk->getErrors()));
        self::assertSame(self::MISSING, $sdk->getErrors()[$handles[0]]['status']['message']);
    }

    /**
     * @dataProvider errorCodes
     * @param mixed $code
     */
    public function testErrorCodeIsComparedAsPhp8Does($code, bool $good): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        $result = self::result(['status' => ['errorcode' => $code]]);
        self::answerWith([$result]);
        self::send($sdk);
        self::assertSame($good ? [] : [$handle => $result], $sdk->getErrors());
        self::assertSame($good ? $result : null, $sdk->getResponseArray($handle));
    }

    public function errorCodes(): array
    {
        return [
            'zero' => [0, true],
            'zero as text' => ['0', true],
            'zero as float text' => ['0.0', true],
            'null' => [null, true],
            'false' => [false, true],
            'number' => [144, false],
            'number as text' => ['144', false],
            'word' => ['OK', false],
            'empty text' => ['', false],
            'list' => [[], false],
        ];
    }

    public function testResultWithoutDataIsFaultyOnEveryRead(): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        self::answerWith([self::result(['data' => null])]);
        self::send($sdk);
        self::assertFaulty($sdk, $handle);
        self::assertFaulty($sdk, $handle);
    }

    public function testResultsMayBeAnObjectWithNumbers(): void
    {
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk)];
        $one = json_encode(self::result(['identifier' => 'one']));
        $two = json_encode(self::result(['identifier' => 'two']));
        self::server()->answerBody('{"response":{"results":{"1":' . $two . ',"0":' . $one . '}}}');
        self::send($sdk);
        self::assertSame('one', $sdk->getResponseArray($handles[0])['identifier']);
        self::assertSame('two', $sdk->getResponseArray($handles[1])['identifier']);
    }

    public function testErrorsOfActionsAddUp(): void
    {
        $sdk = self::sdk();
        $error = self::result(['status' => ['errorcode' => 144, 'message' => 'no']]);
        $handles = [];
        for ($send = 0; $send < 3; $send++) {
            $handles[] = self::read($sdk);
            self::answerWith([$error], 97, 'Error in action');
            self::send($sdk);
        }
        self::assertSame($handles, array_keys($sdk->getErrors()));
        self::assertSame($error, $sdk->getErrors()[$handles[2]]);
        self::assertNull($sdk->getResponseArray($handles[2]));
    }

    public function testUnknownHandles(): void
    {
        $sdk = self::sdk();
        self::assertNull($sdk->getResponseArray(-1));
        self::assertNull($sdk->getResponseArray('abc'));
        self::assertNull($sdk->getResponseArray(null));
        self::assertNull(@$sdk->getResponseArray(1.5));
    }

    public function testLargeIntegersBecomeFloats(): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        $result = str_replace('7', '9223372036854775808', (string) json_encode(self::result()));
        self::server()->answerBody('{"response":{"results":[' . $result . ']}}');
        self::send($sdk);
        $id = $sdk->getResponseArray($handle)['data']['records'][0]['id'];
        self::assertSame(9.2233720368547758e18, $id);
    }

    /**
     * @dataProvider addresses
     */
    public function testAddressIsPutTogetherAsItStands(
        string $server,
        string $version,
        string $path
    ): void {
        $sdk = self::sdk();
        self::read($sdk);
        $sdk->setApiServer(rtrim(self::server()->url(), '/') . $server);
        $sdk->setApiVersion($version);
        self::answerWith([self::result()]);
        self::send($sdk);
        $line = strtok(self::server()->requests()[0]['head'], "\r\n");
        self::assertSame("POST $path HTTP/1.1", $line);
    }

    public function addresses(): array
    {
        return [
            'usual' => ['/api/', 'stable', '/api/stable/api.php'],
            'no slash' => ['/api', 'v 1/ä', '/apiv+1%2F%C3%A4/api.php'],
            'two slashes' => ['/api//', 'latest', '/api//latest/api.php'],
        ];
    }

    private static function assertFaulty(onOfficeSDK $sdk, int $handle): void
    {
        try {
            $sdk->getResponseArray($handle);
            self::fail('The result is not faulty');
        } catch (ApiCallFaultyResponseException $exception) {
            self::assertSame("Handle: $handle", $exception->getMessage());
        }
    }
}
