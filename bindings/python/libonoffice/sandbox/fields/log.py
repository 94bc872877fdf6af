"""Fields of the log."""

from __future__ import annotations

from ..field import FieldSet, parse
from ..word_list import words

ACTIONS = words(
    "splitBooking extendBooking cancelBooking deleteBooking edit link unlink export delete add "
    "duplicate cancelation massUpdateRights datevSync"
)
MODULES = [
    "user",
    "customer",
    "address",
    "estate",
    "agentslog",
    "contact person",
    "file",
    "interested",
    "relation",
    "relations",
    "region",
    "owner",
    "matching",
    "search criteria",
    "offer",
    "project",
    "task",
    "addressAssigment",
    "estateAssigment",
    "userAssignment",
    "news",
    "intranet",
    "calendar",
    "cms",
    "smartSite",
    "emailAdministration",
    "arbeitszeiterfassung",
    "accessControl",
    "addressCsvExportSettings",
    "portal",
    "marketingBox",
    "portalAutoResponse",
    "portalAutoFullTransfer_Modul",
    "fakturaArticleAdministration",
    "fakturaBookings",
    "templateManagement",
    "emailPostOfficeBoxEncryption",
    "pdfTemplates",
    "cancelationBasicSettings",
    "cancelationGroupSettings",
    "domainAdministration",
]

LOG = FieldSet(
    "log",
    parse(
        """
dateTime | datetime | | - | -
action | varchar | | - | -
module | varchar | | - | -
userNr:user.Nr | integer | | - | -
resourcePk | varchar | | - | -
resourceTable | varchar | | - | -
targetPk | varchar | | - | -
targetTable | varchar | | - | -
""",
        {},
    ),
    141,
)
SEEN = FieldSet("recordsLastSeen", parse("date | datetime | | - | -", {}), 141)
