<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;

/**
 * A list of actions that travel together.
 *
 * Client::send() builds one from an array. Build it yourself to send it repeatedly, or to sign it
 * and bring your own HTTP.
 */
final class Request extends Handle implements \Countable
{
    /**
     * @param iterable<Action|array<string, mixed>|string> $actions
     * @param Library|null $library that of the client which is to send it
     */
    public function __construct(
        #[\SensitiveParameter]
        iterable $actions = [],
        ?Library $library = null
    ) {
        $library = $library ?? Library::load();
        $this->own($library, $library->requestNew());
        foreach ($actions as $action) {
            $this->add($action);
        }
    }

    protected function free(Library $library, object $pointer): void
    {
        $library->requestFree($pointer);
    }

    /**
     * @param Action|array<string, mixed>|string $action an Action; an array with the API's members
     *     actionid, resourcetype, resourceid, identifier, parameters; or the same as JSON text
     * @return int the action's index, which is also that of its result
     * @throws ArgumentException naming the action and the place; the request is then as before
     */
    public function add(
        #[\SensitiveParameter]
        $action
    ): int {
        $what = 'action ' . $this->count();
        if ($action instanceof Action) {
            $json = $action->json();
        } elseif (is_array($action)) {
            $json = Json::encode($action === [] ? new \stdClass() : $action, $what);
        } elseif (is_string($action)) {
            $json = $action;
        } else {
            $type = is_object($action) ? get_class($action) : gettype($action);
            throw new ArgumentException("$what: an Action, an array or JSON text, not $type");
        }
        $index = $this->library()->requestAdd($this->pointer(), $json);
        if ($index < 0) {
            $message = $this->library()->requestMessage($this->pointer());
            throw OnOfficeException::of($index, $what . ': ' . $message);
        }
        return $index;
    }

    public function count(): int
    {
        return $this->library()->requestCount($this->pointer());
    }

    /**
     * Signs every action and returns the body to POST as application/json. It holds the token and
     * signatures: treat it as a secret.
     *
     * @param int|null $time Unix seconds, UTC; the API accepts 120 s of difference; null for now
     * @throws ArgumentException for an empty request, a negative time or want of memory
     */
    public function sign(Client $client, ?int $time = null): string
    {
        if ($client->library() !== $this->library()) {
            throw new ArgumentException('The request and the client use different libraries');
        }
        $library = $this->library();
        $body = $library->requestSign($this->pointer(), $client->pointer(), $time ?? time());
        if ($body === null) {
            throw new ArgumentException($library->requestMessage($this->pointer()));
        }
        return $body;
    }

    public function __debugInfo(): array
    {
        return ['count' => $this->count()];
    }
}
