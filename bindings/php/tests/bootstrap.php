<?php

declare(strict_types=1);

require __DIR__ . '/../autoload.php';
require 'Psr/Log/autoload.php';

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Libonoffice\\Tests\\', 18) === 0) {
        require __DIR__ . '/' . strtr(substr($class, 18), '\\', '/') . '.php';
    }
});

foreach (['ONOFFICE_URL', 'ONOFFICE_TOKEN', 'ONOFFICE_SECRET', 'ONOFFICE_CA_FILE'] as $variable) {
    if ((string) getenv($variable) === '') {
        fwrite(STDERR, "$variable is not set. Run the tests inside the sandbox:\n"
            . "  PYTHONPATH=bindings/python python3 -m libonoffice sandbox --https -- \\\n"
            . "    phpunit -c bindings/php\n");
        exit(2);
    }
}
