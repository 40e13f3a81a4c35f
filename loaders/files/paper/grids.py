"""Read the tables of a page that have borders: each row becomes one line, with a border before, between and behind its cells.

A table without borders is read as columns or as lines of text: nothing shows reliably that it is one.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from danchieu.loaders.files.paper.pieces import pieces_of
from danchieu.loaders.files.paper.sheet import Piece, Rule, Sheet, rows_of

__all__ = ["take_tables"]

_NEAR = 3.0  # points: rules that are closer are one, and those that are closer than that to another meet it
_FEWEST = 3  # upright borders of a table: two are a frame around text
_MOST = 600  # rules of a page, those on one line joined: more are a drawing, and comparing all of them takes long
_BREAKS = ("-", "/")  # ends of a line in a cell within a symbol: 12/2020/QĐ-


def take_tables(sheet: Sheet) -> tuple[list[Piece], list[Piece]]:
    """Return the words of a sheet outside tables, and the rows of its tables as lines: `| 1 | Chỉ thị |`."""
    grids = [grid for grid in map(_Grid, _meeting(_merged(sheet.rules))) if len(grid.columns) >= _FEWEST and len(grid.lines) > 1]
    if not grids:
        return list(sheet.words), []
    outside: list[Piece] = []
    inside: dict[int, list[Piece]] = defaultdict(list)
    for word in sheet.words:
        place = next((at for at, grid in enumerate(grids) if grid.holds(word)), None)
        (outside if place is None else inside[place]).append(word)
    return outside, [row for place, words in inside.items() for row in grids[place].rows(words)]


class _Grid:
    """Rules that meet: the borders of a table."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._levels = [rule for rule in rules if rule.is_level]
        self._uprights = [rule for rule in rules if not rule.is_level]
        self.lines = _apart(rule.top for rule in self._levels)
        self.columns = _apart(rule.left for rule in self._uprights)

    def holds(self, word: Piece) -> bool:
        """Return whether a word is in the table."""
        across, down = _middle(word)
        return self.columns[0] < across < self.columns[-1] and self.lines[0] < down < self.lines[-1]

    def rows(self, words: Iterable[Piece]) -> Iterator[Piece]:
        """Yield the rows that hold words. A cell of several rows is in the first of them, and empty in the others."""
        borders = [self._borders(row) for row in range(len(self.lines) - 1)]
        closed = [[rule for rule in self._levels if abs(rule.top - line) <= _NEAR] for line in self.lines]
        cells: list[list[list[Piece]]] = [[[] for _ in range(len(known) + 1)] for known in borders]
        for word in words:
            across, down = _middle(word)
            row = bisect(self.lines, down) - 1
            while row and not any(rule.left <= across <= rule.right for rule in closed[row]):
                row -= 1  # no border is above the word: its cell begins in a row above
            cells[row][bisect(borders[row], across)].append(word)
        for row, of_row in enumerate(cells):
            if any(of_row):
                text = " | ".join(map(_text, of_row))
                yield Piece(f"| {text} |", self.columns[0], self.lines[row], self.columns[-1], self.lines[row + 1])

    def _borders(self, row: int) -> list[float]:
        """Return the borders between the cells of a row."""
        middle = (self.lines[row] + self.lines[row + 1]) / 2
        return _apart(rule.left for rule in self._uprights if rule.top < middle < rule.bottom)[1:-1]


def _middle(word: Piece) -> tuple[float, float]:
    return (word.left + word.right) / 2, (word.top + word.bottom) / 2


def _text(words: Sequence[Piece]) -> str:
    """Return the words of a cell as one line; a symbol that is broken at its hyphen is mended."""
    text = ""
    for row in rows_of(pieces_of(words)):
        for piece in sorted(row, key=lambda piece: piece.left):
            broken = text.endswith(_BREAKS) and text[-2:-1].isalnum()
            text += piece.text if broken or not text else f" {piece.text}"
    return text


def _apart(places: Iterable[float]) -> list[float]:
    """Return places in order, those that are near each other once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those that continue or cover each other as one: many a border is drawn cell by cell."""
    kept: list[Rule] = []
    for is_level in (True, False):
        spans = sorted(
            (rule.top, rule.left, rule.right) if is_level else (rule.left, rule.top, rule.bottom)
            for rule in rules
            if rule.is_level is is_level
        )
        places = _apart(span[0] for span in spans)
        lines: dict[float, list[tuple[float, float]]] = defaultdict(list)
        for across, start, end in spans:
            lines[places[bisect(places, across) - 1]].append((start, end))
        for across, parts in lines.items():
            kept += (Rule(start, across, end, across) if is_level else Rule(across, start, across, end) for start, end in _united(parts))
    return kept


def _united(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return spans of a line with those that touch as one."""
    kept: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if kept and start - kept[-1][1] <= _NEAR:
            kept[-1] = kept[-1][0], max(kept[-1][1], end)
        else:
            kept.append((start, end))
    return kept


def _meeting(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules by groups that meet."""
    left = list(rules) if len(rules) <= _MOST else []
    while left:
        group = [left.pop()]
        for rule in group:  # grows as it is read
            apart: list[Rule] = []
            for other in left:
                (group if _meet(rule, other) else apart).append(other)
            left = apart
        yield group


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.top - _NEAR <= other.bottom
        and other.top - _NEAR <= one.bottom
    )
