<?php

declare(strict_types=1);

namespace Libonoffice\Exception;

use Libonoffice\Response;
use Libonoffice\Result;
use Libonoffice\Status;

/**
 * Anything this package throws. getCode() is the API's error code where the API named one,
 * otherwise the status.
 */
class OnOfficeException extends \RuntimeException
{
    private const CLASSES = [
        Status::ARGUMENT => ArgumentException::class,
        Status::MEMORY => MemoryException::class,
        Status::API => ApiException::class,
        Status::PROTOCOL => ProtocolException::class,
        Status::HTTP => HttpException::class,
        Status::CONNECT => ConnectException::class,
        Status::TLS => TlsException::class,
        Status::TIMEOUT => TimeoutException::class,
        Status::TRANSPORT => TransportException::class,
        Status::LIMIT => LimitException::class,
        Status::CANCELLED => CancelledException::class,
        Status::FILE => FileException::class,
        Status::SIGNATURE => SignatureException::class,
        Status::EXPIRED => ExpiredException::class,
    ];

    private int $status;
    private int $apiCode = 0;
    private ?Response $response = null;
    private ?Result $result = null;

    public function __construct(string $message = '', ?int $status = null)
    {
        $this->status = $status ?? (int) array_search(static::class, self::CLASSES, true);
        parent::__construct($message, $this->status);
        StackTrace::forgetArguments($this);
    }

    /** The exception of the class that belongs to a status. */
    final public static function of(int $status, string $message): self
    {
        $class = self::CLASSES[$status] ?? self::class;
        return new $class($message, $status);
    }

    /** What a response that failed as a whole is thrown as. */
    final public static function fromResponse(Response $response): self
    {
        $exception = self::of($response->status(), $response->message());
        $exception->response = $response;
        $exception->setApiCode($response->code());
        return $exception;
    }

    /** What an action that failed is thrown as. */
    final public static function fromResult(Result $result): self
    {
        $exception = self::of($result->status(), $result->message());
        $exception->response = $result->response();
        $exception->result = $result;
        $exception->setApiCode($result->code());
        return $exception;
    }

    /** See Status; 0 if the library itself is what failed. */
    public function status(): int
    {
        return $this->status;
    }

    /** The API's error code; 0 for none, -1 if the API named the error in words only. */
    public function apiCode(): int
    {
        return $this->apiCode;
    }

    /** Short name of apiCode(), for example NOT_AUTHENTICATED; "" for none or an unknown one. */
    public function name(): string
    {
        $named = $this->apiCode > 0 && $this->response !== null;
        return $named ? $this->response->library()->errorName($this->apiCode) : '';
    }

    /** Category of apiCode(), for example "auth"; "" for none or an unknown one. */
    public function category(): string
    {
        $named = $this->apiCode > 0 && $this->response !== null;
        return $named ? $this->response->library()->errorCategory($this->apiCode) : '';
    }

    /** Index of the action that failed; null if it is not about a single one. */
    public function index(): ?int
    {
        return $this->result === null ? null : $this->result->index();
    }

    /** Identifier of the action that failed, as the API returned it. */
    public function identifier(): string
    {
        return $this->result === null ? '' : $this->result->identifier();
    }

    /** HTTP status of the answer; 0 if there was none. */
    public function httpStatus(): int
    {
        return $this->response === null ? 0 : $this->response->httpStatus();
    }

    /** Whether it is unknown if the server executed the request. */
    public function uncertain(): bool
    {
        return $this->response !== null && $this->response->uncertain();
    }

    /** Everything there is about the failure, results of other actions included; null if nothing
     * was sent. */
    public function response(): ?Response
    {
        return $this->response;
    }

    private function setApiCode(int $code): void
    {
        $this->apiCode = $code;
        if ($code !== 0) {
            $this->code = $code;
        }
    }
}
