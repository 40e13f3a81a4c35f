"""Read the number and the date that signatures stamp into a page.

    Số:    /2026/NĐ-CP         Hà Nội, ngày    tháng    năm
        50                                  31       01     2026

An office prints a document with its number and date left open. Who registers it signs the file with fields that show them there. They are
no part of the text of the page. Other fields tell who signed and when, which is not of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import byref
from dataclasses import replace
from typing import TYPE_CHECKING

from danchieu.loaders.files.paper.letters import read_words
from danchieu.loaders.files.paper.sheet import Piece, Sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["flatten", "with_stamps"]

_DIGITS = re.compile(r"\d{1,5}(?: \d{1,4}){0,2}")  # a number, or day, month and year
_MOST_FIELDS = 50  # of a page: a form to fill in has more

_Field = tuple[float, float, float, float]  # left, top, right, bottom; heights count downwards


def with_stamps(document: PdfDocument, number: int, page: PdfPage, sheet: Sheet) -> Sheet:
    """Return the sheet of a page, which has this number from 1 on, with the digits that fields show on it; they are drawn on the page."""
    fields = list(_fields(page))
    added = _added(document, number, page, sheet) if fields else []
    shown = ([word for word in added if _is_within(word, field)] for field in fields)
    stamps = [word for words in shown if _DIGITS.fullmatch(" ".join(word.text for word in words)) for word in words]
    return replace(sheet, words=(*sheet.words, *stamps)) if stamps else sheet


def flatten(page: PdfPage) -> bool:
    """Draw the fields of a page on it, which is seen when the page is loaded again; return whether there was something to draw."""
    from pypdfium2 import raw

    return bool(raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _fields(page: PdfPage) -> Iterator[_Field]:
    """Yield the boxes of the fields of a page; of none if there are too many."""
    from pypdfium2 import raw

    count = raw.FPDFPage_GetAnnotCount(page.raw)
    for place in range(count if count <= _MOST_FIELDS else 0):
        drawn = raw.FPDFPage_GetAnnot(page.raw, place)
        box = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(drawn) == raw.FPDF_ANNOT_WIDGET and raw.FPDFAnnot_GetRect(drawn, byref(box)):
            yield box.left, -box.top, box.right, -box.bottom
        raw.FPDFPage_CloseAnnot(drawn)


def _added(document: PdfDocument, number: int, page: PdfPage, sheet: Sheet) -> Sequence[Piece]:
    """Return the upright words that a page has when its fields are drawn on it, and its sheet has not."""
    if not flatten(page):
        return ()
    drawn = document[number - 1]
    textpage = drawn.get_textpage()
    try:
        before = set(sheet.words)
        return [word for word in read_words(textpage).get(0, ()) if word not in before]
    finally:
        textpage.close()
        drawn.close()


def _is_within(word: Piece, field: _Field) -> bool:
    left, top, right, bottom = field
    return left <= (word.left + word.right) / 2 <= right and top <= word.middle <= bottom
