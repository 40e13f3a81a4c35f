"""Records of citations as a text makes them: nothing in them is resolved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danchieu.graph.model.documents import Symbol
from danchieu.graph.model.provisions import Provision

__all__ = ["SELF", "Citation", "Edge", "Kind", "Relation", "Span", "citation_id"]

SELF = "self"
"""Source of an edge that starts at the document being read."""


class Relation(StrEnum):
    """The relation of one document to another; CITES if no stronger cue governs."""

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
    """The way in which a citation names its document."""

    NUMBERED = "numbered"  # Chỉ thị số 20-CT/TU
    NAMED = "named"  # Nghị quyết Trung ương 4 (khóa XI), Luật Đất đai năm 2013
    SHORT = "short"  # Nghị quyết 57, Chỉ thị nêu trên
    SELF = "self"  # Kế hoạch này


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the decoded, unnormalised source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation that a citation states. `source` is SELF, or the symbol or name of another document cited in the text."""

    source: str
    relation: Relation
    cue: str | None = None  # the governing words as written
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document in a text, as read and not resolved.

    `span` covers type word to symbol or name, in source offsets, and `text` is exactly those characters. `date`, `stated_year`, `issuer`,
    `term`, `title` are as stated with this mention; `symbol` or `name` is the normalised wording, for a short form that of the document
    that it means.
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
    provisions: tuple[Provision, ...] = ()  # the same, parsed
    location: Provision | None = None  # the provision of the citing text that it stands in
    headings: tuple[str, ...] = ()  # above it in the citing text, outermost first
    number: str | None = None  # without a symbol: of a bare number, or of a plenum
    alternatives: tuple[str, ...] = ()  # keys of the cited documents that a short form may mean, if there are several, the nearest first
    sentence: str = ""
    edges: tuple[Edge, ...] = ()
    confidence: float | None = None
    stated_year: int | None = None  # where no day is stated: Chỉ thị 35-CT/TW năm 2014

    @property
    def key(self) -> str:
        """Symbol or name: the value of `Edge.source` in citations that refer to this one."""
        return self.symbol.text if self.symbol else self.name or self.text


def citation_id(sha256: str, span: Span, text: str) -> str:
    """Make the stable id of a citation: a hash of raw values and raw offsets, so that a better normaliser changes no id."""
    parts = (sha256, str(span.start), str(span.end), text)
    return "c" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
