<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * What became of a call, a request or an action: the values of Response::status() and
 * Result::status(), the same as onoffice_status in onoffice.h. A newer library may know more.
 */
final class Status
{
    public const OK = 0;
    /** The caller passed something unusable; nothing was sent. */
    public const ARGUMENT = -1;
    /** Memory for a document could not be had. */
    public const MEMORY = -2;
    /** The API refused the request or the action. */
    public const API = -3;
    /** At least one action of the request failed while others may have succeeded. */
    public const ACTION = -4;
    /** The answer is not what the API promises; for an action: there is no result for it. */
    public const PROTOCOL = -5;
    /** An HTTP error status without an answer of the API, or a redirect. */
    public const HTTP = -6;
    /** The server could not be found or reached; nothing was executed. */
    public const CONNECT = -7;
    /** No trustworthy TLS connection; nothing was executed. */
    public const TLS = -8;
    /** connect_timeout_ms or timeout_ms passed. */
    public const TIMEOUT = -9;
    /** The connection broke while the request or the answer was under way. */
    public const TRANSPORT = -10;
    /** The answer is larger than response_limit; or a list may go on and cannot be continued. */
    public const LIMIT = -11;
    /** Client::cancel() ended the call. */
    public const CANCELLED = -12;
    /** A file of this machine could not be read or written. */
    public const FILE = -13;
    /** A signature of the marketplace does not match. */
    public const SIGNATURE = -14;
    /** A signature of the marketplace matches, but its time is not now. */
    public const EXPIRED = -15;
}
