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

from ._action import Action
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
    ExpiredError,
    FileError,
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
    SignatureError,
    TlsError,
    TransportError,
)
from ._errors import TimeoutError as TimeoutError  # not in __all__, see there
from ._exchange import Exchange
from ._options import Options
from ._record import Record
from ._request import Request
from ._response import Response
from ._result import Result
from ._status import Status
from ._typing import TYPE_CHECKING
from ._version import __version__

if TYPE_CHECKING:
    from typing import Any

    from ._async_client import AsyncClient
    from ._async_pages import AsyncPages
    from ._batch import AsyncBatch, Batch, BatchEntry
    from ._filter import Field, Filter, field
    from ._marketplace import Marketplace
    from ._pages import Pages

# TimeoutError is missing, so that `from libonoffice import *` does not hide the builtin one; which
# catches ours as well.
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
    "ExpiredError",
    "Field",
    "FileError",
    "Filter",
    "HttpError",
    "InvalidError",
    "LibraryNotFoundError",
    "LimitError",
    "Marketplace",
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
    "SignatureError",
    "Status",
    "TlsError",
    "TransportError",
    "__version__",
    "field",
]


# Imported when they are first asked for: asyncio takes longer to import than all the rest.
_LATER = {
    "AsyncBatch": "_batch",
    "AsyncClient": "_async_client",
    "AsyncPages": "_async_pages",
    "Batch": "_batch",
    "BatchEntry": "_batch",
    "Field": "_filter",
    "Filter": "_filter",
    "Marketplace": "_marketplace",
    "Pages": "_pages",
    "field": "_filter",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(f".{_LATER[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
