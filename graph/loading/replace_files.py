"""Puts files into the graph in place of what they held before, within one transaction.

The graph is a function of the files in it, whatever order they came in:

- A document is described by the file with the smallest path; other files of the same document wait with their contributions.
- A document that no file holds is described by the files that cite it and by registers, merged (see graph.loading.consensus). It is deleted
  when no file describes it.

A part of a register is a file that holds no document and describes many.

    (:File)-[:HOLDS {primary}]->(:Document)    (:File)-[:DESCRIBES]->(:Document | :Issuer)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from danchieu.graph.loading.arrivals import Item, NewFile, Relinked
from danchieu.graph.loading.descriptions import Described, by_id, update_documents, update_issuers
from danchieu.graph.loading.locked_nodes import LockedNodes
from danchieu.graph.loading.plan import Holding, Plan, plan
from danchieu.graph.loading.relinking import Relinking
from danchieu.graph.loading.rows import Contribution, compress, decompress
from danchieu.graph.loading.statements import count_statements
from danchieu.graph.model import Row
from danchieu.graph.store.bolt import Transaction

__all__ = ["Arrival", "replace_files"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be loaded, what it adds to the graph, and which of its citations are resolved differently than before."""

    item: Item
    contribution: Contribution
    relinkings: Sequence[Relinking] = ()


def replace_files(transaction: Transaction, arriving: Mapping[str, Arrival], leaving: Collection[str] = ()) -> None:
    """Add the arriving files (by path) and remove the leaving ones; nothing is left of what either held before."""
    nodes = LockedNodes(transaction)
    before = _put_files(nodes, arriving) + nodes.load("mark_leaving", paths=sorted(leaving))
    arriving = {row["path"]: arriving[row["path"]] for row in before if row["path"] in arriving}  # another loader may have removed one
    documents = {path: id_ for path, arrival in arriving.items() if (id_ := arrival.contribution.document_id)}
    concerned = {*documents.values(), *(row["document"] for row in before if row["document"])}
    nodes.lock_documents(concerned)
    holders = nodes.fetch("files_of_documents", ids=sorted(concerned))
    changes = plan([Holding(row["document"], row["path"], row["primary"]) for row in holders], documents, leaving)
    parts = sorted({row["path"] for row in before if not row["document"]} - documents.keys())
    _apply(nodes, changes, arriving, leaving, parts)


def _apply(nodes: LockedNodes, changes: Plan, arriving: Mapping[str, Arrival], leaving: Collection[str], parts: Sequence[str]) -> None:
    """Apply a plan; `parts` are the paths of parts of registers that come, change or go."""
    nodes.load("delete_holds", paths=changes.release)
    nodes.load("put_holds", rows=[{"path": one.path, "document": one.document} for one in changes.hold])
    entering = {path: arriving[path].contribution for path in (*changes.enter, *parts) if path in arriving}
    entering |= _waiting(nodes, changes.enter.keys() - arriving.keys())
    stated = count_statements(_all(one.referring() for one in entering.values()))
    cited = Described(by_id(_all(one.cited for one in entering.values())), stated)
    issuers = Described(by_id(_all(one.issuers for one in entering.values())))
    cited_before, issuers_before = _clear(nodes, changes.clear, parts)
    nodes.load("delete_files", paths=sorted(leaving))
    nodes.load("set_primary", rows=[{"path": one.path, "document": one.document, "primary": one.is_primary} for one in changes.primary])
    _put(nodes, entering, [entering[path].document for path in changes.enter])
    update_documents(nodes, cited, cited_before, changes.unheld)
    update_issuers(nodes, issuers, issuers_before)


def _put_files(nodes: LockedNodes, arriving: Mapping[str, Arrival]) -> list[Row]:
    """Write the files themselves and their logs; return the documents that they held before."""
    rows = [_file(path, arrival) for path, arrival in sorted(arriving.items())]
    before = nodes.load("put_files", rows=[row for row in rows if "reading" in row])
    before += nodes.load("put_relinked_files", rows=[row for row in rows if "reading" not in row])
    nodes.load("clear_log", paths=sorted({row["path"] for row in before if row["changed"]}))
    log = [{"path": path, "properties": one.properties()} for path, arrival in sorted(arriving.items()) for one in arrival.relinkings]
    nodes.load("put_log", rows=log)
    return before


def _file(path: str, arrival: Arrival) -> Row:
    item, row = arrival.item, {"path": path, "contribution": compress(arrival.contribution)}
    if isinstance(item, Relinked):
        return row
    row |= {"sha256": item.sha256, "reading": item.reading}
    if isinstance(item, NewFile):
        return row | {"text": item.text, "metadata": item.metadata, "rules": item.rules}
    return row | {"register": item.file, "part": item.part}


def _waiting(nodes: LockedNodes, paths: Collection[str]) -> dict[str, Contribution]:
    """Return the contributions of files that waited behind another file of the same document."""
    return {row["path"]: decompress(row["contribution"]) for row in nodes.fetch("contributions", paths=sorted(paths))}


def _clear(nodes: LockedNodes, cleared: Sequence[Holding], parts: Sequence[str]) -> tuple[Described, Described]:
    """Delete what primary files wrote of citations, relations and descriptions, and the descriptions of parts of registers.

    Return what they stated about documents, and about issuers.
    """
    rows = [{"document": one.document, "path": one.path} for one in cleared]
    documents, paths = sorted({one.document for one in cleared}), sorted({*(one.path for one in cleared), *parts})
    descriptions = by_id(nodes.fetch("document_descriptions_by_file", paths=paths))
    statements = count_statements(nodes.fetch("statements_by", ids=documents))
    issuers = by_id(nodes.fetch("issuer_descriptions_by_file", paths=paths))
    nodes.lock_documents(descriptions)
    nodes.lock_issuers(issuers)
    nodes.load("clear_citations", ids=documents)
    nodes.load("clear_cites", ids=documents)
    nodes.load("clear_own_relationships", rows=rows)
    nodes.load("clear_stated_relationships", rows=rows)
    nodes.load("clear_descriptions", paths=paths)
    return Described(descriptions, statements), Described(issuers)


def _put(nodes: LockedNodes, contributions: Mapping[str, Contribution], documents: Sequence[Row]) -> None:
    """Write the contributions of primary files, by path, and the properties of their documents."""
    several = contributions.values()
    nodes.lock_documents(row["id"] for row in _all(one.cited for one in several))
    nodes.lock_issuers(row["id"] for row in _all(one.issuers for one in several))
    nodes.put_documents(documents)
    nodes.load("put_citations", rows=_all(_with(one.citations, document=one.document_id) for one in several))
    nodes.load("join_log", paths=sorted(path for path, one in contributions.items() if one.citations))
    nodes.load("put_descriptions", rows=_all(_with(one.cited, path=path) for path, one in contributions.items()))
    nodes.load("put_issuer_descriptions", rows=_all(_with(one.issuers, path=path) for path, one in contributions.items()))
    nodes.load("put_refers", rows=_all(one.refers for one in several))
    nodes.load("put_may_refer", rows=_all(one.may_refer for one in several))
    nodes.load("put_cites", rows=_all(_with(one.cites, document=one.document_id) for one in several))
    nodes.load("put_relationships", rows=_all(one.relationships for one in several))


def _all(several: Iterable[Iterable[Row]]) -> list[Row]:
    return list(chain.from_iterable(several))


def _with(rows: Iterable[Row], **known: str | None) -> Iterator[Row]:
    """Yield the rows with the id or path that they belong to."""
    return (row | known for row in rows)
