"""Constants for C programs."""

from __future__ import annotations

from .model import Catalogue
from .names import constant, quoted
from .output import MARK, Output

_TYPES = "Resource types of the API, each with the verbs that it takes: https://apidoc.onoffice.de/actions/"
_RELATIONS = "Types of relations, from parent to child, for relation and idsfromrelation."
_UPLOADS = "What uploadfile takes as Art for files of estates: pictures, documents, links."
_MODULES = "What uploadfile takes as module."


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds the headers; the codes have one of their own, so that none gets too long to read."""
    output.add("include/onoffice_errors.h", _errors(catalogue))
    output.add("include/onoffice_catalogue.h", _words(catalogue))


def _frame(guard: str, purpose: str, lines: list[str]) -> str:
    head = [
        "/*",
        f" * {purpose}",
        " *",
        f" * {MARK} from the catalogue: change that file, not this one.",
        " */",
        f"#ifndef {guard}",
        f"#define {guard}",
        "",
        "/* clang-format off */",
    ]
    return "\n".join([*head, *lines, "/* clang-format on */", "", "#endif", ""])


def _errors(catalogue: Catalogue) -> str:
    last = catalogue.errors[-1]
    lines = [
        "/* What onoffice_response_result_code() tells; onoffice_error_text() says what it means.",
        "   New ones may appear any month. */",
        "typedef enum onoffice_code {",
        *(
            f"    ONOFFICE_CODE_{error.name} = {error.code}{'' if error is last else ','}"
            for error in catalogue.errors
        ),
        "} onoffice_code;",
    ]
    return _frame("ONOFFICE_ERRORS_H", "The error codes of the onOffice enterprise API.", lines)


def _words(catalogue: Catalogue) -> str:
    types = {
        name.upper(): (type, f" /* {', '.join(verbs)} */")
        for type, (name, verbs) in catalogue.resource_types().items()
    }
    relations = {
        constant(relation.suffix): (catalogue.relation_prefix + relation.suffix, "")
        for relation in catalogue.relations
    }
    uploads = {constant(kind): (kind, "") for kind in catalogue.upload_kinds}
    modules = {constant(module): (module, "") for module in catalogue.uploads["modules"]}
    lines = ["#include <onoffice_errors.h>"]
    for about, prefix, words in (
        (_TYPES, "RESOURCE", types),
        (_RELATIONS, "RELATION", relations),
        (_UPLOADS, "UPLOAD", uploads),
        (_MODULES, "UPLOAD_MODULE", modules),
    ):
        lines += ["", f"/* {about} */"]
        lines += [
            f"#define ONOFFICE_{prefix}_{name} {quoted(value)}{comment}"
            for name, (value, comment) in words.items()
        ]
    purpose = "The fixed words of the onOffice enterprise API, literals for the JSON of actions."
    return _frame("ONOFFICE_CATALOGUE_H", purpose, lines)
