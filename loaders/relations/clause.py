"""Records of the context in which a citation is read: its text, its unit, an open list, and the clause that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from danchieu.graph.model import Edge, Relation, TextKind
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.adjoining_cues import Governor
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.relations.enactment import find_heading, gives_instructions
from danchieu.loaders.text.source import SourceText

__all__ = ["ADJOINING", "NOT_ENACTING", "PAST", "CitingText", "Clause", "Context", "Lead", "Unit", "read_citing_text"]

ADJOINING = 4
"""Characters: a space with a bracket or emphasis. Nothing of weight fits between words that are nearer than this."""

PAST = "đã "
"""Before a verb: what it states happened before and is not enacted here."""

NOT_ENACTING = frozenset({Role.NON_ENACTING, Role.CONDITIONAL})
"""Roles of cues after which amendments are proposed or supposed, not enacted."""

_MOST_CITATIONS = 100
"""Citations kept of one unit, the first and the latest ones, so that time is linear in their number."""


@dataclass(frozen=True, slots=True)
class CitingText:
    """The text whose citations are related: its kind, and the type of document in its heading (HƯỚNG DẪN), KÍNH GỬI for a letter."""

    source: SourceText
    text: str  # that of `source`, normalised
    heading: str | None
    instructs: bool
    kind: TextKind | None = None

    def make_edge(self, source: str, relation: Relation, cue: Token) -> Edge:
        """Make an edge from `source` that quotes its cue as written."""
        return Edge(source, relation, self.source.quote(cue.start, cue.end))

    def make_edges(self, source: str, governors: Sequence[Governor]) -> list[Edge]:
        """Make one edge from `source` for each governor; without any, the citation is plain."""
        return [self.make_edge(source, relation, cue) for relation, cue in governors] or [Edge(source, Relation.CITES)]


def read_citing_text(source: SourceText, kind: TextKind | None = None) -> CitingText:
    """Read the heading of a text of a kind."""
    heading = find_heading(source.text)
    return CitingText(source, source.text, heading, gives_instructions(heading), kind)


@dataclass(slots=True)
class Unit:
    """A sentence or cell: its start, the heading right above it if that guides, and its citations read so far."""

    start: int = 0
    guidance: str | None = None
    citations: list[Mention] = field(default_factory=list)
    in_cell: bool = False  # of a table

    @property
    def cites_itself(self) -> bool:
        """Return whether the citing document names itself in the unit: "Quyết định này thay thế ..."."""
        return any(mention.is_self for mention in self.citations)

    def add(self, mention: Mention) -> None:
        """Add the next citation of the unit. Beyond 100, the earliest ones but the first are skipped."""
        self.citations.append(mention)
        if len(self.citations) > _MOST_CITATIONS:
            del self.citations[1 : _MOST_CITATIONS // 2]


@dataclass(frozen=True, slots=True)
class Lead:
    """What a line above states of the items below it.

    Either the citing document relates to each item ("Bãi bỏ các văn bản sau:"): `edges`. Or each item acts on a document that the line
    cites ("Thông tư A được sửa đổi, bổ sung bởi:"): `acted_on`, by the cue `passive`. A heading reaches paragraphs that are no items, too.
    """

    edges: tuple[Edge, ...] = ()
    acted_on: Mention | None = None
    passive: Token | None = None
    is_heading: bool = False
    has_colon: bool = False
    colon: int = 0  # its offset, if the item follows in the same sentence


class Context(NamedTuple):
    """The position of a clause: its text, its unit, and the document from which the clause is quoted, if any."""

    citing: CitingText
    unit: Unit
    quoted: Mention | None


class Clause(NamedTuple):
    """A citation with the words before it in its unit: from `left`, the end of the citation before it, with the cues among them."""

    citing: CitingText
    unit: Unit  # with the citations before this one
    quoted: Mention | None  # the document from which the clause is quoted, if any
    find_lead: Callable[[], Lead | None]  # the nearest lead above, for the first citation of a unit
    colon_lead: Lead | None  # what its own sentence states before a colon
    mention: Mention
    left: int
    tokens: Sequence[Token]

    @property
    def context(self) -> Context:
        """The position of the clause."""
        return Context(self.citing, self.unit, self.quoted)

    @property
    def before(self) -> str:
        """The text between the citation before it, or the start of the unit, and the citation."""
        return self.citing.text[self.left : self.mention.begin]

    @property
    def in_parenthesis(self) -> bool:
        """Return whether the citation opens a parenthesis: "A (B)"."""
        return self.citing.text[self.mention.begin - 1] == "("
