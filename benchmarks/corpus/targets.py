"""Which documents a document cites: the known ones most often, those of its own and superior bodies, laws, and now and then any other.

Preferential attachment without a count of citations: a document copies half of its central citations from earlier documents drawn at
random, so that one that is cited n times is copied n times as often.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import accumulate

from benchmarks.corpus.bodies import Home, number_of_homes
from benchmarks.corpus.chance import chance
from benchmarks.corpus.documents import Corpus, Work
from benchmarks.corpus.laws import Law, choose_law

__all__ = ["Target", "Targets"]

Target = Work | Law

_COPIED = 0.5  # of the central citations
_OF_REFERENCE = 0.55  # of those that are not copied
_RUNNING = timedelta(days=3000)  # as long as a central document is cited as one that is being implemented,
_OLD = 0.2  # and how often, against that, it is cited later
_ROUNDS_BACK = 0.45  # chance that a citation goes back one more round
_OF_THE_LAST = 6  # citations are copied from documents of the last sixth of the time
_COPIED_PLACES = 4  # the citations of a document from which others copy
_TRIES = 12
_RANKS_ALIKE = 2.0  # flattens the head of the ranks: the first is cited twice as often as the fourth


class Targets:
    """Chooses the documents that each document of a corpus cites; all are dated before it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._ways: Mapping[str, Callable[[Work, int, random.Random], Target | None]] = {
            "law": lambda work, nth, draw: choose_law(draw, work.on),
            "central": lambda work, nth, draw: self._central(work, nth),
            "own": lambda work, nth, draw: self._of_home(work, work.home, draw),
            "superior": lambda work, nth, draw: self._of_home(work, Home(work.home.province), draw),
            "elsewhere": lambda work, nth, draw: self._of_home(work, Home(draw.randrange(number_of_homes())), draw),
        }

    def of(self, work: Work, wanted: int) -> list[Target]:
        """Return up to `wanted` documents that a document cites, each once; the first is the one that its title names."""
        draw = chance(self.corpus.seed, "targets", work.number)
        first = self.first(work)
        found: dict[str, Target] = {first.id: first} if first else {}
        ways, weights = zip(*_weights_of_ways(work).items(), strict=True)
        for nth in range(1, wanted * 2):
            target = self._ways[draw.choices(ways, weights)[0]](work, nth, draw)
            if target and target.id != work.id and len(found) < wanted:
                found.setdefault(target.id, target)
        return list(found.values())

    def first(self, work: Work) -> Work | None:
        """Return the document that the title of a document names, None if it names none."""
        if not work.implements:
            return None
        draw = chance(self.corpus.seed, "first", work.number)
        below = work.home.district is not None and draw.random() < 0.4
        superior = self._of_home(work, Home(work.home.province), draw) if below else None
        found = superior or self._central(work, 0)
        return found if found and found.on < work.on else None

    def _central(self, work: Work, nth: int) -> Work | None:
        """Choose a central document: copied from an earlier document, of the reference table, or a recent one."""
        number, first = work.number or 0, len(self.corpus.reference)
        while True:
            draw = chance(self.corpus.seed, "central", number, nth)
            if number <= first or draw.random() >= _COPIED:
                break
            number, nth = draw.randrange(max(first, number - self.corpus.dated // _OF_THE_LAST), number), draw.randrange(_COPIED_PLACES)
        copied = self.corpus.document(number)
        if draw.random() >= _OF_REFERENCE and (recent := self._of_home(copied, Home(), draw)):
            return recent
        for _ in range(_TRIES):
            known = self.corpus.reference[bisect_left(self._weights, draw.random() * self._weights[-1])]
            if known.on < copied.on and (copied.on - known.on < _RUNNING or draw.random() < _OLD):
                return known
        return None

    def _of_home(self, work: Work, home: Home, draw: random.Random) -> Work | None:
        """Choose a document of a home that is dated before another, rather a recent one; None if there is none."""
        places, size = self.corpus.places_of_homes[home], len(self.corpus.order)
        own, first = (work.number or 0) - len(self.corpus.reference), len(self.corpus.reference)
        for back in _rounds_back(draw):
            place = (own // size - back) * size + draw.choice(places)
            if 0 <= place < own and self.corpus.day_of(place) < work.on:
                return self.corpus.document(first + place)
        return None

    @cached_property
    def _weights(self) -> Sequence[float]:
        """The weights of the central documents of the reference table, added up: as those of ranks are in texts."""
        return list(accumulate(1 / (rank + _RANKS_ALIKE) for rank in range(len(self.corpus.reference))))


def _rounds_back(draw: random.Random) -> Iterator[int]:
    for _ in range(_TRIES):
        back = 0
        while draw.random() < _ROUNDS_BACK:
            back += 1
        yield back


def _weights_of_ways(work: Work) -> Mapping[str, float]:
    """Return how often a document cites in each way, by the level of its body."""
    if work.home.province is None:
        return {"law": 0.3, "central": 0.7}
    if work.home.district is None:
        return {"law": 0.17, "central": 0.5, "own": 0.28, "elsewhere": 0.05}
    return {"law": 0.1, "central": 0.4, "superior": 0.3, "own": 0.18, "elsewhere": 0.02}
