<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\OnOfficeException;

/**
 * The part of Client that carries files, in blocks: memory holds one of them, whatever the size.
 *
 * Paths are opened by the library, relative ones from the directory of the process, without PHP's
 * wrappers and open_basedir: never take them from outside unchecked. An open stream goes through a
 * temporary file, filters and all.
 */
trait Files
{
    /**
     * Sends a file and waits until the API has stored it: its number is the element fileId of the
     * first record of the result. A block is never sent twice.
     *
     * https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/
     *
     * @param string|resource|null $source path, or open stream, from where it stands; null for a
     *     link, with its url in the parameters
     * @param array<string, mixed> $parameters by the API's names: module, relatedRecordId, Art,
     *     title …; file is the path's last part unless given. [] leaves it a temporary upload: the
     *     result then has its tmpUploadId.
     * @param array<string, mixed> $options
     *     block_size: bytes of a block, 1 to 64 MiB, default 1 MiB;
     *     progress: see Transfer::wait()
     * @throws OnOfficeException if it failed; a FileException where a file or a stream is to blame
     */
    public function upload(
        $source,
        #[\SensitiveParameter]
        array $parameters,
        array $options = []
    ): Result {
        Options::check('An upload', $options, Transfer::UPLOAD);
        return Transfer::upload($this, $source, $parameters, $options['block_size'] ?? 0)
            ->wait($options['progress'] ?? null)->result();
    }

    /**
     * Sends bytes as a file.
     *
     * @param array<string, mixed> $parameters see upload(); they need a file, its name
     * @param array<string, mixed> $options see upload()
     * @throws OnOfficeException if it failed
     */
    public function uploadBytes(
        #[\SensitiveParameter]
        string $bytes,
        #[\SensitiveParameter]
        array $parameters,
        array $options = []
    ): Result {
        Options::check('An upload', $options, Transfer::UPLOAD);
        return Transfer::uploadBytes($this, $bytes, $parameters, $options['block_size'] ?? 0)
            ->wait($options['progress'] ?? null)->result();
    }

    /**
     * Fetches the file in the answer to an action (content of a file, document of an exposé, photo
     * of a user), decoded while it arrives. A file at a path is replaced, and a stream written to,
     * when all of it is there and the answer is good.
     *
     * @param Action $action a read or get whose answer has one file in it
     * @param string|resource|null $target path or open stream; null for memory: see
     *     Transfer::bytes()
     * @param array<string, mixed> $options progress: see Transfer::wait()
     * @return Transfer one that is over; Transfer::result() is the rest of the answer
     * @throws OnOfficeException if it failed; a ProtocolException if the answer has no file, or
     *     several, or a damaged one; a FileException where the target is to blame
     */
    public function download(Action $action, $target = null, array $options = []): Transfer
    {
        Options::check('A download', $options, Transfer::DOWNLOAD);
        return Transfer::download($this, $action, $target)->wait($options['progress'] ?? null);
    }

    /**
     * Fetches a file of an estate or an address.
     *
     * @param string $module estate or address
     * @param int|string $recordId
     * @param int|string $fileId
     * @param string|resource|null $target see download()
     * @param array<string, mixed> $options see download()
     * @throws OnOfficeException as download() does
     */
    public function downloadFile(
        string $module,
        $recordId,
        $fileId,
        $target = null,
        array $options = []
    ): Transfer {
        $parameters = ["{$module}id" => $recordId, 'fileid' => $fileId];
        return $this->download(Action::get('file', $parameters, $module), $target, $options);
    }

    /**
     * Has an exposé of an estate made, and fetches it.
     *
     * @param int|string $estateId
     * @param string $template its identifier: see the call get templates with type pdf
     * @param string|resource|null $target see download()
     * @param array<string, mixed> $options see download()
     * @throws OnOfficeException as download() does
     */
    public function downloadPdf(
        $estateId,
        string $template,
        $target = null,
        array $options = []
    ): Transfer {
        $parameters = ['estateid' => $estateId, 'template' => $template];
        return $this->download(Action::get('pdf', $parameters), $target, $options);
    }
}
