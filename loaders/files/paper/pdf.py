"""Decode PDF: the text of its pages, by OCR where they are scans.

    page -> sheet of words and rules -> lines in reading order -> text of all pages

Who wrote the file, and when, says nothing of the document in it, and is not read.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceMissing, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files.extras import OCR
from danchieu.loaders.files.formats import SEEN_DPI, Decoded, Format
from danchieu.loaders.files.paper import ocr
from danchieu.loaders.files.paper.pages import decode_sheets, list_pages
from danchieu.loaders.files.paper.pdf_file import open_pdf
from danchieu.loaders.files.paper.pdf_page import draw, find_dpi, is_scan, read_sheet
from danchieu.loaders.files.paper.pdf_stamps import flatten, with_stamps
from danchieu.loaders.files.paper.sheet import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

__all__ = ["FORMAT"]

_MARK, _END_MARK = b"%PDF-", b"%%EOF"
_REACH = 1024  # bytes at the beginning and at the end of a file in which other readers too look for its marks
_MOST_LETTERS = 20_000_000
_OFTEN = 20  # pages, which take a tenth of a second as a rule


@dataclass(slots=True)
class _Pages:
    """The sheets of all pages, empty for those that cannot be read, and the numbers of pages of note, from 1 on."""

    sheets: list[Sheet] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)  # by OCR
    unread: list[int] = field(default_factory=list)  # for want of OCR
    late: list[int] = field(default_factory=list)  # for want of time
    damaged: list[int] = field(default_factory=list)
    until: float = field(default_factory=lambda: time.monotonic() + ocr.MOST_SECONDS)


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode a PDF. Raises SourceDamaged, SourceTooLarge, and SourceUnsupported if it is a scan and OCR is missing."""
    with open_pdf(path, data) as document:
        pages = _read(path, document)
    if len(pages.damaged) == len(pages.sheets):
        raise SourceDamaged(path, "none of its pages can be read; get the file again")
    if pages.unread and not any(sheet.words for sheet in pages.sheets):
        raise SourceUnsupported(path, f"is a scan; {ocr.missing()}")
    reader = "PDF (OCR)" if pages.recognised else "PDF"
    decoded = decode_sheets(pages.sheets, recognised=pages.recognised, reader=reader, others=[*_notes(pages), *_note_on_end(data)])
    return replace(decoded, lacks=OCR if pages.unread else None)


def _read(path: Path, document: PdfDocument) -> _Pages:
    """Read all pages, one at a time."""
    from danchieu.loaders.workers import show_life

    pages, letters = _Pages(), 0
    for number in range(1, len(document) + 1):
        if number % _OFTEN == 0:
            show_life()
        try:
            sheet = _read_page(document, number, pages)
        except (RuntimeError, TimeoutError):  # what the bindings of pdfium and tesseract raise, and what a drawing does
            sheet = None
        if sheet is None:
            pages.damaged.append(number)
        pages.sheets.append(sheet or Sheet())
        letters += sum(map(len, map(itemgetter(0), pages.sheets[-1].words)))
        if letters > _MOST_LETTERS:
            raise SourceTooLarge(path, f"has more than {_MOST_LETTERS:,} letters up to page {number}; split it into its documents")
    return pages


def _read_page(document: PdfDocument, number: int, pages: _Pages) -> Sheet | None:
    """Read a page, by OCR if it is a scan, and note its number in `pages` if so; None for an overloaded one."""
    page = document[number - 1]
    try:
        sheet = read_sheet(page)
        if sheet is None or not is_scan(page, sheet.words):
            return with_stamps(document, number, page, sheet) if sheet else None
        if ocr.missing():
            pages.unread.append(number)
            return Sheet()
        if time.monotonic() > pages.until:
            pages.late.append(number)
            return Sheet()
        sheet = ocr.recognise(*draw(page, find_dpi(page)))
        pages.recognised.append(number)
        return sheet
    finally:
        page.close()


def _notes(pages: _Pages) -> Iterator[str]:
    """Say which pages are missing, and why."""
    if pages.unread:
        yield f"{list_pages(pages.unread)} not read, being scans, or in a font that does not name its letters; {ocr.missing()}"
    if pages.late:
        yield f"{list_pages(pages.late)} not read, being scans behind {ocr.MOST_SECONDS / 3600:g} hours of others; split the file"
    if pages.damaged:
        yield f"{list_pages(pages.damaged)} not read, being damaged or overloaded"


def _note_on_end(data: bytes) -> Iterator[str]:
    """Say that a file may be cut off: what is left of it is read."""
    if _END_MARK not in data[-_REACH:]:
        yield "the file does not end as a PDF does; it may be cut off"


def _draw(path: Path, data: bytes, page: int) -> Image:
    """Draw a page, from 1. Raises SourceMissing if there is none with that number, and what opening raises."""
    with open_pdf(path, data) as document:
        if page > len(document):
            raise SourceMissing(path, f"has no page {page}")
        try:
            flatten(document[page - 1])
            return draw(document[page - 1], SEEN_DPI)[0]
        except RuntimeError as error:
            raise SourceDamaged(path, f"has a damaged page {page}; get the file again") from error


def _recognises(data: bytes) -> bool:
    return data[:_REACH].lstrip(b"\xef\xbb\xbf\0\t\n\f\r ").startswith(_MARK)


FORMAT = Format("PDF", (".pdf",), _recognises, _decode, _draw)
