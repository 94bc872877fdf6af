<?php

declare(strict_types=1);

namespace Libonoffice;

use FFI;

/**
 * The part of Library that is for Transfer.
 *
 * @internal
 */
trait TransferCalls
{
    /** null for the path of a link, "" for no parameters */
    public function upload(
        object $client,
        ?string $path,
        #[\SensitiveParameter]
        string $parameters,
        int $blockSize
    ): object {
        self::text('The path', $path ?? '');
        $length = strlen($parameters);
        return self::had(
            $this->ffi->onoffice_client_upload($client, $path, $parameters, $length, $blockSize)
        );
    }

    /** The bytes are not copied: who calls keeps them until the transfer is freed. */
    public function uploadBytes(
        object $client,
        #[\SensitiveParameter]
        string $bytes,
        #[\SensitiveParameter]
        string $parameters,
        int $blockSize
    ): object {
        return self::had($this->ffi->onoffice_client_upload_bytes(
            $client,
            $bytes,
            strlen($bytes),
            $parameters,
            strlen($parameters),
            $blockSize
        ));
    }

    public function download(
        object $client,
        #[\SensitiveParameter]
        string $action,
        string $path
    ): object {
        self::text('The path', $path);
        $length = strlen($action);
        return self::had($this->ffi->onoffice_client_download($client, $action, $length, $path));
    }

    public function downloadBytes(
        object $client,
        #[\SensitiveParameter]
        string $action
    ): object {
        $length = strlen($action);
        return self::had($this->ffi->onoffice_client_download_bytes($client, $action, $length));
    }

    /** Whether it is over */
    public function transferPoll(object $transfer, int $timeout): bool
    {
        return $this->ffi->onoffice_transfer_poll($transfer, $timeout) !== 0;
    }

    public function transferDone(object $transfer): int
    {
        return $this->ffi->onoffice_transfer_done($transfer);
    }

    public function transferSize(object $transfer): int
    {
        return $this->ffi->onoffice_transfer_size($transfer);
    }

    /** null while it is under way */
    public function transferResponse(object $transfer): ?object
    {
        return $this->ffi->onoffice_transfer_response($transfer);
    }

    /** A copy; "" if there is nothing in memory */
    public function transferBytes(object $transfer): string
    {
        $length = $this->length();
        $bytes = $this->ffi->onoffice_transfer_bytes($transfer, FFI::addr($length));
        return $bytes === null ? '' : FFI::string($bytes, $length->cdata);
    }

    public function transferCancel(object $transfer): void
    {
        $this->ffi->onoffice_transfer_cancel($transfer);
    }

    public function transferFree(object $transfer): void
    {
        $this->ffi->onoffice_transfer_free($transfer);
    }
}
