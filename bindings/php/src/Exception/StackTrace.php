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

    public static function forgetArguments(\Exception $exception): void
    {
        $property = new \ReflectionProperty(\Exception::class, 'trace');
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
