"""Registers: lists of known documents, one a row, as an office keeps them in CSV or XLSX.

A register is read in parts of as many rows as one transaction writes. A part has a path below that of the register: it is replaced when
its rows change, and removed when the register has fewer rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from danchieu.graph.model import Failure, Head, Note, Register, RegisterEntry
from danchieu.graph.model.rows import batches
from danchieu.loaders.lists.cells import head_of
from danchieu.loaders.lists.read_listings import place_of, read_listings

__all__ = ["read_register"]

_PART = 500  # rows
_WRITE_A_SYMBOL = "no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP"
_FELL_APART = "more fields than the header has; quote values that contain the separator"


def read_register(path: Path) -> Iterator[Register | Failure | Note]:
    """Read a register; of a workbook, all sheets that have a column of symbols.

    A row that cannot be used gives a failure with its line, and reading goes on; what else is left aside gives a note. Raises SourceError
    if the file cannot be read at all, or has no column of symbols.
    """
    file = path.absolute().as_posix()
    read = read_listings(path, lambda columns: columns.names_symbols, field="symbol")
    yield from read.notes
    entries: list[RegisterEntry] = []
    for listing in read.listings:
        for row, values in listing.documents():
            extra = read.delimited and any(cell.strip() for cell in row.cells[listing.width :])
            head = _read_row(values, [_FELL_APART] if extra else [])
            if isinstance(head, Head):
                entries.append(RegisterEntry(row.line, head, listing.sheet))
            else:
                yield Failure(place_of(file, listing.sheet, row.line), head)
    yield from (_register(file, number, part) for number, part in enumerate(batches(entries, _PART), start=1))


def _read_row(values: Mapping[str, str], complaints: Sequence[str]) -> Head | str:
    """Return the header that a row states, or the reasons why it cannot be used."""
    listed = head_of(Head(), values, source="")
    missing = [] if values["symbol"] else [_WRITE_A_SYMBOL]
    return "; ".join((*listed.complaints, *complaints, *missing)) or replace(listed.head, evidence=())


def _register(file: str, number: int, entries: Sequence[RegisterEntry]) -> Register:
    digest = hashlib.sha256(repr([_identity(entry) for entry in entries]).encode("utf-8", "surrogatepass"))
    return Register(file, number, digest.hexdigest(), tuple(entries))


def _identity(entry: RegisterEntry) -> tuple[object, ...]:
    return (entry.line, entry.head, entry.sheet) if entry.sheet else (entry.line, entry.head)
