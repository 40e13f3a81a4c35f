"""Registers: lists of known documents, in CSV or XLSX, one document a row.

A register is read in parts of as many rows as one transaction writes. A part has a path below that of the register: it is replaced when
its rows change, and removed when the register has fewer rows.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd

from danchieu.graph.model import Failure, Head, Register, RegisterEntry
from danchieu.loaders.errors import SourceEmpty, SourceError, SourceMissing, SourceNotText, SourceUnreadable, SourceUnsupported
from danchieu.loaders.lists.columns import NAMES, Columns, find_columns, head_of

__all__ = ["read_register"]

_PART = 500  # rows
_SEPARATORS = ",;\t|"
_WIDEST = 500  # columns
_ABOVE = 20  # rows that may hold the header: titles may be above it
_WRITE_A_SYMBOL = "no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP"


@dataclass(frozen=True, slots=True)
class _Header:
    """The header of a register: its columns, the number of its fields, and its line."""

    columns: Columns
    width: int
    line: int


def read_register(path: Path) -> Iterator[Register | Failure]:
    """Read a register. A row or column that cannot be used gives a failure with its line, and reading goes on.

    Raises SourceError if the file cannot be read at all, or has no column of symbols.
    """
    table = _read(path)
    file = path.absolute().as_posix()
    rows = _lines(table, counted=path.suffix.lower() == ".csv")
    header = _find_header(path, rows)
    for name in header.columns.unknown:
        yield Failure(f"{file} line {header.line}", f"column {name!r} is not known or repeated; rename it ({NAMES}) or remove it")
    part: list[RegisterEntry] = []
    parts = 0
    for line, values in rows:
        if not any(value.strip() for value in values):
            continue
        read = _read_row(header, values)
        if isinstance(read, str):
            yield Failure(f"{file} line {line}", read)
            continue
        part.append(RegisterEntry(line, read))
        if len(part) == _PART:
            parts += 1
            yield _register(file, parts, part)
            part = []
    if part:
        yield _register(file, parts + 1, part)


def _read_row(header: _Header, values: Sequence[str]) -> Head | str:
    """Return the header that a row states, or the reasons why it cannot be used."""
    positions = header.columns.positions
    listed = head_of(Head(), {field: values[position] for field, position in positions.items()}, source="")
    complaints = list(listed.complaints)
    if any(value.strip() for value in values[header.width :]):
        complaints.append("more fields than the header has; quote values that contain the separator")
    if not values[positions["symbol"]].strip():
        complaints.append(_WRITE_A_SYMBOL)
    return "; ".join(complaints) or replace(listed.head, evidence=())


def _register(file: str, number: int, entries: Sequence[RegisterEntry]) -> Register:
    stated = [(entry.line, entry.head) for entry in entries]
    digest = hashlib.sha256(repr(stated).encode("utf-8", "surrogatepass"))
    return Register(file, number, digest.hexdigest(), tuple(entries))


def _find_header(path: Path, rows: Iterator[tuple[int, tuple[str, ...]]]) -> _Header:
    """Read rows up to the header: the first row that names a column of symbols."""
    first: tuple[str, ...] = ()
    for line, values in islice(rows, _ABOVE):
        first = first or values
        columns = find_columns(values)
        if "symbol" in columns.positions:
            return _Header(columns, max(position for position, value in enumerate(values) if value.strip()) + 1, line)
    shown = ", ".join(repr(value) for value in first if value.strip())
    if not shown:
        raise SourceEmpty(path, "the register is empty; name columns in its first line, and a document in each that follows")
    raise SourceError(path, f"no column of symbols in its header, which holds {shown}; name one Số ký hiệu, or symbol ({NAMES})")


def _lines(table: pd.DataFrame, *, counted: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield rows with their line numbers; in CSV (`counted`) a value may span several lines."""
    line = 1
    for values in table.itertuples(index=False, name=None):
        yield line, values
        line += 1 + (sum(value.count("\n") for value in values) if counted else 0)


def _read(path: Path) -> pd.DataFrame:
    """Read all cells as text, with the header; of a workbook the first sheet."""
    if path.suffix.lower() not in {".csv", ".xlsx"}:
        raise SourceUnsupported(path, "a register ends in .csv or .xlsx; save it as one of these")
    if not path.is_file():
        raise SourceMissing(path, "no such register; check the spelling")
    try:
        if path.suffix.lower() == ".xlsx":
            return pd.read_excel(path, header=None, dtype=str, keep_default_na=False, na_filter=False, engine="openpyxl")
        text = path.read_text(encoding="utf-8-sig")
        separator = max(_SEPARATORS, key="\n".join(text.splitlines()[:_ABOVE]).count)
        width = 1 + max((row.count(separator) for row in text.splitlines()), default=0)
        return pd.read_csv(
            io.StringIO(text),
            header=None,
            names=list(range(min(width, _WIDEST))),
            sep=separator,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
        )
    except UnicodeDecodeError as error:
        raise SourceNotText(path, f"is not UTF-8 text (byte {error.start}); save it as CSV in UTF-8, or as .xlsx") from error
    except (pd.errors.ParserError, BadZipFile, KeyError, ValueError) as error:
        reason = f"cannot be read as {path.suffix.lower()[1:]} ({str(error).strip()}); save it again as .csv or .xlsx"
        raise SourceUnreadable(path, reason) from error
    except OSError as error:
        raise SourceUnreadable(path, f"cannot be read ({error.strerror or error}); check its permissions") from error
