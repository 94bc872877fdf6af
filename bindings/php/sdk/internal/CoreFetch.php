<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Json;
use Libonoffice\Library;
use Libonoffice\Request as CoreRequest;
use Libonoffice\Response as CoreResponse;
use Libonoffice\Status;
use onOffice\SDK\Exception\HttpFetchNoResultException;

/**
 * One POST through libonoffice, which signs it and keeps the connection for the next one.
 *
 * @internal
 */
final class CoreFetch
{
    /** What the official SDK's request looks like, and what it does not do by itself. */
    private const SETTINGS = [
        'user_agent' => '',
        // It did not restrict the address, and whoever sets http:// means it.
        'allow_http' => 1,
        // One sendRequests() is one POST.
        'max_actions_per_request' => 100000,
        'retries' => 0,
    ];

    /** What a token and a secret look like. */
    private const CREDENTIAL = '~^[!-\~]+$~D';

    private const MISSING_TOKEN = 13;
    private const NOT_AUTHENTICATED = 22;
    private const HMAC_INVALID = 137;

    /** @var Client|null */
    private static $client = null;

    /** @var string what the client was made of, hashed */
    private static $key = '';

    /** @var string */
    private $url;

    /** @var CurlOptions */
    private $options;

    /** @var CoreRequest */
    private $request;

    /**
     * @param mixed $curlOptions as they were set
     */
    public function __construct(string $url, $curlOptions)
    {
        $this->url = $url;
        $this->options = new CurlOptions($curlOptions, $url);
        $this->request = new CoreRequest();
    }

    /**
     * @param string|null $claim
     * @throws HttpFetchNoResultException if the action has no JSON form, or is none
     */
    public function add(
        Request $request,
        #[\SensitiveParameter]
        $claim
    ): void {
        $action = $request->getApiAction()->getActionParameters();
        // The library stamps and signs.
        unset($action['timestamp']);
        if ($claim !== null && $claim !== '') {
            $action['parameters']['extendedclaim'] = $claim;
        }
        try {
            $what = 'Action with handle ' . $request->getRequestId();
            $json = Json::encode($action, $what, 0);
        } catch (ArgumentException $reason) {
            throw new HttpFetchNoResultException($reason->getMessage(), 0, $reason);
        }
        try {
            $this->request->add($json);
        } catch (ArgumentException $reason) {
            $message = $what . ', ' . $reason->getMessage();
            throw new HttpFetchNoResultException($message, 0, $reason);
        }
    }

    /**
     * @throws HttpFetchNoResultException if there is no answer, or one without results
     */
    public function send(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $secret
    ): Answer {
        $code = self::refusal((string) $token, (string) $secret);
        if ($code !== 0) {
            return Answer::refused($code, Library::load()->errorText($code));
        }
        $client = $this->client((string) $token, (string) $secret);
        try {
            $response = $client->send($this->request);
        } catch (OnOfficeException $reason) {
            $response = $reason->response();
            $errno = CurlErrno::of($reason->status(), $response);
            if ($response === null || $errno !== null) {
                throw self::failure($reason, $errno);
            }
        }
        return self::large($response) ?? self::answer($response, $reason ?? null);
    }

    /**
     * What the API answers to credentials that the library does not take: programs that are not
     * set up yet show it to their users. 0 for credentials that may be good.
     */
    private static function refusal(
        #[\SensitiveParameter]
        string $token,
        #[\SensitiveParameter]
        string $secret
    ): int {
        if ($token === '') {
            return self::MISSING_TOKEN;
        }
        if (preg_match(self::CREDENTIAL, $token) !== 1) {
            return self::NOT_AUTHENTICATED;
        }
        return preg_match(self::CREDENTIAL, $secret) === 1 ? 0 : self::HMAC_INVALID;
    }

    /** The client of the last send, if nothing is different now: making one takes a while. */
    private function client(
        #[\SensitiveParameter]
        string $token,
        #[\SensitiveParameter]
        string $secret
    ): Client {
        $settings = $this->options->settings();
        // The environment is where a client finds its default.
        $parts = [$token, $secret, $this->url, $settings, getenv('ONOFFICE_CA_FILE')];
        $key = hash('sha256', serialize($parts));
        if (self::$client === null || self::$key !== $key) {
            try {
                $own = ['url' => $this->url] + self::SETTINGS;
                $own['accept_encoding'] = CurlOptions::allEncodings();
                $client = new Client($token, $secret, $own);
            } catch (ArgumentException $reason) {
                throw self::failure($reason, CurlErrno::UNUSABLE_ADDRESS);
            }
            $this->options->applyTo($client);
            [self::$client, self::$key] = [$client, $key];
        }
        return self::$client;
    }

    private static function answer(CoreResponse $response, ?OnOfficeException $reason): Answer
    {
        $body = $response->body();
        if ($body === '' || $body === '0') {
            // The official SDK takes these for a failure of libcurl without a number.
            $failure = new HttpFetchNoResultException('', 0, $reason);
            $failure->setCurlErrno(0);
            throw $failure;
        }
        return Answer::ofBody($body, $reason);
    }

    /** The results of an answer that is as it should be, if they are large: see RecordStream. */
    private static function large(CoreResponse $response): ?Answer
    {
        if (!in_array($response->status(), [Status::OK, Status::ACTION], true)) {
            return null;
        }
        $results = [];
        $isLarge = false;
        for ($index = 0, $count = $response->count(); $index < $count; $index++) {
            $result = $response->decodeLarge($index, 0);
            $isLarge = $isLarge || $result !== null;
            $results[] = $result;
        }
        if (!$isLarge) {
            return null;
        }
        foreach (array_keys($results, null, true) as $index) {
            $results[$index] = json_decode($response->json($index), true);
        }
        return Answer::ofResults($results);
    }

    private static function failure(
        OnOfficeException $reason,
        ?int $errno
    ): HttpFetchNoResultException {
        $failure = new HttpFetchNoResultException($reason->getMessage(), 0, $reason);
        $failure->setCurlErrno($errno);
        return $failure;
    }
}
