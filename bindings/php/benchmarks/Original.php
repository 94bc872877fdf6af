<?php

declare(strict_types=1);

namespace Libonoffice\Benchmarks;

use onOffice\SDK\internal\ApiAction;
use onOffice\SDK\internal\Request;

/**
 * What the official SDK does for one action: sign in PHP, a new handle of ext-curl, decode.
 */
final class Original
{
    private string $url;
    private string $bundle;

    public function __construct(string $url, string $bundle)
    {
        $this->url = $url;
        $this->bundle = $bundle;
    }

    /**
     * @param array<string, mixed> $parameters
     * @return array<string, mixed>
     */
    public function call(string $actionId, string $resourceType, array $parameters): array
    {
        $action = new ApiAction($actionId, $resourceType, $parameters);
        $signed = (new Request($action))->createRequest('token', 'secret');
        $curl = curl_init($this->url);
        curl_setopt_array($curl, [
            CURLOPT_POST => true,
            CURLOPT_ACCEPT_ENCODING => '',
            CURLOPT_POSTFIELDS => json_encode([
                'token' => 'token', 'request' => ['actions' => [$signed]],
            ]),
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_CAINFO => $this->bundle,
        ]);
        $body = curl_exec($curl);
        if ($body === false) {
            throw new \RuntimeException(curl_error($curl));
        }
        return json_decode($body, true)['response']['results'][0];
    }
}
