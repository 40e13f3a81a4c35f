"""Records that every room shares: documents, issuers, citations, edges. Standard library alone, no input or output.

A reading of one file goes through these shapes:

    SourceText (loaders) -> Head, Citation...  ->  Document, Resolution...  ->  Record (what the store is given)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = [
    "SELF",
    "Candidate",
    "Citation",
    "Document",
    "Edge",
    "FileState",
    "Head",
    "Issuer",
    "Kind",
    "Link",
    "Listing",
    "Reading",
    "Record",
    "Register",
    "Relation",
    "Relationship",
    "Resolution",
    "ResolutionStatus",
    "Span",
    "Status",
    "citation_id",
]

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


@dataclass(frozen=True, slots=True)
class Head:
    """What a text says of itself: letterhead, number, place and date, type, title, signatory. None where it is silent.

    `evidence` says for each value that was inferred, rather than read from its own place, from what.
    """

    symbol: str | None = None  # normalised: 20-CT/TU, 87/2007/NĐ-CP
    type: str | None = None  # as printed, sentence case: Chỉ thị
    title: str | None = None
    issued_on: date | None = None
    place: str | None = None  # Phan Thiết
    letterhead: tuple[str, ...] = ()  # issuer lines, top first
    signatory: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    told: tuple[str, str] | None = None  # province, and from what, where only words of the body tell it (graph.identity.placed)
    end: int = 0  # source offset where the body begins
    term: str | None = None  # of the issuing committee, where a list beside the text states it: XIII, 2020-2025


@dataclass(frozen=True, slots=True)
class Document:
    """A document, loaded or only cited. `id` is its identity (see graph.identity); `symbol` alone is not."""

    id: str
    status: Status
    symbol: str | None = None
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
    evidence: tuple[tuple[str, str], ...] = ()


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
    symbol: str | None = None
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
        """Symbol or name: what `Edge.source` of another citation refers to."""
        return self.symbol or self.name or self.text


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
    """All that one file contributes to the graph: the store writes it in one transaction.

    `cited` describes each document that a link or relationship refers to (stubs included), `relationships` never
    holds plain CITES: that edge is derived from the links.
    """

    path: str
    sha256: str
    text: str | None  # as decoded; offsets of citations refer to it. None: the store has it, and the text is only linked again
    document: Document
    links: tuple[Link, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    cited: tuple[Document, ...] = ()
    issuers: tuple[Issuer, ...] = ()  # above and after those of the documents: what their parents and successors are
    reading: str = ""  # what the loaders read, packed: kept with the file, so that it can be linked again without being read again
    metadata: str = ""  # digest of what metadata.csv says of the file: with sha256 it tells whether the file has to be read again
    rules: str = ""  # digest of the rules that it was read by, for the same end; empty where it was not read again


def citation_id(sha256: str, span: Span, text: str) -> str:
    """The stable id of a citation: a hash of raw values and raw offsets, so that a better normaliser moves no id."""
    return "c" + _digest((sha256, str(span.start), str(span.end), text))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
