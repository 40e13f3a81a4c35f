"""Put files into the graph in place of what they held before, within one transaction.

The graph is a function of the files in it, whatever order they came in:

- A document is what the file with the smallest path says; other files of the same document wait with their contributions.
- A document that no file holds is what the files that cite it say, agreed (see `agree`); when none does, it goes.

    (:File)-[:HOLDS {primary}]->(:Document)    (:File)-[:DESCRIBES]->(:Document)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.contribution import Contribution, Row, agree, pack, unpack
from graph.search import search_text
from graph.store import Transaction, write_query

__all__ = ["Arrival", "replace_files"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it was read, and what it adds. `text` None leaves the text that the store has."""

    sha256: str
    text: str | None
    reading: str
    contribution: Contribution


def replace_files(transaction: Transaction, arriving: Mapping[str, Arrival], leaving: Collection[str] = ()) -> None:
    """Put the arriving files (by path) in, take the leaving ones out; nothing is left of what either held before."""
    _Replacement(transaction).run(arriving, leaving)


class _Replacement:
    """One transaction's work, step by step; documents are locked before they are looked at."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._documents: dict[str, Row] = {}  # properties by id, of all that are locked
        self._issuers: set[str] = set()  # that may issue nothing any more

    def run(self, arriving: Mapping[str, Arrival], leaving: Collection[str]) -> None:
        before = self._put_files(arriving) + self._ask("mark_leaving", paths=sorted(leaving))
        held = {row["path"]: row["document"] for row in before if row["document"]}
        written = {(row["document"], row["path"]) for row in before if row["primary"]}
        holds = {path: arrival.contribution.document_id for path, arrival in arriving.items()}
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
        lost = self._clear(cleared)
        self._ask("delete_files", paths=sorted(leaving))
        self._set_primary(holders, first)
        self._put(contributions, {document: contributions[path].document for path, document in entering.items()})
        self._settle(contributions, lost, own - first.keys())
        self._drop_issuers()

    def _put_files(self, arriving: Mapping[str, Arrival]) -> list[Row]:
        return self._ask(
            "put_files",
            rows=[
                {
                    "path": path,
                    "sha256": arrival.sha256,
                    "text": arrival.text,
                    "reading": arrival.reading,
                    "contribution": pack(arrival.contribution),
                }
                for path, arrival in sorted(arriving.items())
            ],
        )

    def _lock(self, ids: Iterable[str]) -> None:
        rows = self._ask("lock_documents", ids=sorted(set(ids) - self._documents.keys()))
        self._documents |= {row["id"]: row["properties"] for row in rows}

    def _move(self, held: Mapping[str, str], holds: Mapping[str, str]) -> None:
        """Let each file hold the document that it is now."""
        self._ask("delete_holds", paths=[path for path, document in held.items() if holds.get(path) != document])
        self._ask(
            "put_holds", rows=[{"path": path, "document": document} for path, document in holds.items() if held.get(path) != document]
        )

    def _holders(self, documents: Iterable[str]) -> dict[str, dict[str, bool]]:
        """Of each document the files that hold it: whether they are primary, by path."""
        holders: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in self._ask("holders", ids=sorted(documents)):
            holders[row["document"]][row["path"]] = row["primary"]
        return holders

    def _waiting(self, paths: Collection[str]) -> dict[str, Contribution]:
        """The contributions of files that waited behind another file of the same document."""
        return {row["path"]: unpack(row["contribution"]) for row in self._ask("contributions", paths=sorted(paths))}

    def _clear(self, cleared: Collection[tuple[str, str]]) -> dict[str, list[Row]]:
        """Take out what these (document, path) wrote; what they said of other documents, by document."""
        rows = [{"document": document, "path": path} for document, path in sorted(cleared)]
        documents, paths = sorted({document for document, _ in cleared}), sorted({path for _, path in cleared})
        lost: dict[str, list[Row]] = defaultdict(list)
        for row in self._ask("described", paths=paths):
            lost[row["id"]].append(row["description"])
        self._lock(lost)
        self._ask("clear_citations", ids=documents)
        self._ask("clear_cites", ids=documents)
        self._ask("clear_own_relationships", rows=rows)
        self._ask("clear_stated_relationships", rows=rows)
        self._ask("clear_descriptions", rows=rows)
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
        self._put_issuers([row for one in several for row in one.issuers])
        self._put_documents(documents.values())
        self._ask("put_citations", rows=[row | {"document": one.document_id} for one in several for row in one.citations])
        self._ask("put_descriptions", rows=[row | {"path": path} for path, one in contributions.items() for row in one.cited])
        self._ask("put_refers", rows=[row for one in several for row in one.refers])
        self._ask("put_may_refer", rows=[row for one in several for row in one.may_refer])
        self._ask("put_cites", rows=[row | {"document": one.document_id} for one in several for row in one.cites])
        self._ask("put_relationships", rows=[row for one in several for row in one.relationships])

    def _put_documents(self, rows: Iterable[Row]) -> None:
        """Give documents new properties and issuers."""
        changed = [row for row in rows if row != self._documents[row["id"]]]
        moved = [row for row in changed if row.get("issuer_id") != self._documents[row["id"]].get("issuer_id")]
        self._issuers |= {left for row in moved if (left := self._documents[row["id"]].get("issuer_id"))}
        self._ask("put_documents", rows=changed)
        self._ask("delete_issued_by", ids=[row["id"] for row in moved])
        self._ask("put_issued_by", rows=[row for row in moved if "issuer_id" in row])
        self._documents |= {row["id"]: row for row in changed}

    def _put_issuers(self, rows: Iterable[Row]) -> None:
        """Add issuers, and what was not known of them; of values that differ the smallest stays."""
        several: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            several[row["id"]].append(row)
        self._issuers |= several.keys()
        known = {row["id"]: row for row in self._ask("issuers_before", ids=sorted(several))}
        put, part_of, succeeded_by = [], [], []
        for id_, group in sorted(several.items()):
            before = known.get(id_, {"properties": None, "parents": [], "successors": []})
            now = agree([before["properties"] or {"id": id_}, *(row["properties"] for row in group)])
            if now != before["properties"]:
                put.append({"id": id_, "properties": now})
            part_of += [{"id": id_, "other": other} for other in sorted({row["parent"] for row in group} - {None, *before["parents"]})]
            succeeded_by += [
                {"id": id_, "other": other} for other in sorted({row["successor"] for row in group} - {None, *before["successors"]})
            ]
        self._ask("put_issuers", rows=put)
        self._ask("put_part_of", rows=part_of)
        self._ask("put_succeeded_by", rows=succeeded_by)

    def _drop_issuers(self) -> None:
        """Forget what is known of issuers that issue nothing any more, and take out those to whom nothing leads."""
        led = {row["next"] for row in self._ask("strip_idle_issuers", ids=sorted(self._issuers))} - {None}
        self._ask("delete_lone_issuers", ids=sorted(self._issuers | led))

    def _settle(self, contributions: Mapping[str, Contribution], lost: Mapping[str, list[Row]], unheld: Collection[str]) -> None:
        """Describe the documents that no file holds by what is said of them now, or take them out when nothing is."""
        said: dict[str, list[Row]] = defaultdict(list)
        for one in contributions.values():
            for row in one.cited:
                said[row["id"]].append(row["description"])
        stubs = {id_ for id_, properties in self._documents.items() if properties["status"] == "cited"} | set(unheld)
        # What is only added joins what was agreed before; when something was taken back, all that is said counts anew.
        anew = sorted(id_ for id_ in stubs if id_ in unheld or any(row not in said[id_] for row in lost.get(id_, ())))
        descriptions = {row["id"]: row["descriptions"] for row in self._ask("descriptions", ids=anew)}
        gone = [id_ for id_ in anew if id_ not in descriptions]
        for id_ in stubs - set(anew):
            before = {key: value for key, value in self._documents[id_].items() if key not in ("id", "status", "search")}
            descriptions[id_] = [before, *said[id_]]
        self._put_documents(_stub(id_, several) for id_, several in sorted(descriptions.items()))
        self._ask("delete_documents", ids=gone)
        self._issuers |= {left for id_ in gone if (left := self._documents[id_].get("issuer_id"))}

    def _ask(self, name: str, **parameters: Any) -> list[Row]:
        """Run a write query; without rows there is nothing to do."""
        return self._transaction.run(write_query(name), **parameters) if all(parameters.values()) else []


def _stub(id_: str, descriptions: Iterable[Mapping[str, Any]]) -> Row:
    agreed = agree(descriptions)
    return {"id": id_, "status": "cited", **agreed, "search": search_text(agreed)}
