<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * An HTTP error status without an answer of the API, or a redirect; see httpStatus().
 */
class HttpException extends OnOfficeException
{
}
