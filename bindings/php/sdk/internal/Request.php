<?php

declare(strict_types=1);

namespace onOffice\SDK\internal;

/**
 * An action with its handle.
 *
 * @internal
 */
class Request
{
    /** @var int the next handle, counted over all SDK objects of the process */
    // phpcs:ignore PSR2.Classes.PropertyDeclaration.Underscore
    private static $_requestIdStatic = 0;

    /** @var int */
    private $requestId;

    /** @var ApiAction */
    private $apiAction;

    public function __construct(ApiAction $pApiAction)
    {
        $this->requestId = self::$_requestIdStatic++;
        $this->apiAction = $pApiAction;
    }

    /**
     * The action as it is sent, signed in PHP. ApiCall leaves that to libonoffice; this is for
     * programs that bring their own HTTP.
     *
     * @return array<string, mixed>
     */
    public function createRequest(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $secret
    ) {
        $action = $this->apiAction->getActionParameters();
        $action['timestamp'] = $action['timestamp'] ?? time();
        $message = $action['timestamp'] . $token . $action['resourcetype'] . $action['actionid'];
        $action['hmac_version'] = 2;
        $hmac = hash_hmac('sha256', $message, (string) $secret, true);
        $action['hmac'] = base64_encode($hmac);
        return $action;
    }

    /**
     * @return int the handle
     */
    public function getRequestId()
    {
        return $this->requestId;
    }

    /**
     * @return ApiAction
     */
    public function getApiAction()
    {
        return $this->apiAction;
    }
}
