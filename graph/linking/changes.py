"""Compares what is known of a group before and after a load: which citations may be resolved differently, which descriptions differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from danchieu.graph.linking.consensus import without_statements
from danchieu.graph.linking.groups import home_of_document
from danchieu.graph.linking.knowledge import Group, KnownDocument
from danchieu.graph.linking.law_versions import Version
from danchieu.graph.linking.rungs import STATED
from danchieu.graph.model import Document

__all__ = ["STATED_RUNGS", "Change", "compare"]

STATED_RUNGS = tuple(rung.name for rung in STATED)
"""Rungs of citations that state their document: of what is known, only whether that document is certain counts for them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a group."""

    settled: frozenset[str] = frozenset()  # ids of documents that became certain, or are no longer: for all citations of them
    candidates: bool = False  # for all citations of the group that do not state their document
    names: bool = False  # for citations by the name of the group
    since: date | None = None  # if only these: for citations by name in texts after this day
    described: tuple[Document, ...] = ()  # documents that are described differently, or by nothing any more

    @property
    def links(self) -> bool:
        """Return whether citations may be resolved differently."""
        return bool(self.settled) or self.candidates or self.names or self.since is not None


def compare(id_of_group: str, before: Group, after: Group) -> Change:
    """Return what changed of a group."""
    ids = before.candidates.keys() | after.candidates.keys()
    names, since = _of_names(before.versions, after.versions)
    return Change(
        settled=frozenset(id_ for id_ in ids if _is_certain(before, id_) != _is_certain(after, id_)),
        candidates=_as_candidates(before) != _as_candidates(after) or before.namesakes != after.namesakes,
        names=names,
        since=since,
        described=tuple(one for one in _described(before, after) if home_of_document(one) in (None, id_of_group)),
    )


def _described(before: Group, after: Group) -> Iterator[Document]:
    yield from (one for id_, one in after.described.items() if before.described.get(id_) != one)
    yield from (without_statements(one) for id_, one in before.described.items() if id_ not in after.described)


def _is_certain(group: Group, id_: str) -> bool:
    return id_ in group.candidates and group.candidates[id_].is_certain


def _as_candidates(group: Group) -> dict[str, tuple[object, ...]]:
    """Return what decides between candidates, by id."""
    return {id_: tuple(_decisive(known)) for id_, known in group.candidates.items()}


def _decisive(known: KnownDocument) -> Iterator[object]:
    document = known.document
    yield from (document.key, document.issued_on, document.year, document.issuer_words)
    yield from (known.loaded, known.listed, known.verified, known.well_known, frozenset(known.titles))


def _of_names(before: Mapping[str, Version], after: Mapping[str, Version]) -> tuple[bool, date | None]:
    """Return whether versions of a law changed, and if only the days of texts that cite them did, the earliest of these.

    A later text that cites a version shows that it was in force until then: this decides nothing for texts of days before.
    """
    if before.keys() != after.keys() or any(_passed(before[id_]) != _passed(after[id_]) for id_ in after):
        return True, None
    days = [
        min(before[id_].witnessed or date.min, after[id_].witnessed or date.min)
        for id_ in after
        if before[id_].witnessed != after[id_].witnessed
    ]
    return False, min(days, default=None)


def _passed(version: Version) -> tuple[object, ...]:
    return (version.year, version.on, version.document.symbol, version.in_force, version.until)
