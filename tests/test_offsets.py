"""Compare the map from a normalised text to its source with a list of the origin of every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danchieu.graph.model.offsets import Offsets

# A text is given by the number of source characters that each of its characters stands for. If one source letter with its marks
# became several characters, all but the first stand for 0.
WIDTHS = st.lists(st.integers(0, 4), min_size=1, max_size=30)


def offsets(widths: list[int]) -> tuple[Offsets, list[int]]:
    """Return the map of a text whose i-th character stands for `widths[i]` source characters, and the same map as a list."""
    origins = [0]
    for width in widths:
        origins.append(origins[-1] + width)
    drifts = [(place, origin) for place, origin in enumerate(origins) if place == 0 or origin - origins[place - 1] != 1]
    return Offsets(drifts), origins


@given(WIDTHS)
def test_every_position_maps_to_its_origin(widths: list[int]) -> None:
    kept, origins = offsets(widths)
    assert [kept.origin(place) for place in range(len(origins))] == origins


@given(WIDTHS)
def test_every_origin_maps_back_to_its_position(widths: list[int]) -> None:
    kept, origins = offsets(widths)
    for place, width in enumerate(widths):
        assert width == 0 or kept.place(origins[place]) == place
        assert all(place <= kept.place(origin) <= place + 1 for origin in range(origins[place] + 1, origins[place + 1]))


@given(WIDTHS, st.data())
def test_two_maps_compose_to_one(widths: list[int], data: st.DataObject) -> None:
    later, middles = offsets(widths)
    earlier, origins = offsets(data.draw(st.lists(st.integers(0, 4), min_size=middles[-1], max_size=middles[-1])))
    both = later.after(earlier)
    assert [both.origin(place) for place in range(len(middles))] == [origins[middle] for middle in middles]
