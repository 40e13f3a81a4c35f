"""Records that rooms hand to each other: what loaders read, what linking makes of it, what the store is given.

A reading of one file goes through these shapes:

    SourceText (loaders) -> Head, Citation...  ->  Document, Resolution...  ->  Record (what the store is given)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from danchieu.graph.model.citations import Citation, Relation
from danchieu.graph.model.documents import Document, Head, Issuer

__all__ = ["Candidate", "Link", "Listing", "Reading", "Record", "Register", "Relationship", "Resolution", "ResolutionStatus"]


class ResolutionStatus(StrEnum):
    """What linking made of a citation: one document, several candidates, or a stub."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    STUB = "stub"


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
    """Some rows of a register: each with its line, and what it says of its document."""

    path: str
    sha256: str
    rows: tuple[tuple[int, Head], ...]

    @property
    def file(self) -> str:
        """The path of the register itself."""
        return self.path.rpartition("/")[0]


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
    """Documents that a register lists, without their texts: what one part of it contributes to the graph."""

    path: str
    sha256: str
    documents: tuple[Document, ...]
    reading: str = ""  # its rows, packed


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
