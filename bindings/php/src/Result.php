<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Exception\ProtocolException;

/**
 * What became of one action. Its JSON is decoded on first use.
 *
 * https://apidoc.onoffice.de/onoffice-api-response/
 */
final class Result
{
    /** Objects as arrays; numbers beyond 64 bits as text instead of a rounded float. */
    public const DECODE = JSON_OBJECT_AS_ARRAY | JSON_BIGINT_AS_STRING;

    private const DEPTH = 512;

    private Response $response;
    private int $index;
    private int $status;
    private int $code;
    private string $message;

    /** @var array<string, mixed>|null */
    private ?array $decoded = null;

    /**
     * @internal Response::result() makes results.
     */
    public function __construct(
        Response $response,
        int $index,
        int $status,
        int $code,
        string $message
    ) {
        $this->response = $response;
        $this->index = $index;
        $this->status = $status;
        $this->code = $code;
        $this->message = $message;
    }

    /** Whether the action succeeded. */
    public function ok(): bool
    {
        return $this->status === Status::OK;
    }

    /**
     * This result, if the action succeeded.
     *
     * @throws OnOfficeException as Client::call() does
     */
    public function orFail(): self
    {
        if (!$this->ok()) {
            throw OnOfficeException::fromResult($this);
        }
        return $this;
    }

    /** See Status. Read PROTOCOL as "unknown": the API gave no result for this action. */
    public function status(): int
    {
        return $this->status;
    }

    /** The API's error code; 0 for none, -1 if the API named the error in words only. */
    public function code(): int
    {
        return $this->code;
    }

    /** Short name of code(), for example UNKNOWN_FIELD; "" for an unknown one. */
    public function name(): string
    {
        return $this->response->library()->errorName($this->code);
    }

    /** Category of code(), for example "invalid"; "" for an unknown one. */
    public function category(): string
    {
        return $this->response->library()->errorCategory($this->code);
    }

    /** Why the action failed, the API's own words first; "" if it did not. */
    public function message(): string
    {
        return $this->message;
    }

    /** Index of the action in its request. */
    public function index(): int
    {
        return $this->index;
    }

    /** The response this is a result of. */
    public function response(): Response
    {
        return $this->response;
    }

    /** The JSON object the API returned, unchanged; "" if there is none. */
    public function json(): string
    {
        return $this->response->json($this->index);
    }

    /**
     * The JSON object as PHP values; null if there is none.
     *
     * @param int $flags of json_decode(); 0 tells an empty map (stdClass) from an empty list
     * @return array<string, mixed>|\stdClass|null
     * @throws ProtocolException if PHP cannot represent it
     */
    public function decode(int $flags = self::DECODE)
    {
        if (($flags & JSON_OBJECT_AS_ARRAY) !== 0) {
            $large = $this->response->decodeLarge($this->index, $flags);
            if ($large !== null) {
                return $large;
            }
        }
        $json = $this->json();
        if ($json === '') {
            return null;
        }
        try {
            return json_decode($json, null, self::DEPTH, $flags | JSON_THROW_ON_ERROR);
        } catch (\JsonException $error) {
            $message = "result $this->index cannot be decoded: " . $error->getMessage();
            throw new ProtocolException($message);
        }
    }

    /**
     * The member "data": meta and records; [] if there is none.
     *
     * @return array<string, mixed>
     */
    public function data(): array
    {
        $data = $this->member('data');
        return is_array($data) ? $data : [];
    }

    /**
     * @return list<Record>
     */
    public function records(): array
    {
        $records = $this->data()['records'] ?? [];
        $list = [];
        foreach (is_array($records) ? $records : [] as $record) {
            if (is_array($record)) {
                $list[] = new Record($record);
            }
        }
        return $list;
    }

    /** Number of records in this result. */
    public function recordCount(): int
    {
        $records = $this->data()['records'] ?? [];
        return is_array($records) ? count($records) : 0;
    }

    /** Number of records there are in all (cntabsolute); null where the API does not say. */
    public function total(): ?int
    {
        $total = $this->data()['meta']['cntabsolute'] ?? null;
        return is_numeric($total) ? (int) $total : null;
    }

    /** The identifier of the action as the API returned it. */
    public function identifier(): string
    {
        return $this->text('identifier');
    }

    /** The verb as the API's full URN. */
    public function actionId(): string
    {
        return $this->text('actionid');
    }

    public function resourceType(): string
    {
        return $this->text('resourcetype');
    }

    public function resourceId(): string
    {
        return $this->text('resourceid');
    }

    /** Whether the API allows to keep this result for a while. */
    public function cacheable(): bool
    {
        return $this->member('cacheable') === true;
    }

    public function __debugInfo(): array
    {
        return [
            'index' => $this->index,
            'status' => $this->status,
            'code' => $this->code,
            'message' => $this->message,
        ];
    }

    private function text(string $name): string
    {
        $value = $this->member($name);
        return is_scalar($value) ? (string) $value : '';
    }

    /**
     * @return mixed
     */
    private function member(string $name)
    {
        if ($this->decoded === null) {
            $decoded = $this->decode();
            $this->decoded = is_array($decoded) ? $decoded : [];
        }
        return $this->decoded[$name] ?? null;
    }
}
