<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * The answer is larger than response_limit; or a list may have more records than the API hands out.
 */
class LimitException extends OnOfficeException
{
}
