<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * The API refused the request or the action; see apiCode(), name() and category().
 */
class ApiException extends OnOfficeException
{
}
