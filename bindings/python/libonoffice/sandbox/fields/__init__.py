"""The fields of the modules, as a tenant could have configured them."""

from __future__ import annotations

from ..field import FieldSet
from .address import ADDRESS
from .agents_log import AGENTS_LOG
from .calendar import CALENDAR
from .estate import ESTATE
from .task import TASK
from .user import USER

MODULES: dict[str, FieldSet] = {
    "address": ADDRESS,
    "estate": ESTATE,
    "agentsLog": AGENTS_LOG,
    "calendar": CALENDAR,
    "task": TASK,
    "user": USER,
}
"""The modules with fields, as the call `fields` names them."""
