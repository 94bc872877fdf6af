<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Tests\Support\CountingProxy;
use Libonoffice\Tests\Support\TestCase;

/** Processes that fork, as workers of queues do. */
final class ForkTest extends TestCase
{
    public function testParentAndChildGoOn(): void
    {
        $proxy = new CountingProxy();
        $output = self::php([__DIR__ . '/Support/fork.php', $proxy->server()]);
        self::assertStringEndsWith('good good good end', $output);
        self::assertStringNotContainsString('bad', $output);
        self::assertSame(4, substr_count($output, 'good'));
        self::assertGreaterThanOrEqual(2, $proxy->accepted());
        self::assertLessThanOrEqual(4, $proxy->accepted());
    }
}
