"""Client for the onOffice enterprise API.

    from libonoffice import Client

    with Client(token, secret) as client:  # or ONOFFICE_TOKEN and ONOFFICE_SECRET
        estates = client.call("read", "estate", {"data": ["Id", "kaufpreis"], "listlimit": 10})
        for estate in estates.records:
            print(estate.id, estate["kaufpreis"])

Several actions travel in one request with Client.send(). Every failure is an OnOfficeError. The
shared library libonoffice is loaded with the first client, not on import.

API reference: https://apidoc.onoffice.de/
"""

from __future__ import annotations

from ._action import Action
from ._client import Client
from ._errors import (
    ApiError,
    ArgumentError,
    CancelledError,
    ConnectError,
    HttpError,
    LibraryNotFoundError,
    LimitError,
    OnOfficeError,
    OutOfMemoryError,
    ProtocolError,
    TimeoutError,
    TlsError,
    TransportError,
)
from ._options import Options
from ._record import Record
from ._request import Request
from ._response import Response
from ._result import Result
from ._status import Status
from ._version import __version__

__all__ = [
    "Action",
    "ApiError",
    "ArgumentError",
    "CancelledError",
    "Client",
    "ConnectError",
    "HttpError",
    "LibraryNotFoundError",
    "LimitError",
    "OnOfficeError",
    "Options",
    "OutOfMemoryError",
    "ProtocolError",
    "Record",
    "Request",
    "Response",
    "Result",
    "Status",
    "TimeoutError",
    "TlsError",
    "TransportError",
    "__version__",
]
