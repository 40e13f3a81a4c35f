"""A citation while it is read: positions in the normalised text, fields filled step by step."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from danchieu.graph.model import SELF, Edge, Kind, Symbol
from danchieu.graph.model.types import words_in

__all__ = ["THIS", "Mention"]

THIS = "this"
"""The rule of "Nghị định này" where it means a document cited before."""

_AMENDING = re.compile(r"sửa\s+đổi(?:,?\s+(?:và\s+)?bổ\s+sung)?", re.IGNORECASE)
_LAWS = tuple(word.lower() for word in words_in("law"))


@dataclass(slots=True)
class Mention:
    """A citation: what it states, and how it relates to the citing document and to other cited documents.

    `start` and `end` are its span, `after` is the end of its date, issuer and title, `begin` the start of its articles ("khoản 2 Điều 5"),
    `place` the place of its block in the structure.
    `words` is the text of the span, `sentence` the span of its sentence. A bare number may have a `year`; `bare` is "open" if it may name a
    document by itself, "cited" if the text must also cite that in full. `alternatives` are the keys of the documents that a short form may
    mean, if they are several, the nearest first. `edges` start at the citing or another cited document and lead to
    this one; `acts_on` are the documents that this one acts on: "A được sửa đổi bởi B".
    """

    start: int
    end: int
    kind: Kind
    rule: str
    type: str | None = None
    symbol: Symbol | None = None
    name: str | None = None
    number: str | None = None
    year: int | None = None
    bare: str | None = None
    alternatives: tuple[str, ...] = ()
    date: date | None = None
    stated_year: int | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    article: str | None = None
    place: int | None = None
    after: int = 0
    words: str = ""
    begin: int = 0
    sentence: tuple[int, int] = (0, 0)
    edges: list[Edge] = field(default_factory=list)
    acts_on: list[Mention] = field(default_factory=list)

    @property
    def is_self(self) -> bool:
        """Return whether it names the citing document. Such a mention is context for others and gets no edges in the output."""
        return self.kind is Kind.SELF

    @property
    def key(self) -> str:
        """Symbol or name, to which `Edge.source` of another citation refers."""
        return self.symbol.text if self.symbol else self.name or self.words

    @property
    def type_word(self) -> str:
        """The type in lower case; without a type, the words."""
        return (self.type or self.words).lower()

    @property
    def is_law(self) -> bool:
        """Return whether it is a law, a code, an ordinance or the constitution."""
        return self.type_word.startswith(_LAWS)

    @property
    def series(self) -> tuple[str | None, tuple[str, ...]] | None:
        """The type code and the issuers of the symbol: NQ and CP of 71/NQ-CP; None without a symbol."""
        return (self.symbol.type_code, self.symbol.issuers) if self.symbol else None

    @property
    def nested(self) -> bool:
        """Return whether it is cited in the title of another citation: its first edge starts there."""
        return self.edges[0].source != SELF

    def predates(self, other: Mention) -> bool:
        """Return whether its stated date is earlier than that of `other`, which it therefore cannot cite."""
        return self.date is not None and other.date is not None and self.date < other.date

    def acts_on_next(self, between: str) -> tuple[int, int] | None:
        """Return the span of the amending words if this is a law named by what it amends, and `between` leads to an amended law.

        "Luật sửa đổi, bổ sung một số điều" of the law cited after "của".
        """
        words = _AMENDING.search(self.words) if self.is_law and between.strip() == "của" else None
        return (self.start + words.start(), self.start + words.end()) if words else None
