<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

/**
 * php-fpm with one worker behind nginx, on sockets of a folder of their own, for as long as this
 * object lives.
 */
final class FpmServer
{
    private string $folder;
    /** @var list<resource> */
    private array $processes = [];

    /**
     * @param string $page PHP code of the page that is served
     * @param list<string> $settings of php.ini
     * @param array<string, string> $environment of the page
     */
    public function __construct(string $page, array $settings, array $environment = [])
    {
        $this->folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        file_put_contents("$this->folder/page.php", $page);
        file_put_contents("$this->folder/fpm.conf", $this->fpm($environment));
        file_put_contents("$this->folder/nginx.conf", $this->nginx());
        $user = posix_getpwuid(posix_geteuid());
        // Without it, root may not preload.
        $settings[] = 'opcache.preload_user=' . ($user === false ? '' : $user['name']);
        $fpm = [self::program('php-fpm' . PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION)];
        array_push($fpm, '-F', '-R', '-y', "$this->folder/fpm.conf");
        foreach ($settings as $setting) {
            array_push($fpm, '-d', $setting);
        }
        $this->start($fpm, 'fpm');
        $nginx = [self::program('nginx'), '-p', $this->folder, '-c', "$this->folder/nginx.conf"];
        $this->start(array_merge($nginx, ['-e', "$this->folder/nginx.log"]), 'web');
    }

    public function __destruct()
    {
        foreach (array_reverse($this->processes) as $process) {
            proc_terminate($process, SIGTERM);
            proc_close($process);
        }
        exec('rm -r ' . escapeshellarg($this->folder));
    }

    /** The body of the page. */
    public function get(): string
    {
        $socket = stream_socket_client("unix://$this->folder/web.sock");
        fwrite($socket, "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
        $answer = (string) stream_get_contents($socket);
        fclose($socket);
        $parts = explode("\r\n\r\n", $answer, 2);
        return $parts[1] ?? $answer;
    }

    /** What both servers had to say. */
    public function log(): string
    {
        $files = glob("$this->folder/*.log") ?: [];
        return implode('', array_map('file_get_contents', $files));
    }

    /**
     * Starts a server that stays in the foreground, and waits until its socket is there.
     *
     * @param list<string> $command
     */
    private function start(array $command, string $name): void
    {
        $log = ['file', "$this->folder/$name.log", 'a'];
        $pipes = [];
        $process = proc_open($command, [['file', '/dev/null', 'r'], $log, $log], $pipes);
        if ($process === false) {
            throw new \RuntimeException("$command[0] does not start");
        }
        $this->processes[] = $process;
        // Neither server tells when it listens but by taking a connection.
        while (@stream_socket_client("unix://$this->folder/$name.sock") === false) {
            if (!proc_get_status($process)['running']) {
                throw new \RuntimeException("$command[0]: " . $this->log());
            }
            usleep(5000);
        }
    }

    /**
     * @param array<string, string> $environment
     */
    private function fpm(array $environment): string
    {
        $user = posix_geteuid() === 0 ? "user = root\ngroup = root\n" : '';
        $lines = "[global]\nerror_log = $this->folder/fpm.log\ndaemonize = no\n"
            . "[www]\n{$user}listen = $this->folder/fpm.sock\n"
            . "pm = static\npm.max_children = 1\ncatch_workers_output = yes\n";
        foreach ($environment as $name => $value) {
            $lines .= "env[$name] = \"$value\"\n";
        }
        return $lines;
    }

    private function nginx(): string
    {
        $user = posix_geteuid() === 0 ? "user root;\n" : '';
        $temporary = '';
        foreach (['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] as $kind) {
            $temporary .= "    {$kind}_temp_path $this->folder/$kind;\n";
        }
        return "{$user}daemon off;\npid $this->folder/nginx.pid;\nworker_processes 1;\n"
            . "events {}\nhttp {\n    access_log off;\n$temporary    server {\n"
            . "        listen unix:$this->folder/web.sock;\n        location / {\n"
            . "            fastcgi_pass unix:$this->folder/fpm.sock;\n"
            . "            fastcgi_param SCRIPT_FILENAME $this->folder/page.php;\n"
            . "            fastcgi_param REQUEST_METHOD \$request_method;\n"
            . "        }\n    }\n}\n";
    }

    private static function program(string $name): string
    {
        foreach (explode(':', getenv('PATH') . ':/usr/sbin') as $folder) {
            if (is_executable("$folder/$name")) {
                return "$folder/$name";
            }
        }
        throw new \RuntimeException("$name is missing: run make setup");
    }
}
