"""Leave out what is printed on page after page: running heads and page numbers, which would stand in the middle of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from danchieu.loaders.files.paper.sheet import Piece, rows_of

__all__ = ["without_running_heads"]

_DEEP = 3  # rows at the top and at the bottom of a page that may be running heads
_PAGES, _PAGES_COUNTED = 3, 2  # that have a running head at least, and that have one with the number of the page apart from its words
_GAP = 1.25  # of the usual distance between rows: a wider one parts the running head from the text
_SIGNS = " -–—"  # around the number of a page
_APART = "\t"
_NUMBERED = re.compile(
    r"""(?:(?P<before>\d{1,4})(?P<gap_before>\s+)(?=\D))?
    (?P<words>.*?)
    (?:(?:^|(?P<gap_behind>\s+))(?P<behind>\d{1,4})(?:\s?/\s?\d{1,4})?)?""",
    re.VERBOSE | re.DOTALL,
)


class _Head(NamedTuple):
    """What running heads of two pages have in common: their words, and by how much the number with them exceeds the place of its page."""

    words: str
    ahead: int | None = None
    is_apart: bool = False  # whether the number stands apart from the words

    @property
    def pages(self) -> int:
        """The pages that must have it."""
        return _PAGES_COUNTED if self.is_apart else _PAGES


def without_running_heads(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Return the pieces of pages without running heads, and without page numbers, at the top and at the bottom.

    A running head is the same on three pages at least, but for a number that rises from page to page, and stands apart from the text.
    """
    rows = [list(rows_of(page)) for page in pages]
    seen = Counter(
        head
        for page, of_page in enumerate(rows)
        for head in {head for row in (*of_page[:_DEEP], *of_page[-_DEEP:]) for head in _heads(row, page)}
    )
    kept = []
    for page, of_page in enumerate(rows):
        pitch = median([below[0].middle - above[0].middle for above, below in pairwise(of_page)]) if len(of_page) > 1 else 0.0
        first = _count(of_page, page, seen, pitch)
        last = len(of_page) - _count(of_page[:first:-1], page, seen, pitch)
        kept.append([piece for row in of_page[first:last] for piece in row])
    return kept


def _count(rows: Sequence[Sequence[Piece]], page: int, seen: Counter[_Head], pitch: float) -> int:
    """Return how many rows at an edge of a page, of which the outermost is the first, are running heads."""
    count = 0
    for place, row in enumerate(rows[:_DEEP]):
        common = [head for head in _heads(row, page) if seen[head] >= head.pages or head == _FIRST_NUMBER]
        if not common:
            break
        inner = rows[place + 1][0].middle if place + 1 < len(rows) else None
        if inner is None or any(head.is_apart for head in common) or abs(inner - row[0].middle) > _GAP * pitch:
            count = place + 1  # with the rows before it, which may stand close to it
    return count


def _heads(row: Iterable[Piece], page: int) -> Iterator[_Head]:
    """Yield what a row may have in common with a running head of another page: its words, or its words and the number that counts pages."""
    text = _APART.join(piece.text for piece in sorted(row, key=lambda piece: piece.left)).strip(_SIGNS)
    numbered = None if text.startswith("|") else _NUMBERED.fullmatch(text)
    if numbered is None:
        return
    words, number = numbered["words"].strip(), numbered["behind"] or numbered["before"]
    if number:
        apart = not words or _APART in (numbered["gap_behind"] or numbered["gap_before"])
        yield _Head(words, int(number) - page, is_apart=apart)
    if words:
        yield _Head(text)


_FIRST_NUMBER = _Head("", 1, is_apart=True)  # of a document whose first page is number 1
