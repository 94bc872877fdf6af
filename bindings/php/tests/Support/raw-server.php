<?php

/**
 * A server that answers as the class of its first argument says, in one loop over all connections.
 * The second argument is a folder for that class. Prints its port, and ends when its standard
 * input does. See RawServer, SdkServer and PageServer.
 */

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

foreach (['RawAnswer', 'FolderAnswer', 'PageAnswer', 'SdkServer'] as $class) {
    require __DIR__ . "/$class.php";
}

$class = __NAMESPACE__ . "\\$argv[1]";
$folder = $argv[2] ?? '';
$listener = stream_socket_server('tcp://127.0.0.1:0');
if ($listener === false) {
    exit(1);
}
echo substr(strrchr(stream_socket_get_name($listener, false), ':'), 1), "\n";
$connections = [];
$pending = [];
$number = 0;
while (true) {
    $ready = array_merge([STDIN, $listener], $connections);
    $none = null;
    if (stream_select($ready, $none, $none, null) === false) {
        exit(1);
    }
    foreach ($ready as $socket) {
        if ($socket === STDIN) {
            exit(0);
        }
        if ($socket === $listener) {
            $connections[++$number] = stream_socket_accept($listener);
            $pending[$number] = '';
            continue;
        }
        $id = array_search($socket, $connections, true);
        $bytes = fread($socket, 1 << 20);
        if ($bytes === '' || $bytes === false) {
            fclose($socket);
            unset($connections[$id], $pending[$id]);
            continue;
        }
        $pending[$id] .= $bytes;
        $end = strpos($pending[$id], "\r\n\r\n");
        if ($end === false) {
            continue;
        }
        $head = substr($pending[$id], 0, $end);
        preg_match('~^POST (\S+)~', $head, $path);
        preg_match('~^content-length: (\d+)~mi', $head, $length);
        if (strlen($pending[$id]) < $end + 4 + (int) ($length[1] ?? 0)) {
            continue;
        }
        $answer = new $class(substr($pending[$id], $end + 4), $id, $head, $folder);
        $pending[$id] = '';
        $bytes = $answer->bytes($path[1] ?? '');
        if ($bytes !== null) {
            // A client that has read enough closes, which is not worth a notice.
            @fwrite($socket, $bytes);
        }
        if ($answer->closes($path[1] ?? '')) {
            fclose($socket);
            unset($connections[$id], $pending[$id]);
        }
    }
}
