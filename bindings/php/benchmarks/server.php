<?php

/**
 * Answers every POST with the bytes of a file, over TLS and kept connections. Arguments: the
 * certificate with its key; the file. Prints its port, and ends when its standard input does.
 */

declare(strict_types=1);

$context = stream_context_create([
    'ssl' => ['local_cert' => $argv[1]],
    'socket' => ['tcp_nodelay' => true],
]);
$flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
$listener = stream_socket_server('tcp://127.0.0.1:0', $code, $text, $flags, $context);
echo substr(strrchr(stream_socket_get_name($listener, false), ':'), 1), "\n";
$body = file_get_contents($argv[2]);
$answer = "HTTP/1.1 200 OK\r\nContent-Length: " . strlen($body) . "\r\n\r\n" . $body;
$connections = [];
$pending = [];
while (true) {
    $ready = array_merge([STDIN, $listener], $connections);
    $none = null;
    stream_select($ready, $none, $none, null);
    foreach ($ready as $socket) {
        $id = (int) $socket;
        if ($socket === STDIN) {
            exit(0);
        }
        if ($socket === $listener) {
            $new = stream_socket_accept($listener);
            $tls = STREAM_CRYPTO_METHOD_TLS_SERVER;
            if (@stream_socket_enable_crypto($new, true, $tls) === true) {
                $connections[(int) $new] = $new;
                $pending[(int) $new] = '';
            }
            continue;
        }
        $bytes = fread($socket, 1 << 20);
        if ($bytes === '' || $bytes === false) {
            fclose($socket);
            unset($connections[$id], $pending[$id]);
            continue;
        }
        $pending[$id] .= $bytes;
        $end = strpos($pending[$id], "\r\n\r\n");
        preg_match('~^content-length: (\d+)~mi', $pending[$id], $length);
        if ($end !== false && strlen($pending[$id]) >= $end + 4 + (int) ($length[1] ?? 0)) {
            $pending[$id] = '';
            fwrite($socket, $answer);
        }
    }
}
