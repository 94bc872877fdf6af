<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * A request that is under way, or was. Client::start() makes them; they get on while something
 * waits: Client::poll(), Client::send(), or wait() of any of them.
 *
 * One that is forgotten is cancelled.
 */
final class Exchange extends Handle
{
    /** Freed before its exchanges, the client would cancel them. */
    private Client $client;

    private bool $isLogged = false;

    /**
     * @internal Client::start() makes exchanges.
     */
    public function __construct(Client $client, object $pointer)
    {
        $this->own($client->library(), $pointer);
        $this->client = $client;
    }

    protected function free(Library $library, object $pointer): void
    {
        $library->exchangeFree($pointer);
    }

    /** Whether wait() would return at once. */
    public function finished(): bool
    {
        return $this->library()->exchangeIsFinished($this->pointer());
    }

    /**
     * Waits for it, and moves all others forward meanwhile. Whatever failed is a response with a
     * status and a message; Response::orFail() throws it.
     */
    public function wait(): Response
    {
        while (!$this->finished()) {
            $this->client->poll();
        }
        $pointer = $this->library()->exchangeResponse($this->pointer());
        $response = new Response($this->library(), $pointer, $this);
        if (!$this->isLogged) {
            $this->isLogged = true;
            $this->client->log($response);
        }
        return $response;
    }

    /** Ends it; it comes to Status::CANCELLED unless it has finished before. */
    public function cancel(): void
    {
        $this->library()->exchangeCancel($this->pointer());
    }

    public function __debugInfo(): array
    {
        return ['finished' => $this->finished()];
    }
}
