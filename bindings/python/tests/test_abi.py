"""The C functions themselves: no argument may crash them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from raw_server import SECRET, TOKEN, envelope, result

from libonoffice import Status
from libonoffice._library import PROTOTYPES, Library, load

READ = b'{"actionid":"read","resourcetype":"estate"}'
BODY = envelope([result(identifier="a"), result(144, "no")], 500, 97, "see actions").encode()
INDEXES = [-1, 2, 3, 2**31 - 1, -(2**31)]
NO_OPTIONS = [-1, 0, 36, 255, 2**31 - 1, -(2**31)]


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture
def client(library: Library) -> Iterator[int]:
    handle = library.handle("onoffice_client_new", TOKEN.encode(), SECRET.encode())
    yield handle
    library.void("onoffice_client_free", handle)


@pytest.fixture
def request_(library: Library) -> Iterator[int]:
    handle = library.handle("onoffice_request_new")
    for index in range(2):
        assert library.number("onoffice_request_add", handle, READ, len(READ)) == index
    yield handle
    library.void("onoffice_request_free", handle)


@pytest.fixture
def response(library: Library, request_: int) -> Iterator[int]:
    handle = library.handle("onoffice_response_parse", request_, 200, BODY, len(BODY))
    yield handle
    library.void("onoffice_response_free", handle)


def test_null_is_an_argument_error_or_nothing(library: Library) -> None:
    number, text = library.number, library.text
    for noun in ("client", "request", "response"):
        library.void(f"onoffice_{noun}_free", None)
    assert number("onoffice_option_find", None) == Status.ARGUMENT
    assert number("onoffice_client_set_text", None, 1, b"x") == Status.ARGUMENT
    assert number("onoffice_client_set_number", None, 3, 5) == Status.ARGUMENT
    assert text("onoffice_client_get_text", None, 1) == ""
    assert number("onoffice_client_get_number", None, 3, None) == Status.ARGUMENT
    assert library.fetch("onoffice_client_get_number", None, 3) == (Status.ARGUMENT, 0)
    text("onoffice_client_message", None)
    assert number("onoffice_client_cancel", None) == Status.ARGUMENT
    assert number("onoffice_request_add", None, READ, len(READ)) == Status.ARGUMENT
    assert number("onoffice_request_count", None) == 0
    text("onoffice_request_message", None)
    assert library.document("onoffice_request_sign", None, None, 1) is None
    assert number("onoffice_response_status", None) == Status.ARGUMENT
    assert number("onoffice_response_result_status", None, 0) == Status.ARGUMENT
    for name in ("code", "http_status", "count", "uncertain"):
        number(f"onoffice_response_{name}", None)
    assert number("onoffice_response_count", None) == 0
    number("onoffice_response_result_code", None, 0)
    text("onoffice_response_message", None)
    text("onoffice_response_result_message", None, 0)
    assert library.document("onoffice_response_body", None) == b""
    assert library.document("onoffice_response_result", None, 0) == b""
    assert isinstance(library.document("onoffice_response_trace", None), bytes)


def test_null_in_place_of_one_argument(library: Library, client: int, request_: int) -> None:
    for left, right in ((None, None), (client, None), (None, request_)):
        answer = library.handle("onoffice_client_send", left, right)
        assert answer
        assert library.number("onoffice_response_status", answer) == Status.ARGUMENT
        assert library.text("onoffice_response_message", answer)
        library.void("onoffice_response_free", answer)
    for arguments in ((None, 200, b"", 0), (request_, 200, None, 0), (request_, 200, None, 5)):
        answer = library.handle("onoffice_response_parse", *arguments)
        assert answer
        assert library.number("onoffice_response_status", answer) < 0
        assert library.text("onoffice_response_message", answer)
        library.void("onoffice_response_free", answer)
    assert library.number("onoffice_request_add", request_, None, 0) == Status.ARGUMENT
    assert library.number("onoffice_request_add", request_, None, 5) == Status.ARGUMENT
    assert library.text("onoffice_request_message", request_)
    assert library.number("onoffice_request_count", request_) == 2
    assert library.document("onoffice_request_sign", request_, None, 1) is None
    assert library.text("onoffice_request_message", request_)
    assert library.number("onoffice_client_set_text", client, 1, None) == Status.ARGUMENT
    assert library.text("onoffice_client_message", client)
    assert library.number("onoffice_client_get_number", client, 3, None) == Status.ARGUMENT


@pytest.mark.parametrize(
    ("token", "secret"), list(itertools.product([None, b"", b"\xff", b"\x01", b"good"], repeat=2))
)
def test_a_client_exists_whatever_its_credentials(
    library: Library, request_: int, token: bytes | None, secret: bytes | None
) -> None:
    client = library.handle("onoffice_client_new", token, secret)
    assert client
    good = token == secret == b"good"
    assert bool(library.text("onoffice_client_message", client)) is not good
    if not good:
        answer = library.handle("onoffice_client_send", client, request_)
        assert library.number("onoffice_response_status", answer) == Status.ARGUMENT
        library.void("onoffice_response_free", answer)
        assert library.document("onoffice_request_sign", request_, client, 1) is None
    library.void("onoffice_client_free", client)


@pytest.mark.parametrize("option", NO_OPTIONS)
def test_options_that_do_not_exist(library: Library, client: int, option: int) -> None:
    assert library.text("onoffice_option_name", option) == ""
    assert library.number("onoffice_option_type", option) == Status.ARGUMENT
    assert library.number("onoffice_client_set_text", client, option, b"x") == Status.ARGUMENT
    assert library.number("onoffice_client_set_number", client, option, 1) == Status.ARGUMENT
    assert library.text("onoffice_client_message", client)
    assert library.text("onoffice_client_get_text", client, option) == ""
    assert library.fetch("onoffice_client_get_number", client, option) == (Status.ARGUMENT, 0)


def test_options_have_one_name_and_one_kind(library: Library, client: int) -> None:
    for option in range(1, 36):
        name = library.text("onoffice_option_name", option)
        assert library.number("onoffice_option_find", name.encode()) == option
        kind = library.number("onoffice_option_type", option)
        assert kind in (1, 2)
        wrong = "set_number" if kind == 1 else "set_text"
        value = 1 if kind == 1 else b"1"
        assert library.number(f"onoffice_client_{wrong}", client, option, value) == Status.ARGUMENT
        status, _ = library.fetch("onoffice_client_get_number", client, option)
        assert (status == Status.OK) is (kind == 2)
    assert library.text("onoffice_client_get_text", client, 3) == ""


@pytest.mark.parametrize("index", INDEXES)
def test_indexes_outside_of_the_results(library: Library, response: int, index: int) -> None:
    name = "onoffice_response_result"
    assert library.number(f"{name}_status", response, index) == Status.ARGUMENT
    assert isinstance(library.number(f"{name}_code", response, index), int)
    assert isinstance(library.text(f"{name}_message", response, index), str)
    assert library.document(name, response, index) == b""


def test_lengths_may_be_null(library: Library, response: int, client: int, request_: int) -> None:
    assert library.handle("onoffice_response_body", response, None)
    assert library.handle("onoffice_response_trace", response, None)
    assert library.handle("onoffice_response_result", response, 0, None)
    assert library.handle("onoffice_request_sign", request_, client, 5, None)


def test_unknown_numbers_have_no_names(library: Library) -> None:
    for number in (1, -16, -1000, 2**31 - 1, -(2**31)):
        assert library.text("onoffice_status_name", number) == ""
    for number in (-1, 2, 10, 1_000_000, -(2**31)):
        assert library.text("onoffice_error_name", number) == ""
        assert library.text("onoffice_error_text", number) == ""
        assert library.text("onoffice_error_category", number) == ""
    assert library.text("onoffice_status_name", Status.TIMEOUT) == "ONOFFICE_ERROR_TIMEOUT"
    assert library.text("onoffice_error_name", 22) == "NOT_AUTHENTICATED"


@pytest.mark.parametrize("order", list(itertools.permutations(["client", "request", "response"])))
def test_handles_are_freed_in_any_order(library: Library, order: tuple[str, ...]) -> None:
    handles = {
        "client": library.handle("onoffice_client_new", TOKEN.encode(), SECRET.encode()),
        "request": library.handle("onoffice_request_new"),
    }
    for _ in range(2):
        library.number("onoffice_request_add", handles["request"], READ, len(READ))
    handles["response"] = library.handle(
        "onoffice_response_parse", handles["request"], 200, BODY, len(BODY)
    )
    for noun in order:
        library.void(f"onoffice_{noun}_free", handles.pop(noun))
        if "response" in handles:
            kept = handles["response"]
            assert library.document("onoffice_response_body", kept) == BODY
            assert library.number("onoffice_response_result_code", kept, 1) == 144
            assert b'"identifier": "a"' in (
                library.document("onoffice_response_result", kept, 0) or b""
            )
        if "request" in handles:
            assert library.number("onoffice_request_count", handles["request"]) == 2


def test_lengths_are_believed_over_nul(library: Library, request_: int) -> None:
    padded = READ + b"\0" * 3
    assert library.number("onoffice_request_add", request_, padded, len(padded)) == Status.ARGUMENT
    assert str(len(READ)) in library.text("onoffice_request_message", request_)
    assert library.number("onoffice_request_add", request_, padded, len(READ)) == 2


def test_every_function_is_there(library: Library) -> None:
    for name in PROTOTYPES:
        assert callable(library._functions[name])
