<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\Cache\onOfficeSDKCache;
use onOffice\SDK\Exception\ApiCallFaultyResponseException;
use onOffice\SDK\Exception\ApiCallNoActionParametersException;
use onOffice\SDK\Exception\HttpFetchNoResultException;
use onOffice\SDK\Exception\SDKException;
use onOffice\SDK\internal\ApiAction;
use onOffice\SDK\internal\ApiCall;
use onOffice\SDK\internal\HttpFetch;
use onOffice\SDK\internal\Request;
use onOffice\SDK\internal\Response;
use onOffice\SDK\onOfficeSDK;

/** Names and signatures, on which programs and their subclasses depend. */
final class SurfaceTest extends SdkTestCase
{
    private const SMART = 'urn:onoffice-de-ns:smart:2.5:';

    private const CONSTANTS = [
        'ACTION_ID_READ' => self::SMART . 'smartml:action:read',
        'ACTION_ID_CREATE' => self::SMART . 'smartml:action:create',
        'ACTION_ID_MODIFY' => self::SMART . 'smartml:action:modify',
        'ACTION_ID_GET' => self::SMART . 'smartml:action:get',
        'ACTION_ID_DO' => self::SMART . 'smartml:action:do',
        'ACTION_ID_DELETE' => self::SMART . 'smartml:action:delete',
        'RELATION_TYPE_BUYER' => self::SMART . 'relationTypes:estate:address:buyer',
        'RELATION_TYPE_TENANT' => self::SMART . 'relationTypes:estate:address:renter',
        'RELATION_TYPE_OWNER' => self::SMART . 'relationTypes:estate:address:owner',
        'RELATION_TYPE_CONTACT_BROKER' =>
            self::SMART . 'relationTypes:estate:address:contactPerson',
        'RELATION_TYPE_CONTACT_PERSON' =>
            self::SMART . 'relationTypes:estate:address:contactPersonAll',
        'RELATION_TYPE_COMPLEX_ESTATE_UNITS' => self::SMART . 'relationTypes:complex:estate:units',
        'RELATION_TYPE_ESTATE_ADDRESS_OWNER' => self::SMART . 'relationTypes:estate:address:owner',
        'MODULE_ADDRESS' => 'address',
        'MODULE_ESTATE' => 'estate',
        'MODULE_SEARCHCRITERIA' => 'searchcriteria',
    ];

    /** Class => method => parameters, "=" in front of a default. */
    private const METHODS = [
        onOfficeSDK::class => [
            '__construct' => 'ApiCall apiCall=NULL',
            'setApiVersion' => 'apiVersion',
            'setApiServer' => 'server',
            'setApiCurlOptions' => 'curlOptions',
            'callGeneric' => 'actionId, resourceType, parameters',
            'call' => 'actionId, resourceId, identifier, resourceType, parameters',
            'sendRequests' => 'token, secret',
            'getResponseArray' => 'number',
            'addCache' => 'onOfficeSDKCache pCache',
            'setCaches' => 'array cacheInstances',
            'removeCacheInstances' => '',
            'getErrors' => '',
        ],
        onOfficeSDKCache::class => [
            '__construct' => 'array options',
            'getHttpResponseByParameterArray' => 'array parameters',
            'write' => 'array parameters, value',
            'cleanup' => '',
            'clearAll' => '',
        ],
        HttpFetchNoResultException::class => [
            'getCurlErrno' => '',
            'setCurlErrno' => 'errno',
        ],
        ApiCall::class => [
            'callByRawData' => 'actionId, resourceId, identifier, resourceType, parameters=array()',
            'sendRequests' => 'token, secret, HttpFetch httpFetch=NULL',
            'setCurlOptions' => 'curlOptions',
            'getResponse' => 'handle',
            'setApiVersion' => 'apiVersion',
            'setServer' => 'server',
            'getErrors' => '',
            'addCache' => 'onOfficeSDKCache pCache',
            'removeCacheInstances' => '',
        ],
        ApiAction::class => [
            '__construct' => "actionid, resourceType, parameters, resourceId='', identifier='', "
                . 'timestamp=NULL',
            'getActionParameters' => '',
            'getIdentifier' => '',
        ],
        Request::class => [
            '__construct' => 'ApiAction pApiAction',
            'createRequest' => 'token, secret',
            'getRequestId' => '',
            'getApiAction' => '',
        ],
        Response::class => [
            '__construct' => 'Request pRequest, array responseData',
            'isValid' => '',
            'isCacheable' => '',
            'getRequest' => '',
            'getResponseData' => '',
        ],
        HttpFetch::class => [
            '__construct' => 'url, postData',
            'setCurlOptions' => 'curlOptions',
            'send' => '',
        ],
    ];

    public function testConstants(): void
    {
        $class = new \ReflectionClass(onOfficeSDK::class);
        self::assertSame(self::CONSTANTS, $class->getConstants());
    }

    /**
     * @dataProvider methods
     * @param array<string, string> $wanted
     */
    public function testMethods(string $class, array $wanted): void
    {
        $reflection = new \ReflectionClass($class);
        self::assertFalse($reflection->isFinal());
        foreach ($wanted as $name => $parameters) {
            $method = $reflection->getMethod($name);
            self::assertTrue($method->isPublic(), $name);
            self::assertFalse($method->isFinal() || $method->isStatic(), $name);
            self::assertFalse($method->hasReturnType(), $name);
            $found = array_map([self::class, 'parameter'], $method->getParameters());
            self::assertSame($parameters, implode(', ', $found), $name);
        }
        foreach ($reflection->getProperties() as $property) {
            // A mock skips the constructor, and a property with a type would then be unset.
            self::assertTrue($property->isPrivate() || $property->class !== $class);
            self::assertTrue(!$property->hasType() || $property->class !== $class);
        }
    }

    public function methods(): array
    {
        $cases = [];
        foreach (self::METHODS as $class => $methods) {
            $cases[$class] = [$class, $methods];
        }
        return $cases;
    }

    private static function parameter(\ReflectionParameter $parameter): string
    {
        $type = $parameter->getType();
        $words = $type instanceof \ReflectionNamedType ? explode('\\', $type->getName()) : [];
        $text = ltrim(end($words) . ' ') . $parameter->getName();
        if (!$parameter->isOptional()) {
            return $text;
        }
        $default = var_export($parameter->getDefaultValue(), true);
        return $text . '=' . preg_replace('~\s~', '', $default);
    }

    public function testPropertiesThatProgramsLookInto(): void
    {
        $names = ['_requestQueue', '_responses', '_errors', '_apiVersion', '_caches', '_server',
            '_curlOptions'];
        $defaults = (new \ReflectionClass(ApiCall::class))->getDefaultProperties();
        self::assertSame([[], [], [], 'stable', [], null, []], array_map(
            static function (string $name) use ($defaults) {
                return $defaults[$name];
            },
            $names
        ));
    }

    public function testExceptions(): void
    {
        self::assertTrue((new \ReflectionClass(SDKException::class))->isAbstract());
        $exceptions = [new HttpFetchNoResultException(), new ApiCallFaultyResponseException('x'),
            new ApiCallNoActionParametersException()];
        foreach ($exceptions as $exception) {
            self::assertInstanceOf(SDKException::class, $exception);
            self::assertSame(\Exception::class, get_parent_class(SDKException::class));
        }
        self::assertNull($exceptions[0]->getCurlErrno());
        self::assertNull($exceptions[0]->setCurlErrno(7));
        self::assertSame(7, $exceptions[0]->getCurlErrno());
        self::assertSame('x', $exceptions[1]->getMessage());
    }

    public function testSettersReturnNull(): void
    {
        $sdk = self::sdk();
        self::assertNull($sdk->setApiVersion('latest'));
        self::assertNull($sdk->setApiServer('https://example.org/'));
        self::assertNull($sdk->setApiCurlOptions([]));
        self::assertNull($sdk->setCaches([]));
        self::assertNull($sdk->removeCacheInstances());
        self::assertNull($sdk->sendRequests('t', 's'));
    }

    public function testServerIsSetOnceByTheConstructor(): void
    {
        $apiCall = $this->createMock(ApiCall::class);
        $apiCall->expects(self::once())->method('setServer')->with('https://api.onoffice.de/api/');
        new onOfficeSDK($apiCall);
    }

    public function testTwoArgumentsArePassedOnAsTwo(): void
    {
        $apiCall = new class extends ApiCall {
            /** @var list<mixed> */
            public $seen = [];

            public function sendRequests($token, $secret, ?HttpFetch $httpFetch = null)
            {
                $this->seen[] = func_get_args();
            }
        };
        $sdk = new onOfficeSDK($apiCall);
        $sdk->sendRequests('t', 's');
        $sdk->sendRequests('t', 's', false, 'claim');
        self::assertSame([['t', 's'], ['t', 's', null, false, 'claim']], $apiCall->seen);
    }

    public function testOverridesWithTwoArgumentsStillFit(): void
    {
        $sdk = new class extends onOfficeSDK {
            public function sendRequests($token, $secret)
            {
                return 'mine';
            }

            public function call($a, $b, $c, $d, $e)
            {
                return -5;
            }
        };
        self::assertSame('mine', $sdk->sendRequests('t', 's'));
        self::assertSame(-5, $sdk->callGeneric('a', 'b', []));
    }

    public function testIdentifierOfAnAction(): void
    {
        $parameters = ['param1' => 'value1', ['param2' => 'value2', 'param3' => 'value3']];
        $plain = new ApiAction('someId', 'someResource', $parameters);
        // ksort() puts integers before words since PHP 8.2.
        $start = PHP_VERSION_ID >= 80200 ? '8c8a08db' : '3e6d7c27';
        self::assertStringStartsWith($start, $plain->getIdentifier());
        $ids = ['someResourceId', 'someIdentifier'];
        $full = new ApiAction('someId', 'someResource', $parameters, $ids[0], $ids[1], 123);
        $start = PHP_VERSION_ID >= 80200 ? '792d0a76' : '8e09009c';
        self::assertStringStartsWith($start, $full->getIdentifier());
        self::assertSame(
            ['actionid', 'identifier', 'parameters', 'resourceid', 'resourcetype', 'timestamp'],
            array_keys($plain->getActionParameters())
        );
    }

    public function testParametersMustBeAnArray(): void
    {
        $this->expectException(\TypeError::class);
        self::sdk()->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', 'all');
    }
}
