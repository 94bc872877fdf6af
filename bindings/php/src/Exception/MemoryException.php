<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * Memory for a document could not be had.
 */
class MemoryException extends OnOfficeException
{
}
