<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * The answer is not what the API promises.
 */
class ProtocolException extends OnOfficeException
{
}
