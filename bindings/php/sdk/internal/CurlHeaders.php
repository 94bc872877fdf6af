<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * CURLOPT_HTTPHEADER over the two headers that libcurl gives a POST by itself.
 *
 * @internal
 */
final class CurlHeaders
{
    /** @var array<string, string> name in lower case => line */
    private $lines = [
        'accept' => 'Accept: */*',
        'content-type' => 'Content-Type: application/x-www-form-urlencoded',
    ];

    /**
     * @param list<string> $lines
     */
    public function addAll(array $lines): void
    {
        array_map([$this, 'add'], $lines);
    }

    /**
     * @param string $line "Name: value" in place of a line of that name, or "Name:" for none
     */
    public function add(string $line): void
    {
        // libonoffice never waits for a "100 Continue", which is what this line is for.
        if (preg_match('~^expect:\s*$~i', $line) !== 1) {
            $name = strtolower(trim((string) preg_replace('~[:;].*~s', '', $line)));
            $this->lines[$name] = $line;
        }
    }

    /**
     * @return list<string>
     */
    public function lines(): array
    {
        return array_values($this->lines);
    }
}
