<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * The connection broke while request or answer were under way; see uncertain().
 */
class TransportException extends OnOfficeException
{
}
