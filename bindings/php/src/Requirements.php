<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\LibraryException;

/**
 * Whether this PHP lets the package use FFI, and what to change if not.
 *
 * @internal
 */
final class Requirements
{
    /**
     * @throws LibraryException if FFI is missing or switched off
     */
    public static function check(): void
    {
        if (!extension_loaded('ffi')) {
            throw new LibraryException(
                'libonoffice needs the PHP extension FFI, which this PHP (' . PHP_SAPI . ') does'
                . " not load. Put into php.ini:\n    extension=ffi\n    ffi.enable=1\n"
                . 'Debian: phpenmod ffi'
            );
        }
        $enable = strtolower((string) ini_get('ffi.enable'));
        if (!in_array($enable, ['1', 'on', 'yes', 'true', 'preload'], true)) {
            throw new LibraryException(self::fix('ffi.enable=0'));
        }
    }

    /**
     * @param string $message of an FFI\Exception
     * @throws LibraryException if FFI threw it because code that is not preloaded may not use it
     */
    public static function checkRestriction(string $message): void
    {
        if (strpos($message, 'ffi.enable') !== false) {
            throw new LibraryException(self::fix('ffi.enable=preload and nothing preloaded'));
        }
    }

    private static function fix(string $found): string
    {
        $package = dirname(__DIR__);
        return "libonoffice needs PHP's FFI, which is closed here ($found in "
            . (php_ini_loaded_file() ?: 'php.ini') . ', SAPI ' . PHP_SAPI . "). Put into php.ini:\n"
            . "    ffi.enable=1\n"
            . "or, to open FFI to this package alone:\n"
            . "    ffi.enable=preload\n"
            . "    opcache.preload=$package/preload.php\n"
            . '    opcache.preload_user=www-data';
    }
}
