<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

/**
 * Stack traces without what was passed to this package: PHP before 8.2 does not know
 * SensitiveParameter, and parameters of actions are people's data.
 *
 * @internal
 */
final class StackTrace
{
    private const OURS = '~^(Libonoffice|onOffice\\\\SDK)\\\\~';

    /** Also in what is behind it. */
    public static function forgetArguments(\Throwable $exception): void
    {
        do {
            self::forgetOwn($exception);
        } while (($exception = $exception->getPrevious()) !== null);
    }

    private static function forgetOwn(\Throwable $exception): void
    {
        $base = $exception instanceof \Exception ? \Exception::class : \Error::class;
        $property = new \ReflectionProperty($base, 'trace');
        if (PHP_VERSION_ID < 80100) {
            $property->setAccessible(true);
        }
        $trace = $property->getValue($exception);
        foreach ($trace as $index => $frame) {
            if (preg_match(self::OURS, $frame['class'] ?? '') === 1) {
                unset($trace[$index]['args']);
            }
        }
        $property->setValue($exception, $trace);
    }
}
