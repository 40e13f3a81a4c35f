"""Tell where paragraphs begin among the lines of a page, by the gaps between lines and by how far they reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from danchieu.loaders.files.paper.reading_order import Column
from danchieu.loaders.files.paper.sheet import Piece, Rule

__all__ = ["Line", "begins_paragraph", "ends_sentence", "lines_of"]

_SPACED = 1.2  # of the usual distance between lines: a wider one parts paragraphs
_FAR = 1.7  # of that distance: lines of a sentence do not stand so far apart
_ROOM = 1.5  # heights of a line that are left beyond the next word, had it stood on the line above
_MARGIN = 2.0  # heights of a line on both sides of one that is centred
_EVEN = 0.5  # of the height of a line: how much the margins of a centred one differ at most
_STOPS = (".", ";", ":", "!", "?", "…", "”", '"')


class Line(NamedTuple):
    """A line, the edges of its column, and whether it begins a paragraph."""

    piece: Piece
    left: float
    right: float
    begins: bool = False

    @property
    def is_row(self) -> bool:
        """Return whether the line is a row of a table."""
        return self.piece.text.startswith("|")

    @property
    def is_even(self) -> bool:
        """Return whether as much is free before the line as behind it."""
        return abs(self.piece.left - self.left - self.right + self.piece.right) < _EVEN * self.piece.height

    @property
    def is_centred(self) -> bool:
        """Return whether the line is even and shorter than its column; a long one of a title may be centred too."""
        return self.is_even and min(self.piece.left - self.left, self.right - self.piece.right) > _MARGIN * self.piece.height


def lines_of(columns: Sequence[Column], rules: Iterable[Rule] = ()) -> list[Line]:
    """Return the lines of a page in the order of its columns. Whether the first one begins a paragraph, the page before must tell."""
    lines = [Line(piece, column.left, column.right) for column in columns for piece in column.lines]
    distances = Counter(round(2 * (below.piece.bottom - above.piece.bottom)) for above, below in pairwise(lines))
    pitch = next((distance / 2 for distance, _ in distances.most_common() if distance > 0), 0.0)
    levels = [rule.top for rule in rules if rule.is_level]
    kept = lines[:1]
    for above, line in pairwise(lines):
        apart = not line.is_row and _is_apart(above, line, pitch, levels)
        kept.append(line._replace(begins=apart or begins_paragraph(above, line)))
    return kept


def _is_apart(above: Line, line: Line, pitch: float, levels: Iterable[float]) -> bool:
    """Return whether a wide gap, or a rule, stands between two lines of a column.

    A raised number widens a gap too: if the sentence goes on over the edge of the column, it takes a wider one.
    """
    goes_on = above.right - above.piece.right < line.piece.height and not ends_sentence(above)
    if line.piece.bottom - above.piece.bottom > (_FAR if goes_on else _SPACED) * pitch:
        return True
    return any(above.piece.middle < level < line.piece.middle for level in levels)


def ends_sentence(line: Line) -> bool:
    """Return whether a line ends with a sign behind which a sentence or an item ends."""
    return line.piece.text.endswith(_STOPS)


def begins_paragraph(above: Line, line: Line) -> bool:
    """Return whether a line begins a paragraph, by the line that is read before it, on whatever page: that one ends before its edge."""
    if above.is_row or line.is_row:
        return above.is_row != line.is_row
    if above.is_centred or line.is_centred:
        return not (above.is_even and line.is_even) or (not above.is_centred and ends_sentence(above))
    height = line.piece.height
    if line.piece.left - line.left > height and ends_sentence(above):
        return True
    text = line.piece.text
    word = (line.piece.right - line.piece.left) * (text.find(" ") + 1 or len(text)) / len(text)
    return above.right - above.piece.right > word + _ROOM * height
