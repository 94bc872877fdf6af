<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;

/**
 * Options that come as an array: none but the known ones, each of its type.
 *
 * @internal
 */
final class Options
{
    /**
     * @param array<string, mixed> $options null stands for the default
     * @param array<string, string> $types option => "callable", or as gettype() names it
     * @throws ArgumentException naming the option
     */
    public static function check(string $what, array $options, array $types): void
    {
        foreach ($options as $name => $value) {
            $type = $types[$name] ?? null;
            if ($type === null) {
                throw new ArgumentException("$what has no option $name");
            }
            $fits = $type === 'callable' ? is_callable($value) : gettype($value) === $type;
            if ($value !== null && !$fits) {
                $given = gettype($value);
                throw new ArgumentException("Option $name is of type $type, not $given");
            }
        }
    }
}
