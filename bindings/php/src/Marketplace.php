<?php

declare(strict_types=1);

namespace Libonoffice;

use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\ExpiredException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Exception\SignatureException;

/**
 * A provider of onOffice's marketplace: verifies the URLs by which onOffice calls, signs orders.
 *
 * https://marketplace.onoffice.de/documentation/
 */
final class Marketplace extends Handle
{
    /**
     * @param string $secret the text that onOffice gave the provider; not that of an API user
     * @throws ArgumentException if it cannot be such a secret
     */
    public function __construct(
        #[\SensitiveParameter]
        string $secret,
        ?Library $library = null
    ) {
        $library = $library ?? Library::load();
        $this->own($library, $library->marketplaceNew($secret));
        $message = $this->message();
        if ($message !== '') {
            throw new ArgumentException($message);
        }
    }

    protected function free(Library $library, object $pointer): void
    {
        $library->marketplaceFree($pointer);
    }

    /**
     * The parameters of a URL by which onOffice called, once its signature has proved right. Read
     * them from here, not from $_GET: these are what the signature covers.
     *
     * @param string $url complete, and as the browser knows it: behind a proxy, with the public
     *     scheme and host. Port, user and fragment do not count.
     * @param int|null $now Unix seconds; null for the clock's
     * @param int $window how many seconds before or after now it may have been signed; 0 for any
     * @return array<string, string> without the signature
     * @throws SignatureException if there is no signature, or it does not match
     * @throws ExpiredException a SignatureException as well: it matches, but the time is missing
     *     or outside of the window
     * @throws ArgumentException if it is no URL, or has array parameters (a[]=1), which none of
     *     onOffice's has
     */
    public function verify(
        #[\SensitiveParameter]
        string $url,
        ?int $now = null,
        int $window = 120
    ): array {
        $library = $this->library();
        $pointer = $this->pointer();
        $status = $library->marketplaceVerify($pointer, $url, $now ?? time(), $window);
        if ($status !== Status::OK) {
            throw OnOfficeException::of($status, $this->message());
        }
        $parameters = [];
        // Not parse_str(), which makes numbers of names, and stops at max_input_vars.
        $query = $library->marketplaceQuery($pointer);
        foreach ($query === '' ? [] : explode('&', $query) as $pair) {
            [$name, $value] = explode('=', $pair, 2);
            $parameters[urldecode($name)] = urldecode($value);
        }
        return $parameters;
    }

    /**
     * An order, or a message to the page of enterprise, as signed JSON text. Give it to
     * window.parent.postMessage() in the page that onOffice shows.
     *
     * Prices are text ("99.90"): numbers with a fraction are refused, since the signature covers
     * their spelling.
     *
     * @param array<string, mixed>|string $order parametercacheid, callbackurl, totalprice, and
     *     products or abo; or onOfficeType and its members; or the same as JSON text. A timestamp
     *     it has is kept, a signature replaced.
     * @param int|null $now Unix seconds; null for the clock's
     * @throws ArgumentException if it cannot be signed; the message names the place
     */
    public function sign(
        #[\SensitiveParameter]
        $order,
        ?int $now = null
    ): string {
        if (is_array($order)) {
            $order = Json::encode($order === [] ? new \stdClass() : $order, 'The order');
        } elseif (!is_string($order)) {
            $type = is_object($order) ? get_class($order) : gettype($order);
            throw new ArgumentException("An order is an array or JSON text, not $type");
        }
        $signed = $this->library()->marketplaceSign($this->pointer(), $order, $now ?? time());
        if ($signed === null) {
            throw new ArgumentException($this->message());
        }
        return $signed;
    }

    private function message(): string
    {
        return $this->library()->marketplaceMessage($this->pointer());
    }
}
