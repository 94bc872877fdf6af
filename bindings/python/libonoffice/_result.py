"""What came of one action."""

from __future__ import annotations

from collections.abc import Iterator

from ._decoder import Decoder
from ._errors import ProtocolError, error_class
from ._handle import Owned, Unsharable
from ._record import Record
from ._status import status as known_status
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    import pandas

    from ._decoder import Hook


class Result(Unsharable):
    """The result of one action. It keeps the answer alive, and decodes its own part of it only
    when that is asked for.

    https://apidoc.onoffice.de/onoffice-api-response/
    """

    __slots__ = ("__weakref__", "_decoded", "_decoder", "_owned", "_records", "index")

    def __init__(self, owned: Owned, index: int, decoder: Decoder) -> None:
        self._owned = owned
        self._decoder = decoder
        self._decoded: dict[str, Any] | None = None
        self._records: list[Record] | None = None
        #: Position of the action in the request.
        self.index = index

    def __repr__(self) -> str:
        outcome = "ok" if self.ok else f"status {self.status} code {self.code}"
        return f"<libonoffice.Result {self.index}: {outcome}>"

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    @property
    def ok(self) -> bool:
        """Whether the action succeeded."""
        return self.status == 0

    @property
    def status(self) -> int:
        """What became of the action (Status). PROTOCOL means unknown: the API gave no result."""
        return known_status(self._number("onoffice_response_result_status"))

    @property
    def status_name(self) -> str:
        """Name of the status, for example "ONOFFICE_ERROR_API"."""
        return self._owned.library.text("onoffice_status_name", self.status)

    @property
    def code(self) -> int:
        """The API's error code; 0 for none, -1 if the API named the error in words only."""
        return self._number("onoffice_response_result_code")

    @property
    def message(self) -> str:
        """Why the action failed, the API's own words first; "" if it did not."""
        owned = self._owned
        return owned.library.text("onoffice_response_result_message", owned.pointer, self.index)

    @property
    def name(self) -> str:
        """Short name of the code, for example "NOT_AUTHENTICATED" for 22."""
        return self._owned.library.text("onoffice_error_name", self.code)

    @property
    def category(self) -> str:
        """Category of the code, for example "auth", "rights", "invalid", "not_found"."""
        return self._owned.library.text("onoffice_error_category", self.code)

    @property
    def body(self) -> bytes:
        """The JSON object the API returned for this action, unchanged; b"" if there is none."""
        owned = self._owned
        return owned.library.document("onoffice_response_result", owned.pointer, self.index) or b""

    def json(
        self, *, parse_float: Hook | None = None, parse_int: Hook | None = None
    ) -> dict[str, Any]:
        """The same, decoded anew with every call: actionid, resourceid, resourcetype, cacheable,
        identifier, data, status. {} if there is none.

        Args:
            parse_float, parse_int: called with the text of a number, for example decimal.Decimal.
                Default: those of the client. (Most numbers of the API are texts.)

        Raises:
            ProtocolError: Python cannot hold what JSON can, for example an int of 5,000 digits.
        """
        decoder = self._decoder
        if parse_int is not None or parse_float is not None:
            decoder = Decoder(parse_int or decoder.parse_int, parse_float or decoder.parse_float)
        owned = self._owned
        with owned.library.view("onoffice_response_result", owned.pointer, self.index) as document:
            if not document:
                return {}
            try:
                decoded = decoder.decode(document)
            except ProtocolError as error:
                reason = error.message
            else:
                return decoded if isinstance(decoded, dict) else {}
        raise ProtocolError(reason, index=self.index)

    @property
    def data(self) -> Any:
        """Member data as the API sent it: {"meta": ..., "records": [...]}, or [] on an error."""
        return self._members.get("data", [])

    @property
    def records(self) -> list[Record]:
        """The records; [] if there are none."""
        if self._records is None:
            data = self.data
            records = data.get("records") if isinstance(data, dict) else None
            self._records = [
                Record.of(record.get("id", ""), record.get("type"), record.get("elements", {}))
                for record in (records if isinstance(records, list) else [])
                if isinstance(record, dict)
            ]
        return self._records

    @property
    def total(self) -> int | None:
        """Hits of a list read beyond this page (cntabsolute). None where the API does not count;
        tasks count only the rows returned, regions the nodes of the tree."""
        data = self.data
        meta = data.get("meta") if isinstance(data, dict) else None
        count = meta.get("cntabsolute") if isinstance(meta, dict) else None
        if isinstance(count, str) and count.isdecimal() and len(count) < 20:
            return int(count)
        return count if isinstance(count, int) else None

    @property
    def id(self) -> int | str | None:
        """Number of the first record, which is that of a new one after a create; None if there is
        no record."""
        return self.records[0].id if self.records else None

    def to_dataframe(self) -> pandas.DataFrame:
        """The records as a pandas.DataFrame, a column per field, by the records' numbers.

        Raises:
            ArgumentError: pandas is not installed.
        """
        from ._frame import dataframe

        return dataframe(self.records)

    @property
    def verb(self) -> str:
        """The action's URN (actionid)."""
        return self._text_member("actionid")

    @property
    def resource_type(self) -> str:
        """Kind of record the action was about, for example "estate"."""
        return self._text_member("resourcetype")

    @property
    def resource_id(self) -> str:
        """The record the action was about; "" for a list."""
        return self._text_member("resourceid")

    @property
    def identifier(self) -> str:
        """The identifier of the action; "" if it had none, or the API gave no result for it."""
        return self._text_member("identifier")

    @property
    def cacheable(self) -> bool:
        """Whether the API calls the result fit for a cache."""
        return self._members.get("cacheable") is True

    def raise_for_error(self) -> None:
        """Raises the error of this action, if it failed; returns quietly if it did not.

        Raises:
            OnOfficeError: ApiError if the API refused the action, otherwise the class of the
                status; ProtocolError if the API gave no result for it.
        """
        if self.ok:
            return
        from ._response import Response  # here, because a response imports its results

        status = self.status
        response = Response(self._owned, self._decoder)
        raise error_class(status, self.category)(
            self.message,
            status=status,
            code=self.code,
            name=self.name,
            category=self.category,
            index=self.index,
            identifier=self.identifier,
            http_status=response.http_status,
            uncertain=response.uncertain,
            trace=response.trace,
            response=response,
        )

    def _number(self, name: str) -> int:
        return self._owned.library.number(name, self._owned.pointer, self.index)

    @property
    def _members(self) -> dict[str, Any]:
        # By hand: before Python 3.12 a cached_property takes a lock each time.
        if self._decoded is None:
            self._decoded = self.json()
        return self._decoded

    def _text_member(self, name: str) -> str:
        value = self._members.get(name)
        return "" if value is None else str(value)
