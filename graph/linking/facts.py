"""Keeps what texts and lists state of one group: documents of one number, type and issuer code, versions of one law, provinces of one clue.

Facts are counted, so that a text that changes or goes takes away exactly what it added, and the order of texts does not matter. What
linking infers is no fact.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from danchieu.graph.linking.fact_kinds import Fact, Listed, Loaded, Named, Numbered, Passed, Placed, Stated
from danchieu.graph.model import Document, Head, Key, Symbol
from danchieu.graph.model.symbols import parse_symbol

__all__ = [
    "DocumentFacts",
    "Entry",
    "GroupFacts",
    "KeyFacts",
    "TextFacts",
    "VersionFacts",
    "add",
    "merge_facts",
    "most_stated",
    "pack_facts",
    "unpack_facts",
]

Votes = dict[str, dict[str, int]]
"""How many citations state which value of a property: {"issued_on": {"2016-05-15": 3}}."""


@dataclass(slots=True)
class Entry:
    """A text or a row of a register that is the document, or lists it: what it says, and how many files say so."""

    says: dict[str, Any]  # date, title, type and the like, under the names of the schema
    files: int = 0


@dataclass(slots=True)
class KeyFacts:
    """The key of a document with its body as some texts write it, and how often: Bắc Bình and Bác Bình make one id."""

    key: Key
    times: int = 0


@dataclass(slots=True)
class DocumentFacts:
    """What is stated of one document: it has a key, or is only named."""

    keys: dict[str, KeyFacts] = field(default_factory=dict)  # by name of the body
    named: Document | None = None
    witnesses: int = 0  # texts that name it completely
    votes: Votes = field(default_factory=dict)
    texts: dict[str, Entry] = field(default_factory=dict)  # by digest: loaded texts whose header says that they are this document
    rows: dict[str, Entry] = field(default_factory=dict)  # by register, line and digest

    @property
    def key(self) -> Key | None:
        """The key with its body as most write it."""
        return _most_used(self.keys)

    @property
    def symbol(self) -> Symbol | None:
        """The symbol as most citations write it, else as texts or lists do."""
        written = most_stated(self.votes["symbol"]) if "symbol" in self.votes else None
        written = written or min((e.says["symbol"] for e in (*self.texts.values(), *self.rows.values()) if "symbol" in e.says), default="")
        return parse_symbol(written)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing states this document any more."""
        return not (self.witnesses or self.votes or self.texts or self.rows)


@dataclass(slots=True)
class VersionFacts:
    """What texts state of one version of a law that they cite by number or date."""

    keys: dict[str, KeyFacts] = field(default_factory=dict)  # by name of the body
    votes: Votes = field(default_factory=dict)  # symbol, year, name, type; "on", its day; "witnessed", days of texts that cite it

    @property
    def key(self) -> Key | None:
        """The key with its body as most write it."""
        return _most_used(self.keys)


@dataclass(slots=True)
class TextFacts:
    """A text with a number, by which texts that share an id are compared."""

    id: str
    sha256: str
    head: Head  # without what the comparison does not need
    undated: Key | None  # if a list may give the date that its header lacks
    files: int = 0


@dataclass(slots=True)
class GroupFacts:
    """All that is stated of one group."""

    documents: dict[str, DocumentFacts] = field(default_factory=dict)  # by id
    numbered: dict[str, TextFacts] = field(default_factory=dict)  # by sha256 and digest
    versions: dict[str, VersionFacts] = field(default_factory=dict)  # by id
    provinces: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is stated of the group."""
        return not (self.documents or self.numbered or self.versions or self.provinces)


def add(facts: GroupFacts, fact: Fact, times: int = 1) -> None:
    """Add a fact to those of its group; -1 times takes it away."""
    match fact:
        case Placed():
            _count(facts.provinces, fact.province, times)
        case Numbered():
            name = _name(fact.sha256, fact)
            text = facts.numbered.setdefault(name, TextFacts(fact.id, fact.sha256, fact.head, fact.undated))
            text.files += times
            if not text.files:
                del facts.numbered[name]
        case Passed():
            version = facts.versions.setdefault(fact.id, VersionFacts())
            _count_key(version.keys, fact.key, times)
            _vote(version.votes, fact.votes, times)
            if not version.votes:
                del facts.versions[fact.id]
        case Named():
            document = facts.documents.setdefault(fact.document.id, DocumentFacts(named=fact.document))
            _vote(document.votes, fact.votes, times)
            if document.is_empty:
                del facts.documents[fact.document.id]
        case Stated() | Loaded() | Listed():
            document = facts.documents.setdefault(fact.id, DocumentFacts())
            _count_key(document.keys, fact.key, times)
            _add_to(document, fact, times)
            if document.is_empty:
                del facts.documents[fact.id]


def _count_key(keys: dict[str, KeyFacts], key: Key | None, times: int) -> None:
    if key is None:
        return
    name = key.issuer.name
    counted = keys.setdefault(name, KeyFacts(key))
    counted.times += times
    if not counted.times:
        del keys[name]


def _most_used(keys: Mapping[str, KeyFacts]) -> Key | None:
    return keys[most_stated({name: one.times for name, one in keys.items()})].key if keys else None


def _add_to(document: DocumentFacts, fact: Stated | Loaded | Listed, times: int) -> None:
    if isinstance(fact, Stated):
        document.witnesses += times * fact.witness
        _vote(document.votes, fact.votes, times)
        return
    entries, name = (document.texts, fact.sha256) if isinstance(fact, Loaded) else (document.rows, fact.row)
    name = _name(name, fact.says)
    entry = entries.setdefault(name, Entry(dict(fact.says)))
    entry.files += times
    if not entry.files:
        del entries[name]


def _name(name: str, content: object) -> str:
    """Name an entry by what it says too: a line of a register may change, and metadata.csv may say other things of two equal files."""
    return f"{name} {hashlib.sha256(_ENCODER.encode(content)).hexdigest()[:8]}"


def _vote(votes: Votes, stated: Mapping[str, str], times: int) -> None:
    for name, value in stated.items():
        counts = votes.setdefault(name, {})
        _count(counts, value, times)
        if not counts:
            del votes[name]


def _count(counts: dict[str, int], value: str, times: int) -> None:
    counts[value] = counts.get(value, 0) + times
    if not counts[value]:
        del counts[value]


def merge_facts(facts: GroupFacts, others: GroupFacts) -> None:
    """Add to the facts of a group others of the same group, as if they were added one by one; `others` stay as they are."""
    _merge_counts(facts.provinces, others.provinces)
    for name, text in others.numbered.items():
        facts.numbered.setdefault(name, replace(text, files=0)).files += text.files
    for id_, version in others.versions.items():
        merged = facts.versions.setdefault(id_, VersionFacts())
        _merge_keys(merged.keys, version.keys)
        _merge_votes(merged.votes, version.votes)
    for id_, one in others.documents.items():
        document = facts.documents.setdefault(id_, DocumentFacts(named=one.named))
        document.witnesses += one.witnesses
        _merge_keys(document.keys, one.keys)
        _merge_votes(document.votes, one.votes)
        _merge_entries(document.texts, one.texts)
        _merge_entries(document.rows, one.rows)


def _merge_votes(votes: Votes, others: Votes) -> None:
    for name, counts in others.items():
        _merge_counts(votes.setdefault(name, {}), counts)


def _merge_counts(counts: dict[str, int], others: Mapping[str, int]) -> None:
    for value, times in others.items():
        _count(counts, value, times)


def _merge_keys(keys: dict[str, KeyFacts], others: Mapping[str, KeyFacts]) -> None:
    for one in others.values():
        _count_key(keys, one.key, one.times)


def _merge_entries(entries: dict[str, Entry], others: Mapping[str, Entry]) -> None:
    for name, entry in others.items():
        entries.setdefault(name, replace(entry, files=0)).files += entry.files


def most_stated(counts: Mapping[str, int]) -> str:
    """Return the value that is stated most often, of several the smallest; a value is better than none.

    >>> most_stated({"b": 2, "a": 2, "c": 1})
    'a'
    """
    return min(counts, key=lambda value: (not value, -counts[value], value))


_DECODER = msgspec.json.Decoder(GroupFacts)
_ENCODER = msgspec.json.Encoder(order="sorted")


def pack_facts(facts: GroupFacts) -> str | None:
    """Pack the facts of a group as text, the same text whatever order they came in; None if there are none."""
    return None if facts.is_empty else b64encode(zlib.compress(_ENCODER.encode(facts), 1)).decode("ascii")


def unpack_facts(packed: str | None) -> GroupFacts:
    """Return the facts of a group that were packed."""
    return _DECODER.decode(zlib.decompress(b64decode(packed))) if packed else GroupFacts()
