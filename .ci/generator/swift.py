"""Tables of the core: error codes, and how lists come in pages."""

from __future__ import annotations

from .model import Call, Catalogue, Paging
from .names import camel, quoted
from .output import MARK, Output

_HEAD = (
    "// swift-format-ignore-file\n"
    f"// {MARK} from the catalogue: change that file, not this one.\n\n"
)


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds both tables."""
    output.add("Sources/OnOffice/Errors/ErrorTable.swift", _errors(catalogue))
    output.add("Sources/OnOffice/Pages/PagingTable.swift", _paging(catalogue))


def _errors(catalogue: Catalogue) -> str:
    lines = [
        _HEAD + "extension ErrorCode {",
        "    /// The error codes of the API that are known; new ones may appear any month.",
        "    package static func known(_ code: Int32) -> ErrorCode? {",
        "        switch code {",
    ]
    for error in catalogue.errors:
        start = (
            f"        case {error.code}: ErrorCode({quoted(error.name)}, .{camel(error.category)},"
        )
        end = ", isRetryable: true)" if error.retryable else ")"
        lines.append(f"{start} {quoted(error.meaning)}{end}")
    return "\n".join([*lines, "        default: nil", "        }", "    }", "}", ""])


def _paging(catalogue: Catalogue) -> str:
    # Reads that are paged as usual need no rule of their own, nor do gets without pages.
    usual = Paging(limit="listlimit", offset="listoffset", default=20, most=500, counts="total")
    reads: dict[Paging, list[str]] = {}
    gets: dict[Paging, list[str]] = {}
    for call in catalogue.calls:
        if call.verb == "read" and call.id != "one" and call.paging != usual:
            reads.setdefault(call.paging or Paging(0, "null"), []).append(_condition(call))
        if call.verb == "get" and call.paging:
            gets.setdefault(call.paging, []).append(_condition(call))
    lines = [
        "internal import OnOfficePlatform\n",
        "extension PagingRule {",
        "    /// The rule of a list that does not come as lists do in general.",
        "    static func known(",
        "        _ verb: Verb, _ resourceType: [UInt8], _ resourceID: [UInt8]",
        "    ) -> PagingRule? {",
        "        func isType(_ name: StaticString) -> Bool {",
        "            name.bytes.elementsEqual(resourceType)",
        "        }",
        "        func isID(_ word: StaticString) -> Bool {",
        "            word.bytes.elementsEqual(resourceID)",
        "        }",
        "        switch verb {",
        "        case .read where resourceID.isEmpty:",
        *_branches(reads),
        "        case .get:",
        *_branches(gets),
        "        default: break",
        "        }",
        "        return nil",
        "    }",
        "}",
        "",
    ]
    return _HEAD + "\n".join(lines)


def _condition(call: Call) -> str:
    condition = f"isType({quoted(call.type)})"
    return condition + (f" && isID({quoted(call.word)})" if call.word else "")


def _branches(rules: dict[Paging, list[str]]) -> list[str]:
    lines = []
    for rule, conditions in rules.items():
        mandatory, counts = (
            "true" if flag else "false" for flag in (rule.mandatory, rule.counts == "total")
        )
        joined = "\n                || ".join(conditions)
        lines += [
            f"            if {joined} {{",
            "                return PagingRule(",
            f"                    limit: {quoted(rule.limit)}, offset: {quoted(rule.offset)}, "
            f"most: {rule.most}, isMandatory: {mandatory},",
            f"                    countsAll: {counts})",
            "            }",
        ]
    return lines
