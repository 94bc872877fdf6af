<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;

/**
 * PHP values as JSON text, with errors that name the place.
 *
 * @internal
 */
final class Json
{
    /** The library accepts as many levels. */
    public const DEPTH = 512;

    /**
     * @param mixed $value
     * @param int $flags of json_encode(), for its escapes
     * @throws ArgumentException naming $what and the JSON Pointer (RFC 6901) of the first value
     *     that has no JSON form: NAN, INF, text that is not UTF-8, a resource, too many levels
     */
    public static function encode(
        #[\SensitiveParameter]
        $value,
        string $what,
        int $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE
    ): string {
        try {
            return json_encode($value, $flags | JSON_THROW_ON_ERROR, self::DEPTH);
        } catch (\JsonException $error) {
            // Not kept as the previous exception: its trace holds the value.
            $fault = self::fault($value, '', 0) ?? ': ' . $error->getMessage();
            throw new ArgumentException($what . $fault);
        }
    }

    /**
     * @param mixed $value
     */
    private static function fault(
        #[\SensitiveParameter]
        $value,
        string $place,
        int $level
    ): ?string {
        if (is_float($value)) {
            return is_finite($value) ? null : ": $place is NAN or INF, which JSON does not have";
        }
        if (is_string($value)) {
            return self::isText($value) ? null : ": $place is not valid UTF-8";
        }
        if ($value instanceof \JsonSerializable) {
            $value = $value->jsonSerialize();
        }
        if (!is_array($value) && !is_object($value)) {
            return is_resource($value) ? ": $place is a resource, which JSON does not have" : null;
        }
        if ($level === self::DEPTH) {
            $start = substr($place, 0, 60);
            return ": {$start}… is nested deeper than " . self::DEPTH . ' levels';
        }
        foreach (is_array($value) ? $value : get_object_vars($value) as $key => $member) {
            $key = (string) $key;
            if (!self::isText($key)) {
                return ': a name in ' . ($place === '' ? '/' : $place) . ' is not valid UTF-8';
            }
            $name = $place . '/' . strtr($key, ['~' => '~0', '/' => '~1']);
            $fault = self::fault($member, $name, $level + 1);
            if ($fault !== null) {
                return $fault;
            }
        }
        return null;
    }

    private static function isText(
        #[\SensitiveParameter]
        string $text
    ): bool {
        return preg_match('//u', $text) === 1;
    }
}
