"""Laws as texts cite them: those of the reference table, the best known most often."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from benchmarks.corpus.chance import chance
from danchieu.graph.linking.keys import id_of, key_of
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.reference import day, read_table, verified
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["Law", "choose_law"]

_UNTIL_IN_FORCE = timedelta(days=190)  # a law passed at the end of a session is in force about half a year later
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Law:
    """One version of a law."""

    id: str
    name: str
    symbol: str
    on: date
    in_force: date


def choose_law(draw: random.Random, on: date) -> Law | None:
    """Choose the version of a law that is in force on a day; None if there are few or none."""
    for _ in range(_TRIES):
        versions = _laws()[bisect_left(_weights(), draw.random() * _weights()[-1])]
        known = [version for version in versions if version.in_force <= on]
        if known:
            return known[-1]
    return None


@cache
def _laws() -> Sequence[Sequence[Law]]:
    """Return the versions of each law, the earlier first; laws in an order of their own."""
    found: dict[str, list[Law]] = {}
    for row in read_table("laws", "name symbol date in_force confidence"):
        symbol, on = parse_symbol(row["symbol"]), day(row, "date")
        if verified(row) and symbol and symbol.assembly and on:
            kind = "Bộ luật" if row["name"].startswith("Bộ luật") else "Luật"
            identity = id_of(key_of(symbol, issuer_at(symbol.code), on=on, word=kind))
            in_force = day(row, "in_force") or on + _UNTIL_IN_FORCE
            found.setdefault(row["name"], []).append(Law(identity, row["name"], symbol.text, on, in_force))
    laws = [sorted(versions, key=lambda version: version.on) for versions in found.values()]
    chance("laws").shuffle(laws)
    return laws


@cache
def _weights() -> Sequence[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(len(_laws()))))
