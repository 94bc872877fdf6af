<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * connect_timeout_ms or timeout_ms passed; see uncertain().
 */
class TimeoutException extends OnOfficeException
{
}
