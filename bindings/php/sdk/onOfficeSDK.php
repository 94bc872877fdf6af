<?php

declare(strict_types=1);

namespace onOffice\SDK;

use onOffice\SDK\Cache\onOfficeSDKCache;
use onOffice\SDK\Exception\ApiCallFaultyResponseException;
use onOffice\SDK\Exception\HttpFetchNoResultException;
use onOffice\SDK\internal\ApiCall;

/**
 * The official SDK's class, to the letter, over libonoffice: actions are queued, sent in one
 * request, and their results fetched by handle. For new code there is Libonoffice\Client.
 *
 * Signatures are untyped because programs override them without types.
 */
// phpcs:ignore Squiz.Classes.ValidClassName
class onOfficeSDK
{
    public const ACTION_ID_READ = 'urn:onoffice-de-ns:smart:2.5:smartml:action:read';
    public const ACTION_ID_CREATE = 'urn:onoffice-de-ns:smart:2.5:smartml:action:create';
    public const ACTION_ID_MODIFY = 'urn:onoffice-de-ns:smart:2.5:smartml:action:modify';
    public const ACTION_ID_GET = 'urn:onoffice-de-ns:smart:2.5:smartml:action:get';
    public const ACTION_ID_DO = 'urn:onoffice-de-ns:smart:2.5:smartml:action:do';
    public const ACTION_ID_DELETE = 'urn:onoffice-de-ns:smart:2.5:smartml:action:delete';

    public const RELATION_TYPE_BUYER =
        'urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:buyer';
    public const RELATION_TYPE_TENANT =
        'urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:renter';
    public const RELATION_TYPE_OWNER =
        'urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:owner';
    public const RELATION_TYPE_CONTACT_BROKER =
        'urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:contactPerson';
    public const RELATION_TYPE_CONTACT_PERSON =
        'urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:contactPersonAll';
    public const RELATION_TYPE_COMPLEX_ESTATE_UNITS =
        'urn:onoffice-de-ns:smart:2.5:relationTypes:complex:estate:units';
    public const RELATION_TYPE_ESTATE_ADDRESS_OWNER = self::RELATION_TYPE_OWNER;

    public const MODULE_ADDRESS = 'address';
    public const MODULE_ESTATE = 'estate';
    public const MODULE_SEARCHCRITERIA = 'searchcriteria';

    /** @var ApiCall */
    private $apiCall;

    public function __construct(?ApiCall $apiCall = null)
    {
        $this->apiCall = $apiCall ?? new ApiCall();
        $this->apiCall->setServer('https://api.onoffice.de/api/');
    }

    /** A copy has a queue, options and errors of its own. */
    public function __clone()
    {
        $this->apiCall = clone $this->apiCall;
    }

    /**
     * @param string $apiVersion stable or latest
     */
    public function setApiVersion($apiVersion)
    {
        $this->apiCall->setApiVersion($apiVersion);
    }

    /**
     * @param string $server to which VERSION/api.php is added as it stands: end it with a slash
     */
    public function setApiServer($server)
    {
        $this->apiCall->setServer($server);
    }

    /**
     * @param array<int, mixed> $curlOptions CURLOPT_… => value, checked when they are used; see
     *     internal\CurlOptions for those that are understood
     */
    public function setApiCurlOptions($curlOptions)
    {
        $this->apiCall->setCurlOptions($curlOptions);
    }

    /**
     * @param string $actionId one of ACTION_ID_…
     * @param string $resourceType for example estate
     * @param array<mixed> $parameters
     * @return int handle
     */
    public function callGeneric($actionId, $resourceType, $parameters)
    {
        return $this->call($actionId, '', '', $resourceType, $parameters);
    }

    /**
     * @param string $actionId one of ACTION_ID_…
     * @param string|int|null $resourceId
     * @param string|null $identifier comes back with the result
     * @param string $resourceType for example estate
     * @param array<mixed> $parameters
     * @return int handle
     */
    public function call($actionId, $resourceId, $identifier, $resourceType, $parameters)
    {
        return $this->apiCall->callByRawData(
            $actionId,
            $resourceId,
            $identifier,
            $resourceType,
            $parameters
        );
    }

    /**
     * The result that a cache holds for that call; null if none does. Nothing is sent.
     *
     * @return array<string, mixed>|null
     */
    public function callFromCache($actionId, $resourceId, $identifier, $resourceType, $parameters)
    {
        return $this->apiCall->callByRawDataFromCache(
            $actionId,
            $resourceId,
            $identifier,
            $resourceType,
            $parameters
        );
    }

    /**
     * Sends what is queued. Two more arguments are understood, undeclared so that classes which
     * override this method with two still fit: bool $saveToCache = true, whether caches get the
     * results; string $claim = null, the marketplace's claim, sent as extendedclaim.
     *
     * If no answer comes, the queue is as it was, and the next call sends it again, see
     * clearQueueOnFailure(). An action that can never be sent is taken out of it.
     *
     * @param string $token
     * @param string $secret
     * @throws HttpFetchNoResultException if there is no answer, or one without results
     */
    public function sendRequests(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $secret
    ) {
        $more = array_slice(func_get_args(), 2, 2);
        if ($more !== []) {
            array_unshift($more, null);
        }
        $this->apiCall->sendRequests($token, $secret, ...$more);
    }

    /**
     * The result of a call, once; null for a handle that is unknown, failed or has been read.
     *
     * @param int $number handle
     * @return array<string, mixed>|null
     * @throws ApiCallFaultyResponseException if the result lacks what every result has
     */
    public function getResponseArray($number)
    {
        return $this->apiCall->getResponse($number);
    }

    public function addCache(onOfficeSDKCache $pCache)
    {
        $this->apiCall->addCache($pCache);
    }

    /**
     * Adds caches to those that are there.
     *
     * @param onOfficeSDKCache[] $cacheInstances
     */
    public function setCaches(array $cacheInstances)
    {
        array_map([$this, 'addCache'], $cacheInstances);
    }

    public function removeCacheInstances()
    {
        $this->apiCall->removeCacheInstances();
    }

    /**
     * @return array<int, array<string, mixed>> handle => result of every action that failed, of
     *     all sends of this object
     */
    public function getErrors()
    {
        return $this->apiCall->getErrors();
    }

    /**
     * From now on caches keep results apart by token and claim, so that two users of the API do
     * not see each other's. callFromCache() looks for the ones of the token and claim given here;
     * null goes back to the official SDK's way.
     *
     * @param string|null $token
     * @param string|null $claim
     */
    public function setCacheScope(
        #[\SensitiveParameter]
        $token,
        #[\SensitiveParameter]
        $claim = null
    ) {
        $this->apiCall->setCacheScope($token, $claim);
    }

    /**
     * Whether a failed sendRequests() empties the queue. The official SDK keeps it, so that a
     * second call repeats everything, writes that may have been executed included.
     *
     * @param bool $clear
     */
    public function clearQueueOnFailure($clear = true)
    {
        $this->apiCall->clearQueueOnFailure($clear);
    }
}
