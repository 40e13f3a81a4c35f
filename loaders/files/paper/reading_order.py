"""Put the pieces of a page in the order in which they are read: column by column, each from top to bottom.

ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI ...        a band of two columns: first the left one, then the right one
  TỈNH CẦN THƠ           Độc lập - Tự do - ...
                KẾ HOẠCH                            a band of one column
1.  Mục tiêu                                        labels before their words: read across
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from danchieu.loaders.files.paper.sheet import Piece, rows_of
from danchieu.loaders.text.labels import read_label

__all__ = ["Column", "columns_of"]

_GUTTER = 3.0  # points of white space at least between two columns
_WIDE = 3.0  # heights of a line: a wider gap within it is kept wide
_WIDE_GAP = "    "  # four spaces are a gap between columns in plain text too
_CLOSE = 1.8  # heights of a line, from one to the next: more is a gap
_LONGEST_LABEL = 2  # letters of a label without a sign: 1, 12, a
_MAIN = 0.5  # of the width of a column: a line as long as that shows where the column begins and ends

Gap = tuple[float, float]


class Column(NamedTuple):
    """Lines that are read one after the other, and the edges between which they stand."""

    lines: list[Piece]
    left: float
    right: float


def columns_of(pieces: Sequence[Piece]) -> list[Column]:
    """Return the columns of a page, or of a part of it, in the order in which they are read."""
    columns: list[Column] = []
    if not pieces:
        return columns
    edges = _edges(pieces)
    across: list[Piece] = []
    for rows, gutters in _bands(rows_of(pieces)):
        end = _end_of_columns(rows)
        parts = _parted(rows[:end], gutters)
        if len(parts) == 2 and min(map(len, parts)) > 1 and not all(map(_is_label, parts[0])):
            if across:
                columns.append(Column(across, *edges))
            columns += (column for part in parts for column in columns_of(part))
            across = [line for row in rows[end:] for line in _lines(row)]
        else:
            across += (line for row in rows for line in _lines(row))
    return [*columns, Column(across, *edges)] if across else columns


def _end_of_columns(rows: Sequence[Sequence[Piece]]) -> int:
    """Return behind which row the columns of a band end: the last one that lies in several, and those close below it.

    What stands farther below, in one column by chance, is a heading, or the name below a signature.
    """
    end = max((place for place, row in enumerate(rows) if len(row) > 1), default=0) + 1
    while end < len(rows) and rows[end][0].middle - rows[end - 1][-1].middle < _CLOSE * rows[end][0].height:
        end += 1
    return end


def _bands(rows: Iterable[Sequence[Piece]]) -> Iterator[tuple[list[Sequence[Piece]], list[Gap]]]:
    """Yield rows that share a gutter, with what they share, and the rows between them, without a gutter."""
    band: list[Sequence[Piece]] = []
    gutters: list[Gap] = []
    for row in rows:
        shared = _clear(gutters, row)
        gaps = [] if shared else _gaps(row)
        if band and not shared and (gutters or gaps):
            yield band, gutters
            band = []
        band.append(row)
        gutters = shared or gaps
    if band:
        yield band, gutters


def _gaps(row: Sequence[Piece]) -> list[Gap]:
    """Return the gaps between the pieces of a row."""
    gaps: list[Gap] = []
    right = None
    for piece in sorted(row, key=lambda piece: piece.left):
        if right is not None and piece.left - right >= _GUTTER:
            gaps.append((right, piece.left))
        right = piece.right if right is None else max(right, piece.right)
    return gaps


def _clear(gutters: Iterable[Gap], row: Iterable[Piece]) -> list[Gap]:
    """Return what a row leaves free of some gutters."""
    free = list(gutters)
    for piece in row if free else ():
        parts = ((left, right) for start, end in free for left, right in ((start, min(end, piece.left)), (max(start, piece.right), end)))
        free = [(left, right) for left, right in parts if right - left >= _GUTTER]
    return free


def _parted(rows: Iterable[Sequence[Piece]], gutters: Sequence[Gap]) -> list[list[Piece]]:
    """Return the pieces of some rows by the columns that gutters make."""
    borders = [(left + right) / 2 for left, right in gutters]
    parts: dict[int, list[Piece]] = defaultdict(list)
    for row in rows:
        for piece in row:
            parts[bisect(borders, piece.left)].append(piece)
    return [parts[place] for place in sorted(parts)]


def _is_label(piece: Piece) -> bool:
    """Return whether a piece is the label of what stands beside it: 1., a), -, or a number alone."""
    label = read_label(piece.text)
    return len(piece.text) <= _LONGEST_LABEL or (label is not None and label.end == len(piece.text))


def _lines(row: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the lines of a row: pieces at one height, from left to right."""
    if len(row) == 1:
        yield row[0]
        return
    left = sorted(row, key=lambda piece: piece.middle)
    while left:
        first, *others = left
        line = [first, *(piece for piece in others if piece.is_beside(first))]
        left = [piece for piece in others if not piece.is_beside(first)]
        yield _as_line(sorted(line, key=lambda piece: piece.left))


def _as_line(pieces: Sequence[Piece]) -> Piece:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        wide = piece.left - before.right > _WIDE * piece.height and not _is_label(before)
        text += (_WIDE_GAP if wide else " ") + piece.text
    tops, bottoms = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
    return Piece(text, pieces[0].left, tops, max(piece.right for piece in pieces), bottoms)


def _edges(pieces: Sequence[Piece]) -> tuple[float, float]:
    """Return the edges of a column: where most of its long lines begin, and how far the longest reach."""
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    long = [piece for piece in pieces if piece.right - piece.left > _MAIN * (right - left)]
    [(begin, _)] = Counter(round(piece.left) for piece in long or pieces).most_common(1)
    return float(begin), max(piece.right for piece in long or pieces)
