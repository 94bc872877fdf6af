<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * A server that records requests byte for byte and answers with what it is told to.
 */
final class SdkServer
{
    /** In place of an answer: nothing comes, and the connection stays. */
    public const SILENCE = "\0";

    /** In front of an answer: the second request over a connection gets none, and its end. */
    public const ONLY_FIRST = "\1";

    private string $folder;
    private RawServer $server;

    public function __construct()
    {
        $this->folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        $this->answer('');
        $this->forget();
        $this->server = new RawServer('FolderAnswer', $this->folder);
    }

    public function __destruct()
    {
        unset($this->server);
        array_map('unlink', glob("$this->folder/*") ?: []);
        rmdir($this->folder);
    }

    /** Address with a slash at its end. */
    public function url(): string
    {
        return 'http://' . $this->host() . '/';
    }

    public function host(): string
    {
        return '127.0.0.1:' . $this->server->port();
    }

    /** From now on: these bytes, "" to close the connection, or SILENCE. */
    public function answer(string $bytes): void
    {
        file_put_contents("$this->folder/answer.new", $bytes);
        rename("$this->folder/answer.new", "$this->folder/answer");
    }

    /** From now on: a body behind a proper head. */
    public function answerBody(string $body, string $status = '200 OK', string $how = ''): void
    {
        $length = strlen($body);
        $this->answer("{$how}HTTP/1.1 $status\r\nContent-Length: $length\r\n\r\n$body");
    }

    /**
     * @return list<array{connection: string, head: string, body: string}> since the last forget()
     */
    public function requests(): array
    {
        $requests = [];
        foreach (file("$this->folder/log") ?: [] as $line) {
            $requests[] = array_map('base64_decode', json_decode($line, true));
        }
        return $requests;
    }

    public function forget(): void
    {
        file_put_contents("$this->folder/log", '');
    }
}
