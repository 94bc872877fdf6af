<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * Client::cancel() ended the call.
 */
class CancelledException extends OnOfficeException
{
}
