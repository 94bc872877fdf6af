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

    /** The action as a JSON object, unsigned. */
    public function json(): string
    {
        return $this->json;
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
