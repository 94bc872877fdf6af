"""A file that the library carries to the API, or from it."""

from __future__ import annotations

from collections.abc import Callable

from . import _log
from ._action import Action, encode
from ._errors import ArgumentError
from ._handle import Owned
from ._job import Job
from ._numbers import whole
from ._response import Response
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Optional

    from ._action import ActionLike
    from ._base import ClientBase

    #: Called while a file is carried, with the bytes of it that are through so far.
    Progress = Optional[Callable[[int], object]]

    #: A function of the library that begins a transfer, and what it is told beside the client and
    #: the action or parameters: where the file comes from, or goes.
    Place = tuple[str, tuple[Any, ...]]


class Transfer(Job):
    """Owns a transfer until its response takes it along.

    Args:
        client: whose transfer it is.
        function: the one of the library that begins it.
        arguments: those of it, beside the client.
        document: the action for the log.
        progress: told how far it is.
    """

    def __init__(
        self,
        client: ClientBase,
        function: str,
        arguments: tuple[Any, ...],
        document: bytes,
        progress: Progress,
    ) -> None:
        self._document = document
        self._progress = progress
        self._done = -1
        super().__init__(
            client,
            "transfer",
            "transfer",
            lambda owner: client.library.handle(function, owner, *arguments),
        )

    @property
    def is_ready(self) -> bool:
        with self._handle as pointer:
            return self._library.handle("onoffice_transfer_response", pointer) != 0

    @property
    def tick(self) -> Callable[[], None] | None:
        """To be called while one waits; None if nobody wants to hear of it."""
        return None if self._progress is None else self._tell

    def land(self) -> None:
        """Waits until it is over; gives it up if that is interrupted."""
        try:
            with self.client._handle, self._handle as pointer:
                self.wait(pointer, self.tick)
        except BaseException:
            self.close()
            raise

    def content(self) -> bytes:
        """What was fetched to memory."""
        with self._handle as pointer:
            return self._library.document("onoffice_transfer_bytes", pointer) or b""

    def response(self) -> Response:
        """What came of one that is over, and succeeded.

        Raises:
            OnOfficeError: it failed.
        """
        with self._handle.lock:
            if self._progress is not None:
                self._tell()
            with self._handle as pointer:
                answer = self._library.handle("onoffice_transfer_response", pointer)
            free, owner = self._library.onoffice_transfer_free, self._handle.hand_over()
        response = Response(Owned(self._library, answer, free, owner), self.client._decoder)
        _log.call([self._document], response, None)
        response.raise_for_error()
        return response

    def _tell(self) -> None:
        with self._handle as pointer:
            done = self._library.number("onoffice_transfer_done", pointer)
        if self._progress is not None and done != self._done:
            self._done = done
            self._progress(done)


def upload(
    client: ClientBase,
    place: Place,
    module: str,
    record_id: int | str | None,
    name: str,
    block_size: int,
    progress: Progress,
    others: dict[str, Any],
) -> Transfer:
    """Begins to carry a file to the API."""
    described = {"module": module, "relatedRecordId": record_id}
    function, source = place
    if source == (None,) and "url" not in others:
        raise ArgumentError('there is no file: pass one, or for a link url="https://..."')
    if name:
        described["file"] = _utf8(name)
    elif "url" not in others:
        raise ArgumentError("name the file: name=...")
    described.update(others)
    whole("block_size", block_size, 1)
    parameters = encode(described)
    document = encode(Action("do", "uploadfile", described, None))
    arguments = (*source, parameters, len(parameters), block_size)
    return Transfer(client, function, arguments, document, progress)


def _utf8(name: str) -> str:
    """The name of a file, unless the API cannot take it: paths may hold any bytes.

    Raises:
        ArgumentError: it is no text.
    """
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise ArgumentError(f"the file's name, {name!a}, is not UTF-8: give another by name=...")
    return name


def download(client: ClientBase, place: Place, action: ActionLike, progress: Progress) -> Transfer:
    """Begins to fetch a file that the API hands out within an answer."""
    function, target = place
    document = encode(action)
    arguments = (document, len(document), *target)
    return Transfer(client, function, arguments, document, progress)


def file_action(
    module: str, record_id: int | str, file_id: int | str, others: dict[str, Any]
) -> Action:
    """What fetches a file of a record."""
    return Action("get", "file", {f"{module}id": record_id, "fileid": file_id, **others}, module)


def pdf_action(estate_id: int | str, template: str, others: dict[str, Any]) -> Action:
    """What makes an exposé."""
    return Action("get", "pdf", {"estateid": estate_id, "template": template, **others})
