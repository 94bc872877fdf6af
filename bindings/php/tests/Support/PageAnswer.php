<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * What raw-server.php writes for PageServer: a page of a list. The path tells how many records the
 * list has, and what is odd about it. Every request becomes a line of the file "log".
 */
final class PageAnswer
{
    /** @var array<string, mixed> */
    private array $action;
    private string $log;

    public function __construct(string $body, int $connection, string $head, string $folder)
    {
        $this->action = json_decode($body, true)['request']['actions'][0];
        $this->log = "$folder/log";
    }

    public function bytes(string $path): string
    {
        preg_match('~^/(\d+)(?:,(\w+)=(\w+))?\.php$~', $path, $found);
        $faults = isset($found[2]) ? [$found[2] => $found[3]] : [];
        $parameters = $this->action['parameters'];
        $offset = $parameters[$faults['offset'] ?? 'listoffset'] ?? -1;
        $size = $parameters['listlimit'] ?? -1;
        file_put_contents($this->log, json_encode([$offset, $size]) . "\n", FILE_APPEND);
        $total = (int) $found[1] + (isset($faults['grow']) ? intdiv(max(0, $offset), 2) : 0);
        $body = $this->body(max(0, $offset), $size, min($total, 60 + (int) $found[1]), $faults);
        return "HTTP/1.1 200 OK\r\nContent-Length: " . strlen($body) . "\r\n\r\n" . $body;
    }

    public function closes(): bool
    {
        return false;
    }

    /**
     * @param array<string, string> $faults
     */
    private function body(int $offset, int $size, int $total, array $faults): string
    {
        $most = min($size < 0 ? $total : $size, (int) ($faults['most'] ?? $total));
        $records = [];
        for ($id = $offset; $id < min($total, $offset + $most); $id++) {
            $records[] = ['id' => $id, 'type' => 'x', 'elements' => []];
        }
        if ((string) $offset === ($faults['hole'] ?? '')) {
            $records = [];
        }
        $failed = (string) $offset === ($faults['fail'] ?? '');
        $known = ($faults['total'] ?? '') === 'none' ? null : $total;
        $result = [
            'actionid' => $this->action['actionid'],
            'resourcetype' => $this->action['resourcetype'],
            'data' => ['meta' => ['cntabsolute' => $known], 'records' => $records],
            'status' => ['errorcode' => $failed ? 144 : 0, 'message' => ''],
        ];
        $status = ['code' => 200, 'errorcode' => 0, 'message' => 'OK'];
        return (string) json_encode(['status' => $status, 'response' => ['results' => [$result]]]);
    }
}
