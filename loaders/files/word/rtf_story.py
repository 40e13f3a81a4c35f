"""Put the letters of an RTF document together: runs to paragraphs, paragraphs to cells, rows and lines.

A document is a story, and so are its header, each note and each box of text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from danchieu.loaders.files.fonts import Fonts
from danchieu.loaders.files.layout import MAX_SPAN, is_layout, write_row, write_tabs

__all__ = ["RowFormat", "Story"]

_HALF = re.compile("[\\ud800-\\udfff]")  # of a letter beyond the first plane, which is written as two numbers
_ALIGNED = 60  # twips, a millimetre: edges of cells that are nearer are the same border


@dataclass(slots=True)
class RowFormat:
    """What a row defines of its cells: their right edges in twips, and whether borders divide them."""

    edges: list[int] = field(default_factory=list)
    bordered: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the lines of each cell, and its right edges."""

    cells: list[list[str]]
    edges: tuple[int, ...]
    bordered: bool


class Story:
    """The lines of one story, and what is not ended yet: a paragraph, a cell, a row, a table."""

    __slots__ = ("_boxes", "_cell", "_cells", "_fonts", "_lines", "_pending", "_rows", "_run", "_written")

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._run: tuple[str, bool] = "", False  # font, and whether in capitals
        self._pending: list[str] = []
        self._written: list[str] = []
        self._boxes: list[str] = []
        self._cell: list[str] = []
        self._cells: list[list[str]] = []
        self._rows: list[_Row] = []
        self._lines: list[str] = []

    def add(self, text: str, font: str, capitals: bool) -> None:
        """Add letters in a font, which may be capitals."""
        if (font, capitals) != self._run:
            self._flush()
            self._run = font, capitals
        self._pending.append(text)

    def add_box(self, lines: Sequence[str]) -> None:
        """Add a box of text that is anchored in the paragraph; it stands below it."""
        self._boxes += lines

    def end_paragraph(self, *, in_cell: bool) -> None:
        """End the paragraph."""
        self._flush()
        text = write_tabs("".join(self._written))
        lines = [line.strip() for line in text.split("\n")] + self._boxes
        self._written, self._boxes = [], []
        if in_cell:
            self._cell += lines
            return
        self._end_table()
        if self._lines or any(lines):
            self._lines += lines

    def end_cell(self) -> None:
        """End the cell with its last paragraph."""
        self.end_paragraph(in_cell=True)
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self, format: RowFormat) -> None:
        """End the row."""
        if self._cells:
            self._rows.append(_Row(self._cells, tuple(format.edges), format.bordered))
        self._cells = []

    def end(self) -> list[str]:
        """End the story and return its lines."""
        if self._written or self._pending or self._boxes:
            self.end_paragraph(in_cell=bool(self._cell or self._cells))
        if self._cell:
            self.end_cell()
        self.end_row(RowFormat())
        self._end_table()
        return self._lines

    def _flush(self) -> None:
        if self._pending:
            font, capitals = self._run
            text = "".join(self._pending)
            if _HALF.search(text):
                text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            text = self._fonts.read(text, font)
            self._written.append(text.upper() if capitals else text)
            self._pending = []

    def _end_table(self) -> None:
        if self._cell or self._cells:  # a row that the file does not end
            self._cells.append(self._cell)
            self._cell = []
            self.end_row(RowFormat())
        rows, self._rows = self._rows, []
        if not rows:
            return
        filled = [sum(any(cell) for cell in row.cells) for row in rows]
        if is_layout(filled, bordered=any(row.bordered for row in rows), opening=not any(self._lines)):
            self._lines += (line for row in rows for cell in row.cells for line in cell)
            self._lines.append("")
            return
        borders = _borders(rows)
        for row, count in zip(rows, filled, strict=True):
            if count:
                self._lines.append(write_row(_spread(row, borders)))


def _borders(rows: Sequence[_Row]) -> list[int]:
    """Return the borders between the columns of a table, from left to right."""
    borders: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not borders or edge - borders[-1] > _ALIGNED:
            borders.append(edge)
    return borders


def _spread(row: _Row, borders: Sequence[int]) -> list[str]:
    """Return the cells of a row, with empty ones where a cell spans several columns."""
    cells: list[str] = []
    before = 0
    for place, lines in enumerate(row.cells):
        cells.append("\n".join(lines))
        if place < len(row.edges):
            column = bisect_left(borders, row.edges[place] - _ALIGNED)
            cells += [""] * min(column - before, MAX_SPAN)
            before = max(before, column) + 1
    return cells
