<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\ErrorCode;
use Libonoffice\Library;
use Libonoffice\Relation;
use Libonoffice\ResourceType;
use Libonoffice\Tests\Support\TestCase;
use Libonoffice\UploadKind;
use Libonoffice\UploadModule;

/** The API's words as constants. */
final class ConstantsTest extends TestCase
{
    public function testErrorCodesAreThoseOfTheLibrary(): void
    {
        $codes = (new \ReflectionClass(ErrorCode::class))->getConstants();
        self::assertGreaterThan(280, count($codes));
        foreach ($codes as $name => $code) {
            self::assertSame($name, Library::load()->errorName($code));
        }
        self::assertSame(22, ErrorCode::NOT_AUTHENTICATED);
    }

    public function testRelations(): void
    {
        $relations = (new \ReflectionClass(Relation::class))->getConstants();
        unset($relations['PREFIX']);
        self::assertCount(63, array_unique($relations));
        $smart = 'urn:onoffice-de-ns:smart:2.5:relationTypes:';
        self::assertSame($smart . 'estate:address:owner', Relation::ESTATE_ADDRESS_OWNER);
        foreach ($relations as $relation) {
            self::assertStringStartsWith($smart, $relation);
        }
    }

    public function testUploads(): void
    {
        $kinds = (new \ReflectionClass(UploadKind::class))->getConstants();
        self::assertCount(22, array_unique($kinds));
        self::assertSame('QR-Code', UploadKind::QR_CODE);
        $modules = (new \ReflectionClass(UploadModule::class))->getConstants();
        $names = ['estate', 'address', 'agentsLog', 'task', 'tmpUpload'];
        self::assertSame($names, array_values($modules));
    }

    public function testResourceTypes(): void
    {
        $types = (new \ReflectionClass(ResourceType::class))->getConstants();
        self::assertSame($types, array_unique($types));
        self::assertSame('estatepictures', ResourceType::ESTATE_PICTURES);
        $client = new Client();
        self::assertTrue($client->send([Action::get(ResourceType::USERS)])->ok());
    }

    /**
     * @dataProvider verbs
     */
    public function testNamedVerbs(Action $action, string $json): void
    {
        self::assertSame($json, $action->json());
    }

    public function verbs(): array
    {
        $json = '{"actionid":"%s","resourceid":%s,"resourcetype":"x","identifier":"%s",'
            . '"parameters":%s}';
        $one = ['a' => 1];
        return [
            [Action::read('x', $one, 5, 'q'), sprintf($json, 'read', '5', 'q', '{"a":1}')],
            [Action::read('x'), sprintf($json, 'read', '""', '', '[]')],
            [Action::create('x', $one, 'q'), sprintf($json, 'create', '""', 'q', '{"a":1}')],
            [Action::modify('x', '5', $one), sprintf($json, 'modify', '"5"', '', '{"a":1}')],
            [Action::delete('x', 5), sprintf($json, 'delete', '5', '', '[]')],
            [Action::get('x', $one, 'estate'), sprintf($json, 'get', '"estate"', '', '{"a":1}')],
            [Action::do('x', $one), sprintf($json, 'do', '""', '', '{"a":1}')],
        ];
    }

    public function testPartsOfAnAction(): void
    {
        $action = new Action('read', 'estate', ['b' => new \stdClass(), 'a' => 1.5], 7, 'q');
        self::assertSame(['read', 'estate', '7'], [
            $action->verb(), $action->resourceType(), $action->resourceId(),
        ]);
        self::assertSame($action->json(), $action->withParameters($action->parameters())->json());
        $urn = new Action('urn:onoffice-de-ns:smart:2.5:smartml:action:get', 'users');
        self::assertSame('get', $urn->verb());
    }
}
