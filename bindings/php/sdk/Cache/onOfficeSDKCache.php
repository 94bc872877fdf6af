<?php

declare(strict_types=1);

namespace onOffice\SDK\Cache;

/**
 * What keeps results for onOfficeSDK. The key of a result is an array: actionid, identifier,
 * parameters, resourceid, resourcetype and timestamp (null); with setCacheScope() also scope.
 */
// phpcs:ignore Squiz.Classes.ValidClassName
interface onOfficeSDKCache
{
    public function __construct(array $options);

    /**
     * @return string|null what write() got for the same parameters
     */
    public function getHttpResponseByParameterArray(array $parameters);

    /**
     * @param string $value a serialized result
     */
    public function write(array $parameters, $value);

    /** Removes what is out of date. */
    public function cleanup();

    /** Removes everything. */
    public function clearAll();
}
