"""Adds what files state to the facts of groups, takes away what they stated before, and marks the files whose citations that concerns.

A file is in one of these states, so that a load that was interrupted is finished by the next:

    learn   its facts are not those of the groups: it is new to them, or another text shows where it is from
    link    its facts are, and its citations are to be linked, again or for the first time
    leave   its facts are taken away, and it is to be taken out of the graph
    none    all is done

    (:File)-[:RESTS_ON]->(:Group), (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:ASKS]->(:Group)
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from danchieu.graph.linking.changes import SPARED_RUNGS, WEAK_RUNGS, Change
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.arrivals import Arrival, unpack_stored
from danchieu.graph.loading.board import Board
from danchieu.graph.loading.queries import MESSAGE_BYTES, Queries
from danchieu.graph.loading.rows import describe_row
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.statements import Places, clues_of, facts_of, is_unplaced, pack_places, places_of, rests_on
from danchieu.graph.model import Reading, Register, Row
from danchieu.graph.store.bolt import Transaction

__all__ = ["Lesson", "learn"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Files whose facts are added or taken away in one transaction."""

    arriving: Mapping[str, Arrival]  # by path
    again: Collection[str] = ()  # paths of files that the store holds, and that are learnt again
    leaving: Collection[str] = ()  # paths

    @property
    def paths(self) -> list[str]:
        """The paths of all its files, sorted."""
        return sorted({*self.arriving, *self.again, *self.leaving})

    def halves(self) -> tuple[Lesson, ...]:
        """Divide its files between two lessons; none if it has one file."""
        paths = self.paths
        several = [paths[: len(paths) // 2], paths[len(paths) // 2 :]] if len(paths) > 1 else []
        return tuple(
            Lesson(
                {path: self.arriving[path] for path in some if path in self.arriving},
                [path for path in some if path in self.again],
                [path for path in some if path in self.leaving],
            )
            for some in several
        )


def learn(transaction: Transaction, lesson: Lesson, knowledge: Knowledge, *, comparing: bool) -> set[str]:
    """Learn the facts of files; return the groups concerned. Without `comparing`, nothing that is linked can be linked differently."""
    queries = Queries(transaction)
    stored = {row["path"]: row for row in queries.fetch("files", "paths", lesson.paths)}
    items = {path: unpack_stored(stored[path], rules()) for path in lesson.again if path in stored}
    items |= {path: arrival.item for path, arrival in lesson.arriving.items()}
    board = Board(queries)
    for row in stored.values():
        if row["places"] is not None:
            board.note(facts_of(unpack_stored(row, rules()), json.loads(row["places"])), -1)
    places = _note(board, items)
    _write_files(queries, lesson, stored, places)
    queries.load("put_facts", board.rows(stored=True))
    queries.load("put_new_groups", board.rows(stored=False))
    rests = {path: rests_on(item) for path, item in items.items() if isinstance(item, Reading)}
    left = _join_groups(queries, rests, stored)
    queries.load_each("delete_lone_groups", "ids", sorted(left | board.empty()))
    if comparing:
        _mark(queries, dict(board.changes(knowledge)))
    queries.load_each("mark_placed", "groups", board.placing())
    return set(board.groups)


def _note(board: Board, items: Mapping[str, Reading | Register]) -> dict[str, Places]:
    """Add the facts of files, those last whose province only others show; return what these show, by path."""
    unplaced = {path: item for path, item in items.items() if isinstance(item, Reading) and is_unplaced(item)}
    for path, item in items.items():
        if path not in unplaced:
            board.note(facts_of(item, {}))
    board.settle()
    clues = board.look_up({group for item in unplaced.values() for group in clues_of(item)})
    places = {path: places_of(item, clues) for path, item in unplaced.items()}
    for path, item in unplaced.items():
        board.note(facts_of(item, places[path]))
    board.settle()
    return places


def _write_files(queries: Queries, lesson: Lesson, stored: Mapping[str, Row], places: Mapping[str, Places]) -> None:
    learnt = {
        path: {"path": path, "places": pack_places(places.get(path, {})), "state": "link"} for path in (*lesson.arriving, *lesson.again)
    }
    rows = {path: arrival.row() | learnt[path] for path, arrival in sorted(lesson.arriving.items())}
    again = [learnt[path] for path in sorted(lesson.again) if path in stored]
    queries.load("put_new_files", [row for path, row in rows.items() if path not in stored])
    queries.load("put_changed_files", [*(row for path, row in rows.items() if path in stored), *again])
    _write_contents(queries, lesson.arriving, stored)
    queries.load("put_changed_files", [{"path": path, "places": None, "state": "leave"} for path in sorted(lesson.leaving)])


def _write_contents(queries: Queries, arriving: Mapping[str, Arrival], stored: Collection[str]) -> None:
    """Write readings and texts, a long text in parts, each of a size that the engine takes."""
    size = MESSAGE_BYTES // 2
    new: list[Row] = []
    changed: list[Row] = []
    long: dict[str, str] = {}
    for path, arrival in sorted(arriving.items()):
        text = arrival.text
        if text is not None and len(text) > size:
            long[path], text = text, None
        row = {"path": path, "reading": arrival.reading}
        if path in stored:
            changed.append(row | {"next_text": text})
        else:
            new.append(row | {"text": text})
    queries.load("put_new_contents", new)
    queries.load("put_changed_contents", changed)
    for path, text in long.items():
        for start in range(0, len(text), size):
            queries.run("load", "append_text", path=path, part=text[start : start + size], new=path not in stored)


def _join_groups(queries: Queries, rests: Mapping[str, set[str]], stored: Mapping[str, Row]) -> set[str]:
    """Join texts to the groups that their identity rests on; return the groups that files were joined to before."""
    left = {row["id"] for row in queries.fetch("rests_on", "paths", sorted(stored))}
    queries.load_each("clear_rests_on", "paths", sorted(stored))
    queries.load("put_rests_on", [{"path": path, "group": group} for path, groups in sorted(rests.items()) for group in sorted(groups)])
    return left


def _mark(queries: Queries, changes: Mapping[str, Change]) -> None:
    """Mark the files that are to be linked or learnt again, and describe the documents that are cited alone."""
    described = [describe_row(document) for change in changes.values() for document in change.described]
    queries.load("describe_documents", described)
    queries.load_each("mark_resting", "groups", sorted(group for group, change in changes.items() if change.identities))
    concerned = [
        {"group": group, "provinces": sorted(one.provinces), "titled": one.titled, "weak": one.weak}
        for group, change in sorted(changes.items())
        for one in change.concerns
    ]
    queries.load("mark_citing", concerned, spared=list(SPARED_RUNGS), weak=list(WEAK_RUNGS))
    queries.load("mark_asking", concerned, spared=list(SPARED_RUNGS), weak=list(WEAK_RUNGS))
    queries.load_each("mark_citing_documents", "ids", sorted(id_ for change in changes.values() for id_ in change.settled))
    named = {group: change for group, change in sorted(changes.items()) if change.names or change.since or change.settled}
    since = [{"group": group, "since": None if one.names or one.settled else one.since} for group, one in named.items()]
    queries.load("mark_naming", since)
