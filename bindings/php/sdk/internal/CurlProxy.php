<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * libcurl's many options about one proxy, as one address.
 *
 * @internal
 */
final class CurlProxy
{
    /** @var array<string, string> */
    private $parts = [];

    /** @var string the option that was set last */
    private $option = '';

    public function set(string $part, string $value, string $option): void
    {
        $this->parts[$part] = $value;
        $this->option = $option;
        if ($part === 'credentials') {
            $credentials = explode(':', $value, 2);
            $this->parts['user'] = rawurldecode($credentials[0]);
            $this->parts['password'] = rawurldecode($credentials[1] ?? '');
        }
    }

    /**
     * @return array<string, array{0: string, 1: string}> as in CurlOptions
     */
    public function settings(): array
    {
        if (!isset($this->parts['address'])) {
            return [];
        }
        $address = $this->parts['address'];
        // libcurl: "" is no proxy at all, not even that of the environment.
        return ['proxy' => [$address === '' ? 'none' : $this->address($address), $this->option]];
    }

    private function address(string $address): string
    {
        $scheme = $this->parts['scheme'] ?? 'http';
        if (preg_match('~^([a-z0-9]+)://(.*)$~is', $address, $found) === 1) {
            [, $scheme, $address] = $found;
        }
        $address = rtrim($address, '/');
        if (isset($this->parts['user']) && strpos($address, '@') === false) {
            $address = rawurlencode($this->parts['user']) . ':'
                . rawurlencode($this->parts['password'] ?? '') . '@' . $address;
        }
        if (isset($this->parts['port']) && preg_match('~:\d+$~', $address) !== 1) {
            $address .= ':' . $this->parts['port'];
        }
        return $scheme . '://' . $address;
    }
}
