<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * The answer is larger than response_limit.
 */
class LimitException extends OnOfficeException
{
}
