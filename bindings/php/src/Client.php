<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\LibraryException;
use Libonoffice\Exception\OnOfficeException;

/**
 * Credentials, settings and kept connections of one API user.
 *
 * The credentials live in the library alone; no property of this object holds them.
 */
final class Client extends Handle
{
    /** Option => variable of the environment that is its default. */
    private const ENVIRONMENT = ['url' => 'ONOFFICE_URL', 'ca_file' => 'ONOFFICE_CA_FILE'];

    /**
     * @param string|null $token 32 characters; null for the environment's ONOFFICE_TOKEN
     * @param string|null $secret 64 characters; null for the environment's ONOFFICE_SECRET
     * @param array<string, string|int|bool|list<string>> $options names and values as in
     *     onoffice.h (url, timeout_ms, ca_file …), a list for those of which each set adds one
     *     (header, resolve), and "library" for the path of libonoffice.so.0. Defaults of url and
     *     ca_file are the environment's ONOFFICE_URL and ONOFFICE_CA_FILE.
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
        unset($options['library']);
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
        $action = new Action($verb, $resourceType, $parameters, $resourceId, $identifier);
        $result = $this->send([$action])->result(0);
        if (!$result->ok()) {
            throw OnOfficeException::fromResult($result);
        }
        return $result;
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
        if (!$actions instanceof Request) {
            if (!is_iterable($actions)) {
                throw new ArgumentException('send() takes a list of actions or a Request');
            }
            $actions = new Request($actions, $this->library());
        } elseif ($actions->library() !== $this->library()) {
            throw new ArgumentException('The request and the client use different libraries');
        }
        $pointer = $this->library()->clientSend($this->pointer(), $actions->pointer());
        $response = new Response($this->library(), $pointer);
        if (!in_array($response->status(), [Status::OK, Status::ACTION], true)) {
            throw OnOfficeException::fromResponse($response);
        }
        return $response;
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
