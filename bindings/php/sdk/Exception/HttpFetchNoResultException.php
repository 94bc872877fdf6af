<?php

declare(strict_types=1);

namespace onOffice\SDK\Exception;

/**
 * There is no answer, or one without results. getPrevious() says more where the library knows it.
 */
class HttpFetchNoResultException extends SDKException
{
    // phpcs:ignore PSR2.Classes.PropertyDeclaration.Underscore
    private $_curlErrno = null;

    /**
     * @return int|null libcurl's error number, for example 28 for a timeout; null if it was not
     *     the transport that failed
     */
    public function getCurlErrno()
    {
        return $this->_curlErrno;
    }

    /**
     * @param int|null $errno
     */
    public function setCurlErrno($errno)
    {
        $this->_curlErrno = $errno;
    }
}
