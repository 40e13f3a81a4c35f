"""Put files into the graph in place of what they held before, within one transaction.

The graph is a function of the files in it, whatever order they came in:

- A document is what the file with the smallest path says; other files of the same document wait with their contributions.
- A document that no file holds is what the files that cite it, and registers, say, agreed (see graph.agreement); when none does, it goes.

A register is a file that holds no document and describes many.

    (:File)-[:HOLDS {primary}]->(:Document)    (:File)-[:DESCRIBES]->(:Document | :Issuer)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from danchieu.graph.loading.consensus import Tally, agree
from danchieu.graph.loading.rows import Contribution, Row, pack, unpack
from danchieu.graph.model.folding import search_text
from danchieu.graph.store.bolt import Transaction
from danchieu.graph.store.query_files import query_text

__all__ = ["Arrival", "replace_files"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it was read, and what it adds. `text` None leaves the text that the store has."""

    sha256: str
    text: str | None
    reading: str
    contribution: Contribution
    metadata: str = ""
    rules: str = ""  # empty leaves those that the store has
    history: Sequence[str] = ()  # lines to add to the file's; a new text begins it anew


def replace_files(transaction: Transaction, arriving: Mapping[str, Arrival], leaving: Collection[str] = ()) -> None:
    """Put the arriving files (by path) in, take the leaving ones out; nothing is left of what either held before."""
    _Replacement(transaction).run(arriving, leaving)


class _Replacement:
    """One transaction's work, step by step; documents are locked before they are looked at."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._documents: dict[str, Row] = {}  # properties by id, of all that are locked
        self._issuers: dict[str, Row] = {}

    def run(self, arriving: Mapping[str, Arrival], leaving: Collection[str]) -> None:
        before = self._put_files(arriving) + self._ask("mark_leaving", paths=sorted(leaving))
        held = {row["path"]: row["document"] for row in before if row["document"]}
        written = {(row["document"], row["path"]) for row in before if row["primary"]}
        holds = {path: id_ for path, arrival in arriving.items() if (id_ := arrival.contribution.document_id)}
        registers = {path: arrival.contribution for path, arrival in arriving.items() if path not in holds}
        listing = sorted({row["path"] for row in before if not row["document"]} - holds.keys())
        own = {*holds.values(), *held.values()}
        self._lock(own)
        self._move(held, holds)

        holders = self._holders(own)
        first = {document: min(paths) for document, paths in holders.items()}
        primary = {(document, path) for document, paths in holders.items() for path, flag in paths.items() if flag}
        cleared = {(document, path) for document, path in written | primary if path in arriving or first.get(document) != path}
        entering = {path: document for document, path in first.items() if path in arriving or (document, path) not in primary}

        contributions = {path: arriving[path].contribution for path in entering if path in arriving} | self._waiting(
            entering.keys() - arriving.keys()
        )
        contributions |= registers
        several = contributions.values()
        lost, said = self._clear(cleared, listing), _by_id(row for one in several for row in one.cited)
        lost_issuers, said_issuers = self._clear_descriptions(cleared, listing), _by_id(row for one in several for row in one.issuers)
        self._ask("delete_files", paths=sorted(leaving))
        self._set_primary(holders, first)
        self._put(contributions, {document: contributions[path].document for path, document in entering.items()})
        self._settle(said, lost, own - first.keys())
        self._settle_issuers(said_issuers, lost_issuers)

    def _put_files(self, arriving: Mapping[str, Arrival]) -> list[Row]:
        return self._ask(
            "put_files",
            rows=[
                {
                    "path": path,
                    "sha256": arrival.sha256,
                    "metadata": arrival.metadata or None,
                    "rules": arrival.rules or None,
                    "text": arrival.text,
                    "history": list(arrival.history),
                    "reading": arrival.reading,
                    "contribution": pack(arrival.contribution),
                }
                for path, arrival in sorted(arriving.items())
            ],
        )

    def _lock(self, ids: Iterable[str]) -> None:
        rows = self._ask("lock_documents", ids=sorted(set(ids) - self._documents.keys()))
        self._documents |= {row["id"]: row["properties"] for row in rows}

    def _lock_issuers(self, ids: Iterable[str]) -> None:
        rows = self._ask("lock_issuers", ids=sorted(set(ids) - self._issuers.keys()))
        self._issuers |= {row["id"]: row["properties"] for row in rows}

    def _move(self, held: Mapping[str, str], holds: Mapping[str, str]) -> None:
        """Let each file hold the document that it is now."""
        self._ask("delete_holds", paths=[path for path, document in held.items() if holds.get(path) != document])
        self._ask(
            "put_holds", rows=[{"path": path, "document": document} for path, document in holds.items() if held.get(path) != document]
        )

    def _holders(self, documents: Iterable[str]) -> dict[str, dict[str, bool]]:
        """Of each document the files that hold it: whether they are primary, by path."""
        holders: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in self._fetch("holders", ids=sorted(documents)):
            holders[row["document"]][row["path"]] = row["primary"]
        return holders

    def _waiting(self, paths: Collection[str]) -> dict[str, Contribution]:
        """The contributions of files that waited behind another file of the same document."""
        return {row["path"]: unpack(row["contribution"]) for row in self._fetch("contributions", paths=sorted(paths))}

    def _clear(self, cleared: Collection[tuple[str, str]], listing: Collection[str]) -> dict[str, list[Row]]:
        """Take out what these (document, path) wrote of citations and relations; what they, and registers, said of others, by document."""
        rows = [{"document": document, "path": path} for document, path in sorted(cleared)]
        documents = sorted({document for document, _ in cleared})
        lost = _by_id(self._fetch("described", paths=[row["path"] for row in rows] + [*listing]))
        self._lock(lost)
        self._ask("clear_citations", ids=documents)
        self._ask("clear_cites", ids=documents)
        self._ask("clear_own_relationships", rows=rows)
        self._ask("clear_stated_relationships", rows=rows)
        return lost

    def _clear_descriptions(self, cleared: Collection[tuple[str, str]], listing: Collection[str]) -> dict[str, list[Row]]:
        """Take out all that these (document, path), and registers, said of documents and issuers; what it was of issuers."""
        paths = sorted({path for _, path in cleared}.union(listing))
        lost = _by_id(self._fetch("described_issuers", paths=paths))
        self._lock_issuers(lost)
        self._ask("clear_descriptions", paths=paths)
        return lost

    def _set_primary(self, holders: Mapping[str, Mapping[str, bool]], first: Mapping[str, str]) -> None:
        changed = [
            {"document": document, "path": path, "primary": path == first[document]}
            for document, paths in holders.items()
            for path, flag in paths.items()
            if flag != (path == first[document])
        ]
        self._ask("set_primary", rows=changed)

    def _put(self, contributions: Mapping[str, Contribution], documents: Mapping[str, Row]) -> None:
        """Write the contributions of primary files, by path."""
        several = contributions.values()
        self._lock(row["id"] for one in several for row in one.cited)
        self._lock_issuers(row["id"] for one in several for row in one.issuers)
        self._put_documents(documents.values())
        self._ask("put_citations", rows=[row | {"document": one.document_id} for one in several for row in one.citations])
        self._ask("put_descriptions", rows=[row | {"path": path} for path, one in contributions.items() for row in one.cited])
        self._ask("put_issuer_descriptions", rows=[row | {"path": path} for path, one in contributions.items() for row in one.issuers])
        self._ask("put_refers", rows=[row for one in several for row in one.refers])
        self._ask("put_may_refer", rows=[row for one in several for row in one.may_refer])
        self._ask("put_cites", rows=[row | {"document": one.document_id} for one in several for row in one.cites])
        self._ask("put_relationships", rows=[row for one in several for row in one.relationships])

    def _put_documents(self, rows: Iterable[Row]) -> None:
        """Give documents new properties and issuers."""
        changed = [row for row in rows if row != self._documents[row["id"]]]
        moved = [row for row in changed if row.get("issuer_id") != self._documents[row["id"]].get("issuer_id")]
        self._ask("put_documents", rows=changed)
        self._ask("delete_issued_by", ids=[row["id"] for row in moved])
        self._ask("put_issued_by", rows=[row for row in moved if "issuer_id" in row])
        self._documents |= {row["id"]: row for row in changed}

    def _settle(self, said: Mapping[str, list[Row]], lost: Mapping[str, list[Row]], unheld: Collection[str]) -> None:
        """Describe the documents that no file holds by what is said of them now, or take them out when nothing is."""
        stubs = {id_: row for id_, row in self._documents.items() if row["status"] == "cited" or id_ in unheld}
        agreed = self._counted(stubs, said, lost, unheld)
        self._put_documents(_stub(id_, row) for id_, row in sorted(agreed.items()) if row is not None)
        self._ask("delete_documents", ids=sorted(id_ for id_, row in agreed.items() if row is None))

    def _settle_issuers(self, said: Mapping[str, list[Row]], lost: Mapping[str, list[Row]]) -> None:
        """Describe issuers by what is said of them now, and take out those that nobody speaks of."""
        agreed = self._agreed(self._issuers, said, lost)
        changed = [row for id_, said_now in sorted(agreed.items()) if (row := {"id": id_, **(said_now or {})}) != self._issuers[id_]]
        parents = {before["parent_id"] for before in self._issuers.values() if "parent_id" in before}
        successors = {before["successor_id"] for before in self._issuers.values() if "successor_id" in before}
        self._ask("put_issuers", rows=changed)
        self._ask("clear_issuers", ids=[row["id"] for row in changed])
        self._ask("put_part_of", rows=[row for row in changed if "parent_id" in row])
        self._ask("put_succeeded_by", rows=[row for row in changed if "successor_id" in row])
        if changed:
            self._ask("delete_lone_issuers", ids=sorted({row["id"] for row in changed} | parents | successors))

    def _counted(
        self, stubs: Mapping[str, Row], said: Mapping[str, list[Row]], lost: Mapping[str, list[Row]], unheld: Collection[str]
    ) -> dict[str, Row | None]:
        """What is said now of each document, agreed from its tally; None where nothing is.

        A document that a file held until now has no tally: all that is said of it is counted.
        """
        tallies: dict[str, Tally] = {}
        for id_, row in stubs.items():
            if id_ not in unheld and ("tally" in row or row.keys() <= {"id", "status"}):
                tallies[id_] = Tally(row.get("tally"))
                for times, rows in ((1, said.get(id_, ())), (-1, lost.get(id_, ()))):
                    for one in rows:
                        tallies[id_].add(one, times)
        anew = {id_ for id_ in stubs if id_ not in tallies or not tallies[id_].sound}
        tallies |= {id_: Tally() for id_ in anew}
        for row in self._fetch("descriptions", ids=sorted(anew)):
            for one in row["descriptions"]:
                tallies[row["id"]].add(one)
        return {id_: tally.agreed() for id_, tally in tallies.items()}

    def _agreed(self, known: Mapping[str, Row], said: Mapping[str, list[Row]], lost: Mapping[str, list[Row]]) -> dict[str, Row | None]:
        """What is said now of each issuer that is known, agreed; None where nothing is.

        What is only added joins what was agreed before; where something was taken back, all that is said counts anew.
        """
        anew = {id_ for id_ in known if any(row not in said.get(id_, ()) for row in lost.get(id_, ()))}
        told = {row["id"]: row["descriptions"] for row in self._fetch("issuer_descriptions", ids=sorted(anew))}
        for id_ in known.keys() - anew:
            before = {key: value for key, value in known[id_].items() if key != "id"}
            told[id_] = [before, *said.get(id_, ())]
        return {id_: agree(told[id_]) if id_ in told else None for id_ in known}

    def _ask(self, name: str, **parameters: Any) -> list[Row]:
        """Run a write query; without rows there is nothing to do."""
        return self._transaction.run(query_text("load", name), **parameters) if all(parameters.values()) else []

    def _fetch(self, name: str, **parameters: Any) -> list[Row]:
        return self._transaction.run(query_text("fetch", name), **parameters) if all(parameters.values()) else []


def _stub(id_: str, agreed: Row) -> Row:
    return {"id": id_, "status": "cited", **agreed, "search": search_text(agreed)}


def _by_id(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Descriptions by the id of what they describe."""
    descriptions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        descriptions[row["id"]].append(row["description"])
    return descriptions
