<?php

declare(strict_types=1);

namespace Libonoffice\Benchmarks;

/**
 * A certificate for this machine, and a bundle of the system's authorities and the one that
 * signed it: so that all have as much to read as with a server on the internet.
 */
final class Authority
{
    private const SYSTEM = '/etc/ssl/certs/ca-certificates.crt';

    private string $folder;

    public function __construct(string $folder)
    {
        $this->folder = $folder;
        file_put_contents("$folder/openssl.cnf", "[req]\ndistinguished_name = name\n[name]\n"
            . "[authority]\nbasicConstraints = critical,CA:TRUE\n"
            . "[server]\nbasicConstraints = CA:FALSE\nsubjectAltName = IP:127.0.0.1\n");
        $key = ['private_key_bits' => 2048, 'config' => "$folder/openssl.cnf"];
        $authorityKey = openssl_pkey_new($key);
        $authority = $this->sign('Benchmark authority', $authorityKey, null, $authorityKey);
        $serverKey = openssl_pkey_new($key);
        $server = $this->sign('127.0.0.1', $serverKey, $authority, $authorityKey);
        openssl_x509_export($authority, $authorityText);
        openssl_x509_export($server, $serverText);
        openssl_pkey_export($serverKey, $keyText, null, $key);
        file_put_contents("$folder/server.pem", $serverText . $keyText);
        file_put_contents("$folder/bundle.pem", file_get_contents(self::SYSTEM) . $authorityText);
    }

    /** Certificate and key. */
    public function server(): string
    {
        return "$this->folder/server.pem";
    }

    /** Certificates to trust. */
    public function bundle(): string
    {
        return "$this->folder/bundle.pem";
    }

    /**
     * @param mixed $key of the new certificate
     * @param mixed $authority null for one that signs itself
     * @param mixed $authorityKey
     * @return mixed the certificate
     */
    private function sign(string $name, $key, $authority, $authorityKey)
    {
        $options = [
            'config' => "$this->folder/openssl.cnf",
            'digest_alg' => 'sha256',
            'x509_extensions' => $authority === null ? 'authority' : 'server',
        ];
        $request = openssl_csr_new(['commonName' => $name], $key, $options);
        $serial = random_int(1, 1 << 30);
        return openssl_csr_sign($request, $authority, $authorityKey, 1, $options, $serial);
    }
}
