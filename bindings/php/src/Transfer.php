<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;

/**
 * A file that is under way to the API or from it, or was. It takes no more memory than a block, and
 * gets on while something waits: wait(), or Client::poll() and Client::send().
 *
 * One that is forgotten is cancelled. Client::upload() and Client::download() begin and wait; with
 * the functions here, several files can be under way at the same time.
 */
final class Transfer extends Handle
{
    /**
     * Options of an upload and their types.
     *
     * @internal
     */
    public const UPLOAD = ['block_size' => 'integer'] + self::DOWNLOAD;

    /**
     * Options of a download and their types.
     *
     * @internal
     */
    public const DOWNLOAD = ['progress' => 'callable'];

    /** Milliseconds between two looks at how far it is. */
    private const PROGRESS = 100;

    /** Freed before its transfers, the client would cancel them. */
    private Client $client;

    /** What is sent from memory: the library does not copy it. */
    private string $bytes = '';

    private ?Spool $spool = null;

    /** @var resource|null where a download goes in the end */
    private $stream = null;

    private bool $isLogged = false;

    private function __construct(Client $client)
    {
        $this->client = $client;
    }

    /**
     * Begins what Client::upload() does, and does not wait.
     *
     * @param string|resource|null $source
     * @param array<string, mixed> $parameters
     * @param int $blockSize bytes of a block, 1 to 64 MiB; 0 for 1 MiB
     */
    public static function upload(
        Client $client,
        $source,
        #[\SensitiveParameter]
        array $parameters,
        int $blockSize = 0
    ): self {
        $transfer = new self($client);
        if ($source === null && !isset($parameters['url'])) {
            throw new ArgumentException('There is no file: a path, a stream, or the url of a link');
        }
        if ($source !== null && !is_string($source)) {
            self::checkStream($source, 'A source', ['r', '+']);
            if ($parameters !== [] && !isset($parameters['file'])) {
                throw new ArgumentException('The parameters need a file: a stream has no name');
            }
            $transfer->spool = new Spool();
            $transfer->spool->readFrom($source);
            $source = $transfer->spool->path();
        }
        $library = $client->library();
        $pointer = $client->pointer();
        $json = self::json($parameters);
        $transfer->own($library, $library->upload($pointer, $source, $json, $blockSize));
        return $transfer;
    }

    /**
     * Begins what Client::uploadBytes() does, and does not wait.
     *
     * @param array<string, mixed> $parameters
     * @param int $blockSize see upload()
     */
    public static function uploadBytes(
        Client $client,
        #[\SensitiveParameter]
        string $bytes,
        #[\SensitiveParameter]
        array $parameters,
        int $blockSize = 0
    ): self {
        $transfer = new self($client);
        $transfer->bytes = $bytes;
        $library = $client->library();
        $pointer = $client->pointer();
        $json = self::json($parameters);
        $transfer->own($library, $library->uploadBytes($pointer, $bytes, $json, $blockSize));
        return $transfer;
    }

    /**
     * Begins what Client::download() does, and does not wait.
     *
     * @param string|resource|null $target
     */
    public static function download(Client $client, Action $action, $target = null): self
    {
        $transfer = new self($client);
        if ($target !== null && !is_string($target)) {
            self::checkStream($target, 'A target', ['w', 'a', 'x', 'c', '+']);
            $transfer->stream = $target;
            $transfer->spool = new Spool();
            $target = $transfer->spool->path();
        }
        $library = $client->library();
        $pointer = $client->pointer();
        $transfer->own($library, $target === null
            ? $library->downloadBytes($pointer, $action->json())
            : $library->download($pointer, $action->json(), $target));
        return $transfer;
    }

    protected function free(Library $library, object $pointer): void
    {
        $library->transferFree($pointer);
    }

    /** Whether wait() would return at once. */
    public function finished(): bool
    {
        return $this->library()->transferPoll($this->pointer(), 0);
    }

    /**
     * Waits for it, and moves all else forward meanwhile. A stream gets its download here.
     *
     * @param callable(int, ?int): void|null $progress called with the bytes so far, and those of
     *     the file or null, whenever that has changed; what it throws ends the transfer
     * @throws OnOfficeException if it failed, see the classes of that namespace
     */
    public function wait(?callable $progress = null): self
    {
        $library = $this->library();
        $shown = -1;
        do {
            $isOver = $library->transferPoll(
                $this->pointer(),
                $progress === null ? -1 : self::PROGRESS
            );
            if ($progress !== null && $this->done() !== $shown) {
                $shown = $this->done();
                $progress($shown, $this->size());
            }
        } while (!$isOver);
        [$spool, $stream] = [$this->spool, $this->stream];
        $this->spool = $this->stream = null;
        $this->result();
        if ($spool !== null && $stream !== null) {
            $spool->writeTo($stream);
        }
        return $this;
    }

    /** Bytes of the file that the server has accepted, block by block, or that have arrived. */
    public function done(): int
    {
        return $this->library()->transferDone($this->pointer());
    }

    /** Bytes of the file in all; null if that is not known, as of a download before its end. */
    public function size(): ?int
    {
        $size = $this->library()->transferSize($this->pointer());
        return $size < 0 ? null : $size;
    }

    /**
     * What the API answered to the last step; of a download the answer without the file.
     *
     * @throws OnOfficeException if it failed, or is under way
     */
    public function result(): Result
    {
        $pointer = $this->library()->transferResponse($this->pointer());
        if ($pointer === null) {
            throw new ArgumentException('The transfer is under way: wait() for it');
        }
        $response = new Response($this->library(), $pointer, $this);
        // Otherwise nothing was sent, and nothing came.
        if (!$this->isLogged && $response->status() !== Status::ARGUMENT) {
            $this->client->log($response);
        }
        $this->isLogged = true;
        return $response->orFail()->result(0)->orFail();
    }

    /** A copy of what was downloaded to memory; "" if there is nothing, or it went elsewhere. */
    public function bytes(): string
    {
        return $this->library()->transferBytes($this->pointer());
    }

    /** Ends it; it comes to Status::CANCELLED unless it has finished before. */
    public function cancel(): void
    {
        $this->library()->transferCancel($this->pointer());
    }

    public function __debugInfo(): array
    {
        return ['done' => $this->done(), 'size' => $this->size()];
    }

    /**
     * @param array<string, mixed> $parameters
     */
    private static function json(
        #[\SensitiveParameter]
        array $parameters
    ): string {
        return $parameters === [] ? '' : Json::encode($parameters, 'parameters of the upload');
    }

    /**
     * @param mixed $stream
     * @param list<string> $modes letters of fopen(), one of which the stream's mode must have
     */
    private static function checkStream($stream, string $what, array $modes): void
    {
        if (!is_resource($stream) || get_resource_type($stream) !== 'stream') {
            $type = is_object($stream) ? get_class($stream) : gettype($stream);
            throw new ArgumentException("$what is a path or an open stream, not $type");
        }
        $mode = stream_get_meta_data($stream)['mode'];
        if (strpbrk($mode, implode('', $modes)) === false) {
            throw new ArgumentException("$what must not be a stream of mode $mode");
        }
    }
}
