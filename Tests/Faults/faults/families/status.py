"""HTTP statuses without an answer of the API, as proxies, gateways and web servers give them."""

from __future__ import annotations

from .. import answers
from ..client import SECRET, TOKEN
from ..fault import API, FINAL, GOOD, HTTP, OK, PROTOCOL, UNKNOWN, Family
from ..peer import Peer
from ..plays import good, raw, reply

_family = Family("status")
_add = _family.add

_PAGE = b"<html><body><h1>Something went wrong</h1></body></html>"


# Turned away: what is wrong with it now will be wrong with it again.

for _status, _headers in (
    ("400 Bad Request", ()),
    ("401 Unauthorized", ('WWW-Authenticate: Basic realm="here"',)),
    ("402 Payment Required", ()),
    ("403 Forbidden", ()),
    ("404 Not Found", ()),
    ("405 Method Not Allowed", ("Allow: GET",)),
    ("406 Not Acceptable", ()),
    ("407 Proxy Authentication Required", ('Proxy-Authenticate: Basic realm="here"',)),
    ("408 Request Timeout", ()),
    ("409 Conflict", ()),
    ("410 Gone", ()),
    ("411 Length Required", ()),
    ("413 Content Too Large", ()),
    ("414 URI Too Long", ()),
    ("415 Unsupported Media Type", ()),
    ("417 Expectation Failed", ()),
    ("418 I'm a teapot", ()),
    ("421 Misdirected Request", ()),
    ("422 Unprocessable Content", ()),
    ("426 Upgrade Required", ("Upgrade: HTTP/3", "Connection: Upgrade")),
    ("431 Request Header Fields Too Large", ()),
    ("451 Unavailable For Legal Reasons", ()),
):
    _number = int(_status[:3])
    _add(
        f"{_number}",
        f"says {_status}, with a page",
        FINAL,
        HTTP,
        reply(_PAGE, *_headers, status=_status, kind="text/html"),
        http_status=_number,
        executes=False,
        brief=_number not in (400, 401, 403, 408),
    )

# Redirects: credentials go nowhere else.

for _status in (
    "300 Multiple Choices",
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
):
    _number = int(_status[:3])

    def _redirect(peer: Peer, status: str = _status) -> None:
        peer.take()
        port = peer.socket.getsockname()[1]
        # The same listener under another name, so that a call that follows is counted.
        where = f"Location: http://localhost:{port}/elsewhere.php"
        peer.send(answers.http(_PAGE, where, status=status, kind="text/html"))
        peer.stays = True

    _add(
        f"{_number}",
        f"says {_status}, and names another host",
        FINAL,
        HTTP,
        _redirect,
        http_status=_number,
        executes=False,
    )
_add(
    "304",
    "says 304 Not Modified",
    FINAL,
    HTTP,
    raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    http_status=304,
    executes=False,
)
_add(
    "redirect-to-file",
    "says 302, and names a file",
    FINAL,
    HTTP,
    reply(_PAGE, "Location: file:///etc/passwd", status="302 Found"),
    executes=False,
)

# Servers in trouble

for _number in (500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527):
    _add(
        f"{_number}",
        f"says {_number}, with a page",
        UNKNOWN,
        HTTP,
        reply(_PAGE, status=f"{_number} Trouble", kind="text/html"),
        http_status=_number,
        brief=_number > 520,
    )
for _number in (501, 505, 507, 511, 599, 600, 999):
    _add(
        f"{_number}",
        f"says {_number}, with a page",
        FINAL,
        (*HTTP, *PROTOCOL),
        reply(_PAGE, status=f"{_number} Trouble", kind="text/html"),
        uncertain=True,
        brief=True,
    )
_add("500-empty", "says 500, and nothing else", UNKNOWN, HTTP, reply(b"", status="500 Error"))
_add(
    "500-json",
    "says 500, in JSON that is not the API's",
    UNKNOWN,
    HTTP,
    reply(b'{"error":"internal"}', status="500 Error"),
)
_add(
    "502-long",
    "says 502, with a page of 4 MB",
    UNKNOWN,
    HTTP,
    reply(b"o" * (4 << 20), status="502 Error"),
    memory=24 << 20,
)


@_family.fault(
    "500-mirror", "says 500, and repeats the request in its page", UNKNOWN, HTTP, http_status=500
)
def mirror(peer: Peer) -> None:
    head = peer.head()
    actions = peer.body(head)
    page = head + answers.text(actions) + TOKEN.encode() + SECRET.encode()
    peer.send(answers.http(page, status="500 Error", kind="text/plain"))
    peer.stays = True


# The API's own words count, whatever the status around them.

for _number in (400, 403, 404, 500, 503):
    _add(
        f"{_number}-of-the-api",
        f"refuses in the API's words, with status {_number}",
        FINAL,
        API,
        reply(answers.refusal(22, "not authenticated", 400), status=f"{_number} Error"),
        uncertain=False,
        executes=False,
        says="not authenticated",
        brief=True,
    )
    _add(
        f"{_number}-around-success",
        f"gives a good answer with status {_number}",
        GOOD,
        OK,
        good(status=f"{_number} Error"),
        brief=True,
    )

# Success without an answer

_add("204", "says 204 No Content", UNKNOWN, PROTOCOL, raw(b"HTTP/1.1 204 No Content\r\n\r\n"))
_add(
    "204-with-body",
    "says 204, and sends an answer",
    UNKNOWN,
    PROTOCOL,
    good(status="204 No Content"),
)
_add("205", "says 205 Reset Content", UNKNOWN, PROTOCOL, reply(b"", status="205 Reset Content"))
_add("201", "gives a good answer with status 201", GOOD, OK, good(status="201 Created"), brief=True)
_add(
    "206",
    "gives a part of an answer",
    UNKNOWN,
    PROTOCOL,
    good("Content-Range: bytes 0-99/5000", status="206 Partial Content", cut=20),
)
