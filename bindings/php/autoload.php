<?php

/**
 * Loads the classes of Libonoffice\ on demand, for programs that do without composer.
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Libonoffice\\', 12) !== 0) {
        return;
    }
    $file = __DIR__ . '/src/' . strtr(substr($class, 12), '\\', '/') . '.php';
    if (is_file($file)) {
        require $file;
    }
});
