"""Good answers with one byte changed, removed or added: what is taken must still be JSON."""

from __future__ import annotations

import json
import random
from typing import Any

from . import answers
from .abi import Abi
from .certificates import Certificates
from .client import Request
from .part import Report
from .server import Server
from .trial import actions

#: More likely to mean something than any other byte.
_TELLING = b'{}[]",:\\/0-1eE+.ntf \n\0\x7f\x80\xc3\xed\xff'


def _mutated(body: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(body))
    byte = bytes([dice.choice(_TELLING) if dice.random() < 0.7 else dice.randrange(256)])
    # One byte is changed, removed, or added.
    return (
        body[:place] + dice.choice((byte, b"", byte + body[place : place + 1])) + body[place + 1 :]
    )


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body.decode(), parse_constant=_refuse)
    except ValueError:
        return False
    return True


def play(abi: Abi, server: Server, certificates: Certificates, seed: str, count: str) -> Report:
    """Reads as many of them as asked for, of this seed."""
    dice = random.Random(int(seed))
    report = Report(int(count))
    taken = 0
    with Request(abi, actions(is_write=True)) as request:
        body = answers.good([{**action, "resourceid": ""} for action in actions(is_write=True)])
        for _ in range(report.count):
            other = _mutated(body, dice)
            response = abi.onoffice_response_parse(request.handle, 200, other, len(other))
            status = abi.onoffice_response_status(response)
            same = abi.document("onoffice_response_body", response) == other
            abi.onoffice_response_free(response)
            taken += status == 0
            if (status == 0 and not _is_json(other)) or not same:
                report.wrong.append(f"status {status} for {other!r}")
    # Most of the bytes are in strings, where another letter does no harm.
    if not 0 < taken < report.count:
        report.wrong.append(f"{taken} were taken: this proves nothing")
    report.note = f"seed {seed}: {taken} are answers still"
    return report
