<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * A file of this machine could not be read or written; the message has the system's reason.
 */
class FileException extends OnOfficeException
{
}
