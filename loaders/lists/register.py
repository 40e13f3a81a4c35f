"""Registers: lists of known documents that others keep, in CSV or XLSX, a document a row.

A register is taken in parts of as many rows as one transaction writes. A part has a path below the register's own, so that the part is
replaced when its rows change, and goes when the register has fewer rows.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd

from danchieu.graph.model import Head, Register
from danchieu.loaders.errors import Failure, SourceEmpty, SourceError, SourceMissing, SourceNotText, SourceUnreadable, SourceUnsupported
from danchieu.loaders.lists.columns import NAMES, columns, head_of

__all__ = ["part_of", "read_register"]

_PART = 500  # rows
_SEPARATORS = ",;\t|"
_WIDEST = 500  # columns
_ABOVE = 20  # rows in which the header stands: titles may stand over it


def part_of(path: str) -> bool:
    """Whether a path is that of a part of a register that is there."""
    return Path(path).parent.is_file()


def read_register(path: Path) -> Iterator[Register | Failure]:
    """Read a register; a row or column that cannot be used is a failure that names its line, and the rest goes on.

    Raises a SourceError where it cannot be read at all, or has no column of symbols.
    """
    table = _read(path)
    file = path.absolute().as_posix()
    rows = _lines(table, counted=path.suffix.lower() == ".csv")
    known, width, unknown, at = _header(path, rows)
    for name in unknown:
        yield Failure(f"{file} line {at}", f"column {name!r} is not known or comes twice; rename it ({NAMES}) or leave it out")
    part: list[tuple[int, Head]] = []
    parts = 0
    for line, values in rows:
        if not any(value.strip() for value in values):
            continue
        head, complaints = head_of(Head(), {field: values[position] for field, position in known.items()}, source="")
        if any(value.strip() for value in values[width:]):
            complaints.append("more fields than the header has; quote values that hold the separator")
        if not values[known["symbol"]].strip():
            complaints.append("no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP")
        if complaints:
            yield Failure(f"{file} line {line}", "; ".join(complaints))
            continue
        part.append((line, replace(head, evidence=())))
        if len(part) == _PART:
            parts += 1
            yield _register(file, parts, part)
            part = []
    if part:
        yield _register(file, parts + 1, part)


def _register(file: str, number: int, rows: list[tuple[int, Head]]) -> Register:
    digest = hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass"))
    return Register(f"{file}/{number}", digest.hexdigest(), tuple(rows))


def _header(path: Path, rows: Iterator[tuple[int, tuple[str, ...]]]) -> tuple[dict[str, int], int, list[str], int]:
    """Where the columns stand, how many the header has, the unknown ones, and its line: the first that names a column of symbols."""
    first: tuple[str, ...] = ()
    for line, values in islice(rows, _ABOVE):
        first = first or values
        found, unknown = columns(values)
        if "symbol" in found:
            return found, max(position for position, value in enumerate(values) if value.strip()) + 1, unknown, line
    shown = ", ".join(repr(value) for value in first if value.strip())
    if not shown:
        raise SourceEmpty(path, "the register is empty; name columns in its first line, and a document in each that follows")
    raise SourceError(path, f"no column of symbols in its header, which holds {shown}; name one Số ký hiệu, or symbol ({NAMES})")


def _lines(table: pd.DataFrame, *, counted: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows with their lines; in CSV (`counted`) a value may go on over several."""
    line = 1
    for values in table.itertuples(index=False, name=None):
        yield line, values
        line += 1 + (sum(value.count("\n") for value in values) if counted else 0)


def _read(path: Path) -> pd.DataFrame:
    """All cells as text, the header among them; of a workbook the first sheet."""
    if path.suffix.lower() not in {".csv", ".xlsx"}:
        raise SourceUnsupported(path, "a register ends in .csv or .xlsx; save it as one of these")
    if not path.is_file():
        raise SourceMissing(path, "there is no such register; check the spelling")
    try:
        if path.suffix.lower() == ".xlsx":
            return pd.read_excel(path, header=None, dtype=str, keep_default_na=False, na_filter=False, engine="openpyxl")
        text = path.read_text(encoding="utf-8-sig")
        separator = max(_SEPARATORS, key="\n".join(text.splitlines()[:_ABOVE]).count)
        width = 1 + max((row.count(separator) for row in text.splitlines()), default=0)
        return pd.read_csv(
            io.StringIO(text), header=None, names=list(range(min(width, _WIDEST))), sep=separator, dtype=str, keep_default_na=False,
            na_filter=False, skip_blank_lines=False, index_col=False,
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise SourceNotText(path, f"is not UTF-8 text (byte {error.start}); save it as CSV in UTF-8, or as .xlsx") from error
    except (pd.errors.ParserError, BadZipFile, KeyError, ValueError) as error:
        reason = f"cannot be read as {path.suffix.lower()[1:]} ({str(error).strip()}); save it anew as .csv or .xlsx"
        raise SourceUnreadable(path, reason) from error
    except OSError as error:
        raise SourceUnreadable(path, f"cannot be read ({error.strerror or error}); check its permissions") from error
