<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Client;
use Libonoffice\RecordStream;
use Libonoffice\Tests\Support\SdkTestCase;

/** Large replies come out as json_decode() would have them, for less memory. */
final class LargeReplyTest extends SdkTestCase
{
    public function testARecordAtATimeIsTheSame(): void
    {
        $body = self::reply(1500);
        $sdk = self::sdk();
        $handle = self::read($sdk);
        self::server()->answerBody($body);
        self::send($sdk);
        $result = json_decode($body, true)['response']['results'][0];
        self::assertSame($result, $sdk->getResponseArray($handle));
    }

    public function testSmallResultsBesideALargeOne(): void
    {
        $large = substr(self::reply(1500), strlen('{"response":{"results":['), -3);
        $error = (string) json_encode(self::result(['status' => ['errorcode' => 5]]));
        $good = (string) json_encode(self::result());
        $sdk = self::sdk();
        $handles = [self::read($sdk), self::read($sdk), self::read($sdk)];
        self::server()->answerBody('{"response":{"results":[' . "$error,$large,$good]}}");
        self::send($sdk);
        self::assertSame([$handles[0]], array_keys($sdk->getErrors()));
        self::assertCount(1500, $sdk->getResponseArray($handles[1])['data']['records']);
        self::assertSame(self::result(), $sdk->getResponseArray($handles[2]));
    }

    public function testModernResultsAreReadThatWay(): void
    {
        self::server()->answerBody(self::reply(1500));
        $client = new Client('t', 's', ['url' => self::server()->url() . 'x.php']);
        $result = $client->call('read', 'estate');
        self::assertCount(1500, $result->records());
        self::assertSame(1499, $result->records()[1499]->id());
        self::assertSame(5, $result->total());
    }

    /** Half of what it takes to decode the whole reply twice, which is what the original needs. */
    public function testPeakOfMemory(): void
    {
        $body = self::reply(5000);
        self::assertGreaterThan(13500000, strlen($body));
        self::server()->answerBody($body);
        $file = (string) tempnam(sys_get_temp_dir(), 'onoffice');
        file_put_contents($file, $body);
        unset($body);
        $measure = 'require $argv[1]; $start = memory_get_usage(); %s; '
            . 'echo memory_get_peak_usage() - $start;';
        $ours = self::php(['-d', 'memory_limit=1G', '-r', sprintf(
            $measure,
            '$sdk = new onOffice\SDK\onOfficeSDK(); $sdk->setApiServer($argv[2]);'
            . '$handle = $sdk->callGeneric($sdk::ACTION_ID_READ, "estate", []);'
            . '$sdk->sendRequests("t", "s"); $data = $sdk->getResponseArray($handle);'
            . 'if (count($data["data"]["records"]) !== 5000) { exit(1); }'
        ), dirname(__DIR__, 2) . '/autoload.php', self::server()->url()]);
        $twice = self::php(['-d', 'memory_limit=1G', '-r', sprintf(
            $measure,
            '$body = file_get_contents($argv[2]);'
            . '$one = json_decode($body, true); $two = json_decode($body, true);'
        ), dirname(__DIR__, 2) . '/autoload.php', $file]);
        unlink($file);
        self::assertGreaterThan(80000000, (int) $twice);
        self::assertLessThan((int) $twice / 2, (int) $ours);
    }

    /**
     * @dataProvider results
     */
    public function testWindowsMayEndAnywhere(string $json): void
    {
        $read = static function (int $offset, int $count) use ($json): string {
            return substr($json, $offset, $count);
        };
        $stream = new RecordStream($read, strlen($json), 0);
        $found = $stream->decode();
        self::assertNotNull($found);
        self::assertSame(json_decode($json, true), $found);
    }

    public function results(): array
    {
        $map = ['a' => "]}\",\\", 'b' => [['c' => "\u{1F3E0}"], []]];
        $odd = [$map, 5, -1.5e10, null, "\n", true];
        $many = [];
        for ($number = 0; $number < 300; $number++) {
            // About 3 KB each, so that windows end within names, texts and escapes.
            $many[] = [$number, str_repeat('"\\ä', $number % 200 + 100), $odd];
        }
        $head = ['a' => ['data' => ['records' => [1]]], 'b' => '"data":{"records":['];
        $cases = [];
        foreach (['odd' => $odd, 'many' => $many, 'one' => [1]] as $name => $records) {
            $data = ['meta' => ['records' => [0]], 'records' => $records, 'more' => [1, 2]];
            $result = $head + ['data' => $data, 'status' => ['errorcode' => 0]];
            $cases[$name] = [(string) json_encode($result)];
            $cases["$name, with blanks"] = [(string) json_encode($result, JSON_PRETTY_PRINT)];
        }
        $cases['twice'] = ['{"data":{"records":[1,2],"records":[3]}}'];
        return $cases;
    }

    /**
     * @dataProvider unusual
     */
    public function testUnusualResultsAreLeftToOthers(string $json): void
    {
        $read = static function (int $offset, int $count) use ($json): string {
            return substr($json, $offset, $count);
        };
        self::assertNull((new RecordStream($read, strlen($json), 0))->decode());
    }

    public function unusual(): array
    {
        $deep = str_repeat('[', 600) . str_repeat(']', 600);
        return [
            'no records' => ['{"data":{"meta":[]},"status":{}}'],
            'empty records' => ['{"data":{"records":[]}}'],
            'data is a list' => ['{"data":[{"records":[1]}]}'],
            'records are a map' => ['{"data":{"records":{"1":2}}}'],
            'a file' => ['{"data":{"records":[1,"' . str_repeat('x', 3000000) . '"]}}'],
            'too deep' => ['{"data":{"records":[' . $deep . ']}}'],
        ];
    }

    private static function reply(int $count): string
    {
        $records = [];
        for ($number = 0; $number < $count; $number++) {
            $elements = ['Id' => (string) $number];
            for ($field = 0; $field < 60; $field++) {
                $elements["feld_$field"] = str_repeat(chr(97 + $field % 26), 32);
            }
            $records[] = ['id' => $number, 'type' => 'estate', 'elements' => $elements];
        }
        $data = ['meta' => ['cntabsolute' => 5], 'records' => $records];
        $result = self::result(['data' => $data]);
        return (string) json_encode(['response' => ['results' => [$result]]]);
    }
}
