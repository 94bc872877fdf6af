<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\FileException;

/**
 * A temporary file between a stream of PHP and the library, which opens files by their paths: a
 * stream may have filters, or be no file at all. It is gone with this object.
 *
 * @internal
 */
final class Spool
{
    private const PIECE = 1 << 16;

    /** @var resource */
    private $file;

    /**
     * @throws FileException if there is no room for one
     */
    public function __construct()
    {
        $file = @tmpfile();
        if ($file === false) {
            throw new FileException('No temporary file: ' . self::reason());
        }
        $this->file = $file;
    }

    public function path(): string
    {
        return stream_get_meta_data($this->file)['uri'];
    }

    /**
     * Takes all that a stream has, from where it stands.
     *
     * @param resource $stream
     * @throws FileException
     */
    public function readFrom($stream): void
    {
        self::copy($stream, $this->file);
    }

    /**
     * Writes all there is to a stream.
     *
     * @param resource $stream
     * @throws FileException
     */
    public function writeTo($stream): void
    {
        // The library has put another file in the place of the first.
        $file = @fopen($this->path(), 'rb');
        if ($file === false) {
            throw new FileException('The temporary file is gone: ' . self::reason());
        }
        self::copy($file, $stream);
        fclose($file);
    }

    /**
     * @param resource $from
     * @param resource $to
     */
    private static function copy($from, $to): void
    {
        error_clear_last();
        while (!feof($from)) {
            $piece = (string) @fread($from, self::PIECE);
            if ($piece === '' && !feof($from)) {
                throw new FileException('The stream cannot be read to its end: ' . self::reason());
            }
            if (@fwrite($to, $piece) !== strlen($piece)) {
                throw new FileException('The stream took less than all: ' . self::reason());
            }
        }
        if (!@fflush($to)) {
            throw new FileException('The stream took less than all: ' . self::reason());
        }
    }

    private static function reason(): string
    {
        return error_get_last()['message'] ?? 'it does not wait';
    }
}
