<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Request;
use Libonoffice\Response;
use Libonoffice\Result;
use Libonoffice\Tests\Support\TestCase;

/** Records, values and counts in every shape that the API has for them. */
final class VariantTest extends TestCase
{
    private static function read(string $data): Result
    {
        $result = '{"data":' . $data . ',"status":{"errorcode":0,"message":"OK"}}';
        return Response::parse(
            new Request(['{"actionid":"get","resourcetype":"x"}']),
            '{"response":{"results":[' . $result . ']}}'
        )->result(0);
    }

    /**
     * @dataProvider records
     * @param mixed $id
     * @param array<mixed> $elements
     */
    public function testRecordIsWhatTheApiSent(
        string $json,
        $id,
        string $type,
        array $elements
    ): void {
        $result = self::read('{"meta":{"cntabsolute":null},"records":[' . $json . ']}');
        [$record] = $result->records();
        self::assertNull($result->total());
        self::assertSame([$id, $type, $elements], [
            $record->id(), $record->type(), $record->elements(),
        ]);
        self::assertSame($elements, iterator_to_array($record));
        self::assertCount(count($elements), $record);
        self::assertEquals(json_decode($json), $result->decode(0)->data->records[0]);
    }

    /**
     * @return array<string, array{0: string, 1: mixed, 2: string, 3: array<mixed>}> where it is
     *     found; the record as the API spells it, its id, type and elements
     */
    public function records(): array
    {
        return [
            'fields' => [
                '{"id":4711,"type":"estate","elements":{"Id":"4711","lage":"N\u00e4he \/ Park"}}',
                4711, 'estate', ['Id' => '4711', 'lage' => 'Nähe / Park'],
            ],
            'created' => ['{"id":9,"type":"agentsLog","elements":[]}', 9, 'agentsLog', []],
            'success' => [
                '{"id":0,"type":"address","elements":{"success":"success"}}',
                0, 'address', ['success' => 'success'],
            ],
            'result' => [
                '{"id":0,"type":"","elements":{"result":"success"}}',
                0, '', ['result' => 'success'],
            ],
            'result with parts' => [
                '{"id":0,"type":"","elements":{"result":{"mailToCustomerSent":false}}}',
                0, '', ['result' => ['mailToCustomerSent' => false]],
            ],
            'list of objects' => [
                '{"id":"objektart","type":"","elements":[{"id":"haus","name":"Haus"}]}',
                'objektart', '', [['id' => 'haus', 'name' => 'Haus']],
            ],
            'object in place of a list' => [
                '{"id":3,"type":"files","elements":{"estateid":"12","type":"Foto"}}',
                3, 'files', ['estateid' => '12', 'type' => 'Foto'],
            ],
            'list of texts' => [
                '{"id":"downloadUrl","type":"file","elements":["https:\/\/e.org\/a"]}',
                'downloadUrl', 'file', ['https://e.org/a'],
            ],
            'related' => [
                '{"id":"relatedIds","type":"","elements":{"17":["2","3"],"19":[]}}',
                'relatedIds', '', [17 => ['2', '3'], 19 => []],
            ],
            'nothing related' => [
                '{"id":"relatedIds","type":"","elements":{}}', 'relatedIds', '', [],
            ],
            'keys that are numbers' => [
                '{"id":0,"type":"","elements":{"0":"Eingang","1":"Vorlagen"}}',
                0, '', [0 => 'Eingang', 1 => 'Vorlagen'],
            ],
            'a text beside fields' => [
                '{"id":"estate","type":"","elements":{"label":"Immobilie","Id":{"type":"integer",'
                    . '"length":null,"permittedvalues":[]}}}',
                'estate', '', [
                    'label' => 'Immobilie',
                    'Id' => ['type' => 'integer', 'length' => null, 'permittedvalues' => []],
                ],
            ],
            'beyond 32 bits' => [
                '{"id":18446077777783,"type":"","elements":{"deviated":[[],{"ort":0}]}}',
                18446077777783, '', ['deviated' => [[], ['ort' => 0]]],
            ],
            'id as text' => [
                '{"id":"0","type":"","elements":{"types":[],"default":null}}',
                '0', '', ['types' => [], 'default' => null],
            ],
            'type null' => [
                '{"id":21,"type":null,"elements":{"email":""}}', 21, '', ['email' => ''],
            ],
            'values' => [
                '{"id":6,"type":"estate","elements":{"Id":"6","kaufpreis":"299000.00",'
                    . '"verkauft":"0","ganztags":true,"merkmal":"|a||b|","multi":["x"],'
                    . '"lage":null,"ort":""}}',
                6, 'estate', [
                    'Id' => '6', 'kaufpreis' => '299000.00', 'verkauft' => '0', 'ganztags' => true,
                    'merkmal' => '|a||b|', 'multi' => ['x'], 'lage' => null, 'ort' => '',
                ],
            ],
            'formatted' => [
                '{"id":1051,"type":"estate","elements":{"Id":"1.051","preis":"350.000,00 \u20ac"}}',
                1051, 'estate', ['Id' => '1.051', 'preis' => '350.000,00 €'],
            ],
            'an id among the fields' => [
                '{"id":22,"type":"address","elements":{"id":22,"phone__13021":"0241 1"}}',
                22, 'address', ['id' => 22, 'phone__13021' => '0241 1'],
            ],
        ];
    }

    /**
     * @dataProvider counts
     */
    public function testCountIsNotTheNumberOfRecords(string $data, ?int $total, int $records): void
    {
        $result = self::read($data);
        self::assertSame([$total, $records], [$result->total(), count($result->records())]);
        self::assertSame($records, $result->recordCount());
    }

    /**
     * @return array<string, array{0: string, 1: int|null, 2: int}>
     */
    public function counts(): array
    {
        $record = '{"id":1,"type":"a","elements":["u"]}';
        return [
            'hits' => ['{"meta":{"cntabsolute":731},"records":[' . $record . ']}', 731, 1],
            'nothing' => ['{"meta":{"cntabsolute":0},"records":[' . $record . ']}', 0, 1],
            'nodes' => ['{"meta":{"cntabsolute":1419},"records":[]}', 1419, 0],
            'null' => ['{"meta":{"cntabsolute":null},"records":[]}', null, 0],
            'no count' => ['{"meta":{},"records":[]}', null, 0],
            'meta empty' => ['{"meta":[],"records":[]}', null, 0],
            'no meta' => ['{"records":[' . $record . ']}', null, 1],
            'empty list' => ['[]', null, 0],
            'empty object' => ['{}', null, 0],
        ];
    }
}
