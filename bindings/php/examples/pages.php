<?php

/**
 * All estates, page by page, with the next pages on their way meanwhile; as CSV to the standard
 * output.
 *
 *     php pages.php > estates.csv
 */

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\OnOfficeException;

require __DIR__ . '/../autoload.php';

$fields = ['Id', 'objektart', 'plz', 'ort', 'kaufpreis', 'kaltmiete', 'anzahl_zimmer'];
$list = Action::read('estate', ['data' => $fields, 'sortby' => ['Id' => 'ASC']]);
$output = fopen('php://output', 'w');
fputcsv($output, $fields, ';', '"', '');
$progress = function (int $done, ?int $total): void {
    fwrite(STDERR, "$done of $total\n");
};
try {
    foreach ((new Client())->records($list, ['progress' => $progress]) as $estate) {
        fputcsv($output, array_map([$estate, 'offsetGet'], $fields), ';', '"', '');
    }
} catch (OnOfficeException $exception) {
    fwrite(STDERR, $exception->getMessage() . "\n");
    exit(1);
}
