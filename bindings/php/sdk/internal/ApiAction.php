<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * One action. Its parameters are in the order of their names, at the top level alone: below, the
 * order can carry meaning.
 *
 * @internal
 */
class ApiAction
{
    /** @var array<string, mixed> */
    private $members;

    public function __construct(
        $actionid,
        $resourceType,
        $parameters,
        $resourceId = '',
        $identifier = '',
        $timestamp = null
    ) {
        ksort($parameters);
        // In the order of the wire, which is also that of cache keys.
        $this->members = [
            'actionid' => $actionid,
            'identifier' => $identifier,
            'parameters' => $parameters,
            'resourceid' => $resourceId,
            'resourcetype' => $resourceType,
            'timestamp' => $timestamp,
        ];
    }

    /**
     * @return array<string, mixed>
     */
    public function getActionParameters()
    {
        return $this->members;
    }

    /**
     * @return string the same for equal actions
     */
    public function getIdentifier()
    {
        return md5(serialize($this->members));
    }
}
