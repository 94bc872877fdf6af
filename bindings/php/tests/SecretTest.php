<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Library;
use Libonoffice\Tests\Support\RawServer;
use Libonoffice\Tests\Support\TestCase;

/** Secrets appear in nothing that PHP shows. */
final class SecretTest extends TestCase
{
    public function testNothingShowsASecret(): void
    {
        $server = new RawServer();
        $secrets = [];
        $sizes = ['token' => 16, 'secret' => 32, 'claim' => 20, 'password' => 20];
        foreach ($sizes as $name => $bytes) {
            $secrets[$name] = bin2hex(random_bytes($bytes));
        }
        $output = self::php(array_merge(
            ['-d', 'zend.exception_ignore_args=0'],
            ['-d', 'zend.exception_string_param_max_len=1000'],
            ['-d', 'error_reporting=-1', '-d', 'display_errors=1', '-d', 'html_errors=0'],
            ['-d', 'memory_limit=1G', __DIR__ . '/Support/secrets.php'],
            array_values($secrets),
            [$server->url('ok')]
        ), ['ONOFFICE_LIBRARY' => Library::load()->path()]);
        self::assertStringEndsWith("signed\nend\n", $output);
        self::assertStringContainsString('proxy', $output);
        self::assertStringContainsString("***\n", $output);
        self::assertStringNotContainsString('Warning', $output);
        foreach ($secrets as $name => $secret) {
            // A cut argument would show its first 15 characters.
            $position = strpos($output, substr($secret, 0, 12));
            $place = $position === false ? '' : substr($output, max(0, $position - 300), 320);
            self::assertSame('', $place, "The $name is shown");
        }
    }

    public function testTracesKeepNoArgumentsOfThisPackage(): void
    {
        $ini = ini_set('zend.exception_ignore_args', '0');
        $exception = self::caught(ArgumentException::class, function () {
            array_map(static function (string $word) {
                self::rawClient()->call('read', $word, ['x' => NAN]);
            }, ['kept']);
        });
        ini_set('zend.exception_ignore_args', (string) $ini);
        $frames = [];
        foreach ($exception->getTrace() as $frame) {
            $frames[$frame['function']] = $frame['args'] ?? null;
        }
        self::assertArrayHasKey('call', $frames);
        self::assertNull($frames['call']);
        self::assertNull($frames['encode']);
        self::assertSame(['kept'], $frames['array_map'][1]);
    }
}
