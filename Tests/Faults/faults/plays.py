"""What many faults do: take a request and send certain bytes."""

from __future__ import annotations

from . import answers
from .fault import Play
from .peer import Peer


def raw(data: bytes, *, silent: bool = False) -> Play:
    """Takes the request, sends these bytes, and closes, or waits for the client to do that."""

    def play(peer: Peer) -> None:
        peer.take()
        peer.send(data)
        if silent:
            peer.silence()

    return play


def reply(
    body: bytes, *headers: str, status: str = "200 OK", kind: str = "application/json"
) -> Play:
    """Takes the request and answers with this body; the connection stays."""

    def play(peer: Peer) -> None:
        peer.take()
        peer.send(answers.http(body, *headers, status=status, kind=kind))
        peer.stays = True

    return play


def good(*headers: str, status: str = "200 OK", length: bool = True, cut: int = 0) -> Play:
    """Takes the request, sends the good answer less some bytes, with these headers, and closes."""

    def play(peer: Peer) -> None:
        body = answers.good(peer.take())
        peer.send(answers.http(body[: len(body) - cut], *headers, status=status, length=length))

    return play


def before(prefix: bytes) -> Play:
    """Takes the request, and sends these bytes before a good answer; the connection stays."""

    def play(peer: Peer) -> None:
        body = answers.good(peer.take())
        peer.send(prefix + answers.http(body))
        peer.stays = True

    return play
