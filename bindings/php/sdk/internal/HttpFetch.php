<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use onOffice\SDK\Exception\HttpFetchNoResultException;

/**
 * One POST of a finished body over ext-curl, for programs that make their own. The SDK sends
 * through libonoffice, unless ApiCall::sendRequests() is given an object of this class.
 *
 * @internal
 */
class HttpFetch
{
    /** @var string */
    private $url;

    /** @var string */
    private $postData;

    /** @var array<int, mixed> */
    private $curlOptions = [];

    public function __construct(
        $url,
        #[\SensitiveParameter]
        $postData
    ) {
        $this->url = $url;
        $this->postData = $postData;
    }

    public function setCurlOptions($curlOptions)
    {
        $this->curlOptions = $curlOptions;
    }

    /**
     * @return string the answer
     * @throws HttpFetchNoResultException if there is none
     */
    public function send()
    {
        if (!extension_loaded('curl')) {
            throw new HttpFetchNoResultException('HttpFetch needs the PHP extension curl');
        }
        $curl = curl_init($this->url);
        // Options of the caller come last, so that they can be any of these.
        curl_setopt_array($curl, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $this->postData,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_ACCEPT_ENCODING => '',
            CURLOPT_HTTPHEADER => ['Expect:'],
            CURLOPT_CONNECTTIMEOUT => 10,
            CURLOPT_TIMEOUT => 120,
        ]);
        curl_setopt_array($curl, $this->curlOptions);
        $body = curl_exec($curl);
        if (!$body) {
            $failure = new HttpFetchNoResultException(curl_error($curl));
            $failure->setCurlErrno(curl_errno($curl));
            throw $failure;
        }
        return $body;
    }

    public function __debugInfo()
    {
        // The body holds the token and signatures.
        return ['url' => $this->url, 'bytes' => strlen((string) $this->postData)];
    }
}
