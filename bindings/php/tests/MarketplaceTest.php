<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Client;
use Libonoffice\Exception\ArgumentException;
use Libonoffice\Exception\ExpiredException;
use Libonoffice\Exception\FileException;
use Libonoffice\Exception\OnOfficeException;
use Libonoffice\Exception\SignatureException;
use Libonoffice\Marketplace;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** Signatures of the marketplace, beside what PHP itself makes of the same parameters. */
final class MarketplaceTest extends TestCase
{
    private const SECRET = 'provider-secret';
    private const NOW = 1700000000;

    private const URL = 'https://shop.example.com/shop?timestamp=1700000000&estateId=12'
        . '&imageIds=1%2C2%2C3&text=a~b%20c%2Ad&signature=';
    private const SIGNATURE = '7296ec1a1d0b8afb87f565dacc450ef7e22b93a5f1e3febd0e2d420c1bc19ac3';

    private static function marketplace(): Marketplace
    {
        return new Marketplace(self::SECRET);
    }

    public function testVectorsOfUrls(): void
    {
        $url = 'https://shop.example.com/unlock.php?userId=17&customerWebId=0e0f&apiToken=abc'
            . '&timestamp=1700000000&parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6'
            . '&customerName=M%C3%BCller+Immo&apiClaim=a%2Bb%2Fc_-&signature='
            . '1c925d05f308ab5bd946d875fbec9027b803c38d0c2cc927fd5e694839e14e0f';
        self::assertSame([
            'apiClaim' => 'a+b/c_-',
            'apiToken' => 'abc',
            'customerName' => 'Müller Immo',
            'customerWebId' => '0e0f',
            'parameterCacheId' => '6802c44a-7ac0-4210-a3d4-e5581e3fa0b6',
            'timestamp' => '1700000000',
            'userId' => '17',
        ], self::marketplace()->verify($url, self::NOW));
        self::assertSame([
            'estateId' => '12',
            'imageIds' => '1,2,3',
            'text' => 'a~b c*d',
            'timestamp' => '1700000000',
        ], self::marketplace()->verify(self::URL . self::SIGNATURE, self::NOW + 120));
    }

    /**
     * @dataProvider queries
     */
    public function testTheSignatureIsThatOfPhp(string $query): void
    {
        parse_str($query, $parameters);
        ksort($parameters, SORT_STRING);
        $text = 'https://shop.de/a?' . http_build_query($parameters);
        $signature = hash_hmac('sha256', $text, self::SECRET);
        $url = "https://shop.de:8443/a?$query&signature=$signature#b";
        self::assertSame($parameters, self::marketplace()->verify($url, 0, 0));
        self::caught(SignatureException::class, static function () use ($url) {
            self::marketplace()->verify(strtr($url, ['#b' => '&c=1']), 0, 0);
        });
    }

    public function queries(): array
    {
        $every = implode(array_map('chr', range(0, 255)));
        return [
            ['a=1'],
            ['b=2&a=1&B=3&_=4&b='],
            ['&&a&b&=c&d=='],
            ['a.b=1&a+b=2&%20c=3&d.=4'],
            ['q=%zz%4&r=%&s=100%25&t=a+b%20c%2Bd'],
            ['x=' . urlencode($every)],
            ['x=' . rawurlencode($every)],
            ['Größe=1&%47r%c3%b6%C3%9fe=2'],
            ['a=' . str_repeat('long+', 5000)],
        ];
    }

    public function testFailuresHaveTheirExceptions(): void
    {
        $marketplace = self::marketplace();
        $late = self::caught(ExpiredException::class, static function () use ($marketplace) {
            $marketplace->verify(self::URL . self::SIGNATURE, self::NOW + 121);
        });
        self::assertInstanceOf(SignatureException::class, $late);
        self::assertSame(Status::EXPIRED, $late->status());
        self::caught(ExpiredException::class, static function () use ($marketplace) {
            $marketplace->verify(self::URL . self::SIGNATURE);
        });
        $wrong = self::caught(SignatureException::class, static function () use ($marketplace) {
            $marketplace->verify(self::URL . strrev(self::SIGNATURE), self::NOW);
        });
        self::assertSame(Status::SIGNATURE, $wrong->status());
        foreach (['', '/shop', 'https://shop.de/?a[]=1', "https://shop.de/?a=\0"] as $url) {
            self::caught(ArgumentException::class, static function () use ($marketplace, $url) {
                $marketplace->verify($url, self::NOW);
            });
        }
        self::assertInstanceOf(FileException::class, OnOfficeException::of(Status::FILE, 'gone'));
    }

    public function testVectorsOfOrders(): void
    {
        $order = [
            'products' => [[
                'name' => '3D Rundgang',
                'price' => '49.95',
                'quantity' => 2,
                'circleofusers' => 'customer',
            ]],
            'totalprice' => '99.90',
            'callbackurl' => 'https://www.providershop.de/result.php',
            'parametercacheid' => '6802c44a-7ac0-4210-a3d4-e5581e3fa0b6',
        ];
        $signature = '33fca5f1daf5966400667867ee091715f42c64d1aa9e4735decc54de43b4f761';
        $signed = self::marketplace()->sign($order, self::NOW);
        $expected = $order + ['timestamp' => self::NOW, 'signature' => $signature];
        self::assertSame($expected, json_decode($signed, true));
        self::assertSame($signed, self::marketplace()->sign($signed, self::NOW + 5));
        $before = time();
        $time = json_decode(self::marketplace()->sign($order), true)['timestamp'];
        self::assertGreaterThanOrEqual($before, $time);
        self::assertLessThanOrEqual(time(), $time);
    }

    /**
     * @dataProvider orders
     */
    public function testTheSignatureOfAnOrderIsThatOfPhp(array $order): void
    {
        $signed = json_decode(self::marketplace()->sign($order, self::NOW), true);
        $sorted = $order + ['timestamp' => self::NOW];
        self::sort($sorted);
        $text = http_build_query($sorted, '', '&', PHP_QUERY_RFC3986);
        self::assertSame(hash_hmac('sha256', $text, self::SECRET), $signed['signature']);
    }

    public function orders(): array
    {
        $ascii = implode(array_map('chr', range(0, 127)));
        return [
            [[]],
            [['b' => true, 'a' => false, 'c' => null, 'd' => [], 'e' => [null, 'x', []]]],
            [['timestamp' => '5', 'Z' => -1, 'a' => PHP_INT_MAX, 'text' => $ascii . 'äöü€😀']],
            [['onOfficeType' => 'onOffice.service.refreshParent', $ascii => [$ascii => 'x']]],
            [['list' => array_fill(0, 12, ['b' => 1, 'a' => [[2], 3]]), 'with blank' => '']],
        ];
    }

    private static function sort(array &$values): void
    {
        foreach ($values as &$value) {
            if (is_array($value)) {
                self::sort($value);
            }
        }
        if (array_keys($values) !== array_keys(array_keys($values))) {
            ksort($values, SORT_STRING);
        }
    }

    /**
     * @dataProvider unusableOrders
     */
    public function testUnusableOrders($order, string $part): void
    {
        $exception = self::caught(ArgumentException::class, static function () use ($order) {
            self::marketplace()->sign($order, self::NOW);
        });
        self::assertStringContainsString($part, $exception->getMessage());
    }

    public function unusableOrders(): array
    {
        return [
            [['totalprice' => 99.9], '99.90'],
            [['list' => [1e100]], 'exponent'],
            [['nan' => NAN], '/nan'],
            ['{"a":1,"a":1}', 'twice'],
            ['[]', 'object'],
            [7, 'integer'],
        ];
    }

    public function testACustomerIsActivated(): void
    {
        $query = http_build_query([
            'apiClaim' => 'a/claim',
            'apiToken' => (string) getenv('ONOFFICE_TOKEN'),
            'parameterCacheId' => '6802c44a',
            'timestamp' => time(),
        ]);
        $signature = hash_hmac('sha256', "https://shop.de/unlock?$query", self::SECRET);
        $url = "https://shop.de/unlock?signature=$signature&$query";
        $given = self::marketplace()->verify($url);
        $secret = (string) getenv('ONOFFICE_SECRET');
        $client = new Client($given['apiToken'], $secret, ['extended_claim' => $given['apiClaim']]);
        $result = $client->call('do', 'unlockProvider', [
            'parameterCacheId' => $given['parameterCacheId'],
            'isRegularCustomer' => 1,
        ]);
        self::assertSame('success', $result->records()[0]['success']);
    }

    public function testSecretsHaveRules(): void
    {
        foreach (['', 'two words', "line\n", "nul\0"] as $secret) {
            $exception = self::caught(ArgumentException::class, static function () use ($secret) {
                new Marketplace($secret);
            });
            self::assertStringContainsString('secret', $exception->getMessage());
        }
        self::assertStringNotContainsString(self::SECRET, print_r(self::marketplace(), true));
    }
}
