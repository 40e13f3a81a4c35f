"""Test the check of numbers against dates in a series."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from danchieu.graph.checks.series import heaviest_chain, order


def _numbers_out_of_order(days: list[int], *, loaded: frozenset[int] = frozenset()) -> set[int]:
    series = {"issuer": "x.tu", "period": "2015-2020", "type_code": "KH", "witnesses": 1, "stating": []}
    rows: list[dict[str, Any]] = [
        {
            **series,
            "cited": number,
            "cited_symbol": f"{number}-KH/TU",
            "number": str(number),
            "issued_on": date(2016, 1, 1) + timedelta(days=day),
            "status": "loaded" if number in loaded else "cited",
        }
        for number, day in enumerate(days)
    ]
    return {row["cited"] for row in order(rows)}


def test_numbers_outside_the_heaviest_chain_are_out_of_order() -> None:
    assert _numbers_out_of_order([0, 100, 200, 300]) == set()
    assert _numbers_out_of_order([0, 100, 20, 200]) in ({1}, {2})
    assert _numbers_out_of_order([0, 300, 100, 200]) == {1}
    assert _numbers_out_of_order([0, 300, 100, 200], loaded=frozenset({1})) == {2, 3}
    assert _numbers_out_of_order([0, 110, 100, 200]) == set()  # signed a few days after a larger number, which is tolerated


def test_heaviest_chain_matches_brute_force() -> None:
    """Compare with all subsets of random series."""
    dice = random.Random(7)
    for _ in range(200):
        items = [(date(2016, 1, 1) + timedelta(days=dice.randrange(6)), dice.randrange(1, 4)) for _ in range(dice.randrange(8))]
        chain = heaviest_chain(items)
        assert [items[place][0] for place in chain] == sorted(items[place][0] for place in chain)
        best = 0
        for size in range(len(items) + 1):
            for some in combinations(range(len(items)), size):
                on = [items[place][0] for place in some]
                best = max(best, sum(items[place][1] for place in some) if on == sorted(on) else 0)
        assert sum(items[place][1] for place in chain) == best
