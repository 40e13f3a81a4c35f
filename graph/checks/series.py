"""Finds documents that are out of order in their series, in which numbers and dates rise together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danchieu.graph.model import Row
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import codes_in

__all__ = ["heaviest_chain", "order"]

_SLACK = 14  # days by which a number may be dated before a smaller one: it was reserved, and signed later
_LOADED = 1000  # weight of a loaded text: more than of all citations that date a document


@dataclass(frozen=True, slots=True, order=True)
class _Member:
    """A document of a series."""

    number: int
    issued_on: date
    row: Row

    @property
    def weight(self) -> int:
        return _LOADED if self.row["status"] == "loaded" else max(self.row["witnesses"], 1)


def order(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield documents outside the heaviest chain of their series in which numbers and dates rise together.

    Skips documents that are out of order by no more than _SLACK days, letters, which departments number for themselves, and dates of
    another year than the symbol's, which are a finding of kind `year`.
    """
    for members in _series(rows):
        chain = heaviest_chain([(member.issued_on, member.weight) for member in members])
        for place, member in enumerate(members):
            at = bisect_left(chain, place)
            if at < len(chain) and chain[at] == place:
                continue
            before = members[chain[at - 1]] if at else None
            after = members[chain[at]] if at < len(chain) else None
            if known := _contradiction(member, before, after):
                stated = f"{member.row['cited_symbol']} of {member.issued_on}"
                yield member.row | _stating(member.row) | {"stated": stated, "known": known}


def _series(rows: Iterable[Row]) -> Iterable[list[_Member]]:
    """Return the documents of each series, by number and date: one issuer, period and type, with the year in the symbol or without."""
    series: dict[tuple[str, str, str, bool], list[_Member]] = defaultdict(list)
    for row in rows:
        symbol = parse_symbol(row["cited_symbol"] or "")
        year = symbol.year if symbol else None
        if row["number"].isdigit() and row["type_code"] not in codes_in("letter") and year in (None, row["issued_on"].year):
            key = (row["issuer"], row["period"], row["type_code"], year is not None)
            series[key].append(_Member(int(row["number"]), row["issued_on"], row))
    for members in series.values():
        members.sort(key=lambda member: (member.number, member.issued_on))
    return series.values()


def _contradiction(member: _Member, before: _Member | None, after: _Member | None) -> str | None:
    """Return the neighbour in the chain that a document contradicts: a smaller number issued later, or a greater one issued earlier."""
    if before and (before.issued_on - member.issued_on).days > _SLACK:
        return f"{before.row['cited_symbol']}, a smaller number, of {before.issued_on}"
    if after and (member.issued_on - after.issued_on).days > _SLACK:
        return f"{after.row['cited_symbol']}, a greater number, of {after.issued_on}"
    return None


def _stating(row: Row) -> Row:
    """Return who states the date: the document itself, or the first that cites it with this date."""
    if row["status"] == "loaded" or not row["stating"]:
        return {"document": row["cited"], "symbol": row["cited_symbol"], "citation": None}
    [stating] = row["stating"]
    return dict(stating)


def heaviest_chain(items: Sequence[tuple[date, int]]) -> list[int]:
    """Return the places of the heaviest chain of items (date, weight) whose dates never fall, in O(n log n)."""
    steps: list[tuple[date, int, int]] = []  # date, weight of the heaviest chain that ends there or before, its last place; both rise
    previous: list[int] = []
    for place, (on, weight) in enumerate(items):
        at = bisect_left(steps, (on, float("inf"), 0))
        best, last = (steps[at - 1][1], steps[at - 1][2]) if at else (0, -1)
        previous.append(last)
        step = (on, best + weight, place)
        end = at
        while end < len(steps) and steps[end][1] <= step[1]:
            end += 1
        begin = at - 1 if at and steps[at - 1][0] == on else at
        steps[begin:end] = [step]
    chain, place = [], steps[-1][2] if steps else -1
    while place >= 0:
        chain.append(place)
        place = previous[place]
    return chain[::-1]
