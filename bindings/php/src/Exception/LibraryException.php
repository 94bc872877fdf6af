<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * libonoffice cannot be used from this PHP; the message names the fix.
 */
class LibraryException extends OnOfficeException
{
}
