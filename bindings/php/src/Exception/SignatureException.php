<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * A URL is not signed by the marketplace: forged, changed on its way, or another secret.
 */
class SignatureException extends OnOfficeException
{
}
