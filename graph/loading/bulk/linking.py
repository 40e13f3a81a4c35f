"""Identifies and links what was read, and writes what follows from it: files, citations and their relationships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from danchieu.graph.linking import Linker
from danchieu.graph.linking.groups import group_of
from danchieu.graph.linking.jurisdiction import clues_in
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.arrivals import unpack_stored
from danchieu.graph.loading.bulk.holdings import Held, Holdings
from danchieu.graph.loading.bulk.import_files import ImportFiles
from danchieu.graph.loading.bulk.reading import WORK, HeadOf
from danchieu.graph.loading.bulk.shards import read_shard, read_values, write_shards
from danchieu.graph.loading.bulk.stored_facts import FactsReader, knowledge_in
from danchieu.graph.loading.linking import link_items
from danchieu.graph.loading.replace_files import WAITS
from danchieu.graph.loading.rows import Contribution, describe_row, issuer_row
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.statements import rests_on
from danchieu.graph.model import Issuer, Reading, Register, ResolutionStatus, Row
from danchieu.graph.model.rows import batches

__all__ = ["LinkedTask", "finish_shard", "identify_shard", "link_task", "write_issuers"]

_HEADS = 200  # identified at once


@dataclass(slots=True)
class LinkedTask:
    """The result of a task."""

    paths: list[str] = field(default_factory=list)  # primary files, and parts of registers
    texts: int = 0
    citations: Counter[ResolutionStatus] = field(default_factory=Counter)
    listed: int = 0
    issuers: dict[str, Issuer] = field(default_factory=dict)


def identify_shard(folder: Path, shard: int) -> list[Held]:
    """Identify the documents of texts; those of one number are in one shard, so that their group is looked up once."""
    knowledge, held = Knowledge(FactsReader(folder / WORK).fetch), []
    linker = Linker(knowledge)
    heads: list[tuple[str, HeadOf]] = sorted(read_shard(folder / WORK, "heads", shard), key=lambda one: one[0])
    for some in batches(heads, _HEADS):
        groups = {group_of(clue) for _, one in some for clue in clues_in(one.head)}
        knowledge.prepare(groups | {one.head.symbol.group for _, one in some if one.head.symbol})
        held += [Held(one.path, linker.identify(one.head, sha256=one.sha256).id, one.sha256, one.cites, one.rank) for _, one in some]
        knowledge.forget_all()
    return held


def link_task(folder: Path, number: int) -> LinkedTask:
    """Link the files of a task and write what they add; of texts of one document, only the primary one adds anything."""
    work, done = folder / WORK, LinkedTask()
    rows = read_values(work, "files", number)
    places = read_values(work, "places", number) or {}
    items = {row["path"]: unpack_stored(row, rules()) for row in rows}
    with closing(Holdings(work)) as holdings:
        firsts = holdings.firsts(items)
    entering = [item for path, item in items.items() if isinstance(item, Register) or firsts.get(path, ("", ""))[1] == path]
    found = link_items(knowledge_in(work), entering)
    contributions: dict[str, Contribution] = {}
    for item, (one, listed, counts) in zip(entering, found, strict=True):
        contributions[item.path] = one
        done.paths.append(item.path)
        done.citations += counts
        done.texts, done.listed = done.texts + isinstance(item, Reading), done.listed + listed
        done.issuers |= {issuer.id: issuer for issuer in one.issuers}
    _write_shards(work, items, contributions)
    with ImportFiles(folder) as files:
        for row in rows:
            path = row["path"]
            _add_file(files, row | {"places": places.get(path, row["places"])}, items[path], contributions.get(path), firsts.get(path))
        for path, one in contributions.items():
            _add_contribution(files, path, one)
    return done


def _write_shards(work: Path, items: Mapping[str, Reading | Register], contributions: Mapping[str, Contribution]) -> None:
    """Hand on documents and groups, which many files name."""
    own = {one.document["id"]: one.document for one in contributions.values() if one.document}
    cited = {document.id: document for one in contributions.values() for document in one.cited if document.id not in own}
    write_shards(work, "described", [*own.items(), *((id_, describe_row(document)) for id_, document in cited.items())])
    groups = {row["group"] for one in contributions.values() for row in one.asks}
    groups |= {group for item in items.values() if isinstance(item, Reading) for group in rests_on(item)}
    write_shards(work, "groups", ((group, None) for group in groups))


def _add_file(files: ImportFiles, row: Row, item: Reading | Register, added: Contribution | None, held: tuple[str, str] | None) -> None:
    """Write a file; one whose document another holds adds nothing, and one that was refused is to be linked again."""
    path = row["path"]
    if added:
        row["digest"] = added.digest
    elif held:
        row["digest"] = WAITS
    else:
        row["state"] = "link"
    files.add_node("File", {name: value for name, value in row.items() if name != "reading"})
    if held:
        files.add_relationship("HOLDS", path, held[0], {"primary": held[1] == path})
    if isinstance(item, Reading):
        for group in sorted(rests_on(item)):
            files.add_relationship("RESTS_ON", path, group)


def _add_contribution(files: ImportFiles, path: str, added: Contribution) -> None:
    """Write citations and relationships."""
    own = added.document_id or ""
    for row in (*added.citations, *added.ambiguous):
        files.add_node("Citation", row["properties"] | {"id": row["id"]})
        files.add_relationship("MAKES", own, row["id"])
    for row in added.citations:
        files.add_relationship("REFERS_TO", row["id"], row["target"])
    for row in added.ambiguous:
        for candidate in row["candidates"]:
            files.add_relationship("MAY_REFER_TO", row["id"], candidate["target"], {"score": candidate["score"]})
    for row in added.asks:
        files.add_relationship("ASKS", row["citation"], row["group"])
    for row in added.lists:
        files.add_relationship("LISTS", path, row["target"], row["properties"])
    for row in added.cites:
        files.add_relationship("CITES", own, row["target"], row["properties"])
    for row in added.relationships:
        files.add_relationship(row["relation"], row["source"], row["target"], row["properties"])


def finish_shard(folder: Path, shard: int) -> None:
    """Write the documents of a shard once each, as their text says if there is one, and the groups without facts that are asked."""
    work = folder / WORK
    documents: dict[str, Row] = {}
    for id_, row in read_shard(work, "described", shard):
        if id_ not in documents or row["status"] == "loaded":
            documents[id_] = row
    asked = {group for group, _ in read_shard(work, "groups", shard)}
    with ImportFiles(folder) as files:
        for id_, row in sorted(documents.items()):
            files.add_node("Document", row)
            if "issuer_id" in row:
                files.add_relationship("ISSUED_BY", id_, row["issuer_id"])
        for group in sorted(asked - FactsReader(work).fetch_packed(asked).keys()):
            files.add_node("Group", {"id": group})


def write_issuers(folder: Path, issuers: Mapping[str, Issuer]) -> None:
    """Write issuers and how they belong together."""
    with ImportFiles(folder) as files:
        for id_, issuer in sorted(issuers.items()):
            row = issuer_row(issuer)
            files.add_node("Issuer", row)
            for type_, other in _others(row):
                if other in issuers:
                    files.add_relationship(type_, id_, other)


def _others(row: Row) -> Iterator[tuple[str, str]]:
    for type_, name in (("PART_OF", "parent_id"), ("SUCCEEDED_BY", "successor_id")):
        if name in row:
            yield type_, row[name]
