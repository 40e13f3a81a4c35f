"""A citation while it is being related to others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter

from graph.model import SELF, Citation, Edge, Kind
from loaders.confidence import confidences, edge_rule

__all__ = ["Related"]

_NUMBERS = re.compile(r"[\d./-]*\d[./-]?")
_AMENDING = re.compile(r"sửa\s+đổi(?:,?\s+(?:và\s+)?bổ\s+sung)?", re.IGNORECASE)
_NAMES = [each.name for each in fields(Citation)]
_VALUES, _EDGES = attrgetter(*_NAMES), _NAMES.index("edges")


@dataclass(slots=True)
class Related:
    """A citation being related. `start`, `place` and `end` are offsets in the normalised text, `start` that of its articles."""

    citation: Citation
    start: int
    place: int
    end: int
    edges: list[Edge] = field(default_factory=list)
    amends: list[Related] = field(default_factory=list)  # those it acts upon: "được sửa đổi bởi"

    @property
    def is_self(self) -> bool:
        """Whether it names the text itself; such a mention is read as context and gets no edges in the end."""
        return self.citation.kind is Kind.SELF

    @property
    def type(self) -> str:
        """Its type in lower case, composed as patterns are; of a citation without one, its words."""
        return _composed(self.citation.type or self.citation.text)

    @property
    def is_law(self) -> bool:
        """Whether it is a law, an ordinance, a code or the constitution."""
        return self.type.startswith(("luật", "bộ luật", "hiến pháp", "pháp lệnh"))

    @property
    def series(self) -> str:
        """The codes of its symbol, which say type and issuer: NQ-CP of 71/NQ-CP; empty without a symbol."""
        return _NUMBERS.sub("", self.citation.symbol or "")

    def acts_on_next(self, between: str) -> str | None:
        """The words with which this, an amending law named by what it amends, acts on the law cited after `between`."""
        words = _AMENDING.search(self.citation.text) if self.is_law and between.strip() == "của" else None
        return words[0] if words else None

    def before(self, other: Related) -> bool:
        """Whether its stated date is earlier than that of `other`: then it can say nothing about it."""
        return self.citation.date is not None and other.citation.date is not None and self.citation.date < other.citation.date

    @property
    def nested(self) -> bool:
        """Whether it stands in the title of another citation."""
        return self.edges[0].source != SELF

    def related(self) -> Citation:
        """The citation with its edges, each as sure as its kind was measured; of one of the text itself, without any."""
        sure = confidences()
        values = list(_VALUES(self.citation))  # dataclasses.replace takes four times as long
        values[_EDGES] = () if self.is_self else tuple(Edge(e.source, e.relation, e.cue, sure.get(edge_rule(e))) for e in self.edges)
        return Citation(*values)


@lru_cache(maxsize=1024)
def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words).lower()


_NUMBERS = re.compile(r"[\d./-]*\d[./-]?")
_AMENDING = re.compile(r"sửa\s+đổi(?:,?\s+(?:và\s+)?bổ\s+sung)?", re.IGNORECASE)
_NAMES = [each.name for each in fields(Citation)]
_VALUES, _EDGES = attrgetter(*_NAMES), _NAMES.index("edges")
