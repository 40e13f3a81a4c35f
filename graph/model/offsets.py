"""A compact map from positions of a text to offsets in the source that it was made from."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

__all__ = ["Offsets", "Piece", "replace_pieces", "without_overlap"]

Piece = tuple[int, int, str]
"""A piece of a text, by start and end, and what is put in its place."""


class Offsets:
    """A monotone map from positions of a text to offsets in the source it was made from, piecewise with slope one.

    Piece i begins at `places[i]` in the text and at `origins[i]` in the source: two integers for each shift, none where both advance alike.

    >>> offsets = Offsets([(0, 0), (4, 6)])  # two characters of the source were skipped after the fourth
    >>> offsets.origin(3), offsets.origin(5)
    (3, 7)
    """

    __slots__ = ("origins", "places")

    def __init__(self, pieces: Iterable[tuple[int, int]]) -> None:
        self.places, self.origins = array("q"), array("q")
        for place, origin in pieces:
            self.places.append(place)
            self.origins.append(origin)

    def origin(self, place: int) -> int:
        """Return the source offset of a position of the text, or of its end."""
        piece = bisect_right(self.places, place) - 1
        return self.origins[piece] + place - self.places[piece]

    def place(self, origin: int) -> int:
        """Return the position of the text at an offset of the source; that of what follows for a piece that was left out.

        >>> Offsets([(0, 0), (4, 6)]).place(5)
        4
        """
        piece = bisect_right(self.origins, origin) - 1
        place = self.places[piece] + origin - self.origins[piece]
        return min(place, self.places[piece + 1]) if piece + 1 < len(self.places) else place

    def after(self, earlier: Offsets) -> Offsets:
        """Compose with the `earlier` map, which leads from this map's source to the source of that."""
        return Offsets(self._through(earlier))

    def _through(self, earlier: Offsets) -> Iterator[tuple[int, int]]:
        ends = [*self.places[1:], None]
        for place, origin, end in zip(self.places, self.origins, ends, strict=True):
            yield place, earlier.origin(origin)
            first = bisect_right(earlier.places, origin)
            last = len(earlier.places) if end is None else bisect_left(earlier.places, origin + end - place)
            for piece in range(first, last):
                yield place + earlier.places[piece] - origin, earlier.origins[piece]


def replace_pieces(text: str, pieces: Iterable[Piece]) -> tuple[str, Offsets]:
    """Replace pieces of a text, which are in order and do not overlap; what follows a piece maps to what followed it.

    >>> shown, offsets = replace_pieces("**20**-CT/TU", [(0, 2, ""), (4, 6, "")])
    >>> shown, offsets.origin(2)
    ('20-CT/TU', 6)
    """
    parts: list[str] = []
    drifts = [(0, 0)]
    position = place = 0
    for start, end, sign in pieces:
        parts += text[position:start], sign
        place += start - position
        drifts += ((place + more, end) for more in range(end - start, len(sign)))  # what is put beyond the length of the piece
        place += len(sign)
        drifts.append((place, end))
        position = end
    parts.append(text[position:])
    return "".join(parts), Offsets(drifts)


def without_overlap(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces in order, without those that overlap one that begins before them, or there and is longer.

    >>> without_overlap([(3, 4, ""), (0, 9, ""), (9, 10, "")])
    [(0, 9, ''), (9, 10, '')]
    """
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
        if not kept or piece[0] >= kept[-1][1]:
            kept.append(piece)
    return kept
