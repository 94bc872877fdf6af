<?php

/**
 * Sends, forks, and sends in parent and child, through the drop-in and the modern classes. The
 * argument is the address of the API. Prints what came of it. See ForkTest.
 */

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use Libonoffice\Action;
use Libonoffice\Client;
use onOffice\SDK\onOfficeSDK;

require dirname(__DIR__, 2) . '/autoload.php';

$client = new Client(null, null, ['url' => $argv[1]]);
$sdk = new onOfficeSDK();
$sdk->setApiServer($argv[1]);
$both = static function () use ($client, $sdk): string {
    $modern = $client->call('get', 'users')->recordCount();
    $handle = $sdk->callGeneric(onOfficeSDK::ACTION_ID_GET, 'users', []);
    $sdk->sendRequests(getenv('ONOFFICE_TOKEN'), getenv('ONOFFICE_SECRET'));
    $dropIn = count($sdk->getResponseArray($handle)['data']['records']);
    return $modern > 0 && $modern === $dropIn ? 'good ' : 'bad ';
};
echo $both();
$exchange = $client->start([Action::get('users')]);
$child = pcntl_fork();
if ($child === 0) {
    echo $both();
    exit(0);
}
pcntl_waitpid($child, $status);
echo $both(), $exchange->wait()->ok() ? 'good ' : 'bad ';
echo pcntl_wexitstatus($status) === 0 ? 'end' : 'the child failed';
