<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\FileException;
use Libonoffice\Library;
use Libonoffice\Status;
use Libonoffice\Tests\Support\FileTestCase;

/** Where files come from and go to: paths and streams of all kinds, and unusable ones. */
final class FilePlaceTest extends FileTestCase
{
    public function testStreamIsReadFromWhereItStands(): void
    {
        $path = $this->path('a.txt');
        file_put_contents($path, 'skipped, sent');
        $stream = fopen($path, 'rb');
        fread($stream, 9);
        self::assertSame('sent', $this->stored($stream));
        self::assertIsResource($stream);
        // Nothing is left of it.
        self::assertSame('', $this->stored($stream));
    }

    public function testFiltersCount(): void
    {
        $path = $this->path('a.txt');
        file_put_contents($path, base64_encode('decoded'));
        $stream = fopen($path, 'rb');
        stream_filter_append($stream, 'convert.base64-decode', STREAM_FILTER_READ);
        self::assertSame('decoded', $this->stored($stream));
        $stream = fopen($path, 'wb');
        stream_filter_append($stream, 'convert.base64-encode', STREAM_FILTER_WRITE);
        $this->fetch('encoded', $stream);
        fclose($stream);
        self::assertSame(base64_encode('encoded'), file_get_contents($path));
    }

    public function testStreamsThatAreNoFiles(): void
    {
        $bytes = random_bytes(300000);
        $memory = fopen('php://memory', 'w+b');
        fwrite($memory, $bytes);
        rewind($memory);
        self::assertSame(sha1($bytes), sha1($this->stored($memory)));
        $process = proc_open(['head', '-c', '300000', '/dev/zero'], [1 => ['pipe', 'w']], $pipes);
        self::assertSame(sha1(str_repeat("\0", 300000)), sha1($this->stored($pipes[1])));
        fclose($pipes[1]);
        self::assertSame(0, proc_close($process));
        $command = ['sh', '-c', 'cat > "$0"', $this->path('piped')];
        $process = proc_open($command, [0 => ['pipe', 'r']], $pipes);
        $this->fetch($bytes, $pipes[0]);
        fclose($pipes[0]);
        self::assertSame(0, proc_close($process));
        self::assertSame(sha1($bytes), sha1_file($this->path('piped')));
        $this->expectOutputString('printed');
        $this->fetch('printed', fopen('php://output', 'wb'));
    }

    public function testStreamThatDoesNotWait(): void
    {
        [$end, $other] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        fwrite($other, 'only the beginning');
        stream_set_blocking($end, false);
        $exception = self::caught(FileException::class, function () use ($end): void {
            $this->stored($end);
        });
        self::assertStringContainsString('cannot be read to its end', $exception->getMessage());
    }

    /**
     * @dataProvider ways
     */
    public function testMemoryDoesNotGrowWithTheFile(string $way): void
    {
        $program = __DIR__ . '/Support/large-file.php';
        $environment = ['TMPDIR' => $this->path(''), 'ONOFFICE_LIBRARY' => Library::load()->path()];
        $command = ['-d', 'ffi.enable=1', $program, $way, (string) (100 << 20)];
        $took = json_decode(self::php($command, $environment), true);
        self::assertSame([true, 0], [$took['is_same'], $took['left']]);
        self::assertLessThan(1 << 20, $took['peak']);
        self::assertLessThan(24 << 20, $took['resident']);
    }

    public function ways(): array
    {
        return [['path'], ['stream']];
    }

    public function testTargetsAreReplacedAsAWhole(): void
    {
        $path = $this->path('kept');
        file_put_contents($path, 'old and longer');
        chmod($path, 0640);
        $this->fetch('new', $path);
        clearstatcache();
        self::assertSame(['new', 0640], [file_get_contents($path), fileperms($path) & 0777]);
        self::assertSame(['kept'], $this->files());
    }

    /**
     * @dataProvider unusableFiles
     */
    public function testUnusableSources(string $path, string $reason): void
    {
        $exception = self::caught(FileException::class, static function () use ($path): void {
            (new Client())->upload($path, self::estate());
        });
        self::assertSame(Status::FILE, $exception->status());
        self::assertStringContainsString($reason, $exception->getMessage());
    }

    public function unusableFiles(): array
    {
        return [
            'missing' => ['/nowhere/hall.jpg', 'No such file'],
            'a folder' => [sys_get_temp_dir(), 'irectory'],
            'a wrapper of PHP' => ['php://stdin', 'No such file'],
        ];
    }

    public function testUnusableTargets(): void
    {
        $full = fopen('/dev/full', 'wb');
        $targets = ['/nowhere/hall.jpg', sys_get_temp_dir(), '/dev/full', $full];
        foreach ($targets as $target) {
            $exception = self::caught(FileException::class, function () use ($target): void {
                $this->fetch('abc', $target);
            });
            self::assertFalse($exception->uncertain());
        }
        self::assertStringContainsString('No space left', $exception->getMessage());
    }

    /**
     * @dataProvider unusableArguments
     * @param callable(Client): mixed $call
     */
    public function testUnusableArguments(callable $call, string $reason): void
    {
        $exception = self::caught(ArgumentException::class, static function () use ($call): void {
            $call(new Client());
        });
        self::assertStringContainsString($reason, $exception->getMessage());
    }

    public function unusableArguments(): array
    {
        $closed = fopen('php://memory', 'r');
        fclose($closed);
        $write = fn () => fopen('php://output', 'w');
        $named = ['file' => 'a', 'module' => 'address', 'relatedRecordId' => 1];
        return [
            'neither file nor link' => [fn ($to) => $to->upload(null, $named), 'no file'],
            'file and link' => [
                fn ($to) => $to->upload('a', $named + ['url' => 'https://e.org']), 'leave one',
            ],
            'source of a wrong kind' => [fn ($to) => $to->upload(1.5, []), 'double'],
            'closed' => [fn ($to) => $to->upload($closed, $named), 'open stream'],
            'not a stream' => [
                fn ($to) => $to->upload(stream_context_create(), $named), 'open stream',
            ],
            'not readable' => [fn ($to) => $to->upload($write(), $named), 'mode w'],
            'not writable' => [
                fn ($to) => $to->downloadFile('estate', 1, 1, fopen(__FILE__, 'r')), 'mode r',
            ],
            'an object' => [
                fn ($to) => $to->downloadPdf(1, 'x', new \stdClass()), 'stdClass',
            ],
            'NUL in the path' => [fn ($to) => $to->upload("a\0b", $named), 'NUL'],
            'a stream without a name' => [
                fn ($to) => $to->upload(fopen(__FILE__, 'r'), ['module' => 'address']), 'name',
            ],
            'bytes without a name' => [
                fn ($to) => $to->uploadBytes('abc', ['module' => 'address']), 'file',
            ],
            'no path' => [fn ($to) => $to->upload('', self::estate()), 'file'],
            'no source' => [fn ($to) => $to->upload(null, $named), 'no file'],
            'a link with a source' => [
                fn ($to) => $to->upload(__FILE__, ['url' => 'https://x.example']), 'link',
            ],
            'what the library sends' => [
                fn ($to) => $to->uploadBytes('abc', ['data' => 'YWJj'] + $named), 'data',
            ],
            'no JSON' => [
                fn ($to) => $to->uploadBytes('abc', ['title' => "\xff"] + $named), '/title',
            ],
            'a list' => [fn ($to) => $to->uploadBytes('abc', ['address']), 'no JSON object'],
            'a block too large' => [
                fn ($to) => $to->uploadBytes('abc', $named, ['block_size' => 1 << 40]),
                'block_size',
            ],
            'an unknown option' => [
                fn ($to) => $to->uploadBytes('abc', $named, ['blocksize' => 1]), 'blocksize',
            ],
            'an option of uploads' => [
                fn ($to) => $to->downloadPdf(1, 'x', null, ['block_size' => 1]), 'block_size',
            ],
            'an action that writes' => [
                fn ($to) => $to->download(Action::do('x')), 'read or get',
            ],
        ];
    }

    /** What the API has of a stream that was uploaded. */
    private function stored($stream): string
    {
        $client = new Client();
        $upload = $client->upload($stream, self::estate() + ['file' => 'a']);
        return $client->downloadFile('estate', self::estateId(), self::fileId($upload))->bytes();
    }

    /** Uploads bytes, and downloads them to a target. */
    private function fetch(string $bytes, $target): void
    {
        $client = new Client();
        $upload = $client->uploadBytes($bytes, self::estate() + ['file' => 'a']);
        $client->downloadFile('estate', self::estateId(), self::fileId($upload), $target);
    }
}
