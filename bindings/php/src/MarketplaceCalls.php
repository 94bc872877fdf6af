<?php

declare(strict_types=1);

namespace Libonoffice;

use FFI;

/**
 * The part of Library that is for Marketplace.
 *
 * @internal
 */
trait MarketplaceCalls
{
    public function marketplaceNew(
        #[\SensitiveParameter]
        string $secret
    ): object {
        self::text('The secret', $secret);
        return self::had($this->ffi->onoffice_marketplace_new($secret));
    }

    public function marketplaceFree(object $marketplace): void
    {
        $this->ffi->onoffice_marketplace_free($marketplace);
    }

    public function marketplaceVerify(
        object $marketplace,
        #[\SensitiveParameter]
        string $url,
        int $time,
        int $window
    ): int {
        self::text('The URL', $url);
        return $this->ffi->onoffice_marketplace_verify($marketplace, $url, $time, $window);
    }

    public function marketplaceQuery(object $marketplace): string
    {
        $length = $this->length();
        $query = $this->ffi->onoffice_marketplace_query($marketplace, FFI::addr($length));
        return FFI::string($query, $length->cdata);
    }

    /** null for a failure */
    public function marketplaceSign(
        object $marketplace,
        #[\SensitiveParameter]
        string $order,
        int $time
    ): ?string {
        $length = $this->length();
        $signed = $this->ffi->onoffice_marketplace_sign(
            $marketplace,
            $order,
            strlen($order),
            $time,
            FFI::addr($length)
        );
        return $signed === null ? null : FFI::string($signed, $length->cdata);
    }

    public function marketplaceMessage(object $marketplace): string
    {
        return $this->ffi->onoffice_marketplace_message($marketplace);
    }
}
