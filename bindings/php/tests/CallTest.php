<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Call\Addresses;
use Libonoffice\Call\Appointments;
use Libonoffice\Call\Estates;
use Libonoffice\Call\Files;
use Libonoffice\Call\Group;
use Libonoffice\Call\Marketplace;
use Libonoffice\Call\Messenger;
use Libonoffice\Client;
use Libonoffice\Exception\ApiException;
use Libonoffice\Tests\Support\TestCase;

/** The calls of the API as named constructors. */
final class CallTest extends TestCase
{
    private const GENERAL = ['resourceId', 'identifier', 'others'];

    /**
     * @return array<string, array{0: \ReflectionMethod}>
     */
    public function methods(): array
    {
        $methods = [];
        foreach (glob(dirname(__DIR__) . '/src/Call/*.php') ?: [] as $file) {
            $class = 'Libonoffice\Call\\' . basename($file, '.php');
            if (!is_subclass_of($class, Group::class)) {
                continue;
            }
            $found = (new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC);
            foreach ($found as $method) {
                $methods["$class::{$method->name}"] = [$method];
            }
        }
        return $methods;
    }

    public function testEveryCallIsThere(): void
    {
        self::assertCount(96, $this->methods());
    }

    /**
     * @dataProvider methods
     */
    public function testACallSendsWhatItIsGiven(\ReflectionMethod $method): void
    {
        $all = $mandatory = $arguments = [];
        foreach ($method->getParameters() as $parameter) {
            $value = $this->value($parameter);
            $arguments[] = $value;
            if (!in_array($parameter->name, self::GENERAL, true)) {
                $all[$parameter->name] = $value;
                if (!$parameter->isOptional()) {
                    $mandatory[$parameter->name] = $value;
                }
            }
        }
        $action = $method->invokeArgs(null, $arguments);
        self::assertInstanceOf(Action::class, $action);
        self::assertStringStartsWith($action->verb(), $method->name);
        self::assertSame(json_encode($all + ['later' => null]), json_encode($action->parameters()));
        self::assertStringContainsString('"identifier":"label"', $action->json());

        $least = array_slice($arguments, 0, $method->getNumberOfRequiredParameters());
        $action = $method->invokeArgs(null, $least);
        self::assertSame(
            json_encode((object) $mandatory),
            json_encode((object) $action->parameters())
        );
    }

    /**
     * @return mixed
     */
    private function value(\ReflectionParameter $parameter)
    {
        $known = ['resourceId' => '7', 'identifier' => 'label', 'others' => ['later' => null]];
        if (isset($known[$parameter->name])) {
            return $known[$parameter->name];
        }
        $type = $parameter->getType();
        $values = ['int' => 5, 'bool' => false, 'array' => ['a', 'b']];
        return $values[$type instanceof \ReflectionNamedType ? $type->getName() : ''] ?? 'text';
    }

    public function testWordsAndNullAsResourceIds(): void
    {
        self::assertSame('estate', Estates::getFile(12)->resourceId());
        self::assertSame('address', Addresses::getFile(12)->resourceId());
        self::assertSame('appointment', Appointments::getFile(12)->resourceId());
        self::assertStringContainsString('"resourceid":null', Files::doUploadFile('AAAA')->json());
        self::assertStringContainsString('"resourceid":17', Estates::readEstate(17)->json());
    }

    public function testNothingSecretIsInATrace(): void
    {
        $action = Marketplace::doUnlockProvider('cache', 1, 'claim of the customer');
        self::assertStringContainsString('claim of the customer', $action->json());
        $shown = print_r($action->__debugInfo(), true);
        self::assertStringNotContainsString('claim of the customer', $shown);
        $method = new \ReflectionMethod(Marketplace::class, 'doUnlockProvider');
        $text = (string) file_get_contents((string) $method->getFileName());
        $declared = "#[\\SensitiveParameter]\n        ?string \$extendedclaim";
        self::assertStringContainsString($declared, $text);
    }

    public function testTheSandboxAnswers(): void
    {
        $client = new Client();
        $found = $client->execute(Estates::readEstate('', ['Id', 'ort']));
        self::assertCount(20, $found->records());
        $created = $client->execute(self::address());
        self::assertGreaterThan(0, $created->records()[0]->id());
        $error = self::caught(ApiException::class, static function () use ($client): void {
            $client->execute(Messenger::readMessengerChatRoomParticipants('no room'));
        });
        self::assertGreaterThan(0, $error->apiCode());
    }

    private static function address(): Action
    {
        $method = new \ReflectionMethod(Addresses::class, 'createAddress');
        $arguments = array_fill(0, $method->getNumberOfParameters() - 2, null);
        $others = ['Name' => 'Müller', 'Ort' => 'Köln'];
        return $method->invokeArgs(null, [...$arguments, '', $others]);
    }
}
