<?php

declare(strict_types=1);

namespace Libonoffice\Call;

use Libonoffice\Action;

/**
 * What the modules of calls have in common.
 *
 * Their methods make actions, for Client::execute(), send(), pages() and so on. What is null is not
 * sent. $others are passed on as they are, null as null: the API may have learnt parameters since,
 * and fields of an address are given this way.
 */
abstract class Group
{
    private function __construct()
    {
    }

    /**
     * @param int|string|null $resourceId
     * @param array<string, mixed> $given
     * @param array<string, mixed> $others
     */
    protected static function action(
        string $verb,
        string $resourceType,
        $resourceId,
        ?string $identifier,
        #[\SensitiveParameter]
        array $given,
        #[\SensitiveParameter]
        array $others
    ): Action {
        $asked = array_filter($given, static fn ($value): bool => $value !== null);
        return new Action($verb, $resourceType, $asked + $others, $resourceId, $identifier);
    }
}
