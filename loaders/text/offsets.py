"""A compact map from positions of a normalised text to offsets in its source."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

__all__ = ["Offsets"]


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
