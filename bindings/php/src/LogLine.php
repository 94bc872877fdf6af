<?php

declare(strict_types=1);

namespace Libonoffice;

use Psr\Log\LoggerInterface;
use Psr\Log\LogLevel;

/**
 * What became of a request or a list, for a PSR-3 logger: no parameters, no results, no secrets.
 *
 * @internal
 */
final class LogLine
{
    public static function write(LoggerInterface $logger, Response $response): void
    {
        $attempts = $response->trace()['attempts'] ?? [];
        $context = [
            'actions' => $response->count(),
            'status' => $response->library()->statusName($response->status()),
            'code' => $response->code(),
            'http_status' => $response->httpStatus(),
            'attempts' => count($attempts),
            'bytes_sent' => array_sum(array_column($attempts, 'bytes_sent')),
            'bytes_received' => array_sum(array_column($attempts, 'bytes_received')),
            'ms' => array_sum(array_column(array_column($attempts, 'ms'), 'total')),
        ];
        $line = 'onOffice: {actions} actions, {status}, {ms} ms, {attempts} attempts, '
            . '{bytes_received} bytes';
        if ($response->message() !== '') {
            $context['message'] = $response->message();
            $line .= ': {message}';
        }
        if ($response->uncertain()) {
            $context['uncertain'] = true;
            $line .= ' (it may have been executed)';
        }
        $logger->log(self::level($response, count($attempts)), $line, $context);
    }

    /** A line for each thing that deserves a look about a list that was walked over. */
    public static function warn(LoggerInterface $logger, Walk $walk): void
    {
        $trace = $walk->trace();
        foreach ($trace['warnings'] ?? [] as $warning) {
            $logger->warning('onOffice: {list}: {warning}', [
                'list' => $walk->label(),
                'warning' => $warning,
                'pages' => $trace['pages'],
                'records' => $trace['records'],
            ]);
        }
    }

    private static function level(Response $response, int $attempts): string
    {
        switch ($response->status()) {
            case Status::OK:
                return $attempts > 1 ? LogLevel::NOTICE : LogLevel::DEBUG;
            case Status::ACTION:
            case Status::CANCELLED:
                return LogLevel::WARNING;
            default:
                return LogLevel::ERROR;
        }
    }
}
