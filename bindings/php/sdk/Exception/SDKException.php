<?php

declare(strict_types=1);

namespace onOffice\SDK\Exception;

use Libonoffice\Exception\StackTrace;

/**
 * What this package throws. Its stack trace does not show what was passed to it.
 */
abstract class SDKException extends \Exception
{
    public function __construct($message = '', $code = 0, ?\Throwable $previous = null)
    {
        parent::__construct($message, $code, $previous);
        StackTrace::forgetArguments($this);
    }
}
