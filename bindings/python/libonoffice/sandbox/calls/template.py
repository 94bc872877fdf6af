"""Templates and the attachments that go with them."""

from __future__ import annotations

from typing import Any

from ..action import Action
from ..answer import Answer, record
from ..errors import ApiError
from ..registry import call
from ..templates import CATEGORIES, FOLDERS, IDENTIFIED, MAIL_TEMPLATES, PDF_TEMPLATES, MailTemplate

_COLLECTIONS = (
    "userDefaultAttachments",
    "templateDefaultAttachments",
    "pdfLetterDefaultAttachments",
)


@call("get templates")
def templates(action: Action) -> Answer:
    """Mail templates with their text, others with identifier and title."""
    parameters = action.parameters
    kind = parameters.need_text("type", 71)
    category = parameters.text("category")
    if category and category not in CATEGORIES:
        raise ApiError(255, "category")
    if kind in IDENTIFIED:
        return Answer(
            [
                record(position, "", {"identifier": identifier, "title": title})
                for position, (identifier, title) in enumerate(IDENTIFIED[kind].items())
            ]
        )
    if kind != "mail":
        raise ApiError(72, kind)
    folder, ids = parameters.integer("folderid"), parameters.ids("mailtemplateids")
    return Answer(
        [
            record(template.id, "", _mail(template, parameters.flag("list")))
            for template in MAIL_TEMPLATES.values()
            if (not folder or template.folder == folder)
            and (not ids or template.id in ids)
            and (not category or template.category == category)
        ]
    )


def _mail(template: MailTemplate, short: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": template.id,
        "title": template.title,
        "subject": template.subject,
        "folder": template.folder,
    }
    if not short:
        shown.update(body=template.body, ishtml=template.html)
    shown.update(language="DEU", subid=template.id, ismainlanguage=True)
    return shown


@call("get emailtemplatefolders")
def folders(action: Action) -> Answer:
    """The folders of mail templates: names by number."""
    names = {str(number): name for number, name in FOLDERS.items()}
    return Answer([record(0, "", names)], cacheable=False)


@call("get defaultAttachments")
def attachments(action: Action) -> Answer:
    """What is attached by default, to any mail or to those of a template."""
    if action.resource_id and action.record_id(279) not in MAIL_TEMPLATES:
        raise ApiError(279, action.resource_id)
    identifier = next(iter(PDF_TEMPLATES))
    expose = {
        "id": 0,
        "filename": None,
        "filesize": 0,
        "filetitle": PDF_TEMPLATES[identifier],
        "filetype": "attachmentType-expose",
        "identifier": identifier,
    }
    terms = {
        "id": 7,
        "filename": "agb.pdf",
        "filesize": 48211,
        "filetitle": "Allgemeine Geschäftsbedingungen",
        "filetype": "file",
        "identifier": None,
    }
    of_template = [expose] if action.resource_id else []
    contents: tuple[list[dict[str, Any]], ...] = ([terms], of_template, [])
    return Answer(
        [
            record(name, "attachmentCollection", content)
            for name, content in zip(_COLLECTIONS, contents)
        ],
        cacheable=False,
    )
