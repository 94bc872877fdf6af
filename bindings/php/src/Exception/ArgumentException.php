<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * Something unusable was passed; the message names the place. Nothing was sent.
 */
class ArgumentException extends OnOfficeException
{
}
