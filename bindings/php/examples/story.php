<?php

/**
 * The story: read, batch, write and search. C and Python tell the same one.
 *
 *     php story.php
 *
 * ONOFFICE_TOKEN and ONOFFICE_SECRET are the credentials; ONOFFICE_URL and ONOFFICE_CA_FILE lead
 * to a sandbox; ONOFFICE_DEMO_READ_ONLY=1 leaves out what writes.
 */

declare(strict_types=1);

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Examples\Table;
use Libonoffice\Status;

require __DIR__ . '/../autoload.php';
require __DIR__ . '/Table.php';

$tenEstates = static function (Client $client): void {
    $fields = ['Id', 'objektart', 'ort', 'lage', 'anzahl_zimmer', 'kaufpreis'];
    $result = $client->call('read', 'estate', [
        'data' => $fields,
        'filter' => [
            'status' => [['op' => '=', 'val' => 1]],
            'kaufpreis' => [['op' => '<', 'val' => 300000]],
        ],
        'sortby' => ['kaufpreis' => 'ASC'],
        'listlimit' => 10,
    ]);
    echo Table::ofRecords($result->records(), ...$fields);
};

// The second action fails, for tasks know no listoffset; the others are answered all the same.
$batchWithAFailure = static function (Client $client): void {
    $response = $client->send([
        new Action('read', 'estate', ['data' => ['Id'], 'listlimit' => 1]),
        new Action('read', 'task', ['data' => ['Nr'], 'listoffset' => 10]),
        new Action('read', 'address', ['data' => ['Name'], 'listlimit' => 1]),
    ]);
    if ($response->status() !== Status::ACTION || count($response) !== 3) {
        throw new RuntimeException('batch: ' . $response->message());
    }
    $table = new Table('index', 'status', 'code', 'message');
    foreach ($response as $index => $result) {
        $status = $client->library()->statusName($result->status());
        $table->add((string) $index, $status, (string) $result->code(), $result->message());
    }
    echo $table;
};

$addressIsCreatedAndModified = static function (Client $client): void {
    if (getenv('ONOFFICE_DEMO_READ_ONLY') === '1') {
        echo "Left out: ONOFFICE_DEMO_READ_ONLY=1\n";
        return;
    }
    $person = ['Vorname' => 'Jörg', 'Name' => 'Müller', 'Ort' => 'Köln'];
    $id = $client->call('create', 'address', $person)->records()[0]->id();
    $client->call('modify', 'address', ['Ort' => 'Düsseldorf'], $id);
    $fields = ['id', 'Vorname', 'Name', 'Ort'];
    $records = $client->call('read', 'address', ['data' => $fields], $id)->records();
    if (count($records) !== 1) {
        throw new RuntimeException('address: what was created could not be read back');
    }
    echo Table::ofRecords($records, ...$fields);
};

// Searches number, place, street and owner, as the search field of the software does.
$quickSearch = static function (Client $client): void {
    $result = $client->call('get', 'search', ['input' => 'Aachen'], 'estate');
    $fields = ['externalestateno', 'zipcode', 'city', 'street', 'houseno', 'owner'];
    echo Table::ofRecords($result->records(), ...$fields);
};

try {
    $client = new Client();
    echo "1. Ten estates\n\n";
    $tenEstates($client);
    echo "\n2. A batch of three actions, one of which fails\n\n";
    $batchWithAFailure($client);
    echo "\n3. An address, created and modified\n\n";
    $addressIsCreatedAndModified($client);
    echo "\n4. Quick search for estates\n\n";
    $quickSearch($client);
} catch (Exception $failure) {
    fwrite(STDERR, $failure->getMessage() . "\n");
    exit(1);
}
