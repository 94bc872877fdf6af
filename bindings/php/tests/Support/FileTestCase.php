<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use Libonoffice\Action;
use Libonoffice\Client;
use Libonoffice\Result;

/** Has a folder for files, and an estate that takes them. */
abstract class FileTestCase extends TestCase
{
    protected const TEMPLATE = 'urn:onoffice-de-ns:smart:2.5:pdf:expose:kurz:design02Expose';

    private static ?int $estateId = null;

    private string $folder;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/onoffice-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
    }

    protected function tearDown(): void
    {
        foreach ($this->files() as $name) {
            unlink("$this->folder/$name");
        }
        rmdir($this->folder);
    }

    /** A path in the folder of this test. */
    protected function path(string $name): string
    {
        return "$this->folder/$name";
    }

    /**
     * @return list<string> what is in the folder
     */
    protected function files(): array
    {
        return array_values(array_diff(scandir($this->folder) ?: [], ['.', '..']));
    }

    protected static function estateId(): int
    {
        if (self::$estateId === null) {
            $list = Action::read('estate', ['data' => ['Id'], 'listlimit' => 1]);
            self::$estateId = (new Client())->send([$list])->result(0)->records()[0]->id();
        }
        return self::$estateId;
    }

    /**
     * @return array<string, mixed> what makes an upload a file of that estate
     */
    protected static function estate(): array
    {
        $id = self::estateId();
        return ['module' => 'estate', 'relatedRecordId' => $id, 'Art' => 'Dokument'];
    }

    protected static function fileId(Result $upload): int
    {
        return (int) $upload->records()[0]['fileId'];
    }
}
