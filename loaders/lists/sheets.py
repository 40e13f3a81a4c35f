"""The records of tables: cells as text, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from danchieu.loaders.lists.cells import EPOCH

__all__ = ["MOST_ROWS", "WIDEST", "Sheet", "SheetRow", "Table"]

MOST_ROWS = 1_048_576
"""The last row that a sheet of Excel can have."""

WIDEST = 500
"""Columns that are looked at."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something: its line in the file or sheet, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]

    def cell(self, position: int) -> str:
        """Return a cell without spaces around it; empty beyond the last."""
        return self.cells[position].strip() if position < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or the one table of a CSV file."""

    rows: tuple[SheetRow, ...]
    name: str = ""  # empty if the file has but one sheet
    epoch: date = EPOCH  # of dates that are written as numbers
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What was read of a file: its sheets, and what its reader mended, one sentence each."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    delimited: bool = False  # CSV, where a cell that is not quoted may fall apart
