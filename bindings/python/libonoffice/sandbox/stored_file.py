"""Files of estates, addresses, appointments and other records."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from typing import Any, Optional

from .blocks import Blocks
from .dice import Dice
from .word_list import words

PICTURES = words(
    "Titelbild Foto Foto_gross Grundriss Lageplan Stadtplan Anzeigen Epass_Skala "
    "Finanzierungsbeispiel QR-Code Logo LOGO Banner Panorama"
)
DOCUMENTS = words("Expose Dokument Aushang Mietaufstellung Energieausweis")
LINKS = words("Link Ogulo-Link Film-Link Objekt-Link")
KINDS = (*PICTURES, *DOCUMENTS, *LINKS)
"""Values of `Art`."""

PUBLICATIONS = words(
    "Homepage Word_kurz Word_lang PDF_kurz PDF_lang HTML_kurz HTML_lang Web_kurz Web_lang"
)


@dataclass
class StoredFile:
    """One file, or a link in its place."""

    id: int
    module: str
    parent: int
    kind: str
    name: str
    title: str = ""
    freetext: str = ""
    attribute: str = ""
    position: int = 0
    url: str = ""
    modified: int = 0
    """Unix seconds."""
    publications: list[str] = field(default_factory=list)
    uploaded: Optional[Blocks] = None

    @property
    def content(self) -> Blocks:
        """The bytes: those uploaded, or a small picture or document made from the number."""
        if self.uploaded is None:
            made = picture(self.id) if self.kind in PICTURES else document(self.title)
            self.uploaded = Blocks([] if self.url else [made])
        return self.uploaded

    @property
    def category(self) -> str:
        """Documents of the kind Dokument are internal, everything else can be published."""
        return "internal" if self.kind == "Dokument" else "external"

    def image_url(self, size: str) -> str:
        """Where the picture would be fetched from, scaled to a size."""
        scale = "" if size == "original" else f"@{size}"
        return f"https://image.example/objekte/{self.parent}/{self.id}{scale}/{self.name}"

    def elements(self) -> dict[str, Any]:
        """What the call `file` shows of an estate's file."""
        return {
            "type": self.kind,
            "position": self.position,
            "documentAttribute": self.attribute,
            "name": self.name,
            "originalname": self.name,
            "filename": f"{self.id}_{self.name}" if not self.url else "",
            "fileSize": len(self.content),
            "title": self.title,
            "freetext": self.freetext,
            "url": self.url,
            "modified": self.modified,
            "category": self.category,
        }


def picture(seed: int) -> bytes:
    """A PNG of 16 × 12 pixels in colours that depend on `seed`."""
    dice = Dice(seed)
    rows = b"".join(b"\0" + bytes(dice.number(0, 255) for _ in range(16 * 3)) for _ in range(12))

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", 16, 12, 8, 2, 0, 0, 0)
    # Stored, not compressed: other versions of zlib would compress to other bytes.
    data = zlib.compress(rows, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def document(text: str) -> bytes:
    """A PDF of one page with one line of text."""
    line = text.encode("latin-1", "replace").replace(b"(", b"[").replace(b")", b"]")
    stream = b"BT /F1 18 Tf 60 760 Td (" + line.replace(b"\\", b"/") + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    return pdf + b"xref\n0 6\n0000000000 65535 f \n" + table + tail
