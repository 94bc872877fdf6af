<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * The server could not be found or reached. Nothing was executed.
 */
class ConnectException extends OnOfficeException
{
}
