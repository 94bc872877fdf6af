"""What the fixtures hand out."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

from raw_server import RawServer

from libonoffice import Client

#: serve(answer, context=None): a raw server that is stopped after the test.
Serve = Callable[..., RawServer]

#: connect(server, **options): a client of a sandbox or raw server that is closed after the test.
Connect = Callable[..., Client]


class Certificate:
    """A certificate that signs itself, made for some names."""

    def __init__(self, directory: Path, name: str, alternatives: str) -> None:
        self.path = directory / f"{name}.pem"
        self.key = directory / f"{name}.key"
        command = [
            *("openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"),
            *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName={alternatives}"),
            *("-keyout", str(self.key), "-out", str(self.path)),
        ]
        subprocess.run(command, check=True, capture_output=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.path, self.key)
