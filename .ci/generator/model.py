"""What the catalogue says, as objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Union

_SUCCESS = 'one, with the id 0 and {"success": "success"}'

#: Keys as text, positions as numbers.
Path = tuple[Union[str, int], ...]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a call."""

    name: str
    type: str
    about: str
    mandatory: bool = False
    default: Any = None
    range: tuple[int, ...] = ()
    values: tuple[Any, ...] = ()
    secret: bool = False
    undocumented: bool = False
    deprecated: bool = False

    @property
    def meaning(self) -> str:
        """What it means, and whether it is to be used."""
        warning = "Deprecated. " if self.deprecated else ""
        return warning + ("Undocumented. " if self.undocumented else "") + self.about


@dataclass(frozen=True)
class Paging:
    """How a list comes in pages."""

    most: int
    counts: str
    limit: str = ""
    offset: str = ""
    default: int | None = None
    mandatory: bool = False

    def parameters(self) -> list[Parameter]:
        """The parameters of the call that the rule is about."""
        made = []
        if self.limit:
            about = f"Number of records, at most {self.most}"
            about += "; 0 only counts them." if self.mandatory else "."
            made.append(
                Parameter(self.limit, "int", about, self.mandatory, self.default, (0, self.most))
            )
        if self.offset:
            made.append(Parameter(self.offset, "int", "The first record, from 0.", default=0))
        return made


@dataclass(frozen=True)
class Example:
    """A call that works in the sandbox, and what comes of it."""

    records: int
    id: str | int = ""
    parameters: dict[str, Any] | None = None
    field: Path = ()


@dataclass(frozen=True)
class Call:
    """One call of the API."""

    module: str
    verb: str
    type: str
    method: str
    title: str
    page: str
    writes: bool
    reply: str
    example: Example
    parameters: tuple[Parameter, ...]
    id: str = ""
    id_about: str = ""
    word: str = ""
    words: tuple[str, ...] = ()
    part: str = ""
    paging: Paging | None = None
    counts: str = "null"
    notes: str = ""
    errors: tuple[int, ...] = ()
    undocumented: bool = False
    deprecated: bool = False

    @property
    def name(self) -> str:
        """Verb and resource type, and the word that stands in the place of a resource id."""
        return f"{self.verb} {self.type}" + (f"[{self.word}]" if self.word else "")

    @property
    def wraps_fields(self) -> bool:
        """Whether the fields of the record that it writes are in a parameter of their own."""
        is_wrapped = any(each.name == "data" and each.type == "object" for each in self.parameters)
        return is_wrapped and self.verb in ("create", "modify")

    @property
    def answer(self) -> str:
        """What the records of the result are."""
        return _SUCCESS if self.reply == "success" else self.reply

    @property
    def remarks(self) -> str:
        """What one has to know of the answer, and besides."""
        warning = "Deprecated. " if self.deprecated else ""
        warning += "Undocumented. " if self.undocumented else ""
        return f"{warning}Records: {self.answer}. {self.notes}".strip()

    @property
    def url(self) -> str:
        """The page of the call; "" if it has none."""
        return f"https://apidoc.onoffice.de/{self.page}" if self.page else ""

    @property
    def ordered(self) -> list[Parameter]:
        """The parameters, mandatory ones first."""
        return sorted(self.parameters, key=lambda parameter: not parameter.mandatory)


@dataclass(frozen=True)
class Module:
    """The calls about one thing."""

    name: str
    title: str
    about: str
    calls: tuple[Call, ...]

    def parts(self) -> dict[str, list[Call]]:
        """The calls by the file of the bindings that they stand in; "" is the module's own."""
        parts: dict[str, list[Call]] = {"": []}
        for call in self.calls:
            parts.setdefault(call.part, []).append(call)
        return parts


@dataclass(frozen=True)
class Relation:
    """A type of relations, and what it relates."""

    suffix: str
    parent: str
    child: str


@dataclass(frozen=True)
class ErrorCode:
    """An error code of the API."""

    code: int
    name: str
    meaning: str
    category: str
    retryable: bool


@dataclass(frozen=True)
class Catalogue:
    """All of it."""

    modules: tuple[Module, ...]
    words: dict[str, str]
    uploads: dict[str, tuple[str, ...]]
    relation_prefix: str
    relation_page: str
    relations: tuple[Relation, ...]
    errors: tuple[ErrorCode, ...]

    @property
    def calls(self) -> list[Call]:
        """The calls of all modules."""
        return [call for module in self.modules for call in module.calls]

    @property
    def upload_kinds(self) -> list[str]:
        """Kinds of files of estates."""
        return [
            kind for group in ("pictures", "documents", "links") for kind in self.uploads[group]
        ]

    def resource_types(self) -> dict[str, tuple[str, list[str]]]:
        """Each resource type with its name in constants and its verbs, sorted by name."""
        order = ["read", "get", "create", "modify", "delete", "do"]
        verbs: dict[str, set[str]] = {}
        for call in self.calls:
            verbs.setdefault(call.type, set()).add(call.verb)
        named = {
            type: (self.words[type], sorted(found, key=order.index))
            for type, found in verbs.items()
        }
        return dict(sorted(named.items(), key=lambda item: item[1][0]))
