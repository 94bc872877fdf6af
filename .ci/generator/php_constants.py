"""The constants of the PHP package."""

from __future__ import annotations

from collections.abc import Iterable

from .model import Catalogue
from .names import constant
from .output import MARK, Output

FOLDER = "bindings/php/src"
_PAGES = "https://apidoc.onoffice.de/"


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds one class per kind of constants."""
    output.add(
        f"{FOLDER}/ErrorCode.php",
        _class(
            "ErrorCode",
            "Error codes of the API, see OnOfficeException::apiCode() and Result::code(). New ones"
            "\n * may appear any month. Library::errorText() says what they mean.",
            (f"    public const {error.name} = {error.code};" for error in catalogue.errors),
        ),
    )
    output.add(
        f"{FOLDER}/ResourceType.php",
        _class(
            "ResourceType",
            "Resource types of the API, each with the verbs that it takes."
            f"\n *\n * {_PAGES}actions/",
            (
                f"    /** {', '.join(verbs)} */\n    public const {name.upper()} = '{type}';"
                for type, (name, verbs) in catalogue.resource_types().items()
            ),
        ),
    )
    output.add(
        f"{FOLDER}/Relation.php",
        _class(
            "Relation",
            "Relation types, for the calls relation and idsfromrelation.\n *\n"
            f" * {_PAGES}{catalogue.relation_page}",
            [
                f"    private const PREFIX = '{catalogue.relation_prefix}';\n",
                *(_relation(relation.suffix) for relation in catalogue.relations),
            ],
        ),
    )
    for name, about, words in (
        ("UploadKind", "Kinds of files of estates: the Art of an upload.", catalogue.upload_kinds),
        ("UploadModule", "What a file may be uploaded for.", catalogue.uploads["modules"]),
    ):
        lines = [f"    public const {constant(word)} = '{word}';" for word in words]
        about += f"\n *\n * {_PAGES}actions/aktionen-ausfuehren/dateiupload/"
        output.add(f"{FOLDER}/{name}.php", _class(name, about, lines))


def _relation(suffix: str) -> str:
    line = f"    public const {constant(suffix)} = self::PREFIX . '{suffix}';"
    return line if len(line) <= 100 else line.replace(" = ", " =\n        ")


def _class(name: str, about: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return (
        "<?php\n\ndeclare(strict_types=1);\n\nnamespace Libonoffice;\n\n"
        f"/**\n * {about}\n *\n * {MARK} from the catalogue: change that file, not this one.\n */\n"
        f"final class {name}\n{{\n{body}\n}}\n"
    )
