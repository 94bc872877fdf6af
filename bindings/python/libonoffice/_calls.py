"""The calls of the API by their verbs: the surface that client, asyncio client and batch share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

from ._action import Action
from ._errors import ArgumentError
from ._typing import TYPE_CHECKING, Generic, Outcome

if TYPE_CHECKING:
    from typing import Any

    from ._filter import FilterLike
    from ._query import Sort
    from .api.addresses import Addresses
    from .api.agents_log import AgentsLog
    from .api.appointments import Appointments
    from .api.emails import Emails
    from .api.estates import Estates
    from .api.files import Files
    from .api.marketplace import Marketplace
    from .api.messenger import Messenger
    from .api.miscellaneous import Miscellaneous
    from .api.relations import Relations
    from .api.search_criteria import SearchCriteria
    from .api.settings import Settings
    from .api.tasks import Tasks
    from .api.undocumented import Undocumented


class Calls(ABC, Generic[Outcome]):
    """One method per verb. A Client answers with a Result, an AsyncClient with something to
    await, a batch with an entry that has its Result once the batch was sent.

    The methods of its modules know the parameters of every call:
    ``client.estates.read_estate(data=["Id"], listlimit=10)``. https://apidoc.onoffice.de/
    """

    @abstractmethod
    def _submit(self, action: Action) -> Outcome:
        """Sends an action, or notes it."""

    def call(
        self,
        verb: str,
        resource_type: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        resource_id: str | int | None = "",
        identifier: str | None = "",
    ) -> Outcome:
        """Any call of the API, by its own names.

        ``client.call("read", "estate", {"data": ["Id", "kaufpreis"], "listlimit": 10}).records``

        Args:
            verb, resource_type, parameters, resource_id, identifier: see Action.

        Raises:
            OnOfficeError: whatever failed, be it the request or the action; see its subclasses.
        """
        return self._submit(Action(verb, resource_type, parameters, resource_id, identifier))

    def read(
        self,
        resource_type: str,
        resource_id: str | int | None = "",
        *,
        data: Iterable[str] | None = None,
        filter: FilterLike | None = None,
        sort: Sort | None = None,
        limit: int | None = None,
        offset: int = 0,
        identifier: str | None = "",
        **others: Any,
    ) -> Outcome:
        """Reads one record, or a list of them: at most one page.

        ``client.read("estate", data=["Id", "ort"], filter=field("kaufpreis") < 300000, limit=10)``

        Args:
            resource_type: for example "estate", "address", "task", "user".
            resource_id: number of the record; "" for a list.
            data: names of the fields.
            filter: conditions made with field(), or the API's own form of them.
            sort: "kaufpreis"; "-kaufpreis" for descending; a list of these, the first weighing
                most; or the API's own form {"kaufpreis": "ASC"}.
            limit: records at most; the API's default is 20, its maximum mostly 500.
            offset: the first record, from 0.
            identifier: free label that comes back with the result.
            others: more parameters by the API's names, for example estatelanguage="ENG".

        Raises:
            ArgumentError: parameters that make no sense; nothing was sent.
            OnOfficeError: whatever failed.
        """
        from ._query import limited, page_rule, parameters

        asked = parameters(data, filter, sort, others)
        page = limited(page_rule("read", resource_type, resource_id), limit, offset)
        for name in page:
            if name in asked:
                raise ArgumentError(f"{name} is given twice")
        asked.update(page)
        return self._submit(Action("read", resource_type, asked, resource_id, identifier))

    def get(
        self,
        resource_type: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        resource_id: str | int | None = "",
        identifier: str | None = "",
    ) -> Outcome:
        """Asks for information, such as "fields", "search", "file" or "idsfromrelation"; some of
        these take a word as resource_id: ``client.get("search", {...}, resource_id="estate")``."""
        return self._submit(Action("get", resource_type, parameters, resource_id, identifier))

    def create(
        self,
        resource_type: str,
        parameters: Mapping[str, Any],
        *,
        resource_id: str | int | None = "",
        identifier: str | None = "",
    ) -> Outcome:
        """Creates a record; the result's id is its number. Sent once, whatever happens.

        ``client.create("address", {"Vorname": "Jörg", "Name": "Müller"}).id``

        Args:
            parameters: as the API's page of the call has them: fields of an address directly,
                those of an estate in {"data": {...}}.
        """
        return self._submit(Action("create", resource_type, parameters, resource_id, identifier))

    def modify(
        self,
        resource_type: str,
        resource_id: str | int | None,
        parameters: Mapping[str, Any],
        *,
        identifier: str | None = "",
    ) -> Outcome:
        """Changes a record. Sent once, whatever happens."""
        return self._submit(Action("modify", resource_type, parameters, resource_id, identifier))

    def delete(
        self,
        resource_type: str,
        resource_id: str | int | None = "",
        parameters: Mapping[str, Any] | None = None,
        *,
        identifier: str | None = "",
    ) -> Outcome:
        """Deletes a record, or a relation that parameters name. Sent once, whatever happens."""
        return self._submit(Action("delete", resource_type, parameters, resource_id, identifier))

    def do(
        self,
        resource_type: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        resource_id: str | int | None = "",
        identifier: str | None = "",
    ) -> Outcome:
        """Performs something, such as "sendmail". Sent once, whatever happens."""
        return self._submit(Action("do", resource_type, parameters, resource_id, identifier))

    # Every call of the API with its own parameters, by module, imported when it is first used:
    # together they are larger than all the rest.

    @property
    def estates(self) -> Estates[Outcome]:
        """Estates, their files, filters, prices and seekers."""
        from .api.estates import Estates

        return Estates(self)

    @property
    def addresses(self) -> Addresses[Outcome]:
        """Addresses, their contact data, files, completion and newsletter."""
        from .api.addresses import Addresses

        return Addresses(self)

    @property
    def search_criteria(self) -> SearchCriteria[Outcome]:
        """What people look for."""
        from .api.search_criteria import SearchCriteria

        return SearchCriteria(self)

    @property
    def agents_log(self) -> AgentsLog[Outcome]:
        """What was done for estates and addresses (Maklerbuch, activities)."""
        from .api.agents_log import AgentsLog

        return AgentsLog(self)

    @property
    def relations(self) -> Relations[Outcome]:
        """Who owns, buys, knows or attends what."""
        from .api.relations import Relations

        return Relations(self)

    @property
    def appointments(self) -> Appointments[Outcome]:
        """Appointments, their conflicts, resources and files."""
        from .api.appointments import Appointments

        return Appointments(self)

    @property
    def tasks(self) -> Tasks[Outcome]:
        """Tasks and what they are about."""
        from .api.tasks import Tasks

        return Tasks(self)

    @property
    def files(self) -> Files[Outcome]:
        """Uploads, templates and default attachments."""
        from .api.files import Files

        return Files(self)

    @property
    def emails(self) -> Emails[Outcome]:
        """Sending mails, what they are linked to, signatures."""
        from .api.emails import Emails

        return Emails(self)

    @property
    def marketplace(self) -> Marketplace[Outcome]:
        """What providers of the marketplace need."""
        from .api.marketplace import Marketplace

        return Marketplace(self)

    @property
    def settings(self) -> Settings[Outcome]:
        """Users, groups, rights, fields and what else is configured."""
        from .api.settings import Settings

        return Settings(self)

    @property
    def miscellaneous(self) -> Miscellaneous[Outcome]:
        """Macros, links, surveys, the log and time tracking."""
        from .api.miscellaneous import Miscellaneous

        return Miscellaneous(self)

    @property
    def messenger(self) -> Messenger[Outcome]:
        """Rooms of the messenger; their pages are in no index of the documentation."""
        from .api.messenger import Messenger

        return Messenger(self)

    @property
    def undocumented(self) -> Undocumented[Outcome]:
        """Calls without a page that other clients of onOffice use; they may change or go."""
        from .api.undocumented import Undocumented

        return Undocumented(self)
