<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use Libonoffice\Exception\StackTrace;
use onOffice\SDK\Cache\onOfficeSDKCache;
use onOffice\SDK\Exception\ApiCallFaultyResponseException;
use onOffice\SDK\Exception\HttpFetchNoResultException;

/**
 * The queue of onOfficeSDK, and what came of it.
 *
 * @internal
 */
class ApiCall
{
    // Programs and their tests look these up by name.
    // phpcs:disable PSR2.Classes.PropertyDeclaration.Underscore

    /** @var array<int, Request> handle => what is to be sent */
    private $_requestQueue = [];

    /** @var array<int, Response> handle => what succeeded and was not read yet */
    private $_responses = [];

    /** @var array<int, array<string, mixed>> handle => result of what failed */
    private $_errors = [];

    private $_apiVersion = 'stable';

    /** @var onOfficeSDKCache[] */
    private $_caches = [];

    private $_server = null;

    private $_curlOptions = [];

    /** @var CacheScope|null */
    private $_cacheScope = null;

    private $_clearQueueOnFailure = false;

    // phpcs:enable PSR2.Classes.PropertyDeclaration.Underscore

    /**
     * @return int handle
     */
    public function callByRawData(
        $actionId,
        $resourceId,
        $identifier,
        $resourceType,
        $parameters = array()
    ) {
        $action = new ApiAction($actionId, $resourceType, $parameters, $resourceId, $identifier);
        $request = new Request($action);
        $this->_requestQueue[$request->getRequestId()] = $request;
        return $request->getRequestId();
    }

    /**
     * @return array<string, mixed>|null what a cache holds for that call
     */
    public function callByRawDataFromCache(
        $actionId,
        $resourceId,
        $identifier,
        $resourceType,
        $parameters = array()
    ) {
        $action = new ApiAction($actionId, $resourceType, $parameters, $resourceId, $identifier);
        return $this->cache($this->_cacheScope)->read(new Request($action));
    }

    /**
     * Two more arguments are understood, see onOfficeSDK::sendRequests().
     *
     * @param HttpFetch|null $httpFetch whose send() is called instead of libonoffice
     * @throws HttpFetchNoResultException if there is no answer, or one without results
     */
    public function sendRequests(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $secret,
        ?HttpFetch $httpFetch = null
    ) {
        $more = array_slice(func_get_args(), 3, 2);
        $saveToCache = (bool) ($more[0] ?? true);
        $claim = $more[1] ?? null;
        try {
            $scope = $this->_cacheScope === null ? null : new CacheScope($token, $claim);
            $cache = $this->cache($scope);
            $batch = $this->batch($cache);
            $received = [];
            if ($batch !== []) {
                $answer = $httpFetch === null
                    ? $this->fetch($batch, $token, $secret, $claim)
                    : Answer::ofBody($httpFetch->send());
                $received = $this->receive($batch, $answer);
            }
            // All is answered: should a cache throw now, nothing of it may be sent again.
            $this->_requestQueue = [];
            if ($saveToCache) {
                $cache->write($received);
            }
        } catch (\Throwable $failure) {
            // The claim is no declared parameter, curl options hold passwords, and caches throw
            // exceptions of their own.
            StackTrace::forgetArguments($failure);
            if ($this->_clearQueueOnFailure) {
                $this->_requestQueue = [];
            }
            throw $failure;
        }
    }

    public function setCurlOptions($curlOptions)
    {
        $this->_curlOptions = $curlOptions;
    }

    /**
     * @return array<string, mixed>|null
     * @throws ApiCallFaultyResponseException
     */
    public function getResponse($handle)
    {
        if (!isset($this->_responses[$handle])) {
            return null;
        }
        $response = $this->_responses[$handle];
        if (!$response->isValid()) {
            throw new ApiCallFaultyResponseException('Handle: ' . $handle);
        }
        unset($this->_responses[$handle]);
        return $response->getResponseData();
    }

    public function setApiVersion($apiVersion)
    {
        $this->_apiVersion = $apiVersion;
    }

    public function setServer($server)
    {
        $this->_server = $server;
    }

    /**
     * @return array<int, array<string, mixed>>
     */
    public function getErrors()
    {
        return $this->_errors;
    }

    public function addCache(onOfficeSDKCache $pCache)
    {
        $this->_caches[] = $pCache;
    }

    public function removeCacheInstances()
    {
        $this->_caches = [];
    }

    /**
     * See onOfficeSDK::setCacheScope().
     */
    public function setCacheScope(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $claim = null
    ) {
        $this->_cacheScope = $token === null ? null : new CacheScope($token, $claim);
    }

    /**
     * See onOfficeSDK::clearQueueOnFailure().
     */
    public function clearQueueOnFailure($clear)
    {
        $this->_clearQueueOnFailure = (bool) $clear;
    }

    public function __debugInfo()
    {
        // Values of curl options may be passwords, actions and results people's data.
        $options = is_array($this->_curlOptions) ? array_keys($this->_curlOptions) : [];
        return [
            'server' => $this->_server,
            'apiVersion' => $this->_apiVersion,
            'queued' => array_keys($this->_requestQueue),
            'responses' => array_keys($this->_responses),
            'errors' => array_keys($this->_errors),
            'caches' => array_map('get_class', $this->_caches),
            'curlOptions' => $options,
        ];
    }

    private function cache(?CacheScope $scope): ResultCache
    {
        return new ResultCache($this->_caches, $scope);
    }

    /**
     * Answers what caches can answer.
     *
     * @return list<Request> the others
     */
    private function batch(ResultCache $cache): array
    {
        $batch = [];
        foreach ($this->_requestQueue as $handle => $request) {
            $cached = $cache->read($request);
            if ($cached === null) {
                $batch[] = $request;
            } else {
                $this->_responses[$handle] = new Response($request, $cached);
            }
        }
        return $batch;
    }

    /**
     * @param list<Request> $batch
     */
    private function fetch(
        array $batch,
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $secret,
        #[\SensitiveParameter]
        $claim
    ): Answer {
        $url = $this->_server . urlencode((string) $this->_apiVersion) . '/api.php';
        $fetch = new CoreFetch($url, $this->_curlOptions);
        foreach ($batch as $request) {
            try {
                $fetch->add($request, $claim);
            } catch (HttpFetchNoResultException $failure) {
                // It can never be sent: kept, it would fail every later send as well.
                unset($this->_requestQueue[$request->getRequestId()]);
                throw $failure;
            }
        }
        return $fetch->send($token, $secret);
    }

    /**
     * @param list<Request> $batch
     * @return list<Response> those that succeeded
     */
    private function receive(array $batch, Answer $answer): array
    {
        $received = [];
        foreach ($batch as $index => $request) {
            $result = $answer->takeResult($index);
            $handle = $request->getRequestId();
            if ($result === null) {
                $this->_errors[$handle] = $answer->missing($request->getApiAction());
            } elseif (Answer::isGood($result)) {
                $received[] = $this->_responses[$handle] = new Response($request, $result);
            } else {
                $this->_errors[$handle] = $result;
            }
        }
        return $received;
    }
}
