<?php

require __DIR__ . '/../autoload.php';

$client = new Libonoffice\Client(); // credentials from ONOFFICE_TOKEN and ONOFFICE_SECRET
$estates = $client->call('read', 'estate', [
    'data' => ['Id', 'ort', 'kaufpreis'],
    'filter' => ['status' => [['op' => '=', 'val' => 1]]],
    'listlimit' => 10,
]);
foreach ($estates->records() as $estate) {
    echo $estate->id(), ' ', $estate['ort'], ' ', $estate['kaufpreis'], " €\n";
}
