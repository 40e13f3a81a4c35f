"""Write the blocks of a Word document as lines: paragraphs with their numbers, tables, boxes of text, and notes at the end.

The notes stand behind all else, so that they cut no sentence and no list. A reference to one leaves no mark, so that a citation goes on
over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from danchieu.loaders.files.layout import MAX_SPAN, is_layout, write_row
from danchieu.loaders.files.list_numbers import write_number
from danchieu.loaders.files.word.looks import Look, Looks, first_child, read_item, read_value
from danchieu.loaders.files.word.numbers import Numbers
from danchieu.loaders.files.word.package import W
from danchieu.loaders.files.word.runs import ALTERNATIVES, Runs, chosen, is_placeholder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Blocks", "HeadingLine", "NoteParts"]

_LEFT_OUT = frozenset(W + name for name in ("sectPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "moveFrom", "del", "altChunk"))
_UPRIGHT = ("insideV", "left", "right", "start", "end")  # borders that divide columns; the others may be a line below a name
_NUMBERED = f"{W}numPr"  # of a paragraph that shows a number, if nothing else
_NO_BORDER = ("nil", "none")


_LONGEST_HEADING = 200  # characters; letterheads, bases and whole paragraphs have such styles too
_ENDS_SENTENCE = (".", ";", ",", ":")


class HeadingLine(str):
    """A line that its style makes a heading."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NoteParts:
    """The notes of a document by id, of each kind."""

    footnote: dict[str, Element]
    endnote: dict[str, Element]


class Blocks:
    """Writes blocks in the order of the document."""

    __slots__ = ("_carried", "_in_row", "_looks", "_numbers", "_runs", "lines")

    def __init__(self, looks: Looks, numbers: Numbers, runs: Runs) -> None:
        self._looks, self._numbers, self._runs = looks, numbers, runs
        self._carried: list[str] = []  # paragraphs whose marks were deleted: the next one goes on with them
        self._in_row = False
        self.lines: list[str] = []

    def write(self, parent: Element) -> None:
        """Write the blocks in an element."""
        self._walk(parent)
        if self._carried:
            self._end_line("")

    def write_notes(self, notes: NoteParts) -> None:
        """Write the notes that the text refers to, each as a line: [1] as Chỉ thị số 20-CT/TU says."""
        for kind, of_kind, format in (("footnote", notes.footnote, "decimal"), ("endnote", notes.endnote, "lowerRoman")):
            referred = dict.fromkeys(id for one, id in self._runs.notes if one == kind)
            for number, id in enumerate((id for id in referred if id in of_kind), start=1):
                words = " ".join(" ".join(self._lines_of(of_kind[id])).split())
                self.lines += ["", f"[{write_number(number, format)}] {words}"]

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self._table(child)
            elif tag == ALTERNATIVES:
                if (one := chosen(child)) is not None:
                    self._walk(one)
            elif tag not in _LEFT_OUT and not (tag == f"{W}sdt" and is_placeholder(child)):
                self._walk(child)

    def _paragraph(self, paragraph: Element) -> None:
        properties = first_child(paragraph, "pPr")
        look = self._looks.of_paragraph(properties)
        text, boxes = self._runs.write(paragraph, look)
        mark = first_child(properties, "rPr")
        merged = first_child(mark, "del") is not None or first_child(mark, "moveFrom") is not None
        if (text.strip() or not merged) and (number := self._number(properties, look, text)):
            text = number + text.lstrip()
        if merged:
            self._carried.append(text)
        else:
            self._end_line(text, heading=self._looks.is_heading(properties))
        for box in boxes:
            self.lines += self._lines_of(box)

    def _end_line(self, text: str, *, heading: bool = False) -> None:
        text = "".join((*self._carried, text))
        self._carried = []
        lines = [line.strip() for line in text.split("\n")] if self.lines or text.strip() else []
        self.lines += map(HeadingLine, lines) if heading and _may_be_heading(text.strip()) else lines

    def _number(self, properties: Element | None, look: Look, text: str) -> str:
        """Count a paragraph in its list and return its number; a bullet without words is not shown."""
        style = self._looks.style_of(properties)
        item = self._looks.item_of_style(style)
        own = read_item(properties)
        name = own.list if own and own.list is not None else item.list if item else None
        if not name or name == "0":
            return ""
        level = own.level if own and own.level is not None else item.level if item and item.level is not None else None
        numbered = self._numbers.count(name, self._numbers.level_of_style(name, style) if level is None else level)
        if numbered is None or (numbered.is_bullet and not text.strip()):
            return ""
        return self._runs.write_number(numbered.text, numbered.look, look)

    def _table(self, table: Element) -> None:
        rows = [list(_cells(row)) for row in _parts(table, "tr")]
        filled = [sum(_has_text(cell) for cell in row) for row in rows]
        opening = not any(self.lines)
        if self._in_row or is_layout(filled, bordered=self._is_bordered(table), opening=opening):
            for cell in (cell for row in rows for cell in row):
                self.lines += self._lines_of(cell)
            self.lines.append("")
            return
        self._in_row = True
        for row in _parts(table, "tr"):
            cells = list(self._row(row))
            if any(cells):
                self.lines.append(write_row(cells))
        self._in_row = False

    def _row(self, row: Element) -> Iterator[str]:
        """Yield the cells of a row, with empty ones where a cell spans several columns: columns keep their places in all rows."""
        yield from [""] * _span(row.find(f"{W}trPr"), "gridBefore", 0)
        for cell in _cells(row):
            yield "\n".join(self._lines_of(cell)).strip()
            yield from [""] * (_span(cell.find(f"{W}tcPr"), "gridSpan", 1) - 1)

    def _lines_of(self, parent: Element) -> list[str]:
        """Return the lines of the blocks in an element."""
        outer, carried = self.lines, self._carried
        self.lines, self._carried = [], []
        self.write(parent)
        lines, self.lines, self._carried = self.lines, outer, carried
        return lines

    def _is_bordered(self, table: Element) -> bool:
        """Return whether lines divide the columns of a table, by its own properties, its style or its cells."""
        properties = table.find(f"{W}tblPr")
        borders = properties.find(f"{W}tblBorders") if properties is not None else None
        styles = self._looks.chain(read_value(properties, "tblStyle") or "")
        if borders is None:
            borders = next((found for style in styles if (found := style.find(f"{W}tblPr/{W}tblBorders")) is not None), None)
        return _divides(borders) or any(map(_divides, table.iter(f"{W}tcBorders")))


def _may_be_heading(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS_SENTENCE)


def _parts(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in a control or inserted, without deleted ones."""
    for child in parent:
        if child.tag == W + name:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag not in _LEFT_OUT:
            yield from _parts(child, name)


def _cells(row: Element) -> Iterator[Element]:
    return _parts(row, "tc")


def _has_text(cell: Element) -> bool:
    return any(part.tag == _NUMBERED or (part.text or "").strip() for part in cell.iter(f"{W}t", _NUMBERED))


def _span(properties: Element | None, name: str, default: int) -> int:
    written = read_value(properties, name) or ""
    return min(int(written), MAX_SPAN) if written.isdecimal() and len(written) < 9 else default


def _divides(borders: Element | None) -> bool:
    """Return whether a border between columns, or beside them, is drawn."""
    if borders is None:
        return False
    drawn = (borders.find(W + name) for name in _UPRIGHT)
    return any(one is not None and one.get(f"{W}val") not in _NO_BORDER and one.get(f"{W}sz") != "0" for one in drawn)
