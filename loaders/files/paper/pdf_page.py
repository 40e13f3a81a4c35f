"""Read a page of a PDF: its words and rules, whether it is a scan, and how it looks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_uint
from typing import TYPE_CHECKING, Any, NamedTuple

from danchieu.loaders.files.encodings import find_misread
from danchieu.loaders.files.paper.drawn_rules import find_rules
from danchieu.loaders.files.paper.letters import read_words
from danchieu.loaders.files.paper.ocr import BEST_DPI
from danchieu.loaders.files.paper.sheet import Piece, Rule, Sheet, turned
from danchieu.loaders.text.syllables import vietnamese_share

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

__all__ = ["draw", "find_dpi", "is_scan", "read_sheet"]

_MOST_OBJECTS = 100_000  # that are drawn on a page; the most crowded page of a document has a few thousand
_MOST_LETTERS = 60_000  # of a page; a crowded one has five thousand
_BELOW = 100.0  # points between the text of a page and lines that are turned otherwise, which are read behind it
_FEW = 30  # words: a page of a scan has none, or a stamp with the time of its signing
_SAMPLE = 150  # words of a page that show whether they are Vietnamese
_FEWEST = 20  # words with a letter beyond ASCII that show it
_LEAST_SHARE = 0.5  # of valid syllables among them: a wrong encoding gives less, the right one nearly all
_STRANGE = 0.05  # of the letters of a page that have no code, or one for private use
_LARGE = 0.4  # of a page that pictures cover if they show its text
_MARKED = 0.3  # of the words of a Vietnamese text, at least, have a letter beyond ASCII; usually more than 0.7
_OUTLINES = 300  # areas that are drawn on a page: letters of which only the outlines are kept
_POINTS = 72  # of an inch
_LEAST = 150  # dpi of a drawn page, at least; at most BEST_DPI
_MOST_PIXELS = 60_000_000  # of a drawn page: A3 at 300 dpi has 17 million


def read_sheet(page: PdfPage) -> Sheet | None:
    """Read a page, turned as most of its words are; None if more is drawn on it than can be read in the time of a document."""
    from pypdfium2 import raw

    if raw.FPDFPage_CountObjects(page.raw) > _MOST_OBJECTS:
        return None
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > _MOST_LETTERS:
            return None
        turns = read_words(textpage)
    finally:
        textpage.close()
    main, *others = sorted(turns, key=lambda turn: -len(turns[turn])) or [0]
    words = turns.get(main, [])
    for turn in others:
        down = max(word.bottom for word in words) - min(word.top for word in turns[turn]) + _BELOW
        words += (word._replace(top=word.top + down, bottom=word.bottom + down) for word in turns[turn])
    rules = find_rules(page) if words else []
    return Sheet(tuple(words), tuple(Rule(*turned(rule, main)) for rule in rules) if main else tuple(rules))


def is_scan(page: PdfPage, words: Sequence[Piece]) -> bool:
    """Return whether a page shows text that its words do not tell: in pictures, in outlines, in a font that names no letters."""
    if len(words) >= _FEW:
        sample = [word.text for word in words[:_SAMPLE]]
        return _is_rubbish(sample) or (_lacks_marks(sample) and _is_covered(page))
    from pypdfium2 import raw

    if _is_covered(page):
        return True
    kinds = Counter(map(raw.FPDFPageObj_GetType, _objects(page)))
    return kinds[raw.FPDF_PAGEOBJ_FORM] > 0 or max(kinds[raw.FPDF_PAGEOBJ_PATH], kinds[raw.FPDF_PAGEOBJ_TEXT] - 2 * _FEW) > _OUTLINES


def _is_covered(page: PdfPage) -> bool:
    """Return whether pictures cover so much of a page that they show its text."""
    return bool(sum(picture.area for picture in _pictures(page)) > _LARGE * page.get_width() * page.get_height())


def _lacks_marks(words: Sequence[str]) -> bool:
    """Return whether words were recognised by a machine that knows no Vietnamese: BO GIAO Dl)C vA BAo T~O."""
    return sum(not word.isascii() for word in words) < _MARKED * len(words)


def _is_rubbish(words: Sequence[str]) -> bool:
    """Return whether words are no Vietnamese in any encoding, or of letters without a code."""
    text = " ".join(word for word in words if len(word) > 1)  # a sign alone may be a bullet in a font of signs
    strange = 0 if text.isprintable() else sum(not letter.isprintable() for letter in text)
    if strange + text.count("\ufffd") > _STRANGE * len(text):
        return True
    beyond = sum(not word.isascii() for word in words)
    return beyond > _FEWEST and vietnamese_share(text)[0] < _LEAST_SHARE and find_misread(text) is None


def find_dpi(page: PdfPage) -> int:
    """Return the resolution in which a page is recognised: that of its largest picture, if it is not finer than need be."""
    largest = max(_pictures(page), key=lambda picture: picture.area, default=None)
    return min(max(round(largest.dpi), _LEAST), BEST_DPI) if largest else BEST_DPI


def draw(page: PdfPage, dpi: int) -> tuple[Image, int]:
    """Draw a page, with a lower resolution if it is too large for the one given; return the image, and its dpi."""
    inches = page.get_width() * page.get_height() / _POINTS**2
    dpi = min(dpi, int(math.sqrt(_MOST_PIXELS / max(inches, 1))))
    bitmap = page.render(scale=dpi / _POINTS, rev_byteorder=True)
    try:
        return bitmap.to_pil().copy(), dpi
    finally:
        bitmap.close()


class _Picture(NamedTuple):
    """A picture on a page: its area in square points, and its resolution in dpi."""

    area: float
    dpi: float


def _pictures(page: PdfPage) -> Iterator[_Picture]:
    """Yield the pictures on a page."""
    from pypdfium2 import raw

    left, bottom, right, top = (c_float() for _ in range(4))
    width, height = c_uint(), c_uint()
    for drawn in _objects(page):
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        raw.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
        raw.FPDFImageObj_GetImagePixelSize(drawn, byref(width), byref(height))
        area = (right.value - left.value) * (top.value - bottom.value)
        if area > 0:
            yield _Picture(area, _POINTS * math.sqrt(width.value * height.value / area))


def _objects(page: PdfPage) -> Iterator[Any]:
    from pypdfium2 import raw

    return (raw.FPDFPage_GetObject(page.raw, place) for place in range(raw.FPDFPage_CountObjects(page.raw)))
