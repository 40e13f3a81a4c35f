"""The tables of data/reference, read whole and checked when they are read.

Each row keeps its `confidence`: A authoritative or two independent sources, B one source, D derived by rule. Rows marked C
(sources disagree) or M1, M2 (memory) are kept for completeness: `verified` is false for them, and nothing is decided by them.
"""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from danchieu.graph.model.errors import ReferenceTableError

__all__ = ["CONFIDENCES", "VERIFIED", "ReferenceTableError", "day", "read_table", "read_toml", "verified"]

VERIFIED = frozenset({"A", "B", "D"})
CONFIDENCES = VERIFIED | {"C", "M1", "M2"}


@cache
def read_table(name: str, columns: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/reference/<name>.csv`, which must have at least `columns` (separated by spaces)."""
    source = f"data/reference/{name}.csv"
    text = _read(f"{name}.csv")
    reader = csv.DictReader(text.splitlines(), strict=True)
    missing = set(columns.split()) - set(reader.fieldnames or ())
    if missing:
        raise ReferenceTableError(f"{source}:1: no column {', '.join(sorted(missing))}; the header must name: {columns}")
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise ReferenceTableError(
                f"{source}:{reader.line_num}: {len(reader.fieldnames or ())} fields expected; quote values that hold a comma"
            )
        if row.get("confidence", "A") not in CONFIDENCES:
            raise ReferenceTableError(
                f"{source}:{reader.line_num}: confidence {row['confidence']!r} is none of {', '.join(sorted(CONFIDENCES))}"
            )
        rows.append(row)
    return tuple(rows)


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Read `data/reference/<name>.toml`."""
    try:
        return tomllib.loads(_read(f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise ReferenceTableError(f"data/reference/{name}.toml: {error}; correct the table") from error


def _read(name: str) -> str:
    try:
        return (files("danchieu.data") / "reference" / name).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ReferenceTableError(f"data/reference/{name} is missing or cannot be read ({error}); install danchieu again") from error


def verified(row: dict[str, str]) -> bool:
    """Return whether a row has a source that may decide something."""
    return row["confidence"] in VERIFIED


def day(row: dict[str, str], column: str) -> date | None:
    """Return the ISO date of a row, None for a bare year or an empty value; anything else raises ReferenceTableError."""
    value = row[column]
    if len(value) in {0, 4, 7}:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ReferenceTableError(f"{column} {value!r} in {row} is not a date; write yyyy-mm-dd") from None
