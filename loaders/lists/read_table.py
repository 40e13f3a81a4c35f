"""Read the cells of a table: a CSV file in any encoding, or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from danchieu.loaders.errors import SourceMissing, SourceTooLarge, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files import plain, read_bytes
from danchieu.loaders.files.names import BOOKS, DELIMITED
from danchieu.loaders.files.word.ole import OLE
from danchieu.loaders.files.zipped import ZIP
from danchieu.loaders.lists.sheets import MOST_ROWS, WIDEST, Sheet, SheetRow, Table
from danchieu.loaders.lists.workbook import read_workbook

__all__ = ["Rank", "read_table"]

Rank = Callable[[Sequence[Sequence[str]]], int]
"""Tells how much like a table some rows are."""

_TEXTS = (*DELIMITED, ".txt")  # Excel saves "Unicode text" as .txt
_SEPARATORS = ",;\t|"
_TRIED = 40  # rows by which the separator is found: titles may stand above the header


def read_table(path: Path, rank: Rank) -> Table:
    """Read all cells of a file as text. Of the signs that may separate the cells of a CSV file, the one whose rows rank highest does.

    Raises SourceError: missing, unreadable, unsupported, damaged, too large, not text.
    """
    if not path.is_file():
        raise SourceMissing(path, "no such file; check the spelling")
    ending = path.suffix.lower()
    if ending not in (*_TEXTS, *BOOKS, ".xls"):
        raise SourceUnsupported(path, f"is no table; save it as .xlsx or .csv (tables end in {', '.join((*_TEXTS, *BOOKS))})")
    data, _ = read_bytes(path)
    if data.startswith(ZIP):
        return Table(read_workbook(path, data))
    if data.startswith(OLE):  # so do workbooks of Excel before 2007, and encrypted ones
        raise SourceUnsupported(path, "is encrypted, or a workbook of Excel before 2007; save it as .xlsx, without a password")
    if ending not in _TEXTS:
        raise SourceUnreadable(path, "is not a workbook; save it as .xlsx or .csv again")
    decoded = plain.FORMAT.decode(path, data)
    return Table((Sheet(_read_csv(path, decoded.text.removeprefix("\ufeff"), rank)),), decoded.notes, delimited=True)


def _read_csv(path: Path, text: str, rank: Rank) -> tuple[SheetRow, ...]:
    """Return the rows of CSV that hold something; the line of a row is its first."""

    def beginning(separator: str) -> int:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return rank([cells[:WIDEST] for cells in islice(rows, _TRIED)])

    rows, line = [], 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=beginning), strict=True)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(SheetRow(line, tuple(cells[:WIDEST])))
            if len(rows) > MOST_ROWS:
                raise SourceTooLarge(path, f"holds more than {MOST_ROWS:,} rows; divide it")
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceUnreadable(path, f"cannot be read as CSV ({error}) at line {line}; save it again as .csv or .xlsx") from error
    return tuple(rows)
