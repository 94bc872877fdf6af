<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

use onOffice\SDK\Exception\HttpFetchNoResultException;

/**
 * The answer to a batch. The body decides; the HTTP status does not count where there are results.
 *
 * @internal
 */
final class Answer
{
    private const MISSING = 'Missing result entry in API response for queued action.';

    /** The code of a request that repeats what its results say. */
    private const ERROR_IN_ACTION = 97;

    /** @var array<int|string, mixed> */
    private $results;

    /** @var int|null the API's code for the request as a whole */
    private $code = null;

    /** @var string */
    private $message = '';

    /**
     * @param array<int|string, mixed> $results
     */
    private function __construct(array $results)
    {
        $this->results = $results;
    }

    /**
     * @param mixed $body
     * @param \Throwable|null $reason why the library thinks that it is not the API's
     * @throws HttpFetchNoResultException if it has no results; with the API's message if it has one
     */
    public static function ofBody($body, ?\Throwable $reason = null): self
    {
        $answer = json_decode((string) $body, true);
        $found = is_array($answer) ? $answer['response']['results'] ?? null : null;
        $self = new self(is_array($found) ? $found : []);
        $status = is_array($answer) ? $answer['status'] ?? null : null;
        if (is_array($status)) {
            $self->readStatus($status);
        }
        if ($found === null) {
            throw new HttpFetchNoResultException($self->message, $self->code ?? 0, $reason);
        }
        return $self;
    }

    /**
     * @param list<array<string, mixed>> $results one for each action
     */
    public static function ofResults(array $results): self
    {
        return new self($results);
    }

    /** The API refuses the request as a whole. */
    public static function refused(int $code, string $message): self
    {
        $self = new self([]);
        [$self->code, $self->message] = [$code, $message];
        return $self;
    }

    /**
     * The result of an action, handed out once so that it can be freed; null if there is none.
     *
     * @return array<string, mixed>|null
     */
    public function takeResult(int $index): ?array
    {
        $result = $this->results[$index] ?? null;
        unset($this->results[$index]);
        return is_array($result) ? $result : null;
    }

    /**
     * What stands in for a result that did not come, in the form of one.
     *
     * @return array<string, mixed>
     */
    public function missing(ApiAction $action): array
    {
        $members = $action->getActionParameters();
        $refused = $this->code !== null;
        return [
            'actionid' => $members['actionid'],
            'resourceid' => $members['resourceid'],
            'resourcetype' => $members['resourcetype'],
            'cacheable' => false,
            'identifier' => $members['identifier'],
            'data' => ['meta' => ['cntabsolute' => 0], 'records' => []],
            'status' => [
                'errorcode' => $refused ? $this->code : 500,
                'message' => $refused ? $this->message : self::MISSING,
            ],
        ];
    }

    /**
     * Whether errorcode == 0 holds by the rules of PHP 8, where a word is not 0; also if there is
     * no errorcode.
     *
     * @param array<string, mixed> $result
     */
    public static function isGood(array $result): bool
    {
        $code = $result['status']['errorcode'] ?? null;
        return is_string($code) ? is_numeric($code) && $code == 0 : $code == 0;
    }

    /**
     * Notes why the API refused the request as a whole, if it did.
     *
     * @param array<string, mixed> $status
     */
    private function readStatus(array $status): void
    {
        $code = $status['errorcode'] ?? 0;
        if (self::isGood(['status' => $status])) {
            $code = $status['code'] ?? 200;
            if (!is_numeric($code) || $code < 300) {
                return;
            }
        } elseif (is_numeric($code) && (int) $code === self::ERROR_IN_ACTION) {
            return;
        }
        $this->code = is_numeric($code) ? (int) $code : 500;
        $words = [is_string($code) && !is_numeric($code) ? $code : '', $status['message'] ?? ''];
        $this->message = implode(': ', array_filter($words, static function ($word): bool {
            return is_string($word) && $word !== '';
        }));
    }
}
