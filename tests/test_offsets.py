"""The map from a normalised text to its source, beside one that names the origin of every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danchieu.loaders.text.offsets import Offsets

# Each text is told character by character: how many characters of the one before it stands for; none after the first of several that
# one letter with its marks became.
WIDTHS = st.lists(st.integers(0, 4), min_size=1, max_size=30)


def offsets(widths: list[int]) -> tuple[Offsets, list[int]]:
    """The map of a text whose i-th character stands for `widths[i]` ones, and the same as a list."""
    origins = [0]
    for width in widths:
        origins.append(origins[-1] + width)
    drifts = [(place, origin) for place, origin in enumerate(origins) if place == 0 or origin - origins[place - 1] != 1]
    return Offsets(drifts), origins


@given(WIDTHS)
def test_every_place_has_its_origin(widths: list[int]) -> None:
    kept, origins = offsets(widths)
    assert [kept.origin(place) for place in range(len(origins))] == origins


@given(WIDTHS, st.data())
def test_a_map_upon_a_map(widths: list[int], data: st.DataObject) -> None:
    later, middles = offsets(widths)
    earlier, origins = offsets(data.draw(st.lists(st.integers(0, 4), min_size=middles[-1], max_size=middles[-1])))
    both = later.after(earlier)
    assert [both.origin(place) for place in range(len(middles))] == [origins[middle] for middle in middles]
