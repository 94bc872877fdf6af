<?php

declare(strict_types=1);

namespace Libonoffice;

use FFI;
use Libonoffice\Exception\LibraryException;

/**
 * Opens libonoffice.so.0.
 *
 * @internal
 */
final class Loader
{
    private const HANDSHAKE = 'const char *onoffice_version(void);'
        . ' int onoffice_version_number(void);';

    /** onoffice_version_number() counts patches below this and minors above. */
    private const LINE = 1000;

    /**
     * @param string|null $path null for the search
     * @return array{0: FFI, 1: string} the library and its path, "" for one that was preloaded
     * @throws LibraryException naming what was tried and the fix
     */
    public static function load(?string $path): array
    {
        Requirements::check();
        $found = $path === null ? self::preloaded() : null;
        $tried = [];
        foreach ($found === null ? Locator::paths($path) : [] as $candidate) {
            $found = $found ?? self::open($candidate, $tried);
        }
        if ($found === null) {
            throw new LibraryException(
                'libonoffice ' . Library::VERSION . ' was not found. Tried: '
                . implode('; ', $tried) . '. Build it with make and install it with make install,'
                . ' or set ONOFFICE_LIBRARY to the path of libonoffice.so.0.'
            );
        }
        return $found;
    }

    /**
     * @return array{0: FFI, 1: string}|null
     */
    private static function preloaded(): ?array
    {
        try {
            $ffi = FFI::scope('ONOFFICE');
        } catch (FFI\Exception $error) {
            Requirements::checkRestriction($error->getMessage());
            return null;
        }
        $mismatch = self::mismatch($ffi);
        if ($mismatch !== null) {
            throw new LibraryException("The libonoffice that ffi.preload loaded is $mismatch.");
        }
        return [$ffi, ''];
    }

    /**
     * @param list<string> $tried grows by the reason why that library is not used
     * @return array{0: FFI, 1: string}|null
     */
    private static function open(string $path, array &$tried): ?array
    {
        $real = strpos($path, '/') === false ? $path : realpath($path);
        if ($real === false) {
            $tried[] = "$path (no such file)";
            return null;
        }
        try {
            // The version first: FFI refuses a whole header if the library lacks one function.
            $mismatch = self::mismatch(FFI::cdef(self::HANDSHAKE, $real));
            if ($mismatch !== null) {
                $tried[] = "$path ($mismatch)";
                return null;
            }
            return [FFI::cdef((string) file_get_contents(__DIR__ . '/onoffice.h'), $real), $real];
        } catch (FFI\Exception $error) {
            Requirements::checkRestriction($error->getMessage());
            $tried[] = "$path ({$error->getMessage()})";
            return null;
        }
    }

    private static function mismatch(FFI $ffi): ?string
    {
        $line = intdiv($ffi->onoffice_version_number(), self::LINE);
        [$major, $minor] = explode('.', Library::VERSION);
        return $line === $major * self::LINE + $minor
            ? null
            : "version {$ffi->onoffice_version()}, this binding needs $major.$minor";
    }
}
