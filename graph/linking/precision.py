"""Precision of the rungs that infer a document, as `make measure` counts it on texts whose dates are hidden.

rung_precision.csv has a row for each rung: the cases in which it named a document or ordered candidates, and in how many of them the first,
second, third or a later candidate was the document that the hidden date shows. In the other cases none of them was.

A rung asserts its document if the lower bound of the 90 % Wilson interval of `first` among `cases` is at least 0.98. What a rung without
that precision names is the first of several candidates. The score of a candidate is the measured share of its place. Each of the five
outcomes counts as seen once more than it was (rule of succession), so that a rung with few cases claims little.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from danchieu.graph.model.errors import ReferenceTableError
from danchieu.graph.model.wilson import wilson_lower_bound

__all__ = ["ASSERTED_FROM", "COLUMNS", "TABLE", "Precision", "precisions"]

TABLE = "rung_precision.csv"
ASSERTED_FROM = 0.98  # lower bound of the precision of a rung that asserts
COLUMNS = ("rung", "cases", "first", "second", "third", "later")
_NAMED_PLACES = 3  # first, second, third


@dataclass(frozen=True, slots=True)
class Precision:
    """The cases of a rung, and how many times the document was the first, second, third or a later candidate."""

    cases: int = 0
    places: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def lower_bound(self) -> float:
        """The lower bound of the share of cases in which the first candidate was right."""
        return wilson_lower_bound(self.places[0], self.cases)

    @property
    def asserts(self) -> bool:
        """Return whether the first candidate may be taken for the document."""
        return self.lower_bound >= ASSERTED_FROM

    def scores(self, known: int, *, unknown: bool = False) -> tuple[float, ...]:
        """Return the measured shares of candidates by their places; a last one, any `unknown` document, has what is left of 1.

        >>> Precision(95, (90, 4, 0, 0)).scores(1, unknown=True)
        (0.91, 0.09)
        """
        first, second, third, later = ((count + 1) / (self.cases + len(self.places) + 1) for count in self.places)
        behind = max(1, known - _NAMED_PLACES)
        shares = [round(share, 3) for share in (first, second, third, *[later / behind] * behind)[:known]]
        return (*shares, round(1 - sum(shares), 3)) if unknown else tuple(shares)


@cache
def precisions() -> Mapping[str, Precision]:
    """Read the precision of each measured rung. Raises ReferenceTableError if the table is missing or malformed."""
    try:
        lines = files("danchieu.graph.linking").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
        return dict(_row(row) for row in csv.DictReader(lines))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ReferenceTableError(f"graph/linking/{TABLE}: {error!r}; make it with `make measure`") from error


def _row(row: Mapping[str, str]) -> tuple[str, Precision]:
    name, *counts = (row[column] for column in COLUMNS)
    cases, first, second, third, later = map(int, counts)
    if min(first, second, third, later) < 0 or first + second + third + later > cases:
        raise ValueError(f"{name}: the places have more hits than cases")
    return name, Precision(cases, (first, second, third, later))
