<?php

declare(strict_types=1);

namespace onOffice\SDK\Exception;

/**
 * A result lacks actionid, resourcetype or data.
 */
class ApiCallFaultyResponseException extends SDKException
{
}
