<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * Stands before the sandbox and counts connections. Runs counting-proxy.php for as long as this
 * object lives.
 */
final class CountingProxy
{
    /** @var resource */
    private $process;
    /** @var array<int, resource> */
    private array $pipes = [];
    private string $server;

    public function __construct()
    {
        $url = (string) getenv('ONOFFICE_URL');
        $port = (string) parse_url($url, PHP_URL_PORT);
        $command = [PHP_BINARY, __DIR__ . '/counting-proxy.php', $port];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $this->pipes);
        if ($process === false) {
            throw new \RuntimeException('counting-proxy.php does not start');
        }
        $this->process = $process;
        $own = ':' . (int) fgets($this->pipes[1]) . '/';
        $this->server = str_replace(":$port/", $own, $url);
    }

    public function __destruct()
    {
        array_map('fclose', $this->pipes);
        proc_close($this->process);
    }

    /** Address for setApiServer(). */
    public function server(): string
    {
        return $this->server;
    }

    /** Connections so far. */
    public function accepted(): int
    {
        fwrite($this->pipes[0], "\n");
        return (int) fgets($this->pipes[1]);
    }
}
