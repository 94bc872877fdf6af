"""Complete JSON that is not what the API promises: wrong types, other results."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from .. import answers
from ..fault import ACTION, API, FINAL, GOOD, OK, PROTOCOL, UNKNOWN, Family, Play
from ..peer import Peer

_family = Family("envelope", reused=False)
_brief = Family("envelope", reused=False, brief=True)
_add = _family.add

Envelope = dict[str, Any]


def _changed(change: Callable[[Envelope], Any]) -> Play:
    """Answers with what becomes of the good answer: what the change returns, or changed."""

    def play(peer: Peer) -> None:
        envelope = answers.envelope(peer.take())
        other = change(envelope)
        peer.send(answers.http(answers.text(envelope if other is None else other)))
        peer.stays = True

    return play


# Every type at every place

_TYPES: dict[str, Any] = {
    "null": None,
    "true": True,
    "number": 7,
    "text": "x",
    "list": [],
    "object": {},
    "missing": ...,
}


def _put(place: tuple[Any, ...], value: Any) -> Play:
    """Puts a value of another type at this place, or removes what is there."""

    def change(envelope: Envelope) -> None:
        inner: Any = envelope
        for step in place[:-1]:
            inner = inner[step]
        if value is ...:
            del inner[place[-1]]
        else:
            inner[place[-1]] = copy.deepcopy(value)

    return _changed(change)


#: Places, and the types there that do no harm. Nobody looks into what is not listed below them.
_LAST = ("response", "results", -1)
_HARMLESS: dict[tuple[Any, ...], tuple[str, ...]] = {
    ("response",): (),
    ("response", "results"): (),
    _LAST: (),
    (*_LAST, "status"): (),
    (*_LAST, "status", "message"): tuple(_TYPES),
    **{
        (*_LAST, key): tuple(_TYPES)
        for key in ("actionid", "resourceid", "resourcetype", "identifier", "cacheable", "data")
    },
    ("status", "message"): tuple(_TYPES),
    # The results say what happened; the status of the whole only repeats that.
    ("status",): tuple(_TYPES),
    ("status", "code"): tuple(_TYPES),
    ("status", "errorcode"): ("null", "missing"),
}
for _place, _harmless in _HARMLESS.items():
    for _type, _value in _TYPES.items():
        _name = f"{'.'.join(str(step) for step in _place).replace('-1', 'last')}-{_type}"
        if _type in _harmless:
            _brief.add(
                _name,
                f"sends {_name}",
                GOOD,
                OK,
                _put(_place, _value),
                echoes=_place[-1] != "identifier",
            )
        elif _place == ("status", "errorcode"):
            _brief.add(_name, f"sends {_name}", FINAL, API, _put(_place, _value), uncertain=True)
        else:
            _brief.add(_name, f"sends {_name}", UNKNOWN, PROTOCOL, _put(_place, _value))

# Other results than were asked for. The write is the last action: its result is the missing one.


def _results(change: Callable[[list[Any]], Any]) -> Play:
    def apply(envelope: Envelope) -> None:
        envelope["response"]["results"] = change(envelope["response"]["results"])

    return _changed(apply)


for _name, _does, _change in (
    ("results-fewer", "sends one result fewer", lambda results: results[:-1]),
    ("results-none", "sends no results", lambda results: []),
    ("results-nested", "sends a list within the list of results", lambda results: [results]),
    (
        "results-named",
        "sends results by names",
        lambda results: {"first": results[0], "last": results[1]},
    ),
    (
        "results-gap",
        "sends results by position, of which the last is missing",
        lambda results: {"0": results[0], "7": results[1]},
    ),
):
    _add(_name, _does, UNKNOWN, PROTOCOL, _results(_change))
for _name, _does, _change in (
    ("results-more", "sends one result more", lambda results: [*results, results[0]]),
    ("results-100000", "sends 100,000 results", lambda results: results + [{}] * 100_000),
):
    # A result for each action is there, so that nothing is uncertain about the write.
    _add(_name, _does, UNKNOWN, PROTOCOL, _results(_change), uncertain=False, memory=24 << 20)
_add(
    "results-by-position",
    "sends an object with the positions as keys, as PHP does for lists with gaps",
    GOOD,
    OK,
    _results(lambda results: {str(index): result for index, result in enumerate(results)}),
)

# Keys that are there twice: the last one counts, as in PHP.


def _twice(first: bytes, again: bytes) -> Play:
    def play(peer: Peer) -> None:
        body = answers.good(peer.take())
        peer.send(answers.http(body[:1] + first + body[1:-1] + again + b"}"))
        peer.stays = True

    return play


_REFUSED = b'"status":{"code":400,"errorcode":22,"message":"no"}'
_brief.add(
    "twice-good-last",
    "sends two statuses, the good one last",
    GOOD,
    OK,
    _twice(_REFUSED + b",", b""),
)
_brief.add(
    "twice-response-last",
    "sends two responses, the last one empty",
    UNKNOWN,
    PROTOCOL,
    _twice(b"", b',"response":{"results":[]}'),
)
_brief.add(
    "key-unknown", "sends keys that nobody knows", GOOD, OK, _twice(b'"":{},', b',"x":[1,2]')
)

# What the API says about errors


def _fails(code: Any, message: str = "no such field") -> Play:
    """The last action failed."""

    def change(envelope: Envelope) -> None:
        envelope["status"] = {"code": 500, "errorcode": 97, "message": "see the actions"}
        status = {"errorcode": code, "message": message}
        envelope["response"]["results"][-1].update(data=[], status=status)

    return _changed(change)


def _refuses(code: Any) -> Play:
    """The request as a whole is refused."""
    top = {"code": 500, "errorcode": code, "message": "no"}
    return _changed(lambda envelope: {"status": top, "response": {"results": []}})


_errors = Family("envelope", reused=False, executes=False, uncertain=False)
_errors.add(
    "action-failed",
    "reports an error of an action",
    FINAL,
    ACTION,
    _fails(141),
    says="no such field",
)
_errors.add(
    "action-failed-word", "reports an error in words", FINAL, ACTION, _fails("Syntax error")
)
_errors.add("action-failed-huge", "reports an error of 30 digits", FINAL, ACTION, _fails(10**30))
_errors.add("action-failed-negative", "reports a negative error", FINAL, ACTION, _fails(-7))
_errors.add("action-failed-fraction", "reports error 0.5", FINAL, ACTION, _fails(0.5))
_errors.add(
    "action-failed-long",
    "reports an error in 1 MB of words",
    FINAL,
    ACTION,
    _fails(141, "o" * (1 << 20)),
    memory=24 << 20,
)
_errors.add("refused-22", "refuses the credentials", FINAL, API, _refuses(22))
_errors.add("refused-text", "refuses with its number as text", FINAL, API, _refuses("22"))
_errors.add("refused-word", "refuses in words", FINAL, API, _refuses("Syntax error"))
_errors.add("refused-huge", "refuses with a number of 30 digits", FINAL, API, _refuses(10**30))
_errors.add("refused-float", "refuses with a number of 400 digits", FINAL, API, _refuses(10**400))
_errors.add(
    "refused-temporary",
    "gives up without a cause, which may pass",
    UNKNOWN,
    API,
    _refuses(1),
    uncertain=True,
)
_errors.add(
    "refused-clock",
    "finds the time of the signatures wrong; the next attempt's is corrected",
    GOOD,
    OK,
    lambda peer: _refuse_clock(peer),
    attempts=(2, 2),
)


def _refuse_clock(peer: Peer) -> None:
    peer.take()
    date = "Date: Thu, 01 Jan 2026 00:00:00 GMT"
    peer.send(answers.http(answers.refusal(136, "timestamp", 400), date))
    peer.stays = True
