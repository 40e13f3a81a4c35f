"""The documents of a synthetic corpus: document k is a function of seed, size and k.

The first documents are central ones of the reference table. The others are dated in order, in rounds: each round holds all series in one
order, which the seed decides, so that the number of a document in its series is counted without the documents before it.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache

from benchmarks.corpus.bodies import Home, Series, all_series, era_of, issuer_of, number_of_eras
from benchmarks.corpus.chance import chance
from benchmarks.corpus.phrases import OBJECTS, SCOPES, VERBS
from danchieu.graph.linking.catalogue import catalogue
from danchieu.graph.linking.keys import id_of, key_of, period_on
from danchieu.graph.model import Document, Issuer, Symbol
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import words_by_code

__all__ = ["Corpus", "Work"]

FIRST, LAST = date(2006, 5, 1), date(2026, 6, 30)
_DAYS = (LAST - FIRST).days
_MARKS_OF_NOTES = set('()";:')  # in titles of the reference table that are notes about a document rather than its title
_CENTRAL_CODES = ("TW", "BTCTW", "UBKTTW", "VPTW", "BTGTW")
_SHARE_OF_REFERENCE = 0.05  # at most, of a small corpus
_IMPLEMENTING = {"Kế hoạch", "Chương trình", "Hướng dẫn", "Báo cáo"}  # types whose title names another document
_OF_IMPLEMENTING = 0.5


@dataclass(frozen=True, slots=True)
class Work:
    """A document. `issued_by` are words for its issuer, `number` is its place in the corpus."""

    id: str
    symbol: Symbol
    type: str
    on: date
    issuer: Issuer
    issued_by: str
    subject: str  # về tăng cường công tác dân số
    home: Home
    number: int | None = None
    implements: bool = False  # its title names the first document that it cites


class Corpus:
    """A corpus of `size` documents; nothing of it is held but the order of a round and the reference table."""

    def __init__(self, size: int, *, seed: int = 1) -> None:
        self.size, self.seed = size, seed
        self.reference = _reference_works()[: int(size * _SHARE_OF_REFERENCE)]
        order = list(all_series())
        chance(seed, "order").shuffle(order)
        self.order: Sequence[Series] = order
        self.document = lru_cache(maxsize=20_000)(self._document)

    @property
    def dated(self) -> int:
        """The number of documents that are not of the reference table."""
        return self.size - len(self.reference)

    @cached_property
    def places_of_homes(self) -> Mapping[Home, Sequence[int]]:
        """The places in a round of the documents of each home."""
        found: dict[Home, list[int]] = defaultdict(list)
        for place, series in enumerate(self.order):
            found[series.home].append(place)
        return found

    def day_of(self, place: int) -> date:
        """Return the date of a document by its place among those in order."""
        return FIRST + timedelta(days=place * _DAYS // self.dated)

    def _document(self, number: int) -> Work:
        if number < len(self.reference):
            return replace(self.reference[number], number=number)
        place = number - len(self.reference)
        series, on = self.order[place % len(self.order)], self.day_of(place)
        issuer, draw = issuer_of(series, era_of(on)), chance(self.seed, "document", number)
        symbol, identity = self._identify(series, issuer, place, on, draw)
        return Work(
            identity,
            symbol,
            series.kind.type,
            on,
            issuer,
            issuer.name,
            f"{draw.choice(VERBS)} {draw.choice(OBJECTS)}{draw.choice(SCOPES)}",
            series.home,
            number,
            implements=series.kind.type in _IMPLEMENTING and draw.random() < _OF_IMPLEMENTING,
        )

    def _identify(self, series: Series, issuer: Issuer, place: int, on: date, draw: random.Random) -> tuple[Symbol, str]:
        """Number a document; one whose number the reference table has already gets a letter behind it."""
        number = f"{self._count(series, issuer, place, on, draw):02}"
        symbol, identity = _identified(series, issuer, number, on)
        return _identified(series, issuer, f"{number}a", on) if identity in _reference_ids() else (symbol, identity)

    def _count(self, series: Series, issuer: Issuer, place: int, on: date, draw: random.Random) -> int:
        """Count the documents of a series in the period of a day, with as many numbers left out as others would have taken."""
        places = self._places_of(series, on)
        start = _start_of_period(series, issuer, on.year, on.month, on.day)
        count = self._until(places, place) - self._until(places, self._first_on(start))
        a_year = len(places) * self.dated / len(self.order) * 365 / _DAYS
        step = max(1, min(int(series.kind.yearly / a_year), series.kind.in_period))
        return count * step + 1 + draw.randrange(step)

    def next_in_series(self, work: Work) -> Work | None:
        """Return the next document of a dated document's series, None if it is the last."""
        if work.number is None or work.number < len(self.reference):
            return None
        rounds, rest = divmod(work.number - len(self.reference), len(self.order))
        places = self._places_of(self.order[rest], work.on)
        later = bisect_left(places, rest) + 1
        place = (rounds + later // len(places)) * len(self.order) + places[later % len(places)]
        return self.document(len(self.reference) + place) if place < self.dated else None

    def _places_of(self, series: Series, on: date) -> Sequence[int]:
        era = era_of(on)
        return self._places[era][series.kind.type_code, series.kind.form, issuer_of(series, era).id]

    def _until(self, places: Sequence[int], place: int) -> int:
        """Count the documents of a series before a place."""
        rounds, rest = divmod(place, len(self.order))
        return rounds * len(places) + bisect_left(places, rest)

    def _first_on(self, day: date) -> int:
        """Return the place of the first document dated on a day or later."""
        return max(0, -((day - FIRST).days * -self.dated // _DAYS))

    @cached_property
    def _places(self) -> Sequence[Mapping[tuple[str, str, str], Sequence[int]]]:
        """The places in a round of each series, for each era: a merger makes one series of several."""
        found: list[dict[tuple[str, str, str], list[int]]] = [defaultdict(list) for _ in range(number_of_eras())]
        for place, series in enumerate(self.order):
            for era, places in enumerate(found):
                places[series.kind.type_code, series.kind.form, issuer_of(series, era).id].append(place)
        return found


def _identified(series: Series, issuer: Issuer, number: str, on: date) -> tuple[Symbol, str]:
    """Return symbol and id of a number."""
    symbol = _parsed(series.kind.symbol(number, on.year, issuer.code))
    return symbol, id_of(key_of(symbol, issuer, on=on, word=series.kind.type))


def _parsed(text: str) -> Symbol:
    symbol = parse_symbol(text)
    if symbol is None:
        raise ValueError(f"{text} is no symbol; correct the kinds of documents")
    return symbol


@lru_cache(maxsize=200_000)
def _start_of_period(series: Series, issuer: Issuer, year: int, month: int, day: int) -> date:
    """Return the day on which the numbers of a series that runs on a day began; where the term is uncertain, they run on."""
    on = date(year, month, day)
    starts = _starts(series.kind.symbol("01", FIRST.year, issuer.code), issuer)
    return starts[max(0, bisect_left(starts, on + timedelta(days=1)) - 1)]


@cache
def _starts(symbol_text: str, issuer: Issuer) -> Sequence[date]:
    """Return the days on which the numbers of a series begin again."""
    symbol = _parsed(symbol_text)
    first = max(FIRST, issuer.valid_from or FIRST)
    starts, running = [first], period_on(symbol, issuer, first)
    for month in _firsts_of_months(first):
        period = period_on(symbol, issuer, month)
        if period and period != running:
            days = (month - timedelta(days=before) for before in range(31, -1, -1))
            starts.append(next(day for day in days if period_on(symbol, issuer, day) == period))
            running = period
    return starts


@cache
def _firsts_of_months(since: date) -> Sequence[date]:
    """Return the first days of the months after a day, and of the one after the last document."""
    return [day for year in range(since.year, LAST.year + 1) for month in range(1, 13) if (day := date(year, month, 1)) > since]


@cache
def _reference_ids() -> frozenset[str]:
    return frozenset(entry.document.id for entry in catalogue())


@cache
def _reference_works() -> tuple[Work, ...]:
    """Return the central documents of the reference table that have number, date and title, in an order of their own."""
    found = [work for entry in catalogue() if entry.verified and (work := _reference_work(entry.document))]
    chance("reference").shuffle(found)
    return tuple(found)


def _reference_work(document: Document) -> Work | None:
    """Return a document of the reference table; None if something of it is not known, or its title is a note."""
    symbol, on, issuer = document.symbol, document.issued_on, document.issuer
    words = words_by_code().get(document.type_code or "")
    if symbol is None or on is None or issuer is None or words is None:
        return None
    title = (document.title or "").removeprefix("về ").strip()
    if not title or _MARKS_OF_NOTES & set(title) or symbol.code not in _CENTRAL_CODES or on > LAST:
        return None
    kind = "Quy định" if document.type_code == "QĐ" else words[0]
    return Work(document.id, symbol, kind, on, issuer, (document.issuer_words or issuer.name).split(",")[0], title, Home())
