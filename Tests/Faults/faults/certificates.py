"""Certificates, good and bad, made on the spot with the openssl command."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CONFIGURATION = """
[ca]
default_ca = authority
[authority]
database = {folder}/index
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = anything
unique_subject = no
copy_extensions = none
[anything]
commonName = supplied
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[server]
subjectAltName = IP:127.0.0.1,DNS:localhost
extendedKeyUsage = serverAuth
[elsewhere]
subjectAltName = DNS:elsewhere.test
extendedKeyUsage = serverAuth
[client]
subjectAltName = IP:127.0.0.1
extendedKeyUsage = clientAuth
"""

_NOW = ("20000101000000Z", "20991231235959Z")


@dataclass(frozen=True)
class _Kind:
    """How one certificate differs from a good one."""

    name: str
    issuer: str = "root"
    extensions: str = "server"
    validity: tuple[str, str] = _NOW
    key: tuple[str, ...] = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    digest: str = "sha256"


#: Each after the one that signs it; "" stands for itself.
KINDS = (
    _Kind("root", issuer="", extensions="root"),
    _Kind("other-root", issuer="", extensions="root"),
    _Kind("intermediate", extensions="root"),
    _Kind("good"),
    _Kind("expired", validity=("20000101000000Z", "20010101000000Z")),
    _Kind("future", validity=("20980101000000Z", "20991231235959Z")),
    _Kind("elsewhere", extensions="elsewhere"),
    _Kind("self-signed", issuer=""),
    _Kind("untrusted", issuer="other-root"),
    _Kind("incomplete-chain", issuer="intermediate"),
    _Kind("wrong-purpose", extensions="client"),
    _Kind("weak-key", key=("rsa:1024",)),
    _Kind("weak-digest", digest="sha1"),
    _Kind("client", extensions="client"),
)


class Certificates:
    """A folder with NAME.pem and NAME.key of every kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> str:
        """The certificate of that name."""
        return str(self.folder / f"{name}.pem")

    def key(self, name: str) -> str:
        """Its private key."""
        return str(self.folder / f"{name}.key")

    def make(self) -> None:
        """Makes them all."""
        (self.folder / "configuration").write_text(_CONFIGURATION.format(folder=self.folder))
        (self.folder / "index").touch()
        (self.folder / "serial").write_text("1000\n")
        for kind in KINDS:
            self._make(kind)

    def _make(self, kind: _Kind) -> None:
        request = str(self.folder / f"{kind.name}.csr")
        name = ["-subj", f"/CN=faults {kind.name}"]
        key = ["-newkey", *kind.key, "-nodes", "-keyout", self.key(kind.name)]
        self._openssl("req", "-new", *key, *name, "-out", request)
        signer = ["-selfsign", "-keyfile", self.key(kind.name)]
        if kind.issuer:
            signer = ["-cert", self.path(kind.issuer), "-keyfile", self.key(kind.issuer)]
        validity = ["-startdate", kind.validity[0], "-enddate", kind.validity[1]]
        form = ["-extensions", kind.extensions, "-md", kind.digest, "-notext", "-batch"]
        self._openssl("ca", *signer, *validity, *form, "-in", request, "-out", self.path(kind.name))

    def _openssl(self, command: str, *arguments: str) -> None:
        configuration = str(self.folder / "configuration")
        line = ["openssl", command, "-config", configuration, *arguments]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(line)}\n{done.stderr}")
