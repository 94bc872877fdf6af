<?php

/**
 * Fails in every way it can with secrets at hand, and prints all that PHP can show of it. The
 * secrets are the arguments, none of which may appear. See SecretTest.
 */

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Marketplace;
use Libonoffice\Request;
use Libonoffice\Transfer;

require dirname(__DIR__, 2) . '/autoload.php';

/** Every view PHP has of a value. */
$show = static function ($value): void {
    var_dump($value);
    print_r($value);
    var_export($value);
    debug_zval_dump($value);
    echo json_encode($value, JSON_PARTIAL_OUTPUT_ON_ERROR), "\n";
    foreach ((array) $value as $name => $member) {
        var_dump($name, $member);
    }
    if ($value instanceof \Throwable) {
        echo $value, "\n", $value->getTraceAsString(), "\n", $value->getMessage(), "\n";
        var_dump($value->getTrace());
    }
};

$secrets = array_combine(['token', 'secret', 'claim', 'password', 'url'], array_slice($argv, 1));
// What PHP itself keeps of the command line would be shown with the traces.
$argv = $_SERVER['argv'] = [];

$client = new Client($secrets['token'], $secrets['secret'], [
    'extended_claim' => $secrets['claim'],
    'proxy' => 'none',
    'url' => $secrets['url'],
]);
$request = new Request([new Action('create', 'address', ['password' => $secrets['password']])]);
$body = $request->sign($client);
$hmac = json_decode($body, true)['request']['actions'][0]['hmac'];
$action = new Action('get', 'x', ['password' => $secrets['password']]);
$response = $client->send($request);
$exchange = $client->start([new Action('create', 'x', ['password' => $secrets['password']])]);
$exchange->wait();

$marketplace = new Marketplace($secrets['secret']);

$attempts = [
    static function () use ($secrets) {
        new Client("{$secrets['token']}\n", $secrets['secret']);
    },
    static function () use ($secrets) {
        new Client($secrets['token'], "{$secrets['secret']}\0");
    },
    static function () use ($secrets) {
        $options = ['extended_claim' => "{$secrets['claim']}\xff"];
        new Client($secrets['token'], $secrets['secret'], $options);
    },
    static function () use ($secrets) {
        new Client($secrets['token'], $secrets['secret'], ['library' => '/nowhere.so']);
    },
    static function () use ($secrets) {
        new Client($secrets['token'], $secrets['secret'], ['timeout_ms' => $secrets['claim']]);
    },
    static function () use ($secrets) {
        new Client($secrets['token'], (object) [$secrets['secret']]);
    },
    static function () use ($secrets, $client) {
        $client->setOption('extended_claim', "{$secrets['claim']}\n\0");
    },
    static function () use ($secrets, $client) {
        $client->setOption('proxy', "ftp://user:{$secrets['password']}@host/");
    },
    static function () use ($secrets, $client) {
        $client->setOption('proxy', "http://user:{$secrets['password']}@127.0.0.1:1/");
        try {
            $client->call('read', 'estate');
        } finally {
            echo $client->getOption('proxy'), "\n", $client->getOption('extended_claim'), "\n";
            $client->setOption('proxy', 'none');
        }
    },
    static function () use ($secrets, $client) {
        $client->call('create', 'x', ['password' => $secrets['password'], 'bad' => NAN]);
    },
    static function () use ($secrets, $client) {
        $client->send(['{"password":"' . $secrets['password'] . '"}']);
    },
    static function () use ($secrets, $client) {
        $client->send([['password' => $secrets['password']]]);
    },
    static function () use ($secrets, $client) {
        $client->setOption('url', str_replace('ok.php', 'html502.php', $secrets['url']));
        try {
            $client->call('create', 'x', ['password' => $secrets['password']]);
        } finally {
            $client->setOption('url', $secrets['url']);
        }
    },
    static function () use ($client) {
        serialize($client);
    },
    static function () use ($secrets, $client) {
        $client->uploadBytes($secrets['password'], ['bad' => NAN, 'file' => $secrets['claim']]);
    },
    static function () use ($secrets, $client) {
        $list = Action::read('x', ['password' => $secrets['password']]);
        $client->pages($list, ['limit' => $secrets['password']]);
    },
    static function () use ($secrets) {
        new Marketplace("{$secrets['secret']}\n");
    },
    static function () use ($secrets, $marketplace) {
        $marketplace->verify("https://shop.de/?apiToken={$secrets['token']}&signature=0");
    },
    static function () use ($secrets, $marketplace) {
        $marketplace->verify("https://shop.de/?apiClaim={$secrets['claim']}&a[]=1");
    },
    static function () use ($secrets, $marketplace) {
        $marketplace->sign(['password' => $secrets['password'], 'bad' => 1.5]);
    },
];

foreach ($attempts as $index => $attempt) {
    try {
        $attempt();
        echo "attempt $index did not fail\n";
        exit(1);
    } catch (\Throwable $failure) {
        echo "--- attempt $index: ", get_class($failure), "\n";
        $show($failure);
        unset($failure);
    }
}
$list = Action::read('estate', ['password' => $secrets['password']]);
$walk = $client->records($list);
$transfer = Transfer::uploadBytes($client, 'x', ['file' => $secrets['password']]);
$objects = [
    $client, $request, $response, $response->result(0), $client->library(), $exchange, $marketplace,
    $walk, $transfer,
];
foreach ($objects as $object) {
    $show($object);
}
// (array) and var_export() show the parameters of an action, which are the caller's own.
var_dump($action);
print_r($action);
echo json_encode($action), "\n";
echo json_encode($response->trace()), "\n";
$found = strpos($body, (string) json_encode($hmac)) > 0;
echo "hmac: ", hash('sha256', $hmac), ' ', $found ? 'signed' : '', "\n";
echo "end\n";
