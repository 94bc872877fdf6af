<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Library;
use Libonoffice\Tests\Support\TestCase;

/** The ways in which php.ini opens and closes FFI. */
final class FfiSettingsTest extends TestCase
{
    private string $folder;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        $header = (string) file_get_contents(dirname(__DIR__) . '/src/onoffice.h');
        $path = Library::load()->path();
        $copy = str_replace('"libonoffice.so.0"', '"' . $path . '"', $header, $count);
        self::assertSame(1, $count);
        file_put_contents("$this->folder/onoffice.h", $copy);
        $autoload = var_export(dirname(__DIR__) . '/autoload.php', true);
        file_put_contents("$this->folder/program.php", "<?php require $autoload;" . <<<'PHP'
            try {
                $library = Libonoffice\Library::load();
                $client = new Libonoffice\Client('token', 'secret');
                echo $library->version(), ' ', $client->getOption('timeout_ms'), ' ';
                echo $library->path() === '' ? 'preloaded' : 'loaded';
            } catch (Libonoffice\Exception\LibraryException $exception) {
                echo $exception->getMessage();
            }
            PHP);
    }

    protected function tearDown(): void
    {
        exec('rm -r ' . escapeshellarg($this->folder));
    }

    public function testDisabled(): void
    {
        $message = self::php(['-d', 'ffi.enable=0', "$this->folder/program.php"]);
        self::assertStringContainsString('closed here (ffi.enable=0', $message);
        self::assertStringContainsString("Put into php.ini:\n    ffi.enable=1\n", $message);
        $preload = 'opcache.preload=' . dirname(__DIR__) . '/preload.php';
        self::assertStringContainsString($preload, $message);
    }

    public function testExtensionMissing(): void
    {
        $message = self::php(['-n', "$this->folder/program.php"]);
        self::assertStringContainsString("    extension=ffi\n    ffi.enable=1\n", $message);
    }

    public function testPreloadedHeader(): void
    {
        $settings = ['-d', 'opcache.enable_cli=1', '-d', "ffi.preload=$this->folder/onoffice.h"];
        $output = self::php(
            array_merge($settings, ["$this->folder/program.php"]),
            ['ONOFFICE_LIBRARY' => null]
        );
        self::assertSame(Library::VERSION . ' 120000 preloaded', $output);
    }

    // ffi.enable=preload binds the built-in web server as it does php-fpm, not the command line.

    public function testWebServerWithoutPreloading(): void
    {
        $message = $this->served(['ffi.enable=preload']);
        self::assertStringContainsString('ffi.enable=preload and nothing preloaded', $message);
        self::assertStringContainsString("\n    ffi.enable=1\n", $message);
    }

    public function testWebServerOpened(): void
    {
        self::assertSame(Library::VERSION . ' 120000 loaded', $this->served(['ffi.enable=1']));
    }

    public function testWebServerWithPreloadedPackage(): void
    {
        $settings = ['ffi.enable=preload', 'opcache.preload=' . dirname(__DIR__) . '/preload.php'];
        self::assertSame(Library::VERSION . ' 120000 loaded', $this->served($settings));
    }

    public function testWebServerWithPreloadedPackageAndHeader(): void
    {
        self::assertSame(Library::VERSION . ' 120000 preloaded', $this->served([
            'ffi.enable=preload',
            'opcache.preload=' . dirname(__DIR__) . '/preload.php',
            "ffi.preload=$this->folder/onoffice.h",
        ]));
    }

    /**
     * @param list<string> $settings
     */
    private function served(array $settings): string
    {
        $command = [PHP_BINARY];
        array_push($settings, 'opcache.enable_cli=1', 'opcache.enable=1');
        $user = posix_getpwuid(posix_geteuid());
        // Without it, root may not preload.
        $settings[] = 'opcache.preload_user=' . ($user === false ? '' : $user['name']);
        foreach ($settings as $setting) {
            array_push($command, '-d', $setting);
        }
        // Port 0 is not reported by the server, so one that was free a moment ago has to do.
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        $address = stream_socket_get_name($probe, false);
        fclose($probe);
        array_push($command, '-S', $address, '-t', $this->folder);
        $pipes = [];
        $server = proc_open($command, [2 => ['pipe', 'w']], $pipes);
        $log = '';
        while (strpos($log, 'started') === false && ($line = fgets($pipes[2])) !== false) {
            $log .= $line;
        }
        $output = file_get_contents("http://$address/program.php");
        proc_terminate($server);
        fclose($pipes[2]);
        proc_close($server);
        self::assertIsString($output, $log);
        return $output;
    }
}
