<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\LibraryException;
use Libonoffice\Exception\OnOfficeException;
use Psr\Log\LoggerInterface;

/**
 * Credentials, settings and kept connections of one API user.
 *
 * The credentials live in the library alone; no property of this object holds them.
 */
final class Client extends Handle
{
    use Files;

    /** Option => variable of the environment that is its default. */
    private const ENVIRONMENT = ['url' => 'ONOFFICE_URL', 'ca_file' => 'ONOFFICE_CA_FILE'];

    /** @var LoggerInterface|null untyped: PHP before 8.1 preloads no class with a type it misses */
    private $logger = null;

    /**
     * @param string|null $token 32 characters; null for the environment's ONOFFICE_TOKEN
     * @param string|null $secret 64 characters; null for the environment's ONOFFICE_SECRET
     * @param array<string, mixed> $options names and values as in
     *     onoffice.h (url, timeout_ms, ca_file …), a list for those of which each set adds one
     *     (header, resolve); "library" for the path of libonoffice.so.0; "logger" for a PSR-3
     *     logger. Defaults of url and ca_file are the environment's ONOFFICE_URL and
     *     ONOFFICE_CA_FILE.
     * @throws ArgumentException for unusable credentials or options
     * @throws LibraryException if the library cannot be loaded
     */
    public function __construct(
        #[\SensitiveParameter]
        ?string $token = null,
        #[\SensitiveParameter]
        ?string $secret = null,
        #[\SensitiveParameter]
        array $options = []
    ) {
        $path = $options['library'] ?? null;
        if ($path !== null && !is_string($path)) {
            throw new ArgumentException('Option library takes a path');
        }
        $this->setLogger($options['logger'] ?? null);
        unset($options['library'], $options['logger']);
        $library = Library::load($path);
        $token = $token ?? self::environment('ONOFFICE_TOKEN') ?? '';
        $secret = $secret ?? self::environment('ONOFFICE_SECRET') ?? '';
        $this->own($library, $library->clientNew($token, $secret));
        $message = $library->clientMessage($this->pointer());
        if ($message !== '') {
            $hint = ' (pass token and secret, or set ONOFFICE_TOKEN and ONOFFICE_SECRET)';
            throw new ArgumentException($message . ($token === '' || $secret === '' ? $hint : ''));
        }
        foreach (self::ENVIRONMENT as $name => $variable) {
            $options[$name] = $options[$name] ?? self::environment($variable);
        }
        foreach ($options as $name => $values) {
            foreach (is_array($values) ? $values : [$values] as $value) {
                if ($value !== null) {
                    $this->setOption((string) $name, $value);
                }
            }
        }
    }

    protected function free(Library $library, object $pointer): void
    {
        $library->clientFree($pointer);
    }

    /**
     * Sends one action and waits for its result.
     *
     * @param string $verb read, create, modify, delete, get, do, or the API's full URN
     * @param array<mixed>|object $parameters
     * @param string|int|null $resourceId
     * @throws OnOfficeException if the action did not succeed, see the classes of that namespace
     */
    public function call(
        string $verb,
        string $resourceType,
        #[\SensitiveParameter]
        $parameters = [],
        $resourceId = '',
        ?string $identifier = ''
    ): Result {
        return $this->execute(
            new Action($verb, $resourceType, $parameters, $resourceId, $identifier)
        );
    }

    /**
     * Sends one action and waits for its result: $client->execute(Call\Tasks::readTask(301)).
     *
     * @throws OnOfficeException if the action did not succeed, see the classes of that namespace
     */
    public function execute(Action $action): Result
    {
        return $this->send([$action])->result(0)->orFail();
    }

    /**
     * Sends actions in one request and waits for the answer. Actions fail one by one: look at
     * each result.
     *
     * @param Request|iterable<Action|array<string, mixed>|string> $actions see Request::add()
     * @throws OnOfficeException if the request failed as a whole, or the answer has more or fewer
     *     results than there are actions; response() then has what did arrive
     */
    public function send(
        #[\SensitiveParameter]
        $actions
    ): Response {
        $request = $this->request($actions);
        $pointer = $this->library()->clientSend($this->pointer(), $request->pointer());
        $response = new Response($this->library(), $pointer);
        $this->log($response);
        return $response->orFail();
    }

    /**
     * Begins what send() does, and does not wait.
     *
     * @param Request|iterable<Action|array<string, mixed>|string> $actions see Request::add()
     */
    public function start(
        #[\SensitiveParameter]
        $actions
    ): Exchange {
        $request = $this->request($actions);
        $pointer = $this->library()->clientStart($this->pointer(), $request->pointer());
        return new Exchange($this, $pointer);
    }

    /**
     * Sends many requests, several at the same time, and hands out each response as it comes,
     * with the key its request has. None is thrown: see Response::orFail().
     *
     * @param iterable<mixed, Request|iterable<Action|array<string, mixed>|string>> $requests
     * @param int $inFlight how many at the same time; the option max_connections has to go along
     * @return \Generator<mixed, Response>
     */
    public function sendAll(
        #[\SensitiveParameter]
        iterable $requests,
        int $inFlight = 8
    ): \Generator {
        $underWay = [];
        foreach ($requests as $key => $actions) {
            $underWay[] = [$key, $this->start($actions)];
            while (count($underWay) >= max(1, $inFlight)) {
                yield from $this->finished($underWay);
            }
        }
        while ($underWay !== []) {
            yield from $this->finished($underWay);
        }
    }

    /**
     * Moves all that is under way forward, and waits until something finishes.
     *
     * @param int $timeout milliseconds to wait; 0 for not at all, -1 for no limit
     * @return int how many exchanges of this client are still under way
     */
    public function poll(int $timeout = -1): int
    {
        $timeout = max(-1, min($timeout, 0x7fffffff));
        return $this->library()->clientPoll($this->pointer(), $timeout);
    }

    /**
     * A stream for the host's event loop: whenever it is readable, call poll(0). It carries no
     * bytes to be read. On the command line only, where PHP opens descriptors.
     *
     * @return resource
     * @throws OnOfficeException if there is no descriptor to be had
     */
    public function stream()
    {
        $descriptor = $this->library()->clientDescriptor($this->pointer());
        if ($descriptor < 0) {
            throw OnOfficeException::of($descriptor, 'The process has no descriptor left');
        }
        $stream = @fopen("php://fd/$descriptor", 'r');
        if ($stream === false) {
            throw new ArgumentException('PHP opens descriptors on the command line only');
        }
        return $stream;
    }

    /**
     * All pages of a list, one result each, in order; pages ahead are fetched meanwhile. See Walk.
     *
     * @param Action $list a read or get; its listlimit is the number of records wanted in all, its
     *     listoffset where to begin
     * @param array<string, mixed> $options
     *     page_size: records of a page, default the most that the call hands out;
     *     ahead: pages to keep under way or ready, default as many as there are connections;
     *     limit: records wanted in all, in place of listlimit;
     *     progress: called after each page with the number of records so far, and that of all or
     *     null
     * @throws OnOfficeException on the way, if a page fails; a LimitException where a list may go
     *     on and the API has no way to say so
     */
    public function pages(Action $list, array $options = []): Pages
    {
        return new Pages($this, $list, $options);
    }

    /**
     * All records of a list, over all its pages.
     *
     * @param array<string, mixed> $options see pages()
     * @throws OnOfficeException on the way, as with pages()
     */
    public function records(Action $list, array $options = []): Records
    {
        return new Records($this, $list, $options);
    }

    /** One line for each request from now on, and for what is odd about a list; null for none. */
    public function setLogger(?LoggerInterface $logger): void
    {
        $this->logger = $logger;
    }

    /**
     * @internal for Exchange, Walk and Transfer
     */
    public function log(Response $response): void
    {
        if ($this->logger !== null) {
            LogLine::write($this->logger, $response);
        }
    }

    /**
     * @internal for Walk
     */
    public function logWalk(Walk $walk): void
    {
        if ($this->logger !== null) {
            LogLine::warn($this->logger, $walk);
        }
    }

    /** Drops the results that the cache (cache_ttl_ms) holds for this token. */
    public function clearCache(): void
    {
        $this->library()->clientCacheClear($this->pointer());
    }

    /** Ends all sends that are under way on this client in other threads. */
    public function cancel(): void
    {
        $this->library()->clientCancel($this->pointer());
    }

    /**
     * @param string|int|bool $value text or number as the option takes; true is 1, false 0
     * @throws ArgumentException for an unknown option or an unusable value; the option keeps its
     *     value
     */
    public function setOption(
        string $name,
        #[\SensitiveParameter]
        $value
    ): void {
        $option = $this->option($name);
        $type = $this->library()->optionType($option);
        if (is_bool($value)) {
            $value = (int) $value;
        }
        if ($type === Library::TEXT && is_string($value)) {
            $status = $this->library()->clientSetText($this->pointer(), $option, $value);
        } elseif ($type === Library::NUMBER && is_int($value)) {
            $status = $this->library()->clientSetNumber($this->pointer(), $option, $value);
        } else {
            $wanted = $type === Library::TEXT ? 'text' : 'an integer';
            throw new ArgumentException("Option $name takes $wanted, not " . gettype($value));
        }
        if ($status !== Status::OK) {
            throw OnOfficeException::of($status, $this->library()->clientMessage($this->pointer()));
        }
    }

    /**
     * @return string|int secrets read as "***"
     * @throws ArgumentException for an unknown option
     */
    public function getOption(string $name)
    {
        $option = $this->option($name);
        return $this->library()->optionType($option) === Library::TEXT
            ? $this->library()->clientGetText($this->pointer(), $option)
            : $this->library()->clientGetNumber($this->pointer(), $option);
    }

    public function __debugInfo(): array
    {
        return ['url' => $this->getOption('url'), 'library' => $this->library()->path()];
    }

    /**
     * @param mixed $actions
     */
    private function request(
        #[\SensitiveParameter]
        $actions
    ): Request {
        if (!$actions instanceof Request) {
            if (!is_iterable($actions)) {
                throw new ArgumentException('Actions come as a list or as a Request');
            }
            return new Request($actions, $this->library());
        }
        if ($actions->library() !== $this->library()) {
            throw new ArgumentException('The request and the client use different libraries');
        }
        return $actions;
    }

    /**
     * Takes out those that have finished; waits for the next one if there is none.
     *
     * @param list<array{0: mixed, 1: Exchange}> $underWay
     * @return \Generator<mixed, Response>
     */
    private function finished(array &$underWay): \Generator
    {
        $found = false;
        foreach ($underWay as $index => [$key, $exchange]) {
            if ($exchange->finished()) {
                $found = true;
                unset($underWay[$index]);
                yield $key => $exchange->wait();
            }
        }
        if (!$found) {
            $this->poll();
        }
    }

    private function option(string $name): int
    {
        $option = $this->library()->optionFind($name);
        if ($option < 0) {
            throw new ArgumentException("There is no option $name");
        }
        return $option;
    }

    private static function environment(string $variable): ?string
    {
        $value = getenv($variable);
        return $value === false || $value === '' ? null : $value;
    }
}
