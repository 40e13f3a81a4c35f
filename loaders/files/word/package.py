"""Open the package of an office document: a zip of XML parts that name each other by relationships.

What could harm the reader is refused before it is parsed: document types, which declare entities, and parts of too many bytes or tags.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge
from danchieu.loaders.files.zipped import open_zip, unpack

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["RELATION", "Package", "Related", "W", "find_main_part", "open_package", "parse_part"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word, as lxml writes it before a name."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
"""The attribute that names a relationship."""

_MAX_BYTES = 50_000_000  # of one part: ten times the text of the longest law with all its annexes
_MAX_MARKS = 4_000_000  # tags and attributes of one part: their tree takes at most 800 MB, that of a usual part of 50 MB half of it
_STRICT = b"http://purl.oclc.org/ooxml/"  # what the strict form of the format calls the same things
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": RELATION[1:-3].encode(),
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another one names: its kind (styles, footnotes, header), the id by which the text refers to it, and its name."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Package:
    """An open container, with its entries by name in small letters: names differ in case between relationships and directory."""

    path: Path
    container: ZipFile
    entries: dict[str, ZipInfo]

    def read(self, name: str) -> Element | None:
        """Parse a part; None if the package has none of that name. Raises SourceDamaged or SourceTooLarge."""
        entry = self.entries.get(name.lower())
        return parse_part(self.path, name, unpack(self.path, self.container, entry, most=_MAX_BYTES)) if entry else None

    def related(self, name: str) -> list[Related]:
        """Return the parts that a part names; those that the package itself names for an empty name."""
        folder, base = posixpath.split(name)
        relations = self.read(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for one in relations if relations is not None else ():
            target = one.get("Target", "").replace("\\", "/")
            kind = one.get("Type", "").rpartition("/")[2]
            if one.get("TargetMode") != "External":
                found.append(Related(kind, one.get("Id", ""), posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")))
        return found


def open_package(path: Path, data: bytes) -> Package:
    """Open a package. Raises SourceDamaged or SourceTooLarge."""
    container = open_zip(path, data)
    return Package(path, container, {entry.filename.replace("\\", "/").lower(): entry for entry in container.infolist()})


def find_main_part(package: Package) -> str:
    """Return the name of the part that holds the document; word/document.xml where no relationship says it."""
    return next((one.name for one in package.related("") if one.kind == "officeDocument"), "word/document.xml")


def parse_part(path: Path, name: str, content: bytes) -> Element:
    """Parse the XML of a part, without comments; names of the strict form are those of the usual one.

    Raises SourceTooLarge, or SourceDamaged for what is no XML, is nested too deep, or declares a document type.
    """
    from lxml import etree

    if content.startswith(_UTF_16):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"<!DOCTYPE" in content:
        raise SourceDamaged(
            path, f"{name} in it declares a document type, which office documents must not; it may be built to harm its reader"
        )
    if (marks := content.count(b"<") + content.count(b"=")) > _MAX_MARKS:
        raise SourceTooLarge(path, f"{name} in it has {marks:,} tags and attributes, more than {_MAX_MARKS:,}; divide the document")
    if _STRICT in content:
        for strict, usual in _TRANSITIONAL.items():
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceDamaged(path, f"{name} in it cannot be parsed ({error.msg}); open it in Word and save it again") from error
