"""Keeps the properties of cited documents and of issuers up to date when descriptions of them are added and removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from danchieu.graph.loading.consensus import Tally, merge
from danchieu.graph.loading.locked_nodes import LockedNodes
from danchieu.graph.loading.statements import Statements, count_statements
from danchieu.graph.model import Row
from danchieu.graph.model.folding import search_text

__all__ = ["Described", "by_id", "update_documents", "update_issuers"]


@dataclass(frozen=True, slots=True)
class Described:
    """Descriptions of documents or issuers, and what citations state about documents, by id."""

    descriptions: Mapping[str, list[Row]]
    statements: Mapping[str, Statements] = field(default_factory=dict)


def by_id(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Group rows of {id, description} by what they describe."""
    descriptions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        descriptions[row["id"]].append(row["description"])
    return descriptions


def update_documents(nodes: LockedNodes, added: Described, removed: Described, unheld: Collection[str]) -> None:
    """Describe the locked documents that no file holds by their merged descriptions; delete those that no file describes any more."""
    stubs = {id_: row for id_, row in nodes.documents.items() if row["status"] == "cited" or id_ in unheld}
    tallies = {id_: tally for id_, row in stubs.items() if id_ not in unheld and (tally := _updated(id_, row, added, removed))}
    tallies |= _counted_again(nodes, stubs.keys() - tallies.keys())
    merged = {id_: tally.merged() for id_, tally in tallies.items()}
    nodes.put_documents(_cited_document(id_, row) for id_, row in sorted(merged.items()) if row is not None)
    nodes.load("delete_documents", ids=sorted(id_ for id_, row in merged.items() if row is None))


def update_issuers(nodes: LockedNodes, added: Described, removed: Described) -> None:
    """Describe the locked issuers by their merged descriptions; delete those that nothing describes and nothing points to."""
    merged = _merged_issuers(nodes, added.descriptions, removed.descriptions)
    changed = [row for id_, now in sorted(merged.items()) if (row := {"id": id_, **now}) != nodes.issuers[id_]]
    parents = {before["parent_id"] for before in nodes.issuers.values() if "parent_id" in before}
    successors = {before["successor_id"] for before in nodes.issuers.values() if "successor_id" in before}
    nodes.load("put_issuers", rows=changed)
    nodes.load("clear_issuers", ids=[row["id"] for row in changed])
    nodes.load("put_part_of", rows=[row for row in changed if "parent_id" in row])
    nodes.load("put_succeeded_by", rows=[row for row in changed if "successor_id" in row])
    if changed:
        nodes.load("delete_lone_issuers", ids=sorted({row["id"] for row in changed} | parents | successors))


def _updated(id_: str, document: Row, added: Described, removed: Described) -> Tally | None:
    """Return the tally of a cited document after a change; None when it has to be counted again from all descriptions."""
    is_new = document.keys() <= {"id", "status"}
    if "tally" not in document and not is_new:
        return None
    tally = Tally() if is_new else Tally.from_json(document["tally"])
    if tally is None:
        return None
    for times, change in ((1, added), (-1, removed)):
        for description in change.descriptions.get(id_, ()):
            tally.describe(description, times)
        tally.state(change.statements.get(id_, Counter()), times)
    return tally if tally.is_sound else None


def _counted_again(nodes: LockedNodes, ids: Collection[str]) -> dict[str, Tally]:
    """Count all descriptions of documents, and all that citations state about them."""
    tallies = {id_: Tally() for id_ in ids}
    for row in nodes.fetch("document_descriptions", ids=sorted(ids)):
        for description in row["descriptions"]:
            tallies[row["id"]].describe(description)
    for id_, statements in count_statements(nodes.fetch("statements_about", ids=sorted(ids))).items():
        tallies[id_].state(statements)
    return tallies


def _cited_document(id_: str, merged: Row) -> Row:
    return {"id": id_, "status": "cited", **merged, "search": search_text(merged)}


def _merged_issuers(nodes: LockedNodes, added: Mapping[str, list[Row]], removed: Mapping[str, list[Row]]) -> dict[str, Row]:
    """Return the merged description of each locked issuer, empty when no file describes it.

    Additions update the previous result; after a removal the result is computed from all descriptions.
    """
    reduced = {id_ for id_ in nodes.issuers if any(row not in added.get(id_, ()) for row in removed.get(id_, ()))}
    descriptions = {row["id"]: row["descriptions"] for row in nodes.fetch("issuer_descriptions", ids=sorted(reduced))}
    for id_ in nodes.issuers.keys() - reduced:
        before = {key: value for key, value in nodes.issuers[id_].items() if key != "id"}
        descriptions[id_] = [before, *added.get(id_, ())]
    return {id_: merge(descriptions[id_]) if id_ in descriptions else {} for id_ in nodes.issuers}
