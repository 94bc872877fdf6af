"""Several calls in one request."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

from ._action import Action
from ._calls import Calls
from ._errors import ArgumentError
from ._result import Result
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._async_client import AsyncClient
    from ._client import Client


class BatchEntry:
    """A call in a batch, and its result once the batch was sent."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self._outcome: Result | None = None

    def __repr__(self) -> str:
        state = "not sent" if self._outcome is None else repr(self._outcome)
        return f"<libonoffice.BatchEntry {self.action.verb} {self.action.resource_type}: {state}>"

    @property
    def outcome(self) -> Result:
        """What came of the call, be it a failure: see Result.ok.

        Raises:
            ArgumentError: the batch was not sent, or failed as a whole.
        """
        if self._outcome is None:
            raise ArgumentError("the batch of this call was not sent, or failed as a whole")
        return self._outcome

    def result(self) -> Result:
        """The result of a call that succeeded.

        Raises:
            OnOfficeError: the call failed, or its batch was not sent.
        """
        self.outcome.raise_for_error()
        return self.outcome

    def settle(self, outcome: Result) -> None:
        """Takes the result."""
        self._outcome = outcome


class BatchBase(Calls[BatchEntry]):
    """Collects calls."""

    def __init__(self) -> None:
        #: The calls in the order in which they were made.
        self.entries: list[BatchEntry] = []
        self._sent = False

    def __len__(self) -> int:
        return len(self.entries)

    def __bool__(self) -> bool:
        return True

    def _submit(self, action: Action) -> BatchEntry:
        if self._sent:
            raise ArgumentError("the batch was sent already; begin another one")
        entry = BatchEntry(action)
        self.entries.append(entry)
        return entry

    def _actions(self) -> list[Action]:
        if self._sent:
            raise ArgumentError("the batch was sent already; begin another one")
        self._sent = True
        return [entry.action for entry in self.entries]

    def _settle(self, results: Sequence[Result]) -> list[Result]:
        for entry, result in zip(self.entries, results):
            entry.settle(result)
        return list(results)


class Batch(BatchBase):
    """Calls that a Client sends in one request: some may fail while others succeed.

    with client.batch() as batch:  # sent at the end of the block
        estates = batch.read("estate", data=["Id"], limit=10)
        users = batch.read("user", data=["Nr"])
    for estate in estates.result():
        ...
    """

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client

    def send(self) -> list[Result]:
        """Sends the calls, and returns what came of each. Nothing is sent if there are none.

        Raises:
            OnOfficeError: the request as a whole failed. Single failures are in the results.
        """
        actions = self._actions()
        return self._settle(self._client.send(actions).results if actions else ())

    def __enter__(self) -> Batch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None and not self._sent:
            self.send()


class AsyncBatch(BatchBase):
    """The same for an AsyncClient: ``async with client.batch() as batch:``."""

    def __init__(self, client: AsyncClient) -> None:
        super().__init__()
        self._client = client

    async def send(self) -> list[Result]:
        """See Batch.send()."""
        actions = self._actions()
        return self._settle((await self._client.send(actions)).results if actions else ())

    async def __aenter__(self) -> AsyncBatch:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None and not self._sent:
            await self.send()
