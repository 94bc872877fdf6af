<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use Psr\Log\AbstractLogger;

/** Keeps what is logged. */
final class Recorder extends AbstractLogger
{
    /** @var list<array{0: mixed, 1: string, 2: array<string, mixed>}> level, line, context */
    public array $lines = [];

    public function log($level, $message, array $context = [])
    {
        $this->lines[] = [$level, (string) $message, $context];
    }
}
