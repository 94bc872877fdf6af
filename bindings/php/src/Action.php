<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;

/**
 * One call of the API: a verb on a resource type, with parameters.
 *
 * https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/
 */
final class Action
{
    private string $json;
    private string $label;

    /**
     * @param string $verb read, create, modify, delete, get, do, or the API's full URN
     * @param string $resourceType for example "estate"
     * @param array<mixed>|object $parameters anything json_encode() makes an object or [] of
     * @param string|int|null $resourceId the record or, for some calls, a fixed word
     * @param string|null $identifier comes back with the result
     * @throws ArgumentException if a value has no JSON form; names its place
     */
    public function __construct(
        string $verb,
        string $resourceType,
        #[\SensitiveParameter]
        $parameters = [],
        $resourceId = '',
        ?string $identifier = ''
    ) {
        $this->label = $verb . ' ' . $resourceType;
        $this->json = Json::encode([
            'actionid' => $verb,
            'resourceid' => $resourceId,
            'resourcetype' => $resourceType,
            'identifier' => $identifier,
            'parameters' => $parameters,
        ], 'action ' . self::printable($this->label));
    }

    /**
     * Reads records: estate, address, task, agentslog, calendar, user …
     *
     * @param array<mixed>|object $parameters data, filter, sortby, listlimit …
     * @param string|int|null $id one record; "" for a list
     */
    public static function read(
        string $resourceType,
        #[\SensitiveParameter]
        $parameters = [],
        $id = '',
        ?string $identifier = ''
    ): self {
        return new self('read', $resourceType, $parameters, $id, $identifier);
    }

    /**
     * Creates a record.
     *
     * @param array<mixed>|object $parameters
     */
    public static function create(
        string $resourceType,
        #[\SensitiveParameter]
        $parameters,
        ?string $identifier = ''
    ): self {
        return new self('create', $resourceType, $parameters, '', $identifier);
    }

    /**
     * Changes a record.
     *
     * @param string|int|null $id
     * @param array<mixed>|object $parameters what is to change
     */
    public static function modify(
        string $resourceType,
        $id,
        #[\SensitiveParameter]
        $parameters,
        ?string $identifier = ''
    ): self {
        return new self('modify', $resourceType, $parameters, $id, $identifier);
    }

    /**
     * Deletes a record.
     *
     * @param string|int|null $id
     * @param array<mixed>|object $parameters
     */
    public static function delete(
        string $resourceType,
        $id,
        #[\SensitiveParameter]
        $parameters = [],
        ?string $identifier = ''
    ): self {
        return new self('delete', $resourceType, $parameters, $id, $identifier);
    }

    /**
     * Asks for what is no record: fields, users, filters, files, relations, a search …
     *
     * @param array<mixed>|object $parameters
     * @param string|int|null $id for some calls a fixed word, such as the module of a search
     */
    public static function get(
        string $resourceType,
        #[\SensitiveParameter]
        $parameters = [],
        $id = '',
        ?string $identifier = ''
    ): self {
        return new self('get', $resourceType, $parameters, $id, $identifier);
    }

    /**
     * Has something done: send a mail, upload a file, unlock a provider …
     *
     * @param array<mixed>|object $parameters
     * @param string|int|null $id
     */
    public static function do(
        string $resourceType,
        #[\SensitiveParameter]
        $parameters = [],
        $id = '',
        ?string $identifier = ''
    ): self {
        return new self('do', $resourceType, $parameters, $id, $identifier);
    }

    /** The action as a JSON object, unsigned. */
    public function json(): string
    {
        return $this->json;
    }

    /** The verb as one word. */
    public function verb(): string
    {
        $verb = strrchr((string) $this->decoded()->actionid, ':');
        return $verb === false ? $this->decoded()->actionid : substr($verb, 1);
    }

    public function resourceType(): string
    {
        return $this->decoded()->resourcetype;
    }

    public function resourceId(): string
    {
        return (string) $this->decoded()->resourceid;
    }

    /**
     * @return array<string, mixed> maps within them are objects
     */
    public function parameters(): array
    {
        return (array) $this->decoded()->parameters;
    }

    /**
     * The same action with other parameters.
     *
     * @param array<mixed>|object $parameters
     */
    public function withParameters(
        #[\SensitiveParameter]
        $parameters
    ): self {
        $old = $this->decoded();
        return new self(
            $old->actionid,
            $old->resourcetype,
            $parameters,
            $old->resourceid,
            $old->identifier
        );
    }

    private function decoded(): \stdClass
    {
        return json_decode($this->json, false, Json::DEPTH, JSON_THROW_ON_ERROR);
    }

    public function __debugInfo(): array
    {
        // Parameters may hold passwords and a claim.
        return ['action' => $this->label, 'bytes' => strlen($this->json)];
    }

    private static function printable(string $text): string
    {
        return preg_match('//u', $text) === 1 ? $text : '(not valid UTF-8)';
    }
}
