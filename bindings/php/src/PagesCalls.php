<?php

declare(strict_types=1);

namespace Libonoffice;

use FFI;
use Libonoffice\Exception\ArgumentException;

/**
 * The part of Library that is for Walk.
 *
 * @internal
 */
trait PagesCalls
{
    public function pagesNew(
        object $client,
        #[\SensitiveParameter]
        string $action,
        int $pageSize,
        int $ahead
    ): object {
        // FFI cuts them down to 32 bits; the library knows which of the others are too large.
        foreach (['page_size' => $pageSize, 'ahead' => $ahead] as $name => $number) {
            if ($number !== self::narrow($number)) {
                throw new ArgumentException("$name: $number is out of range");
            }
        }
        $length = strlen($action);
        $pages = $this->ffi->onoffice_client_pages($client, $action, $length, $pageSize, $ahead);
        return self::had($pages);
    }

    /** Whether the next page is there, or the end */
    public function pagesPoll(object $pages, int $timeout): bool
    {
        return $this->ffi->onoffice_pages_poll($pages, $timeout) !== 0;
    }

    /** The next page, null at the end */
    public function pagesNext(object $pages): ?object
    {
        return $this->ffi->onoffice_pages_next($pages);
    }

    public function pagesTotal(object $pages): int
    {
        return $this->ffi->onoffice_pages_total($pages);
    }

    public function pagesTrace(object $pages): string
    {
        $length = $this->length();
        $json = $this->ffi->onoffice_pages_trace($pages, FFI::addr($length));
        return FFI::string($json, $length->cdata);
    }

    public function pagesCancel(object $pages): void
    {
        $this->ffi->onoffice_pages_cancel($pages);
    }

    public function pagesFree(object $pages): void
    {
        $this->ffi->onoffice_pages_free($pages);
    }
}
