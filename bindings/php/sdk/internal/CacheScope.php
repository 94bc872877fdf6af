<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * Whose results they are, told apart without giving away who.
 *
 * @internal
 */
final class CacheScope
{
    /** @var string */
    private $hash;

    public function __construct(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $claim
    ) {
        $this->hash = hash('sha256', $token . "\0" . $claim);
    }

    public function hash(): string
    {
        return $this->hash;
    }
}
