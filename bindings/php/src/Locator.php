<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * Where libonoffice.so.0 may be.
 *
 * @internal
 */
final class Locator
{
    private const NAME = 'libonoffice.so.0';

    /**
     * Paths to try, the first one first. A path that was named, be it by argument or by
     * ONOFFICE_LIBRARY, is the only one: a typing mistake must not load some other library.
     *
     * @return list<string>
     */
    public static function paths(?string $path = null): array
    {
        $named = $path ?? self::environment();
        if ($named !== null) {
            return [$named];
        }
        $paths = [dirname(__DIR__) . '/lib/' . self::NAME];
        $repository = dirname(__DIR__, 3);
        if (is_file($repository . '/include/onoffice.h')) {
            $paths[] = $repository . '/.build/lib/embedded/' . self::NAME;
            $paths[] = $repository . '/.build/lib/static/' . self::NAME;
        }
        // A name without a slash is looked up by the system's loader.
        $paths[] = self::NAME;
        return $paths;
    }

    private static function environment(): ?string
    {
        $path = getenv('ONOFFICE_LIBRARY');
        return $path === false || $path === '' ? null : $path;
    }
}
