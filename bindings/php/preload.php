<?php

/**
 * For opcache.preload: compiles the package once per server and, with ffi.enable=preload, opens
 * FFI to it alone. ffi.preload=src/onoffice.h may be set besides; then no request loads the
 * library anew. onOffice\SDK stays out: preloaded, it would also take the place of the official
 * SDK in other programs on the same server.
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

foreach (['Exception/', 'Call/', ''] as $folder) {
    foreach (glob(__DIR__ . "/src/$folder*.php") as $file) {
        class_exists('Libonoffice\\' . strtr($folder, '/', '\\') . basename($file, '.php'));
    }
}
