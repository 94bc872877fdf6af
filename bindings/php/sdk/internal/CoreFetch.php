<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Json;
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
        'accept_encoding' => 'all',
        // It did not restrict the address, and whoever sets http:// means it.
        'allow_http' => 1,
        // One sendRequests() is one POST.
        'max_actions_per_request' => 100000,
        'retries' => 0,
    ];

    /** Statuses of answers whose body may have results all the same. */
    private const ANSWERED = [
        Status::OK, Status::ACTION, Status::API, Status::PROTOCOL, Status::HTTP,
    ];

    /** Status => libcurl's number for the same, where the library does not tell it. */
    private const ERRNO = [
        Status::ARGUMENT => 3,
        Status::MEMORY => 27,
        Status::CONNECT => 7,
        Status::TLS => 60,
        Status::TIMEOUT => 28,
        Status::TRANSPORT => 56,
        Status::LIMIT => 63,
        Status::CANCELLED => 42,
    ];

    /** @var string */
    private $url;

    /** @var CurlOptions */
    private $options;

    /** @var list<string> actions as JSON */
    private $actions = [];

    /**
     * @param mixed $curlOptions as they were set
     */
    public function __construct(string $url, $curlOptions)
    {
        $this->url = $url;
        $this->options = new CurlOptions($curlOptions, $url);
    }

    /**
     * @param string|null $claim
     * @throws HttpFetchNoResultException if the action has no JSON form
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
            $this->actions[] = Json::encode($action, $what, 0);
        } catch (ArgumentException $reason) {
            throw new HttpFetchNoResultException($reason->getMessage(), 0, $reason);
        }
    }

    /**
     * @return string the answer
     * @throws HttpFetchNoResultException if there is none
     */
    public function send(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $secret
    ): string {
        try {
            $settings = ['url' => $this->url] + self::SETTINGS;
            $client = new Client((string) $token, (string) $secret, $settings);
        } catch (ArgumentException $reason) {
            throw self::failure($reason, self::ERRNO[Status::ARGUMENT]);
        }
        $this->options->applyTo($client);
        try {
            $response = $client->send($this->actions);
        } catch (OnOfficeException $reason) {
            $response = $reason->response();
            if ($response === null || !in_array($reason->status(), self::ANSWERED, true)) {
                throw self::failure($reason, self::errno($reason->status(), $response));
            }
        }
        $body = $response->body();
        if ($body === '' || $body === '0') {
            // The official SDK takes these for a failure of libcurl without a number.
            $failure = new HttpFetchNoResultException('', 0, $reason ?? null);
            $failure->setCurlErrno(0);
            throw $failure;
        }
        return $body;
    }

    private static function failure(
        OnOfficeException $reason,
        int $errno
    ): HttpFetchNoResultException {
        $failure = new HttpFetchNoResultException($reason->getMessage(), 0, $reason);
        $failure->setCurlErrno($errno);
        return $failure;
    }

    private static function errno(int $status, ?CoreResponse $response): int
    {
        $attempts = $response === null ? [] : $response->trace()['attempts'] ?? [];
        $last = end($attempts);
        return ($last['curl_code'] ?? 0) ?: self::ERRNO[$status] ?? 0;
    }
}
