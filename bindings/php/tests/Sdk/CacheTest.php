<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\Tests\Support\ArrayCache;
use Libonoffice\Tests\Support\ArrayPool;
use Libonoffice\Tests\Support\SdkTestCase;
use onOffice\SDK\Cache\Psr16Cache;
use onOffice\SDK\internal\ApiAction;
use onOffice\SDK\internal\Request;
use onOffice\SDK\onOfficeSDK;

/** Caches: what they are asked, what they are given, and what their answers are worth. */
final class CacheTest extends SdkTestCase
{
    public function testSecondSendComesFromTheCache(): void
    {
        $cache = new ArrayCache();
        $first = self::cached($cache);
        $handle = self::read($first);
        self::answerWith([self::result()]);
        self::send($first);
        $second = self::cached($cache);
        $again = self::read($second);
        self::send($second);
        self::assertCount(1, self::server()->requests());
        self::assertSame(self::result(), $second->getResponseArray($again));
        self::assertNull($second->getResponseArray($again));
        self::assertSame(self::result(), $first->getResponseArray($handle));
    }

    public function testKeyAndValueAreThoseOfTheOfficialSdk(): void
    {
        $cache = new ArrayCache();
        $sdk = self::cached($cache);
        $parameters = ['z' => 1, 'data' => ['Id']];
        $sdk->call(onOfficeSDK::ACTION_ID_READ, '5', null, 'estate', $parameters);
        self::answerWith([self::result()]);
        self::send($sdk);
        $key = [
            'actionid' => onOfficeSDK::ACTION_ID_READ,
            'identifier' => null,
            'parameters' => ['data' => ['Id'], 'z' => 1],
            'resourceid' => '5',
            'resourcetype' => 'estate',
            'timestamp' => null,
        ];
        self::assertSame([$key], $cache->asked);
        self::assertSame([$key], $cache->written);
        self::assertSame([serialize(self::result())], array_values($cache->entries));
    }

    public function testOnlyGoodAndCacheableResultsAreWrittenInOrder(): void
    {
        $cache = new ArrayCache();
        $sdk = self::cached($cache);
        foreach (['a', 'b', 'c', 'd', 'e'] as $identifier) {
            self::read($sdk, $identifier);
        }
        self::answerWith([
            self::result(),
            self::result(['cacheable' => false]),
            self::result(['status' => ['errorcode' => 5]]),
            self::result(['data' => null]),
            self::result(['cacheable' => 1]),
        ]);
        self::send($sdk);
        self::assertSame(['a', 'e'], array_column($cache->written, 'identifier'));
    }

    public function testHitsAreNotWrittenAgainAndMissesAreSentAlone(): void
    {
        $cache = new ArrayCache();
        $sdk = self::cached($cache);
        self::read($sdk, 'a');
        self::answerWith([self::result()]);
        self::send($sdk);
        $hit = self::read($sdk, 'a');
        $miss = self::read($sdk, 'b');
        self::answerWith([self::result(['identifier' => 'new'])]);
        self::send($sdk);
        $sent = json_decode(self::server()->requests()[1]['body'], true)['request']['actions'];
        self::assertSame(['b'], array_column($sent, 'identifier'));
        self::assertSame(['a', 'b'], array_column($cache->written, 'identifier'));
        self::assertSame('', $sdk->getResponseArray($hit)['identifier']);
        self::assertSame('new', $sdk->getResponseArray($miss)['identifier']);
    }

    public function testTheFirstCacheThatKnowsAnswersAndAllAreWritten(): void
    {
        [$first, $second] = [new ArrayCache(), new ArrayCache()];
        $second->answer = serialize(self::result(['identifier' => 'second']));
        $sdk = self::sdk();
        $sdk->setCaches([$first, $second]);
        $handle = self::read($sdk);
        self::send($sdk);
        self::assertSame('second', $sdk->getResponseArray($handle)['identifier']);
        self::assertCount(1, $first->asked);
        $second->answer = null;
        self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertCount(1, $first->written);
        self::assertCount(1, $second->written);
    }

    public function testSetCachesAppends(): void
    {
        $cache = new ArrayCache();
        $sdk = self::sdk();
        $sdk->setCaches([$cache]);
        $sdk->setCaches([$cache]);
        self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertCount(2, $cache->asked);
        self::assertCount(2, $cache->written);
        $sdk->removeCacheInstances();
        self::read($sdk);
        self::send($sdk);
        self::assertCount(2, $cache->asked);
    }

    /**
     * @dataProvider misses
     * @param mixed $answer
     */
    public function testWhatIsNoResultIsAMiss($answer): void
    {
        $cache = new ArrayCache();
        $cache->answer = $answer;
        $sdk = self::cached($cache);
        $handle = self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertCount(1, self::server()->requests());
        self::assertSame(self::result(), $sdk->getResponseArray($handle));
    }

    public function misses(): array
    {
        return [
            'empty' => [''],
            'serialized null' => [serialize(null)],
            'serialized false' => [serialize(false)],
            'garbage' => ['a:7:{garbage'],
            'zero' => ['0'],
            'a number' => [serialize(5)],
            'an object' => [serialize(new \ArrayObject())],
            'not even text' => [['actionid' => 'x']],
            'no members' => [serialize([])],
            'no data' => [serialize(self::result(['data' => null]))],
        ];
    }

    public function testGarbageIsAMissForErrorHandlersThatThrow(): void
    {
        $cache = new ArrayCache();
        $cache->answer = 'a:7:{garbage';
        $sdk = self::cached($cache);
        $handle = self::read($sdk);
        self::answerWith([self::result()]);
        set_error_handler(static function (int $level, string $message): bool {
            throw new \ErrorException($message);
        });
        try {
            self::send($sdk);
        } finally {
            restore_error_handler();
        }
        self::assertSame(self::result(), $sdk->getResponseArray($handle));
    }

    public function testNoObjectsAreMadeOfWhatACacheHolds(): void
    {
        $cache = new ArrayCache();
        $cache->answer = serialize(self::result(['data' => [new \SplObjectStorage()]]));
        $sdk = self::cached($cache);
        $handle = self::read($sdk);
        self::send($sdk);
        $object = $sdk->getResponseArray($handle)['data'][0];
        self::assertSame('__PHP_Incomplete_Class', get_class($object));
    }

    public function testNothingIsSentAgainBecauseACacheFails(): void
    {
        $cache = new ArrayCache();
        $cache->isFull = true;
        $sdk = self::cached($cache);
        $handle = $sdk->call(onOfficeSDK::ACTION_ID_CREATE, '', '', 'address', ['Name' => 'x']);
        self::answerWith([self::result()]);
        try {
            self::send($sdk);
            self::fail('The exception of the cache is lost');
        } catch (\LogicException $failure) {
            self::assertSame('full', $failure->getMessage());
        }
        self::send($sdk);
        self::assertCount(1, self::server()->requests());
        self::assertSame(self::result(), $sdk->getResponseArray($handle));
    }

    public function testThirdArgumentKeepsResultsOutOfTheCache(): void
    {
        $cache = new ArrayCache();
        $sdk = self::cached($cache);
        self::read($sdk);
        self::answerWith([self::result()]);
        $sdk->sendRequests(self::TOKEN, self::secret(), false);
        self::assertCount(1, $cache->asked);
        self::assertSame([], $cache->written);
        self::read($sdk);
        $sdk->sendRequests(self::TOKEN, self::secret(), true);
        self::assertCount(1, $cache->written);
    }

    public function testCallFromCache(): void
    {
        $cache = new ArrayCache();
        $sdk = self::cached($cache);
        $call = [onOfficeSDK::ACTION_ID_READ, '', 'i', 'estate', ['data' => ['Id']]];
        self::assertNull($sdk->callFromCache(...$call));
        self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertSame(self::result(), $sdk->callFromCache(...$call));
        self::send($sdk);
        self::assertCount(1, self::server()->requests(), 'callFromCache() queued something');
    }

    /** As the WordPress plugin does when it renews its cache. */
    public function testEntriesThatOthersWroteAreRead(): void
    {
        $cache = new ArrayCache();
        $parameters = ['listlimit' => 500, 'data' => ['Id']];
        $action = new ApiAction(onOfficeSDK::ACTION_ID_READ, 'estate', $parameters, '', null);
        $request = new Request($action);
        $key = $request->getApiAction()->getActionParameters();
        $entry = self::result(['raw' => ['data' => []], 'types' => ['Id' => 'integer']]);
        $cache->write($key, serialize($entry));
        $sdk = self::cached($cache);
        $call = [onOfficeSDK::ACTION_ID_READ, '', null, 'estate', $parameters];
        self::assertSame($entry, $sdk->callFromCache(...$call));
        $handle = $sdk->call(...$call);
        self::send($sdk);
        self::assertSame($entry, $sdk->getResponseArray($handle));
        self::assertSame([], self::server()->requests());
    }

    public function testAnotherTokenGetsTheSameUnlessScoped(): void
    {
        $cache = new ArrayCache();
        $ask = static function (string $token, bool $scoped, ?string $claim = null) use ($cache) {
            $sdk = self::cached($cache);
            if ($scoped) {
                $sdk->setCacheScope($token, $claim);
            }
            self::server()->forget();
            self::read($sdk);
            self::answerWith([self::result()]);
            $sdk->sendRequests($token, 'secret', true, $claim);
            return count(self::server()->requests());
        };
        self::assertSame([1, 0, 0], [$ask('a', false), $ask('a', false), $ask('b', false)]);
        self::assertSame([1, 0, 1], [$ask('a', true), $ask('a', true), $ask('b', true)]);
        self::assertSame([1, 0], [$ask('a', true, 'claim'), $ask('a', true, 'claim')]);
        self::assertArrayNotHasKey('scope', $cache->written[0]);
        self::assertSame(64, strlen($cache->written[1]['scope']));
    }

    public function testCallFromCacheLooksIntoTheScope(): void
    {
        $cache = new ArrayCache();
        $sdk = self::cached($cache);
        $call = [onOfficeSDK::ACTION_ID_READ, '', 'i', 'estate', ['data' => ['Id']]];
        $sdk->setCacheScope(self::TOKEN);
        self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertSame(self::result(), $sdk->callFromCache(...$call));
        $sdk->setCacheScope('another');
        self::assertNull($sdk->callFromCache(...$call));
        $sdk->setCacheScope(null);
        self::assertNull($sdk->callFromCache(...$call));
    }

    public function testPsr16(): void
    {
        $pool = new ArrayPool();
        $cache = new Psr16Cache(['pool' => $pool, 'ttl' => 60]);
        $sdk = self::cached($cache);
        self::read($sdk);
        self::answerWith([self::result()]);
        self::send($sdk);
        self::assertSame(60, $pool->ttl);
        self::assertCount(1, $pool->entries);
        $handle = self::read($sdk);
        self::send($sdk);
        self::assertCount(1, self::server()->requests());
        self::assertSame(self::result(), $sdk->getResponseArray($handle));
        $cache->cleanup();
        self::assertCount(1, $pool->entries);
        $cache->clearAll();
        self::assertSame([], $pool->entries);
    }

    public function testPsr16Options(): void
    {
        $pool = new ArrayPool();
        $cache = new Psr16Cache(['pool' => $pool, 'prefix' => 'mine_', 'ttl' => null]);
        self::assertTrue($cache->write(['x'], 'value'));
        self::assertStringStartsWith('mine_', (string) key($pool->entries));
        self::assertNull($pool->ttl);
        (new Psr16Cache(['pool' => $pool]))->write(['x'], 'value');
        self::assertSame(3600, $pool->ttl);
        $this->expectExceptionMessage('Option pool takes a PSR-16 cache');
        new Psr16Cache(['pool' => new \stdClass()]);
    }

    private static function cached(\onOffice\SDK\Cache\onOfficeSDKCache $cache): onOfficeSDK
    {
        $sdk = self::sdk();
        $sdk->addCache($cache);
        return $sdk;
    }
}
