"""Columns of registers and of metadata.csv, known by their names, and the values of a row as the header of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from danchieu.graph.model import Evidence, Head, Symbol
from danchieu.loaders.grammar.columns import IGNORED, column_of
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.text.dates import day_of
from danchieu.loaders.text.normalize import normalize

__all__ = ["NAMES", "Columns", "ListedHead", "find_columns", "head_of"]

NAMES = "docs/tables.md lists the names"

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00:00(?:\.0+)?)?")
_DAY = re.compile(
    r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})", re.IGNORECASE
)
_SYMBOL = re.compile(r"(?:số\s*:?\s*)?(?P<number>\d{1,6}(?:\.\d{1,2})?[a-zđ]?)(?P<tail>(?:\s*[-/]\s*[\wĐđ.&]{1,20}){1,6})", re.IGNORECASE)
_TERM = re.compile(r"(?:khóa|nhiệm\s+kỳ)?\s*([IVXL]+|(?:19|20)\d\d\s*-\s*(?:19|20)\d\d)", re.IGNORECASE)
_YEARS = range(1930, 2101)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a header: the position of each known one, and the names of those that are unknown or repeated."""

    positions: Mapping[str, int]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedHead:
    """The header that a row states, and the values of the row that cannot be used, each with the reason."""

    head: Head
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """The way from a value of a column to a property of a header; `wanted` says what to write instead if `read` gives None."""

    property: str
    read: Callable[[str], object | None]
    wanted: str = ""


def find_columns(header: Sequence[str]) -> Columns:
    """Return the columns of a header.

    >>> find_columns(["STT", "Số ký hiệu", "Trích yếu", "Màu"])
    Columns(positions={'symbol': 1, 'title': 2}, unknown=('Màu',))
    """
    found: dict[str, int] = {}
    unknown = []
    for position, name in enumerate(header):
        field = column_of(name)
        if field is None or field in found:
            unknown.append(name.strip())
        elif field != IGNORED:
            found[field] = position
    return Columns(found, tuple(unknown))


def head_of(head: Head, values: Mapping[str, str], *, source: str) -> ListedHead:
    """Return a header with the values of a row in place of its own; `evidence` names the source of each that differs.

    `values` are by field, empty for an empty cell. A value that cannot be read is a complaint, and the header keeps its own.
    """
    stated = {field: text for field, value in values.items() if (text := " ".join(normalize(value)[0].split()))}
    new: dict[str, Any] = {}
    complaints: list[str] = []
    for field, value in _VALUES.items():
        if field not in stated:
            continue
        read = value.read(stated[field])
        if read is None:
            complaints.append(f"{stated[field]!r} {value.wanted}")
        else:
            new[value.property] = read
    changed = [name for name, read in new.items() if read != getattr(head, name)]
    letterhead = _letterhead(head, stated.get("issuer"), stated.get("province"))
    if letterhead != head.letterhead:
        changed += [name for name in ("issuer", "province") if name in stated]
    kept = (one for one in head.evidence if one.property not in changed)
    evidence = (*kept, *(Evidence(name, source) for name in changed))
    return ListedHead(replace(head, **new, letterhead=letterhead, evidence=evidence), tuple(complaints))


def _letterhead(head: Head, issuer: str | None, province: str | None) -> tuple[str, ...]:
    """Return the letterhead that a row states. Its last line counts most: a row that lacks one of both is added to the text's own."""
    own = () if issuer and province else head.letterhead
    return (*own, *(line for line in (issuer, province) if line and line not in own))


def _symbol(text: str) -> Symbol | None:
    match = _SYMBOL.fullmatch(text)
    return read_symbol(match["number"], match["tail"]) if match else None


def _day(text: str) -> date | None:
    match = _ISO.fullmatch(text) or _DAY.fullmatch(text)
    on = day_of(match) if match else None
    return on if on and on.year in _YEARS else None


def _term(text: str) -> str | None:
    match = _TERM.fullmatch(text)
    return "".join(match[1].split()).upper() if match else None


_VALUES = {
    "title": _Value("title", str),
    "signatory": _Value("signatory", str),
    "place": _Value("place", str),
    "type": _Value("type", str.capitalize),
    "symbol": _Value("symbol", _symbol, "is not a symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP"),
    "date": _Value("issued_on", _day, "is not a date; write 2008-12-31 or 31/12/2008"),
    "term": _Value("term", _term, "is not a term; write XIII or 2020-2025"),
}
