<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Sdk;

use Libonoffice\ErrorCode;
use Libonoffice\Tests\Support\TestCase;
use onOffice\SDK\onOfficeSDK;

/** The drop-in against the sandbox over https, which checks signatures as the API does. */
final class SandboxTest extends TestCase
{
    private onOfficeSDK $sdk;

    protected function setUp(): void
    {
        $this->sdk = new onOfficeSDK();
        $this->sdk->setApiServer(getenv('ONOFFICE_URL'));
        $this->sdk->setApiCurlOptions([
            CURLOPT_CAINFO => getenv('ONOFFICE_CA_FILE'),
            CURLOPT_SSL_VERIFYPEER => true,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
        ]);
    }

    public function testBatchOfGoodAndBad(): void
    {
        $estates = $this->sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'estate', [
            'data' => ['Id', 'ort', 'kaufpreis'],
            'filter' => ['status' => [['op' => '=', 'val' => 1]]],
            'listlimit' => 5,
            'formatoutput' => true,
        ]);
        $tasks = $this->sdk->callGeneric(onOfficeSDK::ACTION_ID_READ, 'task', [
            'data' => ['Nr'],
            'listoffset' => 10,
        ]);
        $fields = $this->sdk->call(onOfficeSDK::ACTION_ID_GET, '', null, 'fields', [
            'labels' => true,
            'language' => 'DEU',
            'modules' => [onOfficeSDK::MODULE_ESTATE],
        ]);
        $this->send();
        self::assertCount(5, $this->sdk->getResponseArray($estates)['data']['records']);
        self::assertNotSame([], $this->sdk->getResponseArray($fields)['data']['records']);
        self::assertNull($this->sdk->getResponseArray($tasks));
        $error = $this->sdk->getErrors()[$tasks];
        self::assertSame(ErrorCode::INPUT_FIELD_INVALID, $error['status']['errorcode']);
        self::assertSame([$tasks], array_keys($this->sdk->getErrors()));
    }

    public function testCreateModifyRead(): void
    {
        $name = ['Vorname' => 'Jörg', 'Name' => 'Groß/€'];
        $id = $this->one(onOfficeSDK::ACTION_ID_CREATE, '', 'address', $name)['id'];
        $this->one(onOfficeSDK::ACTION_ID_MODIFY, $id, 'address', ['Name' => 'Größer']);
        $read = ['data' => ['Vorname', 'Name']];
        $record = $this->one(onOfficeSDK::ACTION_ID_READ, $id, 'address', $read);
        $elements = array_intersect_key($record['elements'], $name);
        self::assertEquals(['Vorname' => 'Jörg', 'Name' => 'Größer'], $elements);
    }

    public function testWrongSecret(): void
    {
        $handle = $this->sdk->callGeneric(onOfficeSDK::ACTION_ID_GET, 'users', []);
        $codes = [ErrorCode::NOT_AUTHENTICATED, ErrorCode::HMAC_INVALID];
        try {
            $this->sdk->sendRequests(getenv('ONOFFICE_TOKEN'), 'wrong');
            $code = $this->sdk->getErrors()[$handle]['status']['errorcode'];
        } catch (\onOffice\SDK\Exception\HttpFetchNoResultException $exception) {
            $code = $exception->getCode();
            self::assertNotSame('', $exception->getMessage());
        }
        self::assertContains($code, $codes);
        self::assertNull($this->sdk->getResponseArray($handle));
    }

    /**
     * @param string|int $resourceId
     * @param array<string, mixed> $parameters
     * @return array<string, mixed> the first record
     */
    private function one(string $verb, $resourceId, string $type, array $parameters): array
    {
        $handle = $this->sdk->call($verb, $resourceId, 'q', $type, $parameters);
        $this->send();
        $result = $this->sdk->getResponseArray($handle);
        self::assertIsArray($result, (string) json_encode($this->sdk->getErrors()));
        self::assertSame('q', $result['identifier']);
        return $result['data']['records'][0] ?? [];
    }

    private function send(): void
    {
        $this->sdk->sendRequests(getenv('ONOFFICE_TOKEN'), getenv('ONOFFICE_SECRET'));
    }
}
