<?php

/**
 * The files of an estate, fetched into a folder at the same time, and its exposé. With a photo,
 * that is sent first.
 *
 *     php files.php FOLDER [ESTATE [PHOTO]]
 *
 * Without an estate: the first one that is for sale or to let.
 */

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Transfer;

require __DIR__ . '/../autoload.php';

$folder = $argv[1] ?? sys_get_temp_dir();
$progress = function (int $done, ?int $size): void {
    fwrite(STDERR, $size === null ? "$done bytes\n" : "$done of $size bytes\n");
};
try {
    $client = new Client();
    $estates = ['data' => ['Id'], 'filter' => ['status' => [['op' => '=', 'val' => 1]]]];
    $id = $argv[2] ?? $client->call('read', 'estate', $estates)->records()[0]->id();
    if (isset($argv[3])) {
        $as = ['module' => 'estate', 'relatedRecordId' => (int) $id, 'Art' => 'Foto'];
        $stored = $client->upload($argv[3], $as, ['progress' => $progress])->records()[0];
        echo 'stored as ', $stored['fileId'], "\n";
    }
    $transfers = [];
    foreach ($client->records(Action::get('file', ['estateid' => $id], 'estate')) as $file) {
        // Links have no content. The name comes from outside: only its last part counts.
        if ($file['url'] === '') {
            $name = $file->id() . '-' . basename($file['name']);
            $action = Action::get('file', ['estateid' => $id, 'fileid' => $file->id()], 'estate');
            $transfers[$name] = Transfer::download($client, $action, "$folder/$name");
        }
    }
    foreach ($transfers as $name => $transfer) {
        echo $name, ': ', $transfer->wait()->size(), " bytes\n";
    }
    $templates = $client->call('get', 'templates', ['type' => 'pdf'])->records();
    $path = "$folder/expose-$id.pdf";
    $expose = $client->downloadPdf($id, $templates[0]['identifier'], $path);
    echo basename($path), ': ', $expose->size(), " bytes\n";
} catch (OnOfficeException $exception) {
    fwrite(STDERR, $exception->getMessage() . "\n");
    exit(1);
}
