<?php

/**
 * The official SDK's classes: this program runs with onoffice/sdk as well, without a change.
 *
 *     php sdk.php
 */

use onOffice\SDK\onOfficeSDK;

require __DIR__ . '/../autoload.php';

$sdk = new onOfficeSDK();
$sdk->setApiServer(getenv('ONOFFICE_URL') ?: 'https://api.onoffice.de/api/');
$sdk->setApiVersion('stable');
$estates = $sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, onOfficeSDK::MODULE_ESTATE, [
    'data' => ['Id', 'ort', 'kaufpreis'],
    'listlimit' => 3,
]);
$users = $sdk->call(onOfficeSDK::ACTION_ID_GET, '', '', 'users', []);
$sdk->sendRequests(getenv('ONOFFICE_TOKEN'), getenv('ONOFFICE_SECRET'));

foreach ($sdk->getResponseArray($estates)['data']['records'] as $estate) {
    echo $estate['id'], ' ', $estate['elements']['ort'], "\n";
}
echo count($sdk->getResponseArray($users)['data']['records']), " users\n";
foreach ($sdk->getErrors() as $handle => $error) {
    echo "call $handle failed: ", $error['status']['message'], "\n";
}
