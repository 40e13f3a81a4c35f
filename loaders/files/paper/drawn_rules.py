"""Find the straight lines that are drawn on a page of a PDF: borders of tables, rules below a heading and above notes."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from typing import TYPE_CHECKING, Any

from danchieu.loaders.files.paper.pdfium_calls import find_objects
from danchieu.loaders.files.paper.sheet import Rule

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["find_rules"]

_THIN = 3.0  # points: what is thinner is a rule, what is thicker an area
_SHORT = 5.0  # points: a shorter line is a dot, a tick, or part of a drawing
_WHITE = 250  # of 255, of red, green and blue: paper
_MOST = 4_000  # rules of a page: more are a drawing, no table
_MOST_POINTS = 1_000  # of a path: more are a drawing

Point = tuple[float, float]


def find_rules(page: PdfPage) -> list[Rule]:
    """Return the rules of a page; heights count downwards from the zero of the page."""
    from pypdfium2 import raw

    rules: list[Rule] = []
    sides = (c_float(), c_float(), c_float(), c_float())
    for drawn in find_objects(page.raw, raw.FPDF_PAGEOBJ_PATH):
        if raw.FPDFPageObj_GetBounds(drawn, *map(byref, sides)):
            left, bottom, right, top = (side.value for side in sides)
            if max(right - left, top - bottom) < _SHORT:
                continue
            is_stroked = _is_stroked(drawn)
            if min(right - left, top - bottom) > _THIN:
                rules += _rules_of_path(drawn) if is_stroked else ()
            elif not _is_white(drawn, is_stroked):
                rules.append(Rule(left, -top, right, -bottom))
            if len(rules) > _MOST:
                return []
    return rules


def _is_stroked(path: Any) -> bool:
    """Return whether the lines of a path are drawn; else it is an area, as that behind words that are marked."""
    from pypdfium2 import raw

    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    return bool(stroke)


def _is_white(path: Any, is_stroked: bool) -> bool:
    """Return whether a path cannot be seen on paper: Word writes white areas behind words and the blanks between them."""
    from pypdfium2 import raw

    parts = (c_uint(), c_uint(), c_uint(), c_uint())
    (raw.FPDFPageObj_GetStrokeColor if is_stroked else raw.FPDFPageObj_GetFillColor)(path, *map(byref, parts))
    *colours, opaque = (part.value for part in parts)
    return min(colours) >= _WHITE or not opaque


def _rules_of_path(path: Any) -> Iterator[Rule]:
    """Yield the straight lines of a path that is no thin line itself: a frame, or a grid that is drawn in one go."""
    from pypdfium2 import raw

    if raw.FPDFPath_CountSegments(path) > _MOST_POINTS:
        return
    for (x, y), (next_x, next_y) in _lines(path):
        if min(abs(next_x - x), abs(next_y - y)) <= _THIN and max(abs(next_x - x), abs(next_y - y)) >= _SHORT:
            yield Rule(min(x, next_x), -max(y, next_y), max(x, next_x), -min(y, next_y))


def _lines(path: Any) -> Iterator[tuple[Point, Point]]:
    """Yield the ends of the straight lines of a path, in points of the page."""
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), c_float(), c_float()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    first = last = (0.0, 0.0)
    for place in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
            if raw.FPDFPathSegment_GetClose(segment):
                yield point, first
        last = point
