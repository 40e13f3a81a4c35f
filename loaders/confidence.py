"""Confidence of a rule: its precision on annotated texts, as `make calibrate` measures it.

The confidence is the lower bound of the 90 % Wilson interval of hits among cases, so that 3 hits in 3 cases count for less than 300 in 310.
A rule without annotated cases has no confidence, nor has one that was wrong in each of fewer than three cases.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.graph.model.wilson import wilson_lower_bound
from danchieu.loaders.errors import GrammarError

__all__ = ["TABLE", "confidences", "edge_rule"]

TABLE = "confidence.csv"
_NESTED = {relation: f"{relation} nested" for relation in Relation}
_ENOUGH_CASES = 3  # to call a rule wrong that was never right


def edge_rule(edge: Edge) -> str:
    """Return the name under which edges of this kind are counted: the relation, and `nested` if another document is the source."""
    return edge.relation if edge.source == SELF else _NESTED[edge.relation]


@cache
def confidences() -> Mapping[str, float]:
    """Read the confidence of each rule from confidence.csv (rule, hits, cases). Raises GrammarError if it is missing or malformed."""
    try:
        lines = files("danchieu.loaders.grammar").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
        rows = [(row["rule"], int(row["hits"]), int(row["cases"])) for row in csv.DictReader(lines)]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise GrammarError(f"loaders/grammar/{TABLE}: {error!r}; make it with `make calibrate`") from error
    return {rule: round(wilson_lower_bound(hits, cases), 3) for rule, hits, cases in rows if hits or cases >= _ENOUGH_CASES}
