<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * All pages of a list, one result each, numbered from 0. See Client::pages().
 *
 * @extends Walk<Result>
 */
final class Pages extends Walk
{
    protected function steps(): \Generator
    {
        return $this->results();
    }
}
