"""The sandbox as an object: a server of this process with a life of its own."""

from __future__ import annotations

import contextlib
import secrets
import ssl
import threading
from types import TracebackType
from typing import Optional, Union

from .certificate import Certificate
from .endpoint import Endpoint
from .fault import Fault
from .faults import Faults
from .server import Server
from .store import Store


class Sandbox:
    """A stand-in for the onOffice enterprise API on a free port of this machine.

    It serves from a daemon thread until `close()`; use it as a context manager. Each one has its
    own records: they begin the same and change only by what is sent to it. A token (32 hex
    digits) and a secret (64) are made at random unless given. `delay` is how many seconds each
    answer waits, for measurements; requests on other connections do not wait for it.

    Raises OSError if it cannot listen, RuntimeError if https is asked for and no libcrypto is
    found.
    """

    def __init__(
        self,
        *,
        https: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
        token: Optional[str] = None,
        secret: Optional[str] = None,
        delay: float = 0.0,
    ) -> None:
        self.token = token or secrets.token_hex(16)
        self.secret = secret or secrets.token_hex(32)
        self._resources = contextlib.ExitStack()
        with contextlib.ExitStack() as resources:
            context = None
            self.ca_file: Optional[str] = None
            if https:
                certificate = resources.enter_context(Certificate())
                self.ca_file = certificate.path
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.minimum_version = ssl.TLSVersion.TLSv1_2
                context.load_cert_chain(certificate.path, certificate.key_path)
            self._endpoint = Endpoint(self.token, self.secret, Store())
            self._server = Server(host, port, self._endpoint, context, delay)
            resources.callback(self._server.close)
            self._resources = resources.pop_all()
        self.url = self._server.address + "/api/"
        """The address to give to a client; the version and `api.php` follow it."""
        self.control_url = self._server.address + self._server.control.path
        """Where other programs set faults and read counts; whoever knows it may."""
        threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="libonoffice-sandbox",
            daemon=True,
        ).start()

    @property
    def requests(self) -> int:
        """HTTP requests served so far."""
        return self._server.requests

    @property
    def connections(self) -> int:
        """Connections accepted so far."""
        return self._server.connections

    @property
    def executed(self) -> dict[str, int]:
        """How many actions reached their call so far, by "verb resourcetype"."""
        return dict(self._endpoint.executed)

    @property
    def faults(self) -> Faults:
        """What is still to go wrong; `faults.clear()` ends that."""
        return self._endpoint.faults

    def fail(
        self,
        *,
        error: Optional[int] = None,
        message: str = "",
        status: Optional[int] = None,
        body: Optional[str] = None,
        retry_after: Union[int, str, None] = None,
        drop: Optional[str] = None,
        broken: Optional[str] = None,
        delay: float = 0.0,
        clock: float = 0.0,
        call: Optional[str] = None,
        times: Optional[int] = 1,
        executed: Optional[bool] = None,
    ) -> Fault:
        """Lets the next requests go wrong, or with `error` and `call` the next such actions.

            sandbox.fail(error=80, call="read estate", times=2)
            sandbox.fail(status=503, retry_after=1)
            sandbox.fail(drop="after")

        Args:
            error: a code of the API.
            message: its text, if not the usual one.
            status: an HTTP status instead of an answer.
            body: what comes with it.
            retry_after: the header of that name, seconds or a date.
            drop: the connection ends "before" or in the middle of the "request", "after" it was
                executed, or in the middle of the "answer".
            broken: the answer is "cut" (half of the JSON), "html" (a proxy's page), or "empty".
            delay: seconds between execution and answer.
            clock: seconds by which the server's clock is ahead.
            call: only for requests with this call, such as "read estate".
            times: how many of them; None until it is removed.
            executed: whether they are executed all the same; by default if what fails comes after.

        Returns:
            The fault; its `struck` counts.

        Raises:
            ValueError: these do not go together, or there is no such call.
            TypeError: one of them has a wrong type.
        """
        return self.faults.add(
            Fault(
                error=error,
                message=message,
                status=status,
                body=body,
                retry_after=retry_after,
                drop=drop,
                broken=broken,
                delay=delay,
                clock=clock,
                call=call,
                times=times,
                executed=executed,
            )
        )

    def environment(self) -> dict[str, str]:
        """The environment variables that lead a client here."""
        variables = {
            "ONOFFICE_URL": self.url,
            "ONOFFICE_TOKEN": self.token,
            "ONOFFICE_SECRET": self.secret,
            "ONOFFICE_CONTROL_URL": self.control_url,
        }
        if self.ca_file:
            variables["ONOFFICE_CA_FILE"] = self.ca_file
        return variables

    #: What the environment must not hold beside these: it leads elsewhere, or is a secret that is
    #: no business of a sandbox.
    STRANGERS = ("ONOFFICE_CREDENTIALS", "ONOFFICE_EXTENDED_CLAIM", "ONOFFICE_CA_FILE")

    def close(self) -> None:
        """Stops the server and removes its certificate. Doing it twice does no harm."""
        self._resources.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Sandbox {self.url}>"
