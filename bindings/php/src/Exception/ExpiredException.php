<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * A URL is signed by the marketplace, but was so too long ago, or will be.
 */
class ExpiredException extends SignatureException
{
}
