"""Client for the onOffice enterprise API.

    from libonoffice import Client

    with Client(token, secret) as client:  # or ONOFFICE_TOKEN and ONOFFICE_SECRET
        estates = client.call("read", "estate", {"data": ["Id", "kaufpreis"], "listlimit": 10})
        for estate in estates.records:
            print(estate.id, estate["kaufpreis"])

Client.read() and iterate() ask for records in Python's terms, Client.batch() sends several calls in
one request, AsyncClient does the same on asyncio. Every failure is an OnOfficeError. The shared
library libonoffice is loaded with the first client, not on import.

API reference: https://apidoc.onoffice.de/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._action import Action
from ._batch import AsyncBatch, Batch, BatchEntry
from ._client import Client
from ._errors import (
    ApiError,
    ApiLimitError,
    ArgumentError,
    AuthError,
    CancelledError,
    ClaimError,
    ClockError,
    ConflictError,
    ConnectError,
    HttpError,
    InvalidError,
    LibraryNotFoundError,
    LimitError,
    NotFoundError,
    OnOfficeError,
    OutOfMemoryError,
    ProtocolError,
    RightsError,
    ServerError,
    TimeoutError,
    TlsError,
    TransportError,
)
from ._exchange import Exchange
from ._filter import Field, Filter, field
from ._options import Options
from ._pages import Pages
from ._record import Record
from ._request import Request
from ._response import Response
from ._result import Result
from ._status import Status
from ._version import __version__

if TYPE_CHECKING:
    from ._async_client import AsyncClient
    from ._async_pages import AsyncPages

__all__ = [
    "Action",
    "ApiError",
    "ApiLimitError",
    "ArgumentError",
    "AsyncBatch",
    "AsyncClient",
    "AsyncPages",
    "AuthError",
    "Batch",
    "BatchEntry",
    "CancelledError",
    "ClaimError",
    "Client",
    "ClockError",
    "ConflictError",
    "ConnectError",
    "Exchange",
    "Field",
    "Filter",
    "HttpError",
    "InvalidError",
    "LibraryNotFoundError",
    "LimitError",
    "NotFoundError",
    "OnOfficeError",
    "Options",
    "OutOfMemoryError",
    "Pages",
    "ProtocolError",
    "Record",
    "Request",
    "Response",
    "Result",
    "RightsError",
    "ServerError",
    "Status",
    "TimeoutError",
    "TlsError",
    "TransportError",
    "__version__",
    "field",
]


def __getattr__(name: str) -> Any:
    # asyncio takes longer to import than all the rest: only who awaits pays for it.
    if name in ("AsyncClient", "AsyncPages"):
        from . import _async_client, _async_pages

        for module in (_async_client, _async_pages):
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
