<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;

/**
 * What came of one request: a result per action, or the reason why there is none. Immutable.
 *
 * @implements \IteratorAggregate<int, Result>
 */
final class Response extends Handle implements \Countable, \IteratorAggregate
{
    /** What the response is a part of, and is freed with. */
    private ?Handle $whole = null;

    /**
     * @internal Client::send(), Exchange and Response::parse() make responses.
     */
    public function __construct(Library $library, object $pointer, ?Handle $whole = null)
    {
        $this->own($library, $pointer);
        $this->whole = $whole;
    }

    /**
     * Reads an answer that the host received itself. Throws nothing about the answer: see status().
     *
     * @param int $httpStatus 200 if there was none
     */
    public static function parse(Request $request, string $body, int $httpStatus = 200): self
    {
        if ($httpStatus < 0 || $httpStatus > 999) {
            throw new ArgumentException("$httpStatus is no HTTP status");
        }
        $library = $request->library();
        $pointer = $library->responseParse($request->pointer(), $httpStatus, $body);
        return new self($library, $pointer);
    }

    protected function free(Library $library, object $pointer): void
    {
        if ($this->whole === null) {
            $library->responseFree($pointer);
        }
    }

    /**
     * This response, if the request did not fail as a whole; actions may have failed.
     *
     * @throws OnOfficeException as Client::send() does
     */
    public function orFail(): self
    {
        if (!in_array($this->status(), [Status::OK, Status::ACTION], true)) {
            throw OnOfficeException::fromResponse($this);
        }
        return $this;
    }

    /** Whether every action succeeded. */
    public function ok(): bool
    {
        return $this->status() === Status::OK;
    }

    /** What became of the request as a whole, see Status. */
    public function status(): int
    {
        return $this->library()->responseStatus($this->pointer());
    }

    /** Why the status is not OK, the API's own words first; "" if it is. */
    public function message(): string
    {
        return $this->library()->responseMessage($this->pointer());
    }

    /** The API's error code for the request as a whole (97: see the results); 0 for none, -1 if
     * the API named the error in words only. */
    public function code(): int
    {
        return $this->library()->responseCode($this->pointer());
    }

    /** Short name of code(), for example NOT_AUTHENTICATED; "" for an unknown one. */
    public function name(): string
    {
        return $this->library()->errorName($this->code());
    }

    /** Category of code(), for example "auth"; "" for an unknown one. */
    public function category(): string
    {
        return $this->library()->errorCategory($this->code());
    }

    /** HTTP status of the answer; 0 if there was no answer. */
    public function httpStatus(): int
    {
        return $this->library()->responseHttpStatus($this->pointer());
    }

    /** The answer as it was received, decompressed; "" if there was none. */
    public function body(): string
    {
        return $this->library()->responseBody($this->pointer());
    }

    /** Number of results: one for each action that was sent. */
    public function count(): int
    {
        return $this->library()->responseCount($this->pointer());
    }

    /**
     * @throws ArgumentException for an index outside of 0 … count - 1
     */
    public function result(int $index): Result
    {
        $this->check($index);
        $library = $this->library();
        return new Result(
            $this,
            $index,
            $library->resultStatus($this->pointer(), $index),
            $library->resultCode($this->pointer(), $index),
            $library->resultMessage($this->pointer(), $index)
        );
    }

    /**
     * @return list<Result> in the order of the actions
     */
    public function results(): array
    {
        return iterator_to_array($this->getIterator(), false);
    }

    /**
     * @return \Generator<int, Result>
     */
    public function getIterator(): \Generator
    {
        for ($index = 0, $count = $this->count(); $index < $count; $index++) {
            yield $index => $this->result($index);
        }
    }

    /**
     * The JSON object the API returned for one action, unchanged; "" if there is none.
     *
     * @throws ArgumentException for an index outside of 0 … count - 1
     */
    public function json(int $index): string
    {
        $this->check($index);
        return $this->library()->result($this->pointer(), $index);
    }

    /**
     * A large result as an array, decoded without a second copy of its JSON; null if it is small
     * or of an unusual kind: then json() is the way.
     *
     * @internal for Result::decode() and the SDK
     * @param int $flags of json_decode()
     * @return array<string, mixed>|null
     */
    public function decodeLarge(int $index, int $flags): ?array
    {
        $this->check($index);
        $length = $this->library()->resultLength($this->pointer(), $index);
        if ($length < RecordStream::WORTHWHILE) {
            return null;
        }
        $read = function (int $offset, int $count) use ($index): string {
            return $this->library()->resultPart($this->pointer(), $index, $offset, $count);
        };
        return (new RecordStream($read, $length, $flags))->decode();
    }

    /** Whether a request with a create, modify, delete or do was handed to the server in full
     * without a usable answer: it may or may not have been executed. */
    public function uncertain(): bool
    {
        return $this->library()->responseUncertain($this->pointer());
    }

    /**
     * How the answer came about: the members of onoffice_response_trace() in onoffice.h, above all
     * attempts, a list of what was sent, with status, ms and the reason of a retry.
     *
     * @return array<string, mixed>
     */
    public function trace(): array
    {
        $json = $this->library()->responseTrace($this->pointer());
        return (array) json_decode($json, true, 16);
    }

    public function __debugInfo(): array
    {
        return [
            'status' => $this->status(),
            'message' => $this->message(),
            'code' => $this->code(),
            'httpStatus' => $this->httpStatus(),
            'count' => $this->count(),
        ];
    }

    private function check(int $index): void
    {
        // Also keeps FFI from cutting the number down to 32 bits.
        $count = $this->count();
        if ($index < 0 || $index >= $count) {
            throw new ArgumentException("There is no result $index, the response has $count");
        }
    }
}
