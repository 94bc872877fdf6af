<?php

// Runs the examples in PHP. Arguments: name and file of each.

declare(strict_types=1);

foreach (array_chunk(array_slice($argv, 1), 2) as [$name, $file]) {
    echo "\036begin $name\n";
    $code = 0;
    try {
        (static function (string $example): void {
            require $example;
        })($file);
    } catch (Throwable $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
        $code = 1;
    }
    echo "\036end $code\n";
}
