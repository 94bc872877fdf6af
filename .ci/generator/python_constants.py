"""The constants of the Python package."""

from __future__ import annotations

from .model import Catalogue
from .names import constant
from .output import MARK, Output

FOLDER = "bindings/python/libonoffice/constants"


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds one module per kind of constants."""
    prefix = catalogue.relation_prefix
    relations = {
        constant(relation.suffix): prefix + relation.suffix for relation in catalogue.relations
    }
    types = {name.upper(): type for type, (name, _) in catalogue.resource_types().items()}
    kinds = {constant(kind): kind for kind in catalogue.upload_kinds}
    modules = {constant(module): module for module in catalogue.uploads["modules"]}
    for file, name, about, words in (
        ("relation", "Relation", "Types of relations, from parent to child.", relations),
        ("resource_type", "ResourceType", "Resource types of the API.", types),
        ("upload_kind", "UploadKind", "Kinds of files of estates, the Art of an upload.", kinds),
        ("upload_module", "UploadModule", "What a file may be uploaded for.", modules),
    ):
        output.add(f"{FOLDER}/{file}.py", _words(name, about, words))
    output.add(f"{FOLDER}/error_code.py", _codes(catalogue))


def _frame(about: str, imports: str, body: str) -> str:
    return (
        f'"""{about}\n\n{MARK} from the catalogue: change that file, not this one.\n"""\n\n'
        f"from __future__ import annotations\n\n{imports}\n\n\n{body}"
    )


def _words(name: str, about: str, words: dict[str, str]) -> str:
    body = f'class {name}:\n    """{about}"""\n\n'
    for key, value in words.items():
        line = f'    {key}: Final = "{value}"\n'
        if len(line) > 101:
            line = f'    {key}: Final = (\n        "{value}"\n    )\n'
        body += line
    return _frame(about, "from typing import Final", body)


def _codes(catalogue: Catalogue) -> str:
    about = "Error codes of the API; new ones may appear any month."
    body = f'class ErrorCode(IntEnum):\n    """{about}"""\n\n'
    body += "".join(f"    {error.name} = {error.code}\n" for error in catalogue.errors)
    return _frame(about, "from enum import IntEnum", body)
