<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * What raw-server.php writes for a path, right or wrong.
 */
final class RawAnswer
{
    private string $body;
    private int $connection;
    private string $head;

    /**
     * @param string $body of the request
     * @param int $connection number of the connection it came over
     * @param string $head of the request, headers included
     */
    public function __construct(string $body, int $connection, string $head)
    {
        $this->body = $body;
        $this->connection = $connection;
        $this->head = $head;
    }

    /** The bytes to write; null for silence. */
    public function bytes(string $path): ?string
    {
        $results = $this->results();
        $good = self::envelope($results);
        $error = ['status' => ['errorcode' => 'Syntax error', 'message' => 'nope'], 'data' => []];
        switch ($path) {
            case '/ok.php':
                return self::http($good);
            case '/gzip.php':
                return self::http((string) gzencode($good), 200, 'Content-Encoding: gzip');
            case '/html502.php':
                return self::http('<html>Bad Gateway</html>', 502, 'Content-Type: text/html');
            case '/redirect.php':
                return self::http('', 302, 'Location: /ok.php');
            case '/silent.php':
                return null;
            case '/drop.php':
                return '';
            case '/cut.php':
                return substr(self::http($good), 0, -20);
            case '/truncated.php':
                return self::http(substr($good, 0, -20));
            case '/big.php':
                return self::http($good . str_repeat(' ', 3000000));
            case '/null.php':
                return self::http('null');
            case '/bomb.php':
                return self::http(str_repeat('[', 1000000));
            case '/bytes.php':
                return self::http(str_replace('OK', "\xff", $good));
            case '/fewer.php':
                return self::http(self::envelope(array_slice($results, 1)));
            case '/more.php':
                return self::http(self::envelope(array_merge($results, $results)));
            case '/words.php':
                return self::http(self::envelope([$error], 500, 97));
            case '/refused.php':
                return self::http(self::envelope([], 400, 22, 'Not authenticated'));
            default:
                return self::http('no such path', 404);
        }
    }

    /** Whether the connection is closed behind the answer. */
    public function closes(string $path): bool
    {
        return $path === '/drop.php' || $path === '/cut.php';
    }

    /**
     * @return list<array<string, mixed>> a result per action
     */
    private function results(): array
    {
        $elements = ['head' => $this->head, 'bytes' => strlen($this->body)];
        $record = ['id' => $this->connection, 'type' => 'x', 'elements' => $elements];
        $results = [];
        foreach (json_decode($this->body, true)['request']['actions'] as $action) {
            $results[] = [
                'actionid' => $action['actionid'],
                'resourceid' => (string) $action['resourceid'],
                'resourcetype' => $action['resourcetype'],
                'cacheable' => true,
                'identifier' => $action['identifier'],
                'data' => ['meta' => ['cntabsolute' => 1], 'records' => [$record]],
                'status' => ['errorcode' => 0, 'message' => 'OK'],
            ];
        }
        return $results;
    }

    /**
     * @param list<array<string, mixed>> $results
     */
    private static function envelope(
        array $results,
        int $code = 200,
        int $errorCode = 0,
        string $message = 'OK'
    ): string {
        $status = ['code' => $code, 'errorcode' => $errorCode, 'message' => $message];
        return (string) json_encode(['status' => $status, 'response' => ['results' => $results]]);
    }

    private static function http(string $body, int $status = 200, string $header = 'X: y'): string
    {
        $length = strlen($body);
        return "HTTP/1.1 $status X\r\nContent-Length: $length\r\n$header\r\n\r\n$body";
    }
}
