<?php

declare(strict_types=1);

namespace Libonoffice\Tests;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Exception\ApiException;
use Libonoffice\Exception\TlsException;
use Libonoffice\Status;
use Libonoffice\Tests\Support\TestCase;

/** Calls to the sandbox server over https. */
final class SandboxTest extends TestCase
{
    private const ESTATES = [
        'data' => ['Id', 'objektart', 'kaufpreis', 'ort'],
        'filter' => [
            'status' => [['op' => '=', 'val' => 1]],
            'kaufpreis' => [['op' => '<', 'val' => 300000]],
        ],
        'sortby' => ['kaufpreis' => 'ASC'],
        'listlimit' => 10,
    ];

    public function testReadEstates(): void
    {
        $result = (new Client())->call('read', 'estate', self::ESTATES, '', 'q1');
        self::assertSame('q1', $result->identifier());
        self::assertGreaterThan(10, $result->total());
        $records = $result->records();
        self::assertCount(10, $records);
        $prices = [];
        foreach ($records as $record) {
            self::assertSame('estate', $record->type());
            self::assertSame((string) $record->id(), $record['Id']);
            $prices[] = (float) $record['kaufpreis'];
        }
        $sorted = $prices;
        sort($sorted);
        self::assertSame($sorted, $prices);
        self::assertLessThan(300000, max($prices));
    }

    public function testCreateModifyRead(): void
    {
        $client = new Client();
        $created = $client->call('create', 'address', ['Vorname' => 'Jörg', 'Name' => 'Groß']);
        $id = $created->records()[0]->id();
        self::assertIsInt($id);
        $client->call('modify', 'address', ['Name' => 'Größer €'], $id);
        $read = $client->call('read', 'address', ['data' => ['Vorname', 'Name']], $id);
        self::assertCount(1, $read->records());
        self::assertSame('Größer €', $read->records()[0]['Name']);
        self::assertSame('Jörg', $read->records()[0]['Vorname']);
    }

    public function testQuickSearch(): void
    {
        $client = new Client();
        $town = $client->call('read', 'estate', self::ESTATES)->records()[0]['ort'];
        $result = $client->call('get', 'search', ['input' => $town], 'estate');
        self::assertNotSame([], $result->records());
        self::assertSame($town, $result->records()[0]['city']);
    }

    public function testBatchWithOneFailure(): void
    {
        $response = (new Client())->send([
            new Action('read', 'estate', self::ESTATES, '', 'a'),
            ['actionid' => 'read', 'resourcetype' => 'task', 'identifier' => 'b',
                'parameters' => ['data' => ['Nr'], 'listoffset' => 10]],
            '{"actionid":"get","resourcetype":"users","identifier":"c"}',
        ]);
        self::assertSame(Status::ACTION, $response->status());
        self::assertSame(97, $response->code());
        self::assertCount(3, $response);
        [$estates, $tasks, $users] = $response->results();
        self::assertTrue($estates->ok());
        self::assertSame(Status::API, $tasks->status());
        self::assertSame(144, $tasks->code());
        self::assertSame('b', $tasks->identifier());
        self::assertNotSame('', $tasks->message());
        self::assertTrue($users->ok());
        self::assertNotSame([], $users->records());
    }

    public function testActionErrorIsThrownByCall(): void
    {
        $exception = self::caught(ApiException::class, function () {
            $parameters = ['data' => ['Nr'], 'listoffset' => 10];
            (new Client())->call('read', 'task', $parameters, '', 'mine');
        });
        self::assertSame([144, 144, 0, 'mine', Status::API], [
            $exception->apiCode(), $exception->getCode(), $exception->index(),
            $exception->identifier(), $exception->status(),
        ]);
        self::assertNotSame('', $exception->name());
        self::assertNotSame('', $exception->category());
        self::assertFalse($exception->uncertain());
    }

    public function testWrongTokenGetsAHintAboutItsLength(): void
    {
        $exception = self::caught(ApiException::class, function () {
            (new Client('short', (string) getenv('ONOFFICE_SECRET')))->call('get', 'users');
        });
        self::assertSame(22, $exception->apiCode());
        self::assertStringContainsString('32', $exception->getMessage());
    }

    public function testWrongSecretGetsAHintAboutItsLength(): void
    {
        $exception = self::caught(ApiException::class, function () {
            (new Client((string) getenv('ONOFFICE_TOKEN'), 'short'))->call('get', 'users');
        });
        self::assertContains($exception->apiCode(), [22, 137]);
        self::assertStringContainsString('64', $exception->getMessage());
    }

    public function testConnectionIsReusedOverTls(): void
    {
        $client = new Client();
        $client->call('get', 'users');
        $attempt = $client->call('get', 'users')->response()->trace()['attempts'][0];
        self::assertTrue($attempt['reused']);
    }

    public function testCertificateOfAStranger(): void
    {
        $key = openssl_pkey_new(['private_key_bits' => 2048]);
        $request = openssl_csr_new(['commonName' => 'Stranger'], $key);
        $certificate = openssl_csr_sign($request, null, $key, 1);
        $file = (string) tempnam(sys_get_temp_dir(), 'onoffice');
        openssl_x509_export_to_file($certificate, $file);
        try {
            $exception = self::caught(TlsException::class, function () use ($file) {
                (new Client(null, null, ['ca_file' => $file]))->call('create', 'address');
            });
        } finally {
            unlink($file);
        }
        self::assertFalse($exception->uncertain());
        self::assertSame(0, $exception->httpStatus());
    }

    public function testCaFileThatIsNotThere(): void
    {
        $exception = self::caught(TlsException::class, function () {
            (new Client(null, null, ['ca_file' => '/nowhere/ca.pem']))->call('get', 'users');
        });
        self::assertStringContainsString('/nowhere/ca.pem', $exception->getMessage());
    }

    public function testTlsWithoutVerification(): void
    {
        $options = ['ca_file' => '', 'tls_verify_peer' => false, 'tls_verify_host' => false];
        self::assertTrue((new Client(null, null, $options))->call('get', 'users')->ok());
    }
}
