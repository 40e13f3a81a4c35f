"""Records of what one text, or one row of a register, states: the facts that are counted in groups (see graph.linking.facts)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from danchieu.graph.model import Document, Head, Key

__all__ = ["Fact", "Listed", "Loaded", "Named", "Numbered", "Passed", "Placed", "Stated"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A citation states a document of a symbol; `witness` once for each text that names it completely."""

    id: str
    key: Key
    votes: Mapping[str, str]
    witness: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A citation names a document without symbol."""

    document: Document
    votes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text is a document."""

    id: str
    key: Key
    sha256: str
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a register lists a document."""

    id: str
    key: Key
    row: str  # register and line
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text bears a number."""

    id: str
    sha256: str
    head: Head
    undated: Key | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A text cites a version of a law by number or date, or a register lists it."""

    id: str
    key: Key | None
    votes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A text that states its province shares a clue: the signatory or the district."""

    province: str


Fact = Stated | Named | Loaded | Listed | Numbered | Passed | Placed
