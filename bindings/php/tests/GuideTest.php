<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Tests\Support\TestCase;
use onOffice\SDK\internal\CurlOptions;

/** The guide shows what works. */
final class GuideTest extends TestCase
{
    public function testExamplesAreReadByPhp(): void
    {
        preg_match_all('~^```php\n(.*?)^```~ms', self::guide(), $found);
        self::assertGreaterThan(4, count($found[1]));
        $file = (string) tempnam(sys_get_temp_dir(), 'onoffice');
        foreach ($found[1] as $code) {
            file_put_contents($file, "<?php\n" . $code);
            self::assertStringContainsString('No syntax errors', self::php(['-l', $file]));
        }
        unlink($file);
    }

    public function testCurlOptionsOfTheGuideAreUnderstood(): void
    {
        $table = (new \ReflectionClass(CurlOptions::class))->getReflectionConstant('TABLE');
        $known = array_column($table->getValue(), 0);
        preg_match('~as integers or constants:(.*?)Options that only~s', self::guide(), $list);
        preg_match_all('~`(\w+)(\(\w+\))?`~', $list[1], $found);
        $named = $found[1];
        foreach (array_filter($found[2]) as $index => $suffix) {
            $named[] = $found[1][$index] . trim($suffix, '()');
        }
        self::assertGreaterThan(30, count($named));
        self::assertSame([], array_values(array_diff($named, $known)));
    }

    public function testPathsOfTheGuideExist(): void
    {
        preg_match_all('~\]\(([^):]+)\)~', self::guide(), $found);
        foreach ($found[1] as $path) {
            self::assertFileExists(dirname(__DIR__) . '/' . $path);
        }
        self::assertFileExists(dirname(__DIR__) . '/preload.php');
        self::assertFileExists(dirname(__DIR__) . '/src/onoffice.h');
    }

    private static function guide(): string
    {
        return (string) file_get_contents(dirname(__DIR__) . '/README.md');
    }
}
