<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * The result of one action that succeeded.
 *
 * @internal
 */
class Response
{
    /** @var Request */
    private $request;

    /** @var array<string, mixed> */
    private $responseData;

    public function __construct(Request $pRequest, array $responseData)
    {
        $this->request = $pRequest;
        $this->responseData = $responseData;
    }

    /**
     * @return bool whether it has what every result has
     */
    public function isValid()
    {
        return isset(
            $this->responseData['actionid'],
            $this->responseData['resourcetype'],
            $this->responseData['data']
        );
    }

    /**
     * @return bool whether the API allows to keep it for a while
     */
    public function isCacheable()
    {
        return $this->isValid() && !empty($this->responseData['cacheable']);
    }

    /**
     * @return Request
     */
    public function getRequest()
    {
        return $this->request;
    }

    /**
     * @return array<string, mixed>
     */
    public function getResponseData()
    {
        return $this->responseData;
    }
}
