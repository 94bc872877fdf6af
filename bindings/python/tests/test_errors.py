"""The tree of exceptions."""

from __future__ import annotations

import builtins
import pickle

import pytest
from raw_server import always, envelope, http, result
from support import Connect, Serve

import libonoffice
from libonoffice import ApiError, OnOfficeError, Status, TransportError
from libonoffice._errors import error_class

CODES = [
    (22, libonoffice.AuthError),
    (136, libonoffice.ClockError),
    (193, libonoffice.ClaimError),
    (80, libonoffice.NotFoundError),
    (141, libonoffice.InvalidError),
    (5, libonoffice.InvalidError),
    (25, libonoffice.InvalidError),
    (199, libonoffice.InvalidError),
    (302, libonoffice.ApiLimitError),
    (1, libonoffice.ServerError),
]


@pytest.mark.parametrize(("code", "kind"), CODES)
def test_the_category_of_the_code_picks_the_class(
    code: int, kind: type[ApiError], connect: Connect, serve: Serve
) -> None:
    server = serve(always(http(envelope([result(code, "no")], 500, 97, "see the actions"))))
    with pytest.raises(ApiError) as caught:
        connect(server).call("read", "estate")
    error = caught.value
    assert isinstance(error, kind), (error.code, error.category)
    assert (error.code, error.index, error.status) == (code, 0, Status.API)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again.code == code


def test_every_category_of_the_library_has_its_place(connect: Connect, serve: Serve) -> None:
    library = connect(serve(always(None))).library
    found = {library.text("onoffice_error_category", code) for code in range(1, 400)} - {""}
    plain = {name for name in found if error_class(Status.API, name) is ApiError}
    assert plain == {"composite"}
    assert error_class(Status.API, "of a newer library") is ApiError


def test_the_tree_is_as_documented() -> None:
    for name in ("ConnectError", "TlsError", "HttpError", "TimeoutError"):
        assert issubclass(getattr(libonoffice, name), TransportError)
    assert issubclass(libonoffice.TimeoutError, builtins.TimeoutError)
    assert issubclass(libonoffice.ArgumentError, ValueError)
    for name in libonoffice.__all__:
        thing = getattr(libonoffice, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            assert issubclass(thing, OnOfficeError)
    assert error_class(Status.TIMEOUT, "auth") is libonoffice.TimeoutError
    assert error_class(-99) is OnOfficeError


def test_a_star_import_hides_no_builtin() -> None:
    names: dict[str, object] = {}
    exec("from libonoffice import *", names)
    assert names["Client"] is libonoffice.Client
    assert not {name for name in names if hasattr(builtins, name)} - {"__builtins__"}


def test_a_page_of_a_proxy_is_a_transport_error(connect: Connect, serve: Serve) -> None:
    server = serve(always(http("<html>", "403 Forbidden")))
    with pytest.raises(TransportError) as caught:
        connect(server).call("read", "estate")
    assert isinstance(caught.value, libonoffice.HttpError) and caught.value.http_status == 403
