"""Reads files and collects the facts that they state, by group.

Texts whose province only other texts can show state their facts when those of all others are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from danchieu.graph.linking import list_documents
from danchieu.graph.linking.fact_kinds import Placed
from danchieu.graph.linking.facts import GroupFacts, add, pack_facts
from danchieu.graph.loading.arrivals import Arrival, archive_row, arrival_of, failure_row, unpack_stored
from danchieu.graph.loading.bulk.import_files import ImportFiles
from danchieu.graph.loading.bulk.shards import read_shard, read_values, write_shards, write_values
from danchieu.graph.loading.bulk.stored_facts import FactsReader, write_facts
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.statements import clues_of, facts_of, is_unplaced, pack_places, places_of
from danchieu.graph.model import Failure, LeftAside, Note, Opened, Reading, Register, Row, Unchanged
from danchieu.graph.model.documents import Head

__all__ = ["WORK", "FactsOf", "HeadOf", "Read", "ReadSources", "Task", "collect_facts", "place_task", "read_task"]

WORK = "work"
"""Folder of what is needed until all files are written."""

Source = TypeVar("Source")
Task = tuple[int, Sequence[Source]]
"""A number, and what is read in one step of one process."""
Outcome = Reading | Register | Failure | Unchanged | LeftAside | Opened | Note
ReadSources = Callable[[Sequence[Source]], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Read:
    """The result of a task."""

    number: int
    done: int  # sources
    texts: int
    failed: tuple[Failure, ...]
    notes: tuple[Note, ...]
    unplaced: bool  # there are texts whose province only others show
    longest: int  # bytes of the longest value
    left_aside: tuple[str, ...]  # paths of files in archives that no reader is for


@dataclass(frozen=True, slots=True)
class HeadOf:
    """What identifies the document of a text."""

    path: str
    sha256: str
    head: Head
    cites: bool
    rank: int = 0


def read_task(folder: Path, read: ReadSources[Source], task: Task[Source]) -> Read:
    """Read files, keep what was read, and write the facts of those whose province is known."""
    number, sources = task
    items = list(read(sources))
    arrivals = [arrival_of(item, rules()) for item in items if isinstance(item, Reading | Register)]
    work = folder / WORK
    write_values(work, "files", number, [_row(arrival) for arrival in arrivals])
    with ImportFiles(folder) as files:
        for row in _unread(items).values():
            files.add_node("File", row)
            files.add_node("Content", {"path": row["path"]})
        for one in arrivals:
            files.add_node("Content", {"path": one.path, "text": one.text, "reading": one.reading})
    texts = [arrival.item for arrival in arrivals if isinstance(arrival.item, Reading)]
    write_shards(work, "heads", ((_own_group(one), HeadOf(one.path, one.sha256, one.head, bool(one.citations), one.rank)) for one in texts))
    _write_placed_facts(work, arrivals)
    return Read(
        number,
        len(sources),
        len(texts),
        tuple(_failures(items)),
        tuple(_notes(items)),
        any(map(is_unplaced, texts)),
        max((len(value.encode()) for one in arrivals for value in (one.text or "", one.reading)), default=0),
        tuple(item.path for item in items if isinstance(item, LeftAside)),
    )


def _write_placed_facts(work: Path, arrivals: Iterable[Arrival]) -> None:
    facts = [pair for one in arrivals if not is_unplaced(one.item) for pair in facts_of(one.item, {})]
    write_shards(work, FactsOf.CLUES, (pair for pair in facts if isinstance(pair[1], Placed)))
    write_shards(work, FactsOf.DOCUMENTS, (pair for pair in facts if not isinstance(pair[1], Placed)))


def place_task(folder: Path, number: int) -> None:
    """Write the facts of the texts of a task whose province only others show, and what these show."""
    work = folder / WORK
    items = (unpack_stored(row, rules()) for row in read_values(work, "files", number))
    unplaced = [item for item in items if isinstance(item, Reading) and is_unplaced(item)]
    known = FactsReader(work).fetch({group for item in unplaced for group in clues_of(item)})
    places = {item.path: places_of(item, known) for item in unplaced}
    write_values(work, "places", number, {path: pack_places(found) for path, found in places.items()})
    write_shards(work, FactsOf.DOCUMENTS, (pair for item in unplaced for pair in facts_of(item, places[item.path])))


class FactsOf:
    """The kinds of shards of facts: of provinces, and of all else."""

    CLUES, DOCUMENTS = "clues", "documents"


def collect_facts(folder: Path, kind: str, shard: int) -> None:
    """Write the groups of a shard with all that is stated of them."""
    groups: dict[str, GroupFacts] = defaultdict(GroupFacts)
    for group, fact in read_shard(folder / WORK, kind, shard):
        add(groups[group], fact)
    packed = {group: pack_facts(facts) for group, facts in sorted(groups.items())}
    write_facts(folder / WORK, shard, ((group, facts) for group, facts in packed.items() if facts))
    with ImportFiles(folder) as files:
        for group, facts in packed.items():
            files.add_node("Group", {"id": group, "facts": facts})


def _own_group(text: Reading) -> str:
    """Return the group by which a text is identified; a text without number is alone."""
    return text.head.symbol.group if text.head.symbol else text.path


def _row(arrival: Arrival) -> Row:
    """Return the properties of a file, and what unpack_stored asks for."""
    return {"register": None, "part": None, "rules": None, "places": pack_places({})} | arrival.row() | {"reading": arrival.reading}


def _unread(items: Sequence[Outcome]) -> dict[str, Row]:
    """Return the properties of files that nothing was read of, and of archives, by path; an archive that failed is to be opened again."""
    archives = {item.path: archive_row(item, rules()) for item in items if isinstance(item, Opened) and item.stamp}
    return archives | {item.path: failure_row(item, item.state, rules()) for item in items if isinstance(item, Failure) and item.state}


def _notes(items: Iterable[Outcome]) -> Iterator[Note]:
    for item in items:
        if isinstance(item, Note):
            yield item
        elif isinstance(item, Reading):
            yield from (Note(item.path, text) for text in item.notes)


def _failures(items: Sequence[Outcome]) -> Iterator[Failure]:
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif isinstance(item, Register):
            yield from list_documents(item)[1]
