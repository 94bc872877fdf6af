<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\internal\ApiAction;
use onOffice\SDK\internal\HttpFetch;
use onOffice\SDK\internal\Request;
use onOffice\SDK\onOfficeSDK;

/** What is sent is what the official SDK sends, byte for byte. */
final class WireTest extends SdkTestCase
{
    private const CALENDAR = [
        'allusers' => false,
        'dateend' => '25-03-2022 02:17:53',
        'datestart' => '25-03-2022 02:17:53',
        'showcancelled' => true,
    ];

    private const GOLDEN = '{"token":"testtoken","request":{"actions":[{"actionid":'
        . '"urn:onoffice-de-ns:smart:2.5:smartml:action:read","identifier":null,"parameters":'
        . '{"allusers":false,"dateend":"25-03-2022 02:17:53","datestart":"25-03-2022 02:17:53",'
        . '"showcancelled":true},"resourceid":"","resourcetype":"calendar","timestamp":1646228220,'
        . '"hmac_version":2,"hmac":"w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="}]}}';

    public function testGoldenRequestSignedInPhp(): void
    {
        $read = onOfficeSDK::ACTION_ID_READ;
        $action = new ApiAction($read, 'calendar', self::CALENDAR, '', null, 1646228220);
        $signed = (new Request($action))->createRequest('testtoken', 'testsecret');
        $request = ['token' => 'testtoken', 'request' => ['actions' => [$signed]]];
        self::assertSame(self::GOLDEN, json_encode($request));
        self::assertSame(382, strlen(self::GOLDEN));
    }

    public function testGoldenRequestOnTheWire(): void
    {
        $sdk = self::sdk();
        $sdk->setApiVersion('latest');
        $sdk->setApiServer(self::server()->url() . 'api/');
        $sdk->call(onOfficeSDK::ACTION_ID_READ, '', null, 'calendar', self::CALENDAR);
        self::answerWith([self::result()]);
        $before = time();
        $sdk->sendRequests('testtoken', 'testsecret');
        [$request] = self::server()->requests();
        preg_match('~"timestamp":(\d+)~', $request['body'], $found);
        $time = (int) $found[1];
        self::assertGreaterThanOrEqual($before, $time);
        self::assertLessThanOrEqual(time(), $time);
        $message = $time . 'testtoken' . 'calendar' . onOfficeSDK::ACTION_ID_READ;
        $hmac = base64_encode(hash_hmac('sha256', $message, 'testsecret', true));
        $golden = strtr(self::GOLDEN, [
            '1646228220' => (string) $time,
            // PHP escapes the "/" of Base64, which the golden signature does not have.
            '"w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="' => (string) json_encode($hmac),
        ]);
        self::assertSame($golden, $request['body']);
        self::assertSame([
            'POST /api/latest/api.php HTTP/1.1',
            'Host: ' . self::server()->host(),
            'Accept: */*',
            'Accept-Encoding',
            'Content-Length: ' . strlen($request['body']),
            'Content-Type: application/x-www-form-urlencoded',
        ], preg_replace('~^(Accept-Encoding):.*~', '$1', explode("\r\n", $request['head'])));
    }

    public function testHeadIsThatOfExtCurl(): void
    {
        $sdk = self::sdk();
        self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        [$ours] = self::server()->requests();
        (new HttpFetch(self::server()->url() . 'stable/api.php', $ours['body']))->send();
        $theirs = self::server()->requests()[1];
        self::assertSame($theirs['head'], $ours['head']);
        self::assertSame($theirs['body'], $ours['body']);
    }

    /**
     * @dataProvider parameters
     * @param array<mixed> $parameters
     */
    public function testParametersAreWrittenAsPhpDoes(array $parameters, string $json): void
    {
        $body = self::bodyOf(static function (onOfficeSDK $sdk) use ($parameters): void {
            $sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', $parameters);
        });
        self::assertStringContainsString(
            '"identifier":"","parameters":' . $json . ',"resourceid":"","resourcetype":"estate",',
            $body
        );
    }

    public function parameters(): array
    {
        return [
            'none' => [[], '[]'],
            'slash and umlaut' => [['a' => 'ü/€'], '{"a":"\u00fc\/\u20ac"}'],
            'beyond the BMP' => [['a' => '🏠'], '{"a":"\ud83c\udfe0"}'],
            'quotes and controls' => [['a' => "\"\\\n\x01"], '{"a":"\"\\\\\n\u0001"}'],
            'whole float' => [['a' => 10.0], '{"a":10}'],
            'shortest float' => [['a' => 0.1 + 0.2], '{"a":0.30000000000000004}'],
            'large float' => [['a' => 1.0e25], '{"a":1.0e+25}'],
            'empty object' => [['a' => new \stdClass()], '{"a":{}}'],
            'null, true, list' => [['a' => [null, true, []]], '{"a":[null,true,[]]}'],
            'top level sorted, not below' => [
                ['b' => ['z' => 1, 'y' => 2], 'a' => 3], '{"a":3,"b":{"z":1,"y":2}}',
            ],
        ];
    }

    /**
     * @dataProvider ids
     * @param mixed $resourceId
     * @param mixed $identifier
     */
    public function testIdsStayWhatTheyAre($resourceId, $identifier, string $a, string $b): void
    {
        $body = self::bodyOf(static function (onOfficeSDK $sdk) use ($resourceId, $identifier) {
            $read = onOfficeSDK::ACTION_ID_READ;
            $sdk->call($read, $resourceId, $identifier, 'estate', []);
        });
        self::assertStringContainsString('"identifier":' . $b . ',', $body);
        self::assertStringContainsString('"resourceid":' . $a . ',', $body);
    }

    public function ids(): array
    {
        return [
            'text' => ['5', 'x', '"5"', '"x"'],
            'integer' => [5, 'x', '5', '"x"'],
            'integer identifier' => [5, 9, '5', '9'],
            'null' => [null, null, 'null', 'null'],
        ];
    }

    public function testBatchHasOneTimestampAndTheOrderOfTheCalls(): void
    {
        $body = self::bodyOf(static function (onOfficeSDK $sdk): void {
            for ($number = 0; $number < 250; $number++) {
                self::read($sdk, "n$number");
            }
        });
        $actions = json_decode($body, true)['request']['actions'];
        $identifiers = array_column($actions, 'identifier');
        self::assertSame('n0 n249', $identifiers[0] . ' ' . $identifiers[249]);
        self::assertCount(250, array_unique($identifiers));
        self::assertCount(1, array_unique(array_column($actions, 'timestamp')));
        self::assertCount(1, self::server()->requests());
    }

    public function testClaimIsTheFourthArgument(): void
    {
        $body = self::bodyOf(static function (onOfficeSDK $sdk): void {
            self::read($sdk);
            $sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', ['extendedclaim' => 'old']);
        }, [true, 'the/claim']);
        $json = '"parameters":{"data":["Id"],"extendedclaim":"the\/claim"}';
        self::assertStringContainsString($json, $body);
        self::assertStringContainsString('"parameters":{"extendedclaim":"the\/claim"}', $body);
    }

    public function testNoExpectAboveOneMegabyte(): void
    {
        $body = self::bodyOf(static function (onOfficeSDK $sdk): void {
            $large = ['note' => str_repeat('x', 1500000)];
            $sdk->call(onOfficeSDK::ACTION_ID_CREATE, '', '', 'agentslog', $large);
        });
        self::assertGreaterThan(1500000, strlen($body));
        $head = self::server()->requests()[0]['head'];
        self::assertStringNotContainsStringIgnoringCase("\r\nexpect:", $head);
    }

    /** Signatures with and without a "/". */
    public function testBodyIsThatOfJsonEncode(): void
    {
        for ($round = 0; $round < 20; $round++) {
            self::server()->forget();
            $body = self::bodyOf(static function (onOfficeSDK $sdk) use ($round): void {
                $sdk->call(onOfficeSDK::ACTION_ID_GET, $round, null, "type$round", ['ä' => '/']);
            });
            self::assertSame(json_encode(json_decode($body)), $body);
        }
    }

    public function testClockOfTheServerIsUsedWhenOursIsWrong(): void
    {
        $sdk = self::sdk();
        $handle = self::read($sdk);
        $status = ['code' => 400, 'errorcode' => 136, 'message' => 'Timestamp out of range'];
        $body = (string) json_encode(['status' => $status, 'response' => ['results' => []]]);
        $date = gmdate('D, d M Y H:i:s', time() + 3600) . ' GMT';
        $length = strlen($body);
        self::server()->answer(
            "HTTP/1.1 200 OK\r\nDate: $date\r\nContent-Length: $length\r\n\r\n$body"
        );
        self::send($sdk);
        self::assertSame(136, $sdk->getErrors()[$handle]['status']['errorcode']);
        $requests = self::server()->requests();
        self::assertCount(2, $requests);
        $times = [];
        foreach ($requests as $request) {
            $times[] = json_decode($request['body'], true)['request']['actions'][0]['timestamp'];
        }
        self::assertEqualsWithDelta(3600, $times[1] - $times[0], 5);
    }

    /**
     * @param callable(onOfficeSDK): void $queue
     * @param array<int, mixed> $more arguments of sendRequests()
     */
    private static function bodyOf(callable $queue, array $more = []): string
    {
        $sdk = self::sdk();
        $queue($sdk);
        self::answerWith([self::result()]);
        $sdk->sendRequests(self::TOKEN, self::secret(), ...$more);
        return self::server()->requests()[0]['body'];
    }
}
