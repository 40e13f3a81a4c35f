"""Records of what linking makes of a text or a register: what the store is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from danchieu.graph.model.citations import Citation, Relation
from danchieu.graph.model.documents import Document, Issuer

__all__ = ["Candidate", "Link", "Record", "Relationship", "Resolution", "ResolutionStatus"]


class ResolutionStatus(StrEnum):
    """The result of linking a citation: one document, several candidates, or a stub."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    STUB = "stub"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a citation may mean, with a score between 0 and 1."""

    document_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The document that a citation means, and the rung of the ladder that settles it. `target` is None when ambiguous."""

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
    asks: tuple[str, ...] = ()  # groups that decided it, besides those of the documents that it may mean


@dataclass(frozen=True, slots=True)
class Relationship:
    """A typed edge between two documents, stated by one citation of one document."""

    source_id: str
    relation: Relation
    target_id: str
    citation_id: str
    cue: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A text, linked: everything that one file contributes to the graph.

    `cited` describes each document that a link or relationship refers to, stubs included. `relationships` never hold plain CITES: that
    edge is derived from the links.
    """

    path: str
    sha256: str
    document: Document
    links: tuple[Link, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    cited: tuple[Document, ...] = ()
    issuers: tuple[Issuer, ...] = ()  # parents and successors of the documents' issuers
    self_citations: int = 0  # citations of the document itself, which make no links
