<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * CURLOPT_HTTPHEADER, the options that set one header, and the two headers that libcurl gives a
 * POST by itself.
 *
 * @internal
 */
final class CurlHeaders
{
    /** @var array<string, string> name in lower case => line, if CURLOPT_HTTPHEADER has no such */
    private $defaults = [
        'accept' => 'Accept: */*',
        'content-type' => 'Content-Type: application/x-www-form-urlencoded',
    ];

    /** @var list<string> of CURLOPT_HTTPHEADER; the same name may be there twice */
    private $lines = [];

    /**
     * @param list<string> $lines of CURLOPT_HTTPHEADER: "Name: value", or "Name:" for none
     */
    public function setAll(array $lines): void
    {
        $this->lines = [];
        foreach ($lines as $line) {
            // libonoffice never waits for a "100 Continue", which is what this line is for.
            if (preg_match('~^expect:\s*$~i', $line) !== 1) {
                $this->lines[] = $line;
            }
        }
    }

    public function setDefault(string $name, string $value): void
    {
        $this->defaults[strtolower($name)] = $name . ': ' . $value;
    }

    /**
     * @return list<string>
     */
    public function lines(): array
    {
        $names = array_flip(array_map([self::class, 'nameOf'], $this->lines));
        return array_merge(array_values(array_diff_key($this->defaults, $names)), $this->lines);
    }

    private static function nameOf(string $line): string
    {
        return strtolower(trim((string) preg_replace('~[:;].*~s', '', $line)));
    }
}
