"""Records that every room shares: documents, issuers, citations, edges. Standard library alone, no input or output.

A reading of one file goes through these shapes:

    SourceText (loaders) -> Head, Citation...  ->  Document, Resolution...  ->  Record (what the store is given)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = [
    "SELF",
    "Candidate",
    "Citation",
    "Document",
    "Edge",
    "Evidence",
    "FileState",
    "Head",
    "Issuer",
    "Key",
    "Kind",
    "Link",
    "Listing",
    "ProvinceHint",
    "Reading",
    "Record",
    "Register",
    "RegisterRow",
    "Relation",
    "Relationship",
    "Resolution",
    "ResolutionStatus",
    "Row",
    "Span",
    "Status",
    "Symbol",
    "citation_id",
]

Row = dict[str, Any]
"""A row of a query, or of its parameters: values by name."""

SELF = "self"
"""Source of an edge that starts at the document being read."""


class Relation(StrEnum):
    """How one document relates to another; CITES is all that no stronger cue governs."""

    CITES = "CITES"
    BASED_ON = "BASED_ON"
    IMPLEMENTS = "IMPLEMENTS"
    AMENDS = "AMENDS"
    REPLACES = "REPLACES"
    REPEALS = "REPEALS"
    GUIDES = "GUIDES"
    REVIEWS = "REVIEWS"
    ISSUED_WITH = "ISSUED_WITH"


class Kind(StrEnum):
    """How a citation names its document."""

    NUMBERED = "numbered"  # Chỉ thị số 20-CT/TU
    NAMED = "named"  # Nghị quyết Trung ương 4 (khóa XI), Luật Đất đai năm 2013
    SHORT = "short"  # Nghị quyết 57, Chỉ thị nêu trên
    SELF = "self"  # Kế hoạch này


class Status(StrEnum):
    """Whether a document's text was loaded, or it is known only from citations."""

    LOADED = "loaded"
    CITED = "cited"


class ResolutionStatus(StrEnum):
    """What linking made of a citation: one document, several candidates, or a stub."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    STUB = "stub"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the decoded, unnormalised source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """Number and codes of a document, as text and taken apart: 87/2007/NĐ-CP is number 87, year 2007, type NĐ, issuer CP.

    Made by graph.model.symbols. Two symbols are equal if their texts are.
    """

    text: str  # normalised spelling; the number keeps its zeros: 05-CT/TW
    number: str = field(compare=False)  # without leading zeros, with suffix letter or dotted part: 5, 2074a, 66.4
    year: int | None = field(compare=False)
    type_code: str | None = field(compare=False)
    issuers: tuple[str, ...] = field(compare=False)  # several for a joint document
    assembly: int | None = field(compare=False)  # term of the National Assembly: 15 of QH15
    group: str = field(compare=False)  # shared by all documents that this symbol may mean

    @property
    def code(self) -> str:
        """The issuer's code; of a joint document the first."""
        return self.issuers[0]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The source of a property that was inferred or taken from a list: province from the place line."""

    property: str
    source: str


@dataclass(frozen=True, slots=True)
class ProvinceHint:
    """A province that the words of a text indicate where its header leaves it open, and the source of that."""

    province: str
    source: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as an instance: what it is, where, and when it existed (Tỉnh ủy Bình Thuận until 2025-06-30)."""

    id: str
    name: str
    code: str | None = None
    level: str | None = None  # central, province, district, commune, cell
    system: str | None = None  # party, state, front
    province: str | None = None
    parent_id: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str | None = None
    province_key: str | None = None  # tells two provinces of one name apart: lam-dong, lam-dong-2025
    place_known: bool = True  # False if its province, or which side of a merger is meant, is not known
    unit: str | None = None  # the district, commune or organisation that it belongs to: Can Lộc
    place_named: bool = True  # False if nothing at all is known of its place: no province, no district, no commune


@dataclass(frozen=True, slots=True)
class Key:
    """What identifies a document: issuer instance, period, type, number; None for a part that is not known."""

    issuer: Issuer
    period: str | None  # term or year; the year after `_` if the term is not certain
    type_code: str | None
    number: str  # 10; 10-2015 in a series whose symbols include the year, where there is also one whose symbols do not
    scope: str = ""  # of the citing document: an unknown document belongs to the text that cites it
    period_known: bool = True

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that are not known: place, period, type."""
        known = {"place": self.issuer.place_known, "period": self.period_known, "type": self.type_code is not None}
        return tuple(part for part, is_known in known.items() if not is_known)

    @property
    def complete(self) -> bool:
        """True if the key identifies one document."""
        return self.period_known and self.type_code is not None and self.issuer.place_known

    @property
    def scoped(self) -> bool:
        """True if the id holds the scope, so that no other text can mean the same document."""
        return self.period is None or not self.issuer.place_named

    def in_period(self, period: str) -> Key:
        """The same key with a known period."""
        return replace(self, period=period, period_known=True)


@dataclass(frozen=True, slots=True)
class Head:
    """What the header of a text states: letterhead, number, place and date, type, title, signatory. None for what it omits.

    `evidence` names the source of each value that was inferred or stated elsewhere.
    """

    symbol: Symbol | None = None
    type: str | None = None  # as printed, sentence case: Chỉ thị
    title: str | None = None
    issued_on: date | None = None
    place: str | None = None  # Phan Thiết
    letterhead: tuple[str, ...] = ()  # issuer lines, top first
    signatory: str | None = None
    evidence: tuple[Evidence, ...] = ()
    province_hint: ProvinceHint | None = None  # only where the header leaves the province of a local body open
    end: int = 0  # source offset where the body begins
    term: str | None = None  # of the issuing committee, where a list beside the text states it: XIII, 2020-2025


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The row of a register that lists a document."""

    register: str  # name of the register's file
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document, loaded or only cited. `id` is its identity (see graph.linking.identity); `symbol` alone is not."""

    id: str
    status: Status
    symbol: Symbol | None = None
    name: str | None = None  # of a document without symbol: Nghị quyết Trung ương 4 khóa XI
    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    title: str | None = None
    issued_on: date | None = None
    year: int | None = None
    term: str | None = None  # of the committee or assembly: 2005-2010, XIII
    system: str | None = None  # party, state, front
    issuer: Issuer | None = None
    province: str | None = None
    place: str | None = None
    signatory: str | None = None
    evidence: tuple[Evidence, ...] = ()
    superior: str | None = None  # district committee above a commune body in its letterhead: Huyện ủy Can Lộc
    issuer_words: str | None = None  # the issuer as a list names it: Bộ Chính trị
    register_row: RegisterRow | None = None
    unknown: tuple[str, ...] = ()  # parts of its identity that are not known: place, period, type
    key: Key | None = None  # None for a document that is not identified by its symbol


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation that a citation states. `source` is SELF, or the symbol or name of another document cited in the text."""

    source: str
    relation: Relation
    cue: str | None = None  # the governing words as written
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document in a text, as read: nothing here is resolved.

    `span` covers type word to symbol or name, in source offsets, and `text` is exactly those characters.
    `date`, `issuer`, `term`, `title` are as stated with this mention; `symbol` or `name` is the normalised wording
    (for a short form that of the document it stands for, when the text says which).
    """

    span: Span
    text: str
    kind: Kind
    rule: str
    symbol: Symbol | None = None
    name: str | None = None
    type: str | None = None
    date: date | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    article: str | None = None  # khoản 2 Điều 5
    sentence: str = ""
    edges: tuple[Edge, ...] = ()
    confidence: float | None = None

    @property
    def key(self) -> str:
        """Symbol or name: the value of `Edge.source` in citations that refer to this one."""
        return self.symbol.text if self.symbol else self.name or self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, as decoded, and what it says of itself and of others."""

    path: str
    sha256: str
    text: str
    head: Head
    citations: tuple[Citation, ...]
    metadata: str = ""  # digest of what metadata.csv says of the file


@dataclass(frozen=True, slots=True)
class Register:
    """A part of a register: some rows, each with its line and what it states about its document."""

    file: str  # path of the register
    part: int  # number of the part, from 1
    sha256: str
    rows: tuple[tuple[int, Head], ...]

    @property
    def path(self) -> str:
        """The path under which the part is kept, below that of the register."""
        return f"{self.file}/{self.part}"


@dataclass(frozen=True, slots=True)
class FileState:
    """The state in which a file was loaded: a file whose state is the same is not read again."""

    sha256: str
    metadata: str = ""  # digest of what metadata.csv states about the file
    register: str | None = None  # path of the register, for a part of one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a citation may mean, with a score between 0 and 1."""

    document_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What linking decided and by which rung of the ladder. `target` is None when ambiguous."""

    status: ResolutionStatus
    target: str | None = None
    candidates: tuple[Candidate, ...] = ()
    rung: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A citation together with its id and its resolution."""

    id: str
    citation: Citation
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Listing:
    """Documents that a part of a register lists, without their texts."""

    file: str  # path of the register
    part: int
    sha256: str
    documents: tuple[Document, ...]
    reading: str = ""  # its rows, packed

    @property
    def path(self) -> str:
        """The path under which the part is kept, below that of the register."""
        return f"{self.file}/{self.part}"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A typed edge between two documents, stated by one citation of one document."""

    source_id: str
    relation: Relation
    target_id: str
    stated_by: str  # document id
    citation_id: str
    cue: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A text, linked: everything that one file contributes to the graph.

    `cited` describes each document that a link or relationship refers to (stubs included), `relationships` never
    holds plain CITES: that edge is derived from the links.
    """

    path: str
    sha256: str
    document: Document
    links: tuple[Link, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    cited: tuple[Document, ...] = ()
    issuers: tuple[Issuer, ...] = ()  # above and after those of the documents: what their parents and successors are
    self_citations: int = 0  # citations of the document itself, which make no links


def citation_id(sha256: str, span: Span, text: str) -> str:
    """The stable id of a citation: a hash of raw values and raw offsets, so that a better normaliser moves no id."""
    return "c" + _digest((sha256, str(span.start), str(span.end), text))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
