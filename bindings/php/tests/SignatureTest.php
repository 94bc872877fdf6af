<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Client;
use Libonoffice\Request;
use Libonoffice\Tests\Support\TestCase;

/**
 * Signatures of version 2.
 *
 * https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/
 */
final class SignatureTest extends TestCase
{
    /**
     * @dataProvider vectors
     */
    public function testVector(
        string $secret,
        int $time,
        string $token,
        string $resourceType,
        string $verb,
        string $hmac
    ): void {
        $request = new Request([['actionid' => $verb, 'resourcetype' => $resourceType]]);
        $body = json_decode($request->sign(new Client($token, $secret), $time), true);
        $action = $body['request']['actions'][0];
        self::assertSame($token, $body['token']);
        self::assertSame($hmac, $action['hmac']);
        self::assertSame($time, $action['timestamp']);
        self::assertSame(2, $action['hmac_version']);
        self::assertSame("urn:onoffice-de-ns:smart:2.5:smartml:action:$verb", $action['actionid']);
    }

    public function vectors(): array
    {
        $secret = self::secret();
        $token = self::TOKEN;
        return [
            [
                'yOJobbhGLXdp90XxvxedFhH7073L9U', 123456789, 'mgjIQkNRnaqggVzy9cZW',
                'estateCategories', 'get', 'dsvg3r4AFcQXges0MZ+3auzQVfnEB39pLkKSgmm9Wvg=',
            ],
            [
                'testsecret', 1646228220, 'testtoken',
                'calendar', 'read', 'w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg=',
            ],
            [
                'dhY8h7FeU9', 123456789, 'dX5hkIIU6W',
                'estateCategories', 'get', 'F9OXyaJv7p+bLkwGDGV7ZUmfYgjH2E24zpsxY5/nVDk=',
            ],
            [
                'SECRET456', 1700000000, 'TOKEN123',
                'estate', 'read', 'wJDygBB5z29lQj0hmEcmKycC39lOBXFLt/vDJ9JrIjk=',
            ],
            [
                'test-secret', 1234567890, 'test-token',
                'address', 'get', '1OhME2RHXcERlTzKF4quUgHZeSs8mwKdvHnkt0s0EwU=',
            ],
            [
                $secret, 1700000000, $token,
                'estate', 'read', 'XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk=',
            ],
            [
                $secret, 1700000000, $token,
                'address', 'create', '1z+ebPXpu8GH2GIIJA+kZ/ClZoQ49SvFrCds9YbZEGs=',
            ],
            [
                $secret, 1700000000, $token,
                'estate', 'modify', 'ZI+MysqgHmuUWYBQCiLmy6PdoUKeawRwfgO/S9sM01Y=',
            ],
            [
                $secret, 1700000000, $token,
                'searchcriteria', 'delete', 'wbA2nta9CukLmpOsHM4MhtwrhqM8piSR2GIX5A+cx1Y=',
            ],
            [
                $secret, 1700000000, $token,
                'idsfromrelation', 'get', 'UXDlk04PlFbGLAOmHr3T4JkBNrdhZ7bIsJQu2E+ffnk=',
            ],
            [
                $secret, 1700000000, $token,
                'uploadfile', 'do', 'b/G2WOtlbL1XZPJceIyvTuie8z60mR0DCHU1b+QHxzY=',
            ],
            [
                $secret, 1700000121, $token,
                'estate', 'read', 'VylQIzQggSPguBThlGx2LNoFVwWg0Ykqn4lbtVwObMc=',
            ],
            [
                $secret, 1700000000, $token,
                '', 'read', 'QILvIT8KXFxmqHbbT1rRNI/5BR0hCuN6h1i8nj3/qkg=',
            ],
        ];
    }

    public function testGoldenBody(): void
    {
        $request = new Request([[
            'actionid' => 'read',
            'resourcetype' => 'calendar',
            'identifier' => null,
            'parameters' => [
                'allusers' => false,
                'dateend' => '25-03-2022 02:17:53',
                'datestart' => '25-03-2022 02:17:53',
                'showcancelled' => true,
            ],
        ]]);
        $body = $request->sign(new Client('testtoken', 'testsecret'), 1646228220);
        self::assertSame(
            '{"token":"testtoken","request":{"actions":[{"actionid":"urn:onoffice-de-ns:smart:2.5:'
            . 'smartml:action:read","identifier":null,"parameters":{"allusers":false,"dateend":"'
            . '25-03-2022 02:17:53","datestart":"25-03-2022 02:17:53","showcancelled":true},'
            . '"resourceid":"","resourcetype":"calendar","timestamp":1646228220,"hmac_version":2,'
            . '"hmac":"w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="}]}}',
            $body
        );
        self::assertSame(382, strlen($body));
    }

    public function testTimeOfNow(): void
    {
        $before = time();
        $request = new Request(['{"actionid":"get","resourcetype":"users"}']);
        $body = json_decode($request->sign(self::rawClient()), true);
        $time = $body['request']['actions'][0]['timestamp'];
        self::assertGreaterThanOrEqual($before, $time);
        self::assertLessThanOrEqual(time(), $time);
    }

    public function testClaimIsAdded(): void
    {
        $client = new Client('token', 'secret', ['extended_claim' => 'the-claim']);
        $request = new Request([
            '{"actionid":"get","resourcetype":"users"}',
            '{"actionid":"get","resourcetype":"users","parameters":{"extendedclaim":"own"}}',
        ]);
        $actions = json_decode($request->sign($client), true)['request']['actions'];
        self::assertSame(['extendedclaim' => 'the-claim'], $actions[0]['parameters']);
        self::assertSame(['extendedclaim' => 'own'], $actions[1]['parameters']);
        self::assertSame('***', $client->getOption('extended_claim'));
    }

    public function testParametersAreSentAsGiven(): void
    {
        $parameters = '{"b": 1.0E+2, "a":"\u00e4\/", "sortby":{"z":"ASC","a":"DESC"}}';
        $request = new Request([
            '{"actionid":"read","resourcetype":"estate","parameters":' . $parameters . '}',
        ]);
        self::assertStringContainsString(
            '"parameters":' . $parameters . ',',
            $request->sign(self::rawClient())
        );
    }
}
