<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * Runs raw-server.php for as long as this object lives.
 */
final class RawServer
{
    /** @var resource */
    private $process;
    /** @var array<int, resource> */
    private array $pipes = [];
    private int $port;

    /**
     * @param string $answer class that says what is answered
     * @param string $folder of that class
     */
    public function __construct(string $answer = 'RawAnswer', string $folder = '')
    {
        $command = [PHP_BINARY, '-d', 'memory_limit=-1', __DIR__ . '/raw-server.php'];
        array_push($command, $answer, $folder);
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $this->pipes);
        if ($process === false) {
            throw new \RuntimeException('raw-server.php does not start');
        }
        $this->process = $process;
        $this->port = (int) fgets($this->pipes[1]);
        if ($this->port === 0) {
            throw new \RuntimeException('raw-server.php names no port');
        }
    }

    /** Address that is answered as raw-server.php says for that word. */
    public function url(string $word): string
    {
        return "http://127.0.0.1:$this->port/$word.php";
    }

    public function port(): int
    {
        return $this->port;
    }

    public function __destruct()
    {
        array_map('fclose', $this->pipes);
        proc_close($this->process);
    }
}
