"""Decode Word documents (.docx and its kin): the text as it is shown, with numbers, tables and notes written out.

    Package -> Looks, Numbers -> Runs -> Blocks -> lines

The properties of the file (author, dates) are never read: they tell of the file, not of the document.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceUnsupported
from danchieu.loaders.files.fonts import Fonts, write_repaired
from danchieu.loaders.files.formats import Decoded, Format
from danchieu.loaders.files.layout import with_header
from danchieu.loaders.files.misnamed import decode_misnamed
from danchieu.loaders.files.word.blocks import Blocks, HeadingLine, NoteParts
from danchieu.loaders.files.word.looks import Looks
from danchieu.loaders.files.word.numbers import Numbers
from danchieu.loaders.files.word.package import RELATION, Package, Related, W, find_main_part, open_package
from danchieu.loaders.files.word.runs import Runs
from danchieu.loaders.files.zipped import ZIP, read_directory

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["FORMAT", "decode_package"]

_CONTENT_TYPES = b"[Content_Types].xml"  # every office document has this entry
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis."  # name and content of the first entry of one
_OTHERS = {
    "xl": "is a workbook, not a document; give a register with --register",
    "ppt": "is a presentation; save its text as a document",
    "visio": "is a drawing; leave it out",
}


def _recognises(data: bytes) -> bool:
    return data.startswith(ZIP) and (_OPEN_DOCUMENT in data[:100] or _CONTENT_TYPES in read_directory(data))


def _decode(path: Path, data: bytes) -> Decoded:
    if not data.startswith(ZIP):
        return decode_misnamed(path, data, "a Word document (.docx)")
    if _OPEN_DOCUMENT in data[:100]:
        raise SourceUnsupported(path, "is an OpenDocument file; save it as .docx")
    return decode_package(path, data, "Word")


def decode_package(path: Path, data: bytes, reader: str) -> Decoded:
    """Decode the package of a Word document. Raises SourceDamaged, SourceTooLarge, or SourceUnsupported for one of another program."""
    package = open_package(path, data)
    main = find_main_part(package)
    if reason := _OTHERS.get(main.partition("/")[0]):
        raise SourceUnsupported(path, reason)
    document = package.read(main)
    if document is None:
        raise SourceDamaged(path, f"holds no {main}, the text of a Word document; open it in Word and save it again")
    if document.tag != f"{W}document":
        raise SourceUnsupported(path, "is a package of another program than Word; save its text as .docx")
    return _Document(package, main, document).decode(reader)


class _Document:
    """A Word document: its text and the parts that its text refers to."""

    def __init__(self, package: Package, main: str, document: Element) -> None:
        self._package, self._document = package, document
        self._related = package.related(main)
        self._styles, self._numbering = self._part("styles"), self._part("numbering")
        self._notes = NoteParts(_by_id(self._part("footnotes")), _by_id(self._part("endnotes")))
        self._header = self._part("header", *_first_header(document))
        self._are_headings: list[bool] = []  # of the lines that were written last

    def decode(self, reader: str) -> Decoded:
        """Write the text, a second time if it has legacy fonts that are repaired."""
        text, note = write_repaired(self._write)
        notes = [note] if note else []
        if next(self._document.iter(f"{W}altChunk"), None) is not None:
            notes.append("another file is embedded as a part of the text; it is not read")
        starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        headings = (start for start, is_heading in zip(starts, self._are_headings, strict=False) if is_heading)
        return Decoded(text, reader, notes=tuple(notes), headings=tuple(headings))

    def _write(self, fonts: Fonts) -> str:
        looks = Looks(self._styles)
        blocks = Blocks(looks, Numbers(self._numbering, looks), Runs(looks, fonts))
        blocks.write(self._document)
        header = Blocks(looks, Numbers(None, looks), Runs(looks, fonts))
        if self._header is not None:
            header.write(self._header)
        blocks.lines = with_header(blocks.lines, header.lines)
        blocks.write_notes(self._notes)
        self._are_headings = [isinstance(line, HeadingLine) for line in blocks.lines]
        return "\n".join(blocks.lines) + "\n"

    def _part(self, kind: str, *ids: str) -> Element | None:
        """Return the part of a kind; with ids, the first of them that is there."""
        named = [one for one in self._related if one.kind == kind]
        if kind == "header":
            named = [one for id in ids for one in named if one.id == id]
        for one in named or ([] if self._related or kind == "header" else [Related(kind, "", f"word/{kind}.xml")]):
            if (part := self._package.read(one.name)) is not None:
                return part
        return None


def _first_header(document: Element) -> list[str]:
    """Return the ids of the headers of the first page: that of the page alone, then that of all pages."""
    section = next(document.iter(f"{W}sectPr"), None)
    headers = section.findall(f"{W}headerReference") if section is not None else []
    by_type = {one.get(f"{W}type", "default"): one.get(RELATION, "") for one in headers}
    return [by_type[type] for type in ("first", "default") if type in by_type]


def _by_id(notes: Element | None) -> dict[str, Element]:
    """Return notes by id, without the lines that separate them from the text."""
    found = notes if notes is not None else ()
    return {note.get(f"{W}id", ""): note for note in found if note.get(f"{W}type", "normal") == "normal"}


FORMAT = Format("Word", (".docx", ".docm", ".dotx", ".dotm"), _recognises, _decode)
