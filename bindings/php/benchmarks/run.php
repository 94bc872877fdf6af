<?php

/**
 * Compares the drop-in with what the official SDK does, a fresh handle of ext-curl for each send,
 * over TLS on this machine, in one run.
 *
 *     php -d ffi.enable=1 benchmarks/run.php
 */

declare(strict_types=1);

namespace Libonoffice\Benchmarks;

use Libonoffice\Library;
use Libonoffice\Tests\Support\FpmServer;
use Libonoffice\Tests\Support\SdkServer;
use onOffice\SDK\onOfficeSDK;

require __DIR__ . '/../autoload.php';
require __DIR__ . '/Authority.php';
require __DIR__ . '/Original.php';
foreach (['FpmServer', 'SdkServer', 'RawServer'] as $class) {
    require __DIR__ . "/../tests/Support/$class.php";
}

/** Milliseconds that a call takes, the median of several. */
$median = static function (int $times, callable $call): float {
    $all = [];
    for ($round = 0; $round < $times; $round++) {
        $start = hrtime(true);
        $call();
        $all[] = (hrtime(true) - $start) / 1e6;
    }
    sort($all);
    return $all[intdiv($times, 2)];
};
$line = static function (string $what, float $theirs, float $ours, string $unit): void {
    printf("%-46s %10.2f %10.2f %-3s %7.1f x\n", $what, $theirs, $ours, $unit, $theirs / $ours);
};

$folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
mkdir($folder, 0700);
register_shutdown_function(static function () use ($folder): void {
    exec('rm -r ' . escapeshellarg($folder));
});
$authority = new Authority($folder);
$record = ['id' => 5, 'type' => 'estate', 'elements' => ['Id' => '5']];
$result = [
    'actionid' => onOfficeSDK::ACTION_ID_READ,
    'resourceid' => '',
    'resourcetype' => 'estate',
    'cacheable' => true,
    'identifier' => '',
    'data' => ['meta' => ['cntabsolute' => 1], 'records' => [$record]],
    'status' => ['errorcode' => 0, 'message' => 'OK'],
];
$answer = (string) json_encode([
    'status' => ['code' => 200, 'errorcode' => 0, 'message' => 'OK'],
    'response' => ['results' => [$result]],
]);
file_put_contents("$folder/answer", $answer);
$command = [PHP_BINARY, __DIR__ . '/server.php', $authority->server(), "$folder/answer"];
$pipes = [];
$process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
$server = 'https://127.0.0.1:' . (int) fgets($pipes[1]) . '/api/';

printf("libonoffice %s, %s\n", Library::load()->version(), Library::load()->transportVersion());
printf("%-46s %10s %10s\n", '', 'original', 'drop-in');

// One call after the other, from one process.
$original = new Original($server . 'stable/api.php', $authority->bundle());
$theirs = $median(50, static function () use ($original): void {
    $original->call(onOfficeSDK::ACTION_ID_READ, 'estate', ['data' => ['Id']]);
});
$sdk = new onOfficeSDK();
$sdk->setApiServer($server);
$sdk->setApiCurlOptions([CURLOPT_CAINFO => $authority->bundle()]);
$ours = $median(200, static function () use ($sdk): void {
    $handle = $sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', ['data' => ['Id']]);
    $sdk->sendRequests('token', 'secret');
    $sdk->getResponseArray($handle);
});
$line('a call of 200, over TLS', $theirs, $ours, 'ms');

// Pages of php-fpm with one call each.
$page = (string) file_get_contents(__DIR__ . '/page.php');
$times = [];
foreach (['original' => 50, 'drop-in' => 500] as $way => $count) {
    $fpm = new FpmServer($page, ['ffi.enable=1'], [
        'ONOFFICE_LIBRARY' => Library::load()->path(),
        'PACKAGE' => dirname(__DIR__),
        'SERVER' => $server,
        'BUNDLE' => $authority->bundle(),
        'WAY' => $way,
    ]);
    if ($fpm->get() !== '1') {
        exit('The page does not work: ' . $fpm->get() . $fpm->log());
    }
    $times[] = $median($count, [$fpm, 'get']);
    unset($fpm);
}
$line('a page of php-fpm behind nginx, one call', $times[0], $times[1], 'ms');

// 1.5 MB to a server that never answers "Expect: 100-continue".
$silent = new SdkServer();
$silent->answerBody($answer);
$large = ['note' => str_repeat('x', 1500000)];
$original = new Original($silent->url() . 'stable/api.php', $authority->bundle());
$theirs = $median(3, static function () use ($original, $large): void {
    $original->call(onOfficeSDK::ACTION_ID_CREATE, 'agentslog', $large);
});
$sdk->setApiServer($silent->url());
$ours = $median(9, static function () use ($sdk, $large): void {
    $sdk->callGeneric(onOfficeSDK::ACTION_ID_CREATE, 'agentslog', $large);
    $sdk->sendRequests('token', 'secret');
});
$line('1.5 MB to a server that ignores Expect', $theirs, $ours, 'ms');

// Memory of a reply of 13.6 MB.
$elements = [];
for ($field = 0; $field < 60; $field++) {
    $elements["feld_$field"] = str_repeat(chr(97 + $field % 26), 32);
}
$result['data']['records'] = array_fill(0, 5000, ['elements' => $elements] + $record);
$reply = (string) json_encode(['response' => ['results' => [$result]]]);
unset($result['data']);
file_put_contents("$folder/reply", $reply);
$silent->answerBody($reply);
$peak = static function (string $code, string ...$arguments): float {
    $code = 'require $argv[1]; $start = memory_get_usage(); ' . $code
        . ' echo memory_get_peak_usage() - $start;';
    $command = [PHP_BINARY, '-d', 'ffi.enable=1', '-d', 'memory_limit=1G', '-r', $code];
    array_push($command, ...$arguments);
    return (float) shell_exec(implode(' ', array_map('escapeshellarg', $command))) / 1e6;
};
$autoload = dirname(__DIR__) . '/autoload.php';
$theirs = $peak(
    '$body = file_get_contents($argv[2]);'
    . '$one = json_decode($body, true); $two = json_decode($body, true);',
    $autoload,
    "$folder/reply"
);
$ours = $peak(
    '$sdk = new onOffice\SDK\onOfficeSDK(); $sdk->setApiServer($argv[2]);'
    . '$handle = $sdk->callGeneric($sdk::ACTION_ID_READ, "estate", []);'
    . '$sdk->sendRequests("t", "s"); $data = $sdk->getResponseArray($handle);',
    $autoload,
    $silent->url()
);
$size = sprintf('%.1f', strlen($reply) / 1e6);
$line("peak of memory, $size MB, decoded twice and once", $theirs, $ours, 'MB');
fclose($pipes[0]);
proc_close($process);
