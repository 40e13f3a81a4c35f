"""How sure a rule is: its precision on annotated texts, measured by `make calibrate`, never a constant someone chose.

The confidence is the lower bound of the 90 % Wilson interval of hits among cases: a rule seen right 3 times in 3 earns less than one seen
right 300 times in 310. A rule that no annotated text shows has none, nor one that was wrong in fewer than three cases and never right.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.loaders.grammar import GrammarError

__all__ = ["TABLE", "confidences", "edge_rule", "wilson_lower_bound"]

TABLE = "confidence.csv"
_NESTED = {relation: f"{relation} nested" for relation in Relation}
_TELLING = 3  # cases in which a rule that was never right shows that it is wrong
_Z = 1.6448536269514722  # two-sided 90 %


def wilson_lower_bound(hits: int, cases: int) -> float:
    """The lower bound of the 90 % Wilson score interval of a share (Wilson 1927), 0 when there are no cases.

    >>> round(wilson_lower_bound(3, 3), 3), round(wilson_lower_bound(300, 310), 3)
    (0.526, 0.947)
    """
    if not cases:
        return 0.0
    share, square = hits / cases, _Z * _Z
    spread = _Z * math.sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    return max(0.0, (share + square / (2 * cases) - spread) / (1 + square / cases))


def edge_rule(edge: Edge) -> str:
    """The name under which edges of this kind are counted: the relation, and whether it starts at another document."""
    return edge.relation if edge.source == SELF else _NESTED[edge.relation]


@cache
def confidences() -> Mapping[str, float]:
    """Confidence by rule, from confidence.csv (rule, hits, cases); raises GrammarError when the table is missing or malformed."""
    try:
        lines = files("danchieu.loaders.grammar").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
        rows = [(row["rule"], int(row["hits"]), int(row["cases"])) for row in csv.DictReader(lines)]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise GrammarError(f"loaders/grammar/{TABLE}: {error!r}; make it with `make calibrate`") from error
    return {rule: round(wilson_lower_bound(hits, cases), 3) for rule, hits, cases in rows if hits or cases >= _TELLING}
