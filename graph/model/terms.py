"""Terms of Party committees by date: numbering of documents starts again with each term.

Numbering begins the day after a congress closes, or on the new committee's first plenum if that met during the congress. If only the
window of a provincial congress is known and not its day, the term of a date inside that window is uncertain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from danchieu.graph.model.reference import day, read_table, verified

__all__ = ["central_term", "central_term_from", "central_terms_in", "local_term", "local_term_in", "term_of_khoa"]

_COLUMNS = "level body khoa term start end numbering_from window_from window_to confidence source"
_YEARS = re.compile(r"(?:19|20)\d\d-20\d\d")
_FIRST_LOCAL_MONTH = 4  # congresses below the province are held in the half-year before the province's


@dataclass(frozen=True, slots=True)
class _Start:
    """The beginning of a term's numbering: not before `after`, and at the latest on `by`."""

    after: date
    by: date
    term: str


@cache
def _central() -> tuple[tuple[date, str | None], ...]:
    rows = [row for row in read_table("terms", _COLUMNS) if row["level"] == "national"]
    starts = [(start, row["khoa"] if verified(row) else None) for row in rows if (start := day(row, "numbering_from"))]
    return tuple(sorted(starts, key=lambda pair: pair[0]))


@cache
def central_term(on: date) -> str | None:
    """Return the khóa of the Central Committee that counts documents dated `on`.

    >>> central_term(date(2026, 1, 6)), central_term(date(2026, 1, 23))
    ('XIII', 'XIV')
    """
    position = bisect_right(_central(), on, key=lambda pair: pair[0])
    return _central()[position - 1][1] if position else None


@cache
def central_term_from(khoa: str) -> date | None:
    """Return the day from which documents of a khóa of the Central Committee are counted."""
    return next((start for start, term in _central() if term == khoa), None)


@cache
def central_terms_in(year: int) -> tuple[str | None, ...]:
    """Return the khóa of the Central Committee that count documents of a year, one or two; None for one that is not known.

    >>> central_terms_in(2014), central_terms_in(2016)
    (('XI',), ('XI', 'XII'))
    """
    return tuple(dict.fromkeys((central_term(date(year, 1, 1)), central_term(date(year, 12, 31)))))


@cache
def _provincial() -> dict[str, tuple[_Start, ...]]:
    """Return the beginnings of terms by province; under "" the general windows, for provinces and terms without a known day."""
    general: dict[str, _Start] = {}
    own: dict[str, dict[str, _Start]] = {}
    for row in read_table("terms", _COLUMNS):
        if row["level"] != "province":
            continue
        starts = own.setdefault(row["body"], {})
        exact, opens, closes = day(row, "numbering_from"), day(row, "window_from"), day(row, "window_to")
        if opens and closes:
            general.setdefault(row["term"], _Start(opens, closes, row["term"]))
        if exact and verified(row):
            starts[row["term"]] = _Start(exact, exact, row["term"])
    merged = {body: tuple(sorted({**general, **starts}.values(), key=lambda s: s.after)) for body, starts in own.items()}
    return {**merged, "": tuple(sorted(general.values(), key=lambda s: s.after))}


@cache
def local_term(on: date, *, province: str | None = None, below: bool = False) -> str | None:
    """Return the term (2005-2010) of a provincial committee on a date; `below` for district and commune committees. None if uncertain.

    >>> local_term(date(2008, 5, 16), province="Bình Thuận")
    '2005-2010'
    """
    starts = _provincial().get(province or "", _provincial()[""])
    position = bisect_right(starts, on, key=lambda s: _opening(s, below)) - 1
    if position < 0:
        return None
    start = starts[position]
    if on < start.by:
        return None
    return start.term


def local_term_in(year: int, *, province: str | None = None, below: bool = False) -> str | None:
    """Return the term of a provincial committee in a year; `below` for committees below it. None if the year is of two terms."""
    first, last = (local_term(day, province=province, below=below) for day in (date(year, 1, 1), date(year, 12, 31)))
    return first if first == last else None


@cache
def term_of_khoa(province: str | None, khoa: str) -> str | None:
    """Return the years of a provincial committee's khóa; None if they are not known.

    >>> term_of_khoa("Bình Thuận", "XI")
    '2005-2010'
    """
    if _YEARS.fullmatch(khoa):
        return khoa
    rows = read_table("terms", "level body khoa term confidence")
    found = {
        row["term"] for row in rows if row["level"] == "province" and row["body"] == province and row["khoa"] == khoa and verified(row)
    }
    return found.pop() if len(found) == 1 else None


def _opening(start: _Start, below: bool) -> date:
    return date(start.after.year, _FIRST_LOCAL_MONTH, 1) if below else start.after
