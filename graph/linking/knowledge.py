"""What linking knows of a group of documents, and where it looks it up.

Knowledge is the facts that texts and registers state, and the catalogue. It is looked up by group, so that linking a text needs the groups
that the text touches and no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.consensus import describe
from danchieu.graph.linking.facts import DocumentFacts, Entry, GroupFacts, TextFacts
from danchieu.graph.linking.groups import group_of, home_of_document
from danchieu.graph.linking.jurisdiction import Clue
from danchieu.graph.linking.keys import may_be
from danchieu.graph.linking.law_versions import DocumentName, Version, known_version, listed_versions, merge
from danchieu.graph.linking.same_text import IdentifiedText, find_namesakes
from danchieu.graph.model import Document, Key

__all__ = ["Group", "Knowledge", "KnownDocument", "Lists", "lists_of", "only_listed"]

T = TypeVar("T")

_TITLES = 8  # of a document that are compared: those that most citations state
_WELL_KNOWN = 3  # texts that must name a document completely


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that citations may mean: loaded, or listed in the catalogue or a register, or named completely by some text."""

    document: Document
    loaded: bool = False
    listed: bool = False
    verified: bool = True
    titles: tuple[str, ...] = ()
    well_known: bool = False  # several texts name it completely

    @property
    def is_certain(self) -> bool:
        """Return whether it is known not only from citations: its text was loaded, or a sourced list names it."""
        return self.loaded or (self.listed and self.verified)


@dataclass(frozen=True, slots=True)
class Group:
    """What is known of one group. `described` also has the documents that no citation is resolved to for what else it says."""

    candidates: Mapping[str, KnownDocument] = field(default_factory=dict)  # by id
    described: Mapping[str, Document] = field(default_factory=dict)  # by id
    versions: Mapping[str, Version] = field(default_factory=dict)  # by id
    province: str | None = None  # of a clue, if one alone is known
    namesakes: Mapping[str, str] = field(default_factory=dict)  # ids of texts that are not the document of their id, by sha256


@dataclass(frozen=True, slots=True)
class Lists:
    """The built-in lists, by group: the catalogue of central documents and the versions of laws."""

    entries: Mapping[str, Mapping[str, tuple[CatalogueEntry, ...]]]  # by group and id
    versions: Mapping[str, Mapping[str, Version]]


def lists_of(entries: Iterable[CatalogueEntry]) -> Lists:
    """Arrange entries of the catalogue, and all versions of laws, by group."""
    by_group: dict[str, dict[str, tuple[CatalogueEntry, ...]]] = defaultdict(dict)
    versions: dict[str, dict[str, Version]] = defaultdict(dict)
    listed = [*listed_versions()]
    for entry in (*entries, *(CatalogueEntry(version.document, True) for _, version in listed)):
        if symbol := entry.document.symbol:
            for group in {symbol.group, home_of_document(entry.document) or symbol.group}:
                ids = by_group[group]
                ids[entry.document.id] = (*ids.get(entry.document.id, ()), entry)
    for name, version in listed:
        of_name = versions[group_of(name)]
        of_name[version.document.id] = merge(of_name.get(version.document.id), version)
    return Lists(by_group, versions)


class Knowledge:
    """Looks up groups, from `fetch` where they are not at hand, and records in `read` which ones."""

    def __init__(self, fetch: Callable[[Collection[str]], Mapping[str, GroupFacts]], lists: Lists | None = None) -> None:
        self._fetch = fetch
        self._lists = lists if lists is not None else lists_of(catalogue())
        self._groups: dict[str, Group] = {}
        self.read: set[str] = set()

    def prepare(self, ids: Collection[str]) -> None:
        """Fetch the groups of several texts at once."""
        missing = [id_ for id_ in ids if id_ not in self._groups]
        facts = self._fetch(missing) if missing else {}
        self._groups |= {id_: self.view(id_, facts.get(id_)) for id_ in missing}

    def view(self, id_: str, facts: GroupFacts | None) -> Group:
        """Return what some facts and the built-in lists say of a group."""
        return _group(facts or GroupFacts(), self._lists.entries.get(id_, {}), self._lists.versions.get(id_, {}))

    def forget(self, ids: Collection[str]) -> None:
        """Let groups be fetched again: their facts have changed."""
        for id_ in ids:
            self._groups.pop(id_, None)

    def forget_others(self, ids: Collection[str]) -> None:
        """Let all groups but these be fetched again, to free memory."""
        self._groups = {id_: group for id_, group in self._groups.items() if id_ in ids}

    def forget_all(self) -> None:
        """Let all groups be fetched again, to free memory."""
        self._groups.clear()

    @property
    def size(self) -> int:
        """The number of documents in the groups at hand, and of the groups."""
        return len(self._groups) + sum(len(group.described) for group in self._groups.values())

    def group(self, id_: str) -> Group:
        """Return what is known of a group."""
        self.read.add(id_)
        if id_ not in self._groups:
            self.prepare([id_])
        return self._groups[id_]

    def candidates(self, group: str) -> Mapping[str, KnownDocument]:
        """Return the documents known under a symbol's group, by id."""
        return self.group(group).candidates

    def versions_of(self, name: DocumentName) -> Mapping[str, Version]:
        """Return the versions known of a law's name, by id."""
        return self.group(group_of(name)).versions

    def described(self, document: Document, groups: Iterable[str]) -> Document | None:
        """Return a document as all texts and lists describe it; one that is known by name alone in the groups that decided it."""
        home = home_of_document(document)
        places = (self.group(id_).described for id_ in ((home,) if home else sorted(groups)))
        return next((described[document.id] for described in places if document.id in described), None)

    def provinces_of(self, clues: Iterable[Clue]) -> dict[Clue, str]:
        """Return the province of each clue of which one alone is known."""
        found = {clue: self.group(group_of(clue)).province for clue in clues}
        return {clue: province for clue, province in found.items() if province}


def only_listed(known: Mapping[str, KnownDocument], key: Key) -> Document | None:
    """Return the only document of a group that a sourced list holds, if an undated text of this key may be it; None if not exactly one."""
    listed = [one for one in known.values() if one.listed]
    if len(listed) != 1 or not listed[0].verified or not key.issuer.place_named:
        return None
    document = listed[0].document
    return document if document.key and may_be(document.key, key) else None


class _OnDemand(Mapping[str, T]):
    """Values by id, in the order of the ids, each made when it is asked for."""

    def __init__(self, ids: Iterable[str], make: Callable[[str], T]) -> None:
        self._ids, self._make = dict.fromkeys(sorted(ids)), make
        self._made: dict[str, T] = {}

    def __getitem__(self, id_: str) -> T:
        if id_ not in self._ids:
            raise KeyError(id_)
        if id_ not in self._made:
            self._made[id_] = self._make(id_)
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids


def _group(facts: GroupFacts, entries: Mapping[str, Sequence[CatalogueEntry]], versions: Mapping[str, Version]) -> Group:
    """Make what is known of a group; each document is described when it is asked for, since most texts ask for one of many."""

    def describe_one(id_: str) -> Document:
        return describe(facts.documents.get(id_, DocumentFacts()), [entry.document for entry in entries.get(id_, ())])

    def know_one(id_: str) -> KnownDocument:
        return _known(facts.documents.get(id_, DocumentFacts()), entries.get(id_, ()), described[id_])

    described = _OnDemand(facts.documents.keys() | entries.keys(), describe_one)
    stated = (id_ for id_, one in facts.documents.items() if one.texts or one.rows or one.witnesses)
    known = _OnDemand({*stated, *entries}, know_one)
    passed = {id_: known_version(id_, version) for id_, version in sorted(facts.versions.items())}
    for id_, version in versions.items():
        passed[id_] = merge(passed.get(id_), version)
    return Group(
        known,
        described,
        passed,
        next(iter(facts.provinces)) if len(facts.provinces) == 1 else None,
        _namesakes(facts.numbered, known) if len(facts.numbered) > 1 else {},
    )


def _known(facts: DocumentFacts, entries: Sequence[CatalogueEntry], described: Document) -> KnownDocument:
    """Return a document as a candidate: as its own text says, else as lists and citations describe it."""
    titles = [*_titles(facts, entries), *_most_stated(facts.votes.get("title", {}))]
    return KnownDocument(
        document=_as_loaded(described, min(facts.texts.values(), key=_rank)) if facts.texts else described,
        loaded=bool(facts.texts),
        listed=bool(facts.rows or entries),
        verified=bool(facts.texts or facts.rows or facts.witnesses) or any(entry.verified for entry in entries),
        titles=tuple(dict.fromkeys(titles)),
        well_known=facts.witnesses >= _WELL_KNOWN,
    )


def _titles(facts: DocumentFacts, entries: Sequence[CatalogueEntry]) -> list[str]:
    """Return the titles that texts and lists give."""
    given = [entry.document.title for entry in entries]
    given += [said.says.get("title") for _, said in sorted((facts.texts | facts.rows).items())]
    return [title for title in given if title]


def _most_stated(counts: Mapping[str, int]) -> list[str]:
    return sorted(sorted(counts, key=lambda title: (-counts[title], title))[:_TITLES])


def _as_loaded(described: Document, entry: Entry) -> Document:
    """Return a document as its text says."""
    says: Mapping[str, Any] = entry.says
    return replace(
        described,
        type=says.get("type"),
        title=says.get("title"),
        issued_on=date.fromisoformat(says["issued_on"]) if "issued_on" in says else None,
        year=says.get("year"),
        issuer_words=says.get("issuer_words"),
        evidence=(),
    )


def _rank(entry: Entry) -> tuple[bool, str, str]:
    return ("issued_on" not in entry.says, entry.says.get("issued_on", ""), entry.says.get("title", "~"))


def _namesakes(texts: Mapping[str, TextFacts], known: Mapping[str, KnownDocument]) -> dict[str, str]:
    """Return the ids of the texts that are not the document of their id, by sha256."""
    identified = [IdentifiedText(_id(text, known), text.head, text.sha256) for _, text in sorted(texts.items())]
    return {sha256: own for (_, sha256), own in find_namesakes(identified).items()}


def _id(text: TextFacts, known: Mapping[str, KnownDocument]) -> str:
    only = only_listed(known, text.undated) if text.undated else None
    return only.id if only else text.id
