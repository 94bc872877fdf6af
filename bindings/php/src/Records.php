<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * All records of a list, over all its pages, numbered from 0. See Client::records().
 *
 * @extends Walk<Record>
 */
final class Records extends Walk
{
    protected function steps(): \Generator
    {
        $number = 0;
        foreach ($this->results() as $page) {
            foreach ($page->records() as $record) {
                // A call that knows no pages hands out all it has.
                if ($number < $this->atMost($number + 1)) {
                    yield $number++ => $record;
                }
            }
        }
    }
}
