<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * A server with lists of as many records as a test wants, numbered from 0. See PageAnswer.
 */
final class PageServer
{
    private string $folder;
    private RawServer $server;

    public function __construct()
    {
        $this->folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        $this->forget();
        $this->server = new RawServer('PageAnswer', $this->folder);
    }

    public function __destruct()
    {
        unset($this->server);
        unlink("$this->folder/log");
        rmdir($this->folder);
    }

    /**
     * @param string $fault "" or one of: most=N records at once, total=none, grow=1, fail=OFFSET,
     *     hole=OFFSET, offset=NAME
     */
    public function url(int $records, string $fault): string
    {
        return $this->server->url($records . ($fault === '' ? '' : ",$fault"));
    }

    /**
     * @return list<int> asked for since the last forget(), -1 for none
     */
    public function offsets(): array
    {
        return array_column($this->log(), 0);
    }

    /**
     * @return list<int> asked for since the last forget(), -1 for none
     */
    public function sizes(): array
    {
        return array_column($this->log(), 1);
    }

    public function forget(): void
    {
        file_put_contents("$this->folder/log", '');
    }

    /**
     * @return list<array{0: int, 1: int}>
     */
    private function log(): array
    {
        return array_map('json_decode', file("$this->folder/log") ?: []);
    }
}
