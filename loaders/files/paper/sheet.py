"""A page as it lies on paper: words with their places, and the rules drawn between them. What is read from a PDF and by OCR is alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Box", "Piece", "Rule", "Sheet", "joined", "rows_of", "turned"]

_CORE = 0.3  # of the height above and below the core of a piece: boxes of single-spaced lines overlap, their cores do not


Box = tuple[float, float, float, float]  # left, top, right, bottom


class Piece(NamedTuple):
    """A word, or words that follow each other on a line, and their box in points; heights count downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at which the piece stands, between its top and its bottom."""
        return (self.top + self.bottom) / 2

    def is_beside(self, other: Piece) -> bool:
        """Return whether two pieces stand on one line."""
        return abs(self.middle - other.middle) < min(self.height, other.height) / 2


class Rule(NamedTuple):
    """A straight line that is drawn on the page, along it or down it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a page in the order in which they were drawn, its rules, and whether what is written by hand was left out."""

    words: tuple[Piece, ...] = ()
    rules: tuple[Rule, ...] = ()
    omits: bool = False


def turned(box: Box, turns: int) -> Box:
    """Return a box on a page that is turned clockwise by as many quarters: after one, what is drawn upwards is read.

    >>> turned((10, 200, 22, 260), 1)
    (-260, 10, -200, 22)
    """
    left, top, right, bottom = box
    return ((left, top, right, bottom), (-bottom, left, -top, right), (-right, -bottom, -left, -top), (top, -right, bottom, -left))[turns]


def joined(line: Iterable[Piece], *, between: str = " ") -> Piece:
    """Return pieces as one."""
    texts, lefts, tops, rights, bottoms = zip(*line, strict=True)
    return Piece(between.join(texts), min(lefts), min(tops), max(rights), max(bottoms))


def rows_of(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces by rows from top to bottom: a row ends where a level line can be drawn through no piece.

    Columns whose lines stand at different heights are one row as far as they go on side by side.
    """
    row: list[Piece] = []
    bottom = 0.0
    for top, piece in sorted((piece.top + _CORE * (piece.bottom - piece.top), piece) for piece in pieces):
        if row and top >= bottom:
            yield row
            row = []
        until = piece.bottom - _CORE * (piece.bottom - piece.top)
        bottom = max(bottom, until) if row else until
        row.append(piece)
    if row:
        yield row
