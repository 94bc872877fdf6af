<?php

/**
 * Passes connections on to the port that is its argument. Prints its own port; a line on its
 * standard input makes it print how many connections there were so far, the end of it ends it.
 */

declare(strict_types=1);

$listener = stream_socket_server('tcp://127.0.0.1:0');
if ($listener === false) {
    exit(1);
}
echo substr(strrchr(stream_socket_get_name($listener, false), ':'), 1), "\n";
$accepted = 0;
/** @var array<int, array{0: resource, 1: resource}> $pairs id => socket, its other side */
$pairs = [];
while (true) {
    $ready = array_merge([STDIN, $listener], array_column($pairs, 0));
    $none = null;
    if (stream_select($ready, $none, $none, null) === false) {
        exit(1);
    }
    foreach ($ready as $socket) {
        if ($socket === STDIN) {
            if (fgets(STDIN) === false) {
                exit(0);
            }
            echo $accepted, "\n";
        } elseif ($socket === $listener) {
            $accepted++;
            $client = stream_socket_accept($listener);
            $server = stream_socket_client("tcp://127.0.0.1:$argv[1]");
            $pairs[(int) $client] = [$client, $server];
            $pairs[(int) $server] = [$server, $client];
        } elseif (isset($pairs[(int) $socket])) {
            $other = $pairs[(int) $socket][1];
            $bytes = fread($socket, 1 << 16);
            if ($bytes === '' || $bytes === false || @fwrite($other, $bytes) === false) {
                unset($pairs[(int) $socket], $pairs[(int) $other]);
                fclose($socket);
                fclose($other);
            }
        }
    }
}
