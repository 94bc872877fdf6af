<?php

/**
 * Many requests at the same time from one process, in an event loop of the plainest kind:
 * stream_select(). Revolt and ReactPHP take the same stream.
 *
 *     php in_flight.php
 */

use Libonoffice\Action;
use Libonoffice\Client;

require __DIR__ . '/../autoload.php';

$client = new Client(null, null, ['max_connections' => 4]);
$exchanges = [];
foreach (['estate', 'address', 'agentsLog', 'calendar', 'task'] as $module) {
    $parameters = ['labels' => true, 'language' => 'DEU', 'modules' => [$module]];
    $exchanges[$module] = $client->start([Action::get('fields', $parameters)]);
}
$stream = $client->stream();
while ($client->poll(0) > 0) {
    // A program of its own would wait for its other streams here, too.
    $readable = [$stream];
    $none = null;
    stream_select($readable, $none, $none, 60);
}
foreach ($exchanges as $module => $exchange) {
    $result = $exchange->wait()->orFail()->result(0);
    $fields = $result->ok() ? count($result->records()[0]->elements()) : $result->message();
    echo $module, ': ', $fields, "\n";
}
