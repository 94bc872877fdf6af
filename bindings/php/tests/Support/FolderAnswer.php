<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * What raw-server.php writes for SdkServer: the bytes of the file "answer". Every request becomes a
 * line of the file "log".
 */
final class FolderAnswer
{
    /** @var array<int, int> connection => requests that came over it */
    private static array $requests = [];

    private string $answer;

    public function __construct(string $body, int $connection, string $head, string $folder)
    {
        $request = ['connection' => $connection, 'head' => $head, 'body' => $body];
        $line = json_encode(array_map('base64_encode', array_map('strval', $request))) . "\n";
        file_put_contents("$folder/log", $line, FILE_APPEND);
        self::$requests[$connection] = (self::$requests[$connection] ?? 0) + 1;
        $this->answer = (string) file_get_contents("$folder/answer");
        $length = strlen(SdkServer::ONLY_FIRST);
        if (strncmp($this->answer, SdkServer::ONLY_FIRST, $length) === 0) {
            $isFirst = self::$requests[$connection] === 1;
            $this->answer = $isFirst ? substr($this->answer, $length) : '';
        }
    }

    /** The bytes to write; null for silence. */
    public function bytes(): ?string
    {
        return $this->answer === SdkServer::SILENCE ? null : $this->answer;
    }

    /** Whether the connection is closed behind the answer. */
    public function closes(): bool
    {
        return $this->answer === '';
    }
}
