<?php

/**
 * The page that php-fpm serves: one call, through the drop-in or as the original does it.
 */

use Libonoffice\Benchmarks\Original;
use onOffice\SDK\onOfficeSDK;

require getenv('PACKAGE') . '/autoload.php';

$server = getenv('SERVER');
$bundle = getenv('BUNDLE');
if (getenv('WAY') === 'original') {
    require getenv('PACKAGE') . '/benchmarks/Original.php';
    $original = new Original($server . 'stable/api.php', $bundle);
    $result = $original->call(onOfficeSDK::ACTION_ID_READ, 'estate', ['data' => ['Id']]);
} else {
    $sdk = new onOfficeSDK();
    $sdk->setApiServer($server);
    $sdk->setApiCurlOptions([CURLOPT_CAINFO => $bundle]);
    $handle = $sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', ['data' => ['Id']]);
    $sdk->sendRequests('token', 'secret');
    $result = $sdk->getResponseArray($handle);
}
echo count($result['data']['records']);
