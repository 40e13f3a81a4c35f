"""A citation while it is being read: positions in the normalised text, fields filled step by step."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from danchieu.graph.model import SELF, Edge, Kind, Symbol

__all__ = ["Mention"]

_NUMBERS = re.compile(r"[\d./-]*\d[a-zđ]?[./-]?")
_AMENDING = re.compile(r"sửa\s+đổi(?:,?\s+(?:và\s+)?bổ\s+sung)?", re.IGNORECASE)


@dataclass(slots=True)
class Mention:
    """`start` and `end` are the core span in the normalised text; `after` is where its date, issuer and title have been read to.

    The rest says how it relates to others: `words` are those of the core span, `begin` is where its articles begin ("khoản 2 Điều 5").
    """

    start: int
    end: int
    kind: Kind
    rule: str
    type: str | None = None
    symbol: Symbol | None = None
    name: str | None = None
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    article: str | None = None
    after: int = 0
    words: str = ""
    begin: int = 0
    sentence: tuple[int, int] = (0, 0)
    edges: list[Edge] = field(default_factory=list)
    amends: list[Mention] = field(default_factory=list)  # those it acts upon: "được sửa đổi bởi"

    @property
    def is_self(self) -> bool:
        """Whether it names the text itself; such a mention is read as context and gets no edges in the end."""
        return self.kind is Kind.SELF

    @property
    def key(self) -> str:
        """Symbol or name: what `Edge.source` of another citation refers to."""
        return self.symbol.text if self.symbol else self.name or self.words

    @property
    def word(self) -> str:
        """Its type in lower case; of a mention without one, its words."""
        return (self.type or self.words).lower()

    @property
    def is_law(self) -> bool:
        """Whether it is a law, an ordinance, a code or the constitution."""
        return self.word.startswith(("luật", "bộ luật", "hiến pháp", "pháp lệnh"))

    @property
    def series(self) -> str:
        """The codes of its symbol, which say type and issuer: NQ-CP of 71/NQ-CP; empty without a symbol."""
        return _NUMBERS.sub("", self.symbol.text) if self.symbol else ""

    @property
    def nested(self) -> bool:
        """Whether it stands in the title of another citation."""
        return self.edges[0].source != SELF

    def before(self, other: Mention) -> bool:
        """Whether its stated date is earlier than that of `other`: then it can say nothing about it."""
        return self.date is not None and other.date is not None and self.date < other.date

    def acts_on_next(self, between: str) -> tuple[int, int] | None:
        """Where the words stand with which this, an amending law named by what it amends, acts on the law cited after `between`."""
        words = _AMENDING.search(self.words) if self.is_law and between.strip() == "của" else None
        return (self.start + words.start(), self.start + words.end()) if words else None
