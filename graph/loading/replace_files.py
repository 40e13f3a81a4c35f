"""Puts linked files into the graph in place of what they held before, within one transaction.

The graph is a function of the files in it, whatever order they came in:

- A document is described by the file of lowest rank, then with the smallest path; other files of the same document wait, and are linked
  when they take its place.
- A document that no file holds is described by what all files state of it (see graph.linking.consensus). It is deleted when no citation
  means it and no register lists it.

    (:File)-[:HOLDS {primary}]->(:Document), (:File)-[:LISTS]->(:Document)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from danchieu.graph.loading.plan import Holding, Plan, plan
from danchieu.graph.loading.queries import Queries
from danchieu.graph.loading.relinking import LoggedResolution, relinkings
from danchieu.graph.loading.rows import Contribution, describe_row, issuer_row
from danchieu.graph.model import Document, Issuer, Row
from danchieu.graph.store.bolt import Transaction

__all__ = ["WAITS", "WITHOUT_DIGEST", "Batch", "Linked", "replace_files"]

WITHOUT_DIGEST = "none"  # instead of the digest of a file that is to be written again in any case
WAITS = "waits"
"""Instead of the digest of a file that adds nothing, since another file holds its document."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A file as it is linked now."""

    contribution: Contribution
    digest: str
    is_new: bool = False  # the store has not linked it before
    changed: bool = False  # its text is another than that linked before
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that change in one transaction, by path."""

    arriving: Mapping[str, Linked]
    same: Mapping[str, str]  # digests of files that add the same as before
    leaving: Collection[str]
    arrived: Mapping[str, str]  # paths of the files that this load added, by document
    describe: Callable[[Sequence[Row]], list[Row]]  # documents that no file holds any more, by what they were
    link: Callable[[Collection[str]], Mapping[str, Linked]]  # files that wait


def replace_files(transaction: Transaction, batch: Batch) -> None:
    """Add the arriving files and remove the leaving ones; nothing is left of what either held before."""
    queries = Queries(transaction)
    known = [path for path, one in batch.arriving.items() if not one.is_new]
    before = queries.fetch("holdings", "paths", sorted([*known, *batch.leaving]))
    batch, changes = _complete(queries, batch, {row["document"] for row in before})
    parts = {path for path, one in batch.arriving.items() if not one.contribution.document_id}
    parts |= set(batch.leaving) - {row["path"] for row in before}
    _Replacement(queries, batch, changes, sorted(parts)).apply()


def _complete(queries: Queries, batch: Batch, held: set[str]) -> tuple[Batch, Plan]:
    """Plan the changes, with the files that take the place of others linked: such a file may be another document by now."""
    while True:
        documents = {path: id_ for path, one in sorted(batch.arriving.items()) if (id_ := one.contribution.document_id)}
        holders = queries.fetch("files_of_documents", "ids", sorted({*documents.values(), *held}))
        ranks = {row["path"]: row["rank"] for row in holders} | {path: one.rank for path, one in batch.arriving.items()}
        before = [Holding(row["document"], row["path"], row["primary"]) for row in holders]
        changes = plan(before, documents, batch.leaving, rank=ranks.__getitem__)
        entering = batch.link(sorted(changes.enter.keys() - batch.arriving.keys()))
        if not entering:
            return batch, changes
        batch = replace(batch, arriving={**batch.arriving, **entering})


class _Replacement:
    """Applies a plan; `parts` are the paths of parts of registers that come, change or go."""

    def __init__(self, queries: Queries, batch: Batch, changes: Plan, parts: Sequence[str]) -> None:
        self._queries, self._batch, self._changes, self._parts = queries, batch, changes, parts
        self._cleared = sorted({one.document for one in changes.clear})

    def apply(self) -> None:
        """Delete what goes, write what comes, then delete what is left alone."""
        queries, changes, batch = self._queries, self._changes, self._batch
        entering = {path: batch.arriving[path] for path in (*changes.enter, *self._parts) if path in batch.arriving}
        links = queries.fetch("links", "ids", self._cleared)
        asked = {row["id"] for row in queries.fetch("asked", "ids", self._cleared)}
        referred = {row["target"] for row in links} | {row["id"] for row in queries.fetch("listed", "paths", self._parts)}
        self._clear()
        queries.load_each("delete_holds", "paths", changes.release)
        waiting = {*batch.arriving, *(one.path for one in changes.clear)} - entering.keys() - set(batch.leaving)
        # the page before, written since these were linked, may have put another file first
        waiting |= {row["path"] for row in queries.fetch("holdings", "paths", sorted(batch.same)) if not row["primary"]} - entering.keys()
        settled = {path: one.digest for path, one in entering.items()} | dict(batch.same) | dict.fromkeys(waiting, WAITS)
        queries.load("settle_files", [{"path": path, "digest": digest} for path, digest in sorted(settled.items())])
        changed = sorted(path for path, one in batch.arriving.items() if one.changed)
        queries.load_each("clear_log", "paths", changed)
        queries.load_each("replace_texts", "paths", changed)
        contributions = {path: one.contribution for path, one in entering.items()}
        issuers = self._put(contributions, fresh=all(one.is_new for one in entering.values()))
        queries.load("put_holds", [{"path": one.path, "document": one.document} for one in changes.hold])
        queries.load("set_primary", [{"path": one.path, "document": one.document, "primary": one.is_primary} for one in changes.primary])
        queries.load_each("delete_files", "paths", sorted(batch.leaving))
        self._log(links, entering)
        self._tidy(referred, asked, issuers)

    def _clear(self) -> None:
        """Delete what primary files wrote of citations and relations, and what parts of registers list."""
        queries = self._queries
        queries.load_each("clear_cites", "ids", self._cleared)
        queries.load_each("clear_own_relationships", "ids", self._cleared)
        queries.load_each("clear_stated_relationships", "ids", self._cleared)
        queries.load_each("clear_citations", "ids", self._cleared)
        queries.load_each("clear_lists", "paths", self._parts)

    def _put(self, contributions: Mapping[str, Contribution], *, fresh: bool) -> set[str]:
        """Write the contributions of primary files and parts of registers, by path; return the issuers that their documents had before."""
        queries, several = self._queries, contributions.values()
        _put_issuers(queries, [issuer for one in several for issuer in one.issuers])
        own = {one.document["id"]: one.document for one in several if one.document}
        issuers = _put_documents(queries, own, {document.id: document for one in several for document in one.cited}, fresh=fresh)
        queries.load_each("put_groups", "ids", sorted({row["group"] for one in several for row in one.asks}))
        queries.load("put_citations", chain.from_iterable(_with(one.citations, document=one.document_id) for one in several))
        queries.load("put_ambiguous", chain.from_iterable(_with(one.ambiguous, document=one.document_id) for one in several))
        queries.load("put_asks", chain.from_iterable(one.asks for one in several))
        queries.load("put_lists", chain.from_iterable(_with(one.lists, path=path) for path, one in contributions.items()))
        queries.load("put_cites", chain.from_iterable(_with(one.cites, document=one.document_id) for one in several))
        queries.load("put_relationships", chain.from_iterable(one.relationships for one in several))
        return issuers

    def _log(self, links: Iterable[Row], entering: Mapping[str, Linked]) -> None:
        """Write which citations of texts that stay the same are resolved differently."""
        was = _resolutions(links)
        batch = self._batch
        self._queries.load(
            "put_log",
            (
                {"path": path, "properties": one.properties()}
                for path, linked in sorted(entering.items())
                if not (linked.is_new or linked.changed)
                for one in relinkings(was, linked.contribution, batch.arrived)
            ),
        )
        self._queries.load_each("join_log", "paths", sorted(path for path, one in entering.items() if not one.is_new))

    def _tidy(self, referred: set[str], asked: set[str], issuers: set[str]) -> None:
        """Delete documents, issuers and groups that are left alone; describe documents that lost their text and are still cited."""
        queries = self._queries
        issuers |= {row["issuer"] for row in queries.load_each("delete_lone_documents", "ids", sorted(referred | self._changes.unheld))}
        left = queries.fetch("documents", "ids", sorted(self._changes.unheld))
        queries.load("describe_unheld", self._batch.describe([row["properties"] for row in left]))
        while issuers := {issuer for issuer in issuers if issuer}:
            gone = queries.load_each("delete_lone_issuers", "ids", sorted(issuers))
            issuers = {issuer for row in gone for issuer in row["beyond"]}
        queries.load_each("delete_lone_groups", "ids", sorted(asked))


def _put_issuers(queries: Queries, issuers: Iterable[Issuer]) -> None:
    """Create the issuers that are missing. An issuer is the same wherever it is named, but for its signs: Bắc Bình, Bác Bình."""
    named = {issuer.id: issuer for issuer in sorted(issuers, key=lambda one: one.name, reverse=True)}  # the smallest name counts
    known = {row["id"]: row["name"] for row in queries.fetch("issuers", "ids", sorted(named))}
    queries.load("name_issuers", [{"id": id_, "name": named[id_].name} for id_, name in sorted(known.items()) if named[id_].name < name])
    rows = [issuer_row(issuer) for id_, issuer in sorted(named.items()) if id_ not in known]
    queries.load("create_issuers", rows)
    queries.load("put_part_of", [row for row in rows if "parent_id" in row])
    queries.load("put_succeeded_by", [row for row in rows if "successor_id" in row])


def _put_documents(queries: Queries, own: Mapping[str, Row], cited: Mapping[str, Document], *, fresh: bool) -> set[str]:
    """Write the documents of texts, and those that they cite and that are missing; unless all texts are new, describe the others again.

    Return the issuers that the documents of texts had before: a text that another one places has another then.
    """
    known = {row["id"] for row in queries.fetch("known_documents", "ids", sorted({*own, *cited}))}
    rows = [describe_row(document) for id_, document in sorted(cited.items()) if id_ not in known and id_ not in own]
    rows += [row for id_, row in sorted(own.items()) if id_ not in known]
    queries.load("create_documents", rows)
    queries.load("put_issued_by", [row for row in rows if "issuer_id" in row])
    held = [row for id_, row in sorted(own.items()) if id_ in known]
    queries.load("put_documents", held)
    issuers = {row["issuer"] for row in queries.load_each("delete_issued_by", "ids", [row["id"] for row in held])}
    queries.load("put_issued_by", [row for row in held if "issuer_id" in row])
    if not fresh:
        others = (document for id_, document in sorted(cited.items()) if id_ in known and id_ not in own)
        queries.load("describe_documents", map(describe_row, others))
    return issuers


def _resolutions(links: Iterable[Row]) -> dict[str, LoggedResolution]:
    """Return how citations were resolved, by id."""
    targets: dict[str, list[str]] = defaultdict(list)
    resolutions: dict[str, str] = {}
    for row in links:
        targets[row["citation"]].append(row["target"])
        resolutions[row["citation"]] = row["resolution"]
    return {id_: LoggedResolution(resolution, tuple(targets[id_])) for id_, resolution in resolutions.items()}


def _with(rows: Iterable[Row], **known: str | None) -> Iterator[Row]:
    """Yield the rows with the id or path that they belong to."""
    return (row | known for row in rows)
