<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Library;
use Libonoffice\Tests\Support\CountingProxy;
use Libonoffice\Tests\Support\FpmServer;
use Libonoffice\Tests\Support\TestCase;

/** Pages of php-fpm behind nginx, each of which makes an SDK object of its own. */
final class FpmTest extends TestCase
{
    private const PAGE = <<<'PHP'
        try {
            $sdk = new onOffice\SDK\onOfficeSDK();
            $sdk->setApiServer(getenv('SERVER'));
            $handle = $sdk->callGeneric(onOffice\SDK\onOfficeSDK::ACTION_ID_GET, 'users', []);
            $sdk->sendRequests(getenv('TOKEN'), getenv('SECRET'));
            $users = count($sdk->getResponseArray($handle)['data']['records']);
            preg_match('~VmRSS:\s+(\d+)~', file_get_contents('/proc/self/status'), $found);
            $path = Libonoffice\Library::load()->path();
            $preloaded = $path === '' ? 'preloaded' : 'loaded';
            echo json_encode([$users, getmypid(), (int) $found[1], $preloaded]);
        } catch (Throwable $failure) {
            echo $failure->getMessage();
        }
        PHP;

    private ?CountingProxy $proxy = null;

    protected function setUp(): void
    {
        $this->proxy = new CountingProxy();
    }

    protected function tearDown(): void
    {
        $this->proxy = null;
    }

    public function testAThousandPagesShareOneConnection(): void
    {
        $server = $this->serve(['ffi.enable=1']);
        [, $worker, $early] = self::page($server);
        for ($page = 2; $page <= 1000; $page++) {
            [$users, $process, $memory] = self::page($server);
            self::assertGreaterThan(0, $users);
            self::assertSame($worker, $process);
            $early = $page === 200 ? $memory : $early;
        }
        self::assertSame(1, $this->proxy->accepted());
        self::assertLessThan(512, $memory - $early, 'kilobytes that 800 pages left behind');
    }

    public function testWorkersThatAreKilledAreReplaced(): void
    {
        $server = $this->serve(['ffi.enable=1']);
        $workers = [];
        for ($round = 0; $round < 5; $round++) {
            [$users, $worker] = self::page($server);
            self::assertGreaterThan(0, $users);
            self::page($server);
            $workers[] = $worker;
            posix_kill($worker, SIGKILL);
            // Until the kernel has closed the worker's end, nginx could still hand it a page.
            while (file_exists("/proc/$worker/stat") && !self::isZombie($worker)) {
                usleep(1000);
            }
        }
        self::assertCount(5, array_unique($workers));
        self::assertSame(5, $this->proxy->accepted());
    }

    public function testFfiOpenToThisPackageAlone(): void
    {
        $preload = 'opcache.preload=' . dirname(__DIR__, 2) . '/preload.php';
        $server = $this->serve(['ffi.enable=preload', 'opcache.enable=1', $preload]);
        self::assertSame('loaded', self::page($server)[3]);
        self::assertSame('loaded', self::page($server)[3]);
        self::assertSame(1, $this->proxy->accepted());
    }

    public function testHeaderPreloadedBesides(): void
    {
        $header = (string) tempnam(sys_get_temp_dir(), 'onoffice');
        $source = (string) file_get_contents(dirname(__DIR__, 2) . '/src/onoffice.h');
        $path = Library::load()->path();
        file_put_contents($header, str_replace('"libonoffice.so.0"', "\"$path\"", $source));
        $preload = 'opcache.preload=' . dirname(__DIR__, 2) . '/preload.php';
        try {
            $server = $this->serve([
                'ffi.enable=preload', 'opcache.enable=1', $preload, "ffi.preload=$header",
            ]);
            self::assertSame('preloaded', self::page($server)[3]);
            [, $worker] = self::page($server);
            self::assertSame(1, $this->proxy->accepted());
            // The library was loaded before the fork; the next worker must start afresh.
            posix_kill($worker, SIGTERM);
            while (file_exists("/proc/$worker/stat") && !self::isZombie($worker)) {
                usleep(1000);
            }
            self::assertSame('preloaded', self::page($server)[3]);
            self::assertSame(2, $this->proxy->accepted());
        } finally {
            unlink($header);
        }
    }

    public function testClosedFfiNamesTheFix(): void
    {
        $message = $this->serve(['ffi.enable=preload'])->get();
        self::assertStringContainsString('ffi.enable=preload and nothing preloaded', $message);
        self::assertStringContainsString("\n    ffi.enable=1\n", $message);
        self::assertStringContainsString('SAPI fpm-fcgi', $message);
        $message = $this->serve(['ffi.enable=0'])->get();
        self::assertStringContainsString('closed here (ffi.enable=0', $message);
        $preload = 'opcache.preload=' . dirname(__DIR__, 2) . '/preload.php';
        self::assertStringContainsString($preload, $message);
    }

    /**
     * @param list<string> $settings
     */
    private function serve(array $settings): FpmServer
    {
        $autoload = var_export(dirname(__DIR__, 2) . '/autoload.php', true);
        return new FpmServer("<?php\nrequire $autoload;\n" . self::PAGE, $settings, [
            'ONOFFICE_LIBRARY' => Library::load()->path(),
            'ONOFFICE_CA_FILE' => (string) getenv('ONOFFICE_CA_FILE'),
            'SERVER' => $this->proxy->server(),
            'TOKEN' => (string) getenv('ONOFFICE_TOKEN'),
            'SECRET' => (string) getenv('ONOFFICE_SECRET'),
        ]);
    }

    /**
     * @return array{0: int, 1: int, 2: int, 3: string} users, process, kilobytes, preloaded
     */
    private static function page(FpmServer $server): array
    {
        $body = $server->get();
        $values = json_decode($body, true);
        self::assertIsArray($values, $body . $server->log());
        return $values;
    }

    private static function isZombie(int $process): bool
    {
        $status = (string) @file_get_contents("/proc/$process/stat");
        return $status === '' || strpos($status, ') Z ') !== false;
    }
}
