"""The field configuration."""

from __future__ import annotations

from ..action import Action
from ..answer import Answer, record
from ..display import language
from ..errors import ApiError
from ..fields import MODULES
from ..registry import call

_LABELS = {
    "address": ("Adressen", "Addresses"),
    "estate": ("Immobilien", "Estates"),
    "agentsLog": ("Maklerbuch", "Agents log"),
    "calendar": ("Kalender", "Calendar"),
    "email": ("E-Mail", "Email"),
    "file": ("Dateien", "Files"),
    "news": ("News", "News"),
    "intranet": ("Intranet", "Intranet"),
    "project": ("Projekte", "Projects"),
    "task": ("Aufgaben", "Tasks"),
    "user": ("Benutzer", "Users"),
}
_FIELDLESS = ("admin", "cms", "history", "portalExport", "immoMatching", "statistic", "smartSite")


@call("get fields")
def fields(action: Action) -> Answer:
    """One record per module, with its fields by name.

    Without `modules` the reply also has the many modules that have no fields. Permitted values
    are a list of keys, or with `labels` an object of key to label.
    """
    parameters = action.parameters
    labels, measure = parameters.flag("labels"), parameters.flag("showFieldMeasureFormat")
    code = language(parameters, "language")
    wanted = set(parameters.texts("fieldList"))
    modules = parameters.texts("modules") or list(_LABELS) + list(_FIELDLESS)
    records = []
    for module in modules:
        if module not in _LABELS and module not in _FIELDLESS:
            raise ApiError(163, module)
        shown = {
            field.name: field.describe(labels, code, measure)
            for field in MODULES.get(module, ())
            if not field.hidden and (not wanted or field.name in wanted)
        }
        if labels and module in _LABELS:
            names = _LABELS[module]
            shown = {"label": names[0 if code == "DEU" else 1], **shown}  # type: ignore[dict-item]
        records.append(record(module, "", shown))
    return Answer(records)
