<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * No trustworthy TLS connection. Nothing was executed.
 */
class TlsException extends OnOfficeException
{
}
