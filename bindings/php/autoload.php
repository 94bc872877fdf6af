<?php

/**
 * Loads the classes of Libonoffice\ and onOffice\SDK\ on demand, for programs that do without
 * composer.
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    foreach (['Libonoffice\\' => '/src/', 'onOffice\\SDK\\' => '/sdk/'] as $prefix => $folder) {
        if (strncmp($class, $prefix, strlen($prefix)) !== 0) {
            continue;
        }
        $file = __DIR__ . $folder . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
