"""Gather the cells of a table of a page, and tell one that holds rows from one that lays out a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from danchieu.loaders.files.layout import MAX_SPAN, is_layout, write_row

__all__ = ["Table"]

_DRAWN = re.compile(r"border[a-z-]*\s*:[^;]{0,60}(?:solid|double|dotted|dashed|inset|outset|ridge|groove)")
_NOT_DRAWN = re.compile(r"border\s*:\s*(?:none|0)")
_LONGEST_CELL = 12  # paragraphs: a cell with more is a column of a page
_MOST_ROWS = 5  # of two cells in a letterhead or signature: more are a list of pairs


@dataclass(slots=True)
class _Cell:
    """A cell: its paragraphs, and how many columns and rows it spans."""

    start: int
    end: int
    columns: int
    rows: int


@dataclass(slots=True)
class Table:
    """The rows of a table from its first paragraph, at `start`, on. `opens` says whether nothing is above it in the element around it."""

    start: int
    opens: bool
    is_bordered: bool = False
    rows: list[list[_Cell]] = field(default_factory=list)

    def read_borders(self, attributes: Mapping[str, str]) -> None:
        """Note whether the attributes of a table or of a cell draw borders."""
        style, names = attributes.get("style", "").lower(), attributes.get("class", "").lower()
        by_number = attributes.get("border", "0") not in ("", "0") and not _NOT_DRAWN.search(style)
        self.is_bordered |= by_number or bool(_DRAWN.search(style)) or "border" in names or "tablegrid" in names

    def begin_row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def begin_cell(self, place: int, attributes: Mapping[str, str], *, is_head: bool) -> None:
        """Begin a cell at a paragraph; the heads of columns are of a table that has rows, drawn or not."""
        if not self.rows:
            self.begin_row()
        self.is_bordered |= is_head
        self.read_borders(attributes)
        self.rows[-1].append(_Cell(place, place, _span(attributes.get("colspan")), _span(attributes.get("rowspan"))))

    def end_cell(self, place: int) -> None:
        """End the cell that was begun last before a paragraph."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].end = place

    def lays_out_a_page(self) -> bool:
        """Return whether the cells make no rows: those of a letterhead, of a signature, the columns of a page."""
        filled = [sum(cell.end > cell.start for cell in row) for row in self.rows]
        longest = max((cell.end - cell.start for row in self.rows for cell in row), default=0)
        if longest > _LONGEST_CELL and not self.is_bordered:
            return True
        pairs = sum(count > 1 for count in filled)
        return is_layout(filled, bordered=self.is_bordered or pairs > _MOST_ROWS, opening=self.opens)

    def write(self, texts: Callable[[int, int], list[str]]) -> str:
        """Return what is above the first row, and a line for each row with words. `texts` returns paragraphs by their places."""
        first = next((cell.start for row in self.rows for cell in row), self.start)
        lines = [write_row(cells) for cells in self._cells(texts) if any(cells)]
        return "\n\n".join([*texts(self.start, first), "\n".join(lines)])

    def _cells(self, texts: Callable[[int, int], list[str]]) -> Iterator[list[str]]:
        """Yield the words of each row by column, empty where a cell of it or of a row above spans."""
        spanned: dict[int, int] = {}  # rows that a cell above still spans, by column
        for row in self.rows:
            line: list[str] = []
            cells = iter(row)
            cell = next(cells, None)
            while cell or any(column >= len(line) for column in spanned):
                if len(line) in spanned:
                    line.append("")
                elif cell:
                    spanned |= dict.fromkeys(range(len(line), len(line) + cell.columns), cell.rows)
                    line += ["\n".join(texts(cell.start, cell.end)), *[""] * (cell.columns - 1)]
                    cell = next(cells, None)
                else:
                    line.append("")
            spanned = {column: left - 1 for column, left in spanned.items() if left > 1}
            yield line


def _span(written: str | None) -> int:
    """Return how many columns or rows a cell spans, one where it is not said in sensible numbers."""
    return min(max(int(written), 1), MAX_SPAN) if written and written.isascii() and written.isdigit() and len(written) < 6 else 1
