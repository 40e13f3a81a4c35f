"""Read the sheets of a workbook, .xlsx."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time
from itertools import count
from pathlib import Path
from typing import Any

from danchieu.loaders.errors import SourceDamaged, SourceError, SourceTooLarge
from danchieu.loaders.files.zipped import open_zip
from danchieu.loaders.lists.sheets import MOST_ROWS, WIDEST, Sheet, SheetRow
from danchieu.loaders.workers import Broken, Limits, run_each

__all__ = ["read_workbook"]

_MAX_UNPACKED = 256 << 20  # bytes: a register of 300,000 rows unpacks to about 100 MB
_MAX_CELLS = 5_000_000  # that hold something: about 500,000 rows of a register
_SMALL = 16 << 20  # bytes unpacked that take no more than 300 MB of memory, whatever they hold: about 30,000 rows of a register


def read_workbook(path: Path, data: bytes) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook in order, of a large one in a process of its own. A formula has the value that was saved with it.

    Raises SourceDamaged for what is no workbook, and SourceTooLarge.
    """
    with open_zip(path, data, unpacked=_MAX_UNPACKED) as container:
        size = sum(entry.file_size for entry in container.infolist())
    if size <= _SMALL:
        return _parse((path, data))
    [(_, outcome)] = run_each(_parse_apart, [(path, data)], processes=1, limits=Limits())
    if isinstance(outcome, Broken):
        raise SourceDamaged(path, f"cannot be read: {outcome.reason}; save it as .csv, or divide it")
    return outcome


def _parse_apart(book: tuple[Path, bytes], begin: int, broken: frozenset[str]) -> Iterator[tuple[Sheet, ...]]:
    """Parse in a process of its own, once."""
    yield _parse(book)


def _parse(book: tuple[Path, bytes]) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook  # takes 150 ms, which few loads need

    path, data = book
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of all that it leaves out: drop-down lists, settings of a printer
        try:
            opened = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            several = len(opened.worksheets) > 1
            return tuple(
                Sheet(tuple(_read_rows(path, sheet)), sheet.title if several else "", opened.epoch.date(), sheet.sheet_state != "visible")
                for sheet in opened.worksheets
            )
        except SourceError:
            raise
        except Exception as error:  # of a damaged or hostile file, openpyxl raises whatever its code meets
            reason = f"is no workbook that can be read ({str(error).strip() or type(error).__name__}); save it again as .xlsx or .csv"
            raise SourceDamaged(path, reason) from error


def _read_rows(path: Path, sheet: Any) -> Iterator[SheetRow]:
    """Yield the rows that hold something; what a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    held = 0
    for line, values in zip(count(1), sheet.iter_rows(values_only=True), strict=False):
        if line > MOST_ROWS:
            raise SourceDamaged(path, f"sheet {sheet.title!r} has a row beyond {MOST_ROWS:,}, the last that there is; save it again")
        row = SheetRow(line, tuple(map(_text, values[:WIDEST])))
        held += sum(map(bool, row.cells))
        if held > _MAX_CELLS:
            raise SourceTooLarge(path, f"holds more than {_MAX_CELLS:,} cells; divide it")
        if any(cell.strip() for cell in row.cells):
            yield row


def _text(value: object) -> str:
    """Return a cell as text: days in ISO form, whole numbers without a decimal point.

    >>> from datetime import datetime
    >>> [_text(value) for value in (datetime(2016, 8, 16), 5.0, None, " a ")]
    ['2016-08-16', '5', '', ' a ']
    """
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
