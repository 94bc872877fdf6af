<?php

/**
 * Carries a file of so many bytes to the sandbox and back, in one of the ways that take little
 * memory, and prints as JSON what it took: {"is_same", "peak", "resident", "left"}.
 *
 *     TMPDIR=… php large-file.php path|stream BYTES
 */

declare(strict_types=1);

use Libonoffice\Client;

require __DIR__ . '/../../autoload.php';

/** Kilobytes that the process had in memory at most, the library's included. */
$resident = static function (): int {
    preg_match('~^VmHWM:\s+(\d+) kB~m', (string) file_get_contents('/proc/self/status'), $found);
    return (int) $found[1];
};

[, $way, $size] = $argv;
$folder = sys_get_temp_dir();
[$source, $target] = ["$folder/there.bin", "$folder/back.bin"];
$file = fopen($source, 'wb');
$piece = random_bytes(1 << 16);
for ($rest = (int) $size; $rest > 0; $rest -= strlen($piece)) {
    $piece = substr(hash('sha256', $piece, true) . $piece, 0, min(1 << 16, $rest));
    fwrite($file, $piece);
}
fclose($file);

$client = new Client();
$id = $client->call('read', 'estate', ['data' => ['Id'], 'listlimit' => 1])->records()[0]->id();
$as = ['module' => 'estate', 'relatedRecordId' => $id, 'Art' => 'Dokument', 'file' => 'large'];
memory_get_peak_usage();
$before = [memory_get_usage(), $resident()];
$from = $way === 'path' ? $source : fopen($source, 'rb');
$fileId = $client->upload($from, $as)->records()[0]['fileId'];
$to = $way === 'path' ? $target : fopen($target, 'wb');
$client->downloadFile('estate', $id, $fileId, $to);
$after = [memory_get_peak_usage(), $resident()];

$isSame = hash_file('sha256', $source) === hash_file('sha256', $target);
$client->call('delete', 'fileRelation', [
    'relationtype' => 'estate', 'parentid' => $id, 'fileId' => $fileId,
]);
unlink($source);
unlink($target);
echo json_encode([
    'is_same' => $isSame,
    'peak' => $after[0] - $before[0],
    'resident' => 1024 * ($after[1] - $before[1]),
    'left' => count(scandir($folder)) - 2,
]);
