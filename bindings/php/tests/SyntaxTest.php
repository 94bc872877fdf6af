<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Tests\Support\NewerSyntax;
use Libonoffice\Tests\Support\TestCase;

/** The package keeps to what PHP 7.4 can read and PHP 8.4 likes, whichever PHP runs the tests. */
final class SyntaxTest extends TestCase
{
    /**
     * @dataProvider files
     */
    public function testIsReadableByPhp74AndPhp84(string $file): void
    {
        self::assertSame([], NewerSyntax::in((string) file_get_contents($file)));
    }

    public function files(): array
    {
        $root = dirname(__DIR__);
        $files = ['generate-header' => ["$root/generate-header"]];
        foreach (['*', 'src/*', 'src/*/*', 'sdk/*', 'sdk/*/*', 'examples/*'] as $pattern) {
            foreach (glob("$root/$pattern.php") ?: [] as $name) {
                $files[substr($name, strlen($root) + 1)] = [$name];
            }
        }
        return $files;
    }

    /**
     * @dataProvider newer
     */
    public function testNewerSyntaxIsNoticed(string $code): void
    {
        self::assertNotSame([], NewerSyntax::in("<?php $code"));
    }

    public function newer(): array
    {
        return [
            ['f(a: 1);'],
            ['$a?->b;'],
            ['$a?->b();'],
            ['$x = match (1) { 1 => 2 };'],
            ['$a = $b ?? throw new E();'],
            ['$f = strlen(...);'],
            ['try { f(); } catch (E) {}'],
            ['function f(int|string $a) {}'],
            ['function f(): mixed {}'],
            ['function f(): static {}'],
            ['function f(): never {}'],
            ['function f(#[A] $x) {}'],
            ['function f($a, $b,) {}'],
            ['class A { public function __construct(private int $a) {} }'],
            ['class A { public readonly int $a; }'],
            ['class A { final const B = 1; }'],
            ['enum A {}'],
            ['function f(A $a = null) {}'],
        ];
    }
}
