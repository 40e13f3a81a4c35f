"""Counts what citations state about the documents they refer to: date, issuer, title, type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from danchieu.graph.model import Row

__all__ = ["STATED", "Statement", "Statements", "count_statements"]

STATED = ("issued_on", "issuer", "title", "type")
"""Properties of a document that its citations state."""
_AS_STATED = {"issued_on": "stated_date", "issuer": "stated_issuer"}  # names on the citation, where they differ


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """The value that a citation states for a property of the document it refers to; dates in ISO format."""

    property: str
    value: str


Statements = Counter[Statement]  # with the number of citations


def count_statements(rows: Iterable[Row]) -> dict[str, Statements]:
    """Count what citations state, given rows of {id, citation}: the document referred to, and the properties of the citation."""
    counted: dict[str, Statements] = defaultdict(Counter)
    for row in rows:
        counted[row["id"]].update(_statements_of(row["citation"]))
    return counted


def _statements_of(citation: Row) -> Iterator[Statement]:
    """Yield the statements of a citation, given as its properties in the graph."""
    for name in STATED:
        if value := citation.get(_AS_STATED.get(name, name)):
            yield Statement(name, " ".join(str(value).split()))
