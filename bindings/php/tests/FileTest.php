<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ApiException;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\CancelledException;
use Libonoffice\Exception\ProtocolException;
use Libonoffice\Tests\Support\FileTestCase;
use Libonoffice\Tests\Support\Recorder;
use Libonoffice\Transfer;

/** Files that are carried to the sandbox and back. */
final class FileTest extends FileTestCase
{
    private const BLOCK = 1000;

    /**
     * @dataProvider sizes
     */
    public function testThereAndBack(int $size): void
    {
        $client = new Client();
        $bytes = random_bytes(max(1, $size));
        $bytes = substr($bytes, 0, $size);
        $path = $this->path('hall.bin');
        file_put_contents($path, $bytes);
        $options = ['block_size' => self::BLOCK];
        $named = self::estate() + ['file' => 'named.bin'];
        $uploads = [
            $client->upload($path, self::estate(), $options),
            $client->upload(fopen($path, 'rb'), $named, $options),
            $client->uploadBytes($bytes, $named, $options),
        ];
        foreach ($uploads as $number => $upload) {
            $name = $number === 0 ? 'hall.bin' : 'named.bin';
            self::assertSame($size, (int) $upload->records()[0]['filesize']);
            $file = [$client, 'downloadFile'];
            $arguments = ['estate', self::estateId(), self::fileId($upload)];
            $download = $file(...$arguments);
            self::assertSame(sha1($bytes), sha1($download->bytes()));
            self::assertSame([$size, $size], [$download->done(), $download->size()]);
            $record = $download->result()->records()[0];
            self::assertSame([$name, ''], [$record['name'], $record['content']]);
            $target = $this->path('back.bin');
            self::assertSame('', $file(...[...$arguments, $target])->bytes());
            self::assertSame(sha1($bytes), sha1_file($target));
            $stream = fopen('php://temp', 'w+b');
            fwrite($stream, 'before ');
            $file(...[...$arguments, $stream]);
            self::assertSame('before ' . $bytes, stream_get_contents($stream, -1, 0));
        }
        self::assertSame(['back.bin', 'hall.bin'], $this->files());
    }

    public function sizes(): array
    {
        $sizes = [0, 1, self::BLOCK - 1, self::BLOCK, self::BLOCK + 1, 12345];
        return array_combine($sizes, array_chunk($sizes, 1));
    }

    public function testFilesOfAnAddress(): void
    {
        $client = new Client();
        $list = Action::read('address', ['data' => ['Name']]);
        $address = $client->records($list, ['limit' => 1])->getIterator()->current()->id();
        $as = ['module' => 'address', 'relatedRecordId' => $address, 'file' => 'Übergabe.txt'];
        $upload = $client->uploadBytes('Schlüssel', $as);
        $download = $client->downloadFile('address', $address, self::fileId($upload));
        self::assertSame('Schlüssel', $download->bytes());
        self::assertSame('Übergabe.txt', $download->result()->records()[0]['name']);
    }

    public function testExposeAndPhoto(): void
    {
        $client = new Client();
        $pdf = $client->downloadPdf(self::estateId(), self::TEMPLATE)->bytes();
        self::assertStringStartsWith('%PDF-', $pdf);
        $compressed = ['template' => self::TEMPLATE, 'estateid' => self::estateId()];
        $compressed = Action::get('pdf', $compressed + ['gzcompress' => true]);
        self::assertSame($pdf, $client->download($compressed)->bytes());
        $users = $client->call('read', 'userphoto')->records();
        foreach ($users as $user) {
            $photo = Action::read('userphoto', [], $user->id());
            if ($user['photo'] !== null) {
                $expected = base64_decode($user['photo'], true);
                self::assertSame($expected, $client->download($photo)->bytes());
            }
        }
        self::assertNotSame([], array_filter($users, fn ($user) => $user['photo'] !== null));
    }

    public function testTemporaryUpload(): void
    {
        $client = new Client();
        $record = $client->uploadBytes('abc', [])->records()[0];
        self::assertNull($record['fileId']);
        $as = self::estate() + ['file' => 'a.txt', 'tmpUploadId' => $record['tmpUploadId']];
        $result = $client->call('do', 'uploadfile', $as);
        self::assertSame('3', (string) $result->records()[0]['filesize']);
    }

    public function testLink(): void
    {
        $link = ['url' => 'https://example.org/', 'title' => 'Rundgang', 'Art' => 'Link'];
        $result = (new Client())->upload(null, $link + self::estate());
        self::assertGreaterThan(0, self::fileId($result));
    }

    public function testProgress(): void
    {
        $client = new Client();
        $seen = [];
        $progress = static function (int $done, ?int $size) use (&$seen): void {
            $seen[] = [$done, $size];
        };
        $options = ['block_size' => 100000, 'progress' => $progress];
        $upload = $client->uploadBytes(random_bytes(950000), self::named(), $options);
        self::assertSame([950000, 950000], end($seen));
        $done = array_column($seen, 0);
        $sorted = $done;
        sort($sorted);
        self::assertSame($sorted, $done);
        self::assertSame([950000], array_values(array_unique(array_column($seen, 1))));
        $seen = [];
        unset($options['block_size']);
        $client->downloadFile('estate', self::estateId(), self::fileId($upload), null, $options);
        self::assertSame([950000, 950000], end($seen));
    }

    public function testWhatProgressThrowsEndsTheTransfer(): void
    {
        $client = new Client();
        $before = self::countFiles($client);
        $progress = static function (): void {
            throw new \DomainException('enough');
        };
        $options = ['block_size' => 1, 'progress' => $progress];
        try {
            $client->uploadBytes(random_bytes(100000), self::named(), $options);
            self::fail('nothing was thrown');
        } catch (\DomainException $exception) {
            self::assertSame('enough', $exception->getMessage());
        }
        self::assertSame($before, self::countFiles($client));
    }

    public function testSeveralAtATime(): void
    {
        $client = new Client();
        $sent = [];
        $transfers = [];
        foreach (['a', 'b', 'c'] as $name) {
            $sent[$name] = random_bytes(20000);
            $as = ['file' => $name] + self::estate();
            $transfers[$name] = Transfer::uploadBytes($client, $sent[$name], $as, 5000);
        }
        self::assertFalse($transfers['c']->finished());
        self::caught(ArgumentException::class, [$transfers['c'], 'result']);
        $ids = [];
        foreach ($transfers as $name => $transfer) {
            $ids[$name] = self::fileId($transfer->wait()->result());
        }
        foreach ($ids as $name => $id) {
            $file = ['estateid' => self::estateId(), 'fileid' => $id];
            $transfers[$name] = Transfer::download($client, Action::get('file', $file, 'estate'));
        }
        unset($client);
        foreach ($transfers as $name => $transfer) {
            self::assertSame($sent[$name], $transfer->wait()->bytes());
            self::assertTrue($transfer->finished());
        }
    }

    public function testCancel(): void
    {
        $client = new Client();
        $transfer = Transfer::uploadBytes($client, random_bytes(100000), self::named(), 1);
        $transfer->cancel();
        self::caught(CancelledException::class, [$transfer, 'wait']);
        self::assertLessThan(100000, $transfer->done());
    }

    public function testFailuresOfTheApi(): void
    {
        $client = new Client();
        $nowhere = ['relatedRecordId' => 999999999] + self::named();
        $exception = self::caught(ApiException::class, static function () use ($client, $nowhere) {
            $client->uploadBytes('abc', $nowhere);
        });
        self::assertGreaterThan(0, $exception->apiCode());
        $target = $this->path('kept');
        file_put_contents($target, 'old');
        $stream = fopen('php://temp', 'w+b');
        foreach ([null, $target, $stream] as $place) {
            $fetch = static function () use ($client, $place): void {
                $client->downloadFile('estate', self::estateId(), 999999999, $place);
            };
            $exception = self::caught(ApiException::class, $fetch);
            self::assertSame(127, $exception->apiCode());
        }
        self::assertSame('old', file_get_contents($target));
        self::assertSame('', stream_get_contents($stream, -1, 0));
        self::assertSame(['kept'], $this->files());
    }

    public function testAnswersWithoutAFile(): void
    {
        $client = new Client();
        $list = Action::get('file', ['estateid' => self::estateId()], 'estate');
        foreach ([Action::get('users'), $list] as $action) {
            self::caught(ProtocolException::class, static function () use ($client, $action): void {
                $client->download($action);
            });
        }
    }

    public function testOneLineInTheLog(): void
    {
        $client = new Client(null, null, ['logger' => $recorder = new Recorder()]);
        $bytes = 'never to be logged';
        $upload = $client->uploadBytes($bytes, self::named(), ['block_size' => 5]);
        $client->downloadFile('estate', self::estateId(), self::fileId($upload));
        self::assertSame(['debug', 'debug'], array_column($recorder->lines, 0));
        self::assertStringNotContainsString($bytes, (string) json_encode($recorder->lines));
        $transfer = Transfer::uploadBytes($client, $bytes, self::named());
        self::assertStringNotContainsString($bytes, print_r($transfer, true));
    }

    private static function named(): array
    {
        return ['file' => 'named.bin'] + self::estate();
    }

    private static function countFiles(Client $client): int
    {
        $list = Action::get('file', ['estateid' => self::estateId()], 'estate');
        return count(iterator_to_array($client->records($list)));
    }
}
