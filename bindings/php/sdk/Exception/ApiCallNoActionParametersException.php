<?php

declare(strict_types=1);

namespace onOffice\SDK\Exception;

/**
 * Never thrown; here for programs that catch it.
 */
class ApiCallNoActionParametersException extends SDKException
{
}
