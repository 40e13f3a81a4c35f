"""Compares what is known of a group before and after a load: which citations may be resolved differently, which descriptions differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from danchieu.graph.linking.consensus import without_statements
from danchieu.graph.linking.groups import home_of_document
from danchieu.graph.linking.knowledge import Group, KnownDocument
from danchieu.graph.linking.law_versions import Version
from danchieu.graph.linking.rungs import AMONG_KNOWN, BY_NAME, INFERRED_BY_NAME, NO_RUNG, ONLY_KNOWN, SHORT_FORM, STATED
from danchieu.graph.model import Document
from danchieu.graph.model.symbols import is_party

__all__ = ["SPARED_RUNGS", "WEAK_RUNGS", "Change", "Concern", "compare"]

SPARED_RUNGS = (*(rung.name for rung in STATED), BY_NAME, *INFERRED_BY_NAME)
"""Rungs of citations that state their document, or cite by name: of the candidates of a number, only whether their document is certain
counts for them."""

_FIRST_WEAK = [rung.name for rung in AMONG_KNOWN].index(ONLY_KNOWN)
WEAK_RUNGS = (*(rung.name for rung in AMONG_KNOWN[_FIRST_WEAK:]), NO_RUNG, SHORT_FORM)
"""The rung that asks whether a document is well known, and those that are tried after it."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Citations that may be resolved differently: of bodies in these provinces, '' for those that are in none; none on spared rungs."""

    provinces: frozenset[str]
    titled: bool = False  # only those that state a title
    weak: bool = False  # only those on weak rungs


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a group."""

    settled: frozenset[str] = frozenset()  # ids of documents that became certain, or are no longer: for all citations of them
    identities: bool = False  # for texts whose identity rests on the group
    candidates: frozenset[str] = frozenset()  # provinces of candidates that changed: for citations that do not state their document
    titles: frozenset[str] = frozenset()  # provinces of candidates that have other titles: for those of these citations that state one
    fame: frozenset[str] = frozenset()  # provinces of candidates that became well known, or are no longer: for those on a weak rung
    names: bool = False  # for citations by the name of the group
    since: date | None = None  # if only these: for citations by name in texts after this day
    described: tuple[Document, ...] = ()  # documents that are described differently, or by nothing any more

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The citations of the group that may be resolved differently, for what is known of its candidates."""
        found = Concern(self.candidates), Concern(self.titles, titled=True), Concern(self.fame, weak=True)
        return tuple(one for one in found if one.provinces)


def compare(id_of_group: str, before: Group, after: Group) -> Change:
    """Return what changed of a group."""
    ids = before.candidates.keys() | after.candidates.keys()
    pairs = [(before.candidates.get(id_), after.candidates.get(id_)) for id_ in sorted(ids)]
    both = [(was, now) for was, now in pairs if was and now]
    names, since = _of_names(before.versions, after.versions)
    return Change(
        settled=frozenset(id_ for id_ in ids if _is_certain(before, id_) != _is_certain(after, id_)),
        identities=before.namesakes != after.namesakes or _listed(before) != _listed(after),
        candidates=_provinces(pairs, _decisive),
        titles=_provinces(both, lambda known: frozenset(known.titles)),
        fame=_provinces(both, lambda known: known.well_known and not _is_of_party(known)),
        names=names,
        since=since,
        described=tuple(one for one in _described(before, after) if home_of_document(one) in (None, id_of_group)),
    )


def _provinces(pairs: Iterable[tuple[KnownDocument | None, KnownDocument | None]], of: Callable[[KnownDocument], object]) -> frozenset[str]:
    """Return the provinces of the candidates, as known before and after, of which something differs."""
    return frozenset(
        one.document.key.issuer.province or ""
        for was, now in pairs
        if (was and of(was)) != (now and of(now))
        for one in (was, now)
        if one and one.document.key  # without a key it is no candidate
    )


def _described(before: Group, after: Group) -> Iterator[Document]:
    yield from (one for id_, one in after.described.items() if before.described.get(id_) != one)
    yield from (without_statements(one) for id_, one in before.described.items() if id_ not in after.described)


def _is_certain(group: Group, id_: str) -> bool:
    return id_ in group.candidates and group.candidates[id_].is_certain


def _listed(group: Group) -> dict[str, tuple[object, ...]]:
    """Return the documents that lists hold: a text without a date may be one of them."""
    return {id_: (*_decisive(known), known.document.issuer) for id_, known in group.candidates.items() if known.listed}


def _decisive(known: KnownDocument) -> tuple[object, ...]:
    """Return what decides between candidates, but for their titles and whether they are well known."""
    document = known.document
    return document.key, document.issued_on, document.year, document.issuer_words, known.verified


def _is_of_party(known: KnownDocument) -> bool:
    return known.document.symbol is not None and is_party(known.document.symbol)


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
