"""Extract typed relations between cited documents, clause by clause.

    Kế hoạch số 87-KH/ĐUK về thực hiện Chỉ thị số 34-CT/TU        87 -IMPLEMENTS-> 34
    Luật A được sửa đổi, bổ sung bởi Luật B                       B -AMENDS-> A, and both as the clause says
    Quyết định này thay thế Quyết định số 12/QĐ-UBND              self -REPLACES-> 12

Citations are read from left to right, each in its unit (sentence, paragraph or list item): the cues between it and the citation before
decide whether it continues a list, is part of the title of the one before, or begins a clause of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from danchieu.graph.model import SELF, Edge, Relation, TextKind
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.basis_column import BasisColumn, ColumnHeader
from danchieu.loaders.relations.between_citations import include_articles
from danchieu.loaders.relations.clause import ADJOINING, NOT_ENACTING, PAST, Clause, Context, OpenList, Unit, read_citing_text
from danchieu.loaders.relations.cue_table import Role, cues
from danchieu.loaders.relations.cues import Token, scan
from danchieu.loaders.relations.edge_cases import relate_citation
from danchieu.loaders.relations.lead_lines import follow_list
from danchieu.loaders.relations.page_edges import limit_to_page
from danchieu.loaders.relations.quotation import Quotation
from danchieu.loaders.relations.vocabulary import GUIDANCE
from danchieu.loaders.text.clauses import REACH, Boundary, Surroundings, find_boundaries, find_boundary_before, find_surroundings
from danchieu.loaders.text.source import SourceText

__all__ = ["relate"]

_ARTICLE_WORD = 5  # characters: "khoản", "điểm", "điều" belong to the cue as well: "bổ sung khoản 2 Điều 5 Luật A"


def relate(source: SourceText, mentions: Sequence[Mention], kind: TextKind | None = None) -> None:
    """Fill sentence, words, begin and edges of all mentions of a text of a kind, which must be in text order.

    Time is linear in the length of the text and the number of mentions.
    """
    text = source.text
    extractor = _RelationExtractor(source, kind)
    around = Surroundings(None, 0, 0)
    for mention in mentions:
        if not around.first <= mention.start < mention.end <= around.last:
            around = find_surroundings(text, mention.start, mention.end)
        mention.sentence = (around.first, around.last)
        mention.words = text[mention.start : mention.end]
        mention.begin = include_articles(text, mention.start)
        extractor.relate(mention, around.before)
    extractor.finish()
    if kind is TextKind.PAGE:
        for mention in mentions:
            limit_to_page(mention)


class _RelationExtractor:
    """Relates the mentions of one text in order; keeps the unit, the list and the quotation that are open."""

    def __init__(self, source: SourceText, kind: TextKind | None) -> None:
        self.citing = read_citing_text(source, kind)
        self.text = source.text
        self.column = BasisColumn(source.text)
        self.quotation = Quotation(source.text)
        self.unit = Unit()
        self.open_list: OpenList | None = None

    def relate(self, mention: Mention, before: Boundary | None) -> None:
        """Fill the edges of the next mention; `before` is the boundary nearest before its words."""
        self._move_to(mention, before)
        last = self.unit.citations[-1] if self.unit.citations else None
        left = last.end if last else self.unit.start
        tokens = scan(self.text, left, min(mention.begin + _ARTICLE_WORD, mention.start), capitals=mention.words.isupper())
        if self.column.headers and (header := self._find_cell_header(mention, tokens)):
            self.unit = Unit(mention.begin)
            edges = [Edge(SELF, Relation.BASED_ON, self.citing.source.quote(header.cue_start, header.cue_end))]
        else:
            edges = relate_citation(Clause(self.citing, self.unit, self.quotation.document, self.open_list, mention, left, tokens))
        mention.edges = [edge for edge in edges if edge.source != mention.key] or [Edge(SELF, Relation.CITES)]
        if self.unit.citations:
            self._apply_passives(tokens)
        self.unit.add(mention)

    def finish(self) -> None:
        """Complete the last unit with the text after its last citation."""
        if self.unit.citations:
            self._finish_unit(self.unit.citations[-1].end)

    def _move_to(self, mention: Mention, before: Boundary | None) -> None:
        """Begin a new unit if a boundary separates this mention from the last one."""
        citations = self.unit.citations
        last = citations[-1].end if citations else 0
        first = max(last, mention.begin - REACH)
        boundary = self._find_boundary(mention, before, first)
        begin = self._find_unit_start(boundary.end if boundary else first, last, mention)
        if begin == last and citations:
            return
        if citations:
            self._finish_unit(last)
        self.open_list = follow_list(
            mention.begin,
            begin=self.unit.start if first == last else first,
            first=first,
            open_list=self.open_list if first == last else None,  # too far away: a list is not followed over so much text
            context=Context(self.citing, self.unit, self.quotation.document),
        )
        guided = boundary is not None and boundary.kind == "heading" and GUIDANCE in self.text[boundary.start : boundary.end]
        self.unit = Unit(begin, GUIDANCE if guided else None)

    def _find_boundary(self, mention: Mention, before: Boundary | None, first: int) -> Boundary | None:
        """Return the boundary nearest before a mention with its articles, not before `first`; `before` is that before its words."""
        if before and before.end > mention.begin:  # among the articles
            before = find_boundary_before(self.text, first, mention.begin)
        return before if before and before.start >= first else None

    def _find_unit_start(self, begin: int, last: int, mention: Mention) -> int:
        """Return where the unit starts: `begin`, a table header, or an end of a quotation, which is moved on to the mention."""
        if self.column.headers and (header := self.column.find_header(begin, mention.begin)):
            begin = header.end
        return max(begin, self.quotation.move(last, mention.begin, self.unit.citations))

    def _find_cell_header(self, mention: Mention, tokens: Sequence[Token]) -> ColumnHeader | None:
        """Return the header "Căn cứ" of a mention that fills a cell; a cue right before shows that the cell is of another column."""
        header = self.column.find_header(0, mention.begin)
        if header is None or not self.column.is_cell(mention.begin, mention.end):
            return None
        return None if tokens and mention.begin - tokens[-1].end < ADJOINING else header

    def _finish_unit(self, start: int) -> None:
        """Read the clause after the last citation of a unit, which ends at `start`: it may end the force of the documents cited."""
        end = min(len(self.text), start + REACH)
        tail = self.text[start:end].replace("\n", " ")
        if any(map(tail.__contains__, _ending_passives())):  # few units have one, and this is faster than the scan
            stop = next(find_boundaries(self.text, start, end), None)
            self._apply_passives(scan(self.text, start, stop.start if stop else end))

    def _apply_passives(self, tokens: Sequence[Token]) -> None:
        """Relate plain citations by a passive after them that the citing document enacts: "... hết hiệu lực kể từ ngày ..."."""
        for index, token in enumerate(tokens):
            if token.cue.role is not Role.PASSIVE or not self._is_enacted_passive(tokens, index):
                continue
            for mention in self.unit.citations:
                if not mention.is_self and mention.edges[0] == Edge(SELF, Relation.CITES):
                    mention.edges[0] = self.citing.make_edge(SELF, token.cue.relation, token)

    def _is_enacted_passive(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a passive is stated by the citing document, not by an agent, as supposed, or as past."""
        token = tokens[index]
        if (
            token.cue.relation is Relation.AMENDS
            or self.citing.instructs
            or self.text[max(0, token.start - len(PAST)) : token.start] == PAST
        ):
            return False
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following and following.cue.role is Role.REFERS and following.start - token.end < ADJOINING:
            return False
        opening = scan(self.text, self.unit.start, self.unit.citations[0].begin)
        return not any(other.cue.role in NOT_ENACTING for other in opening)


@cache
def _ending_passives() -> tuple[str, ...]:
    """Return words of the passives that may end the force of documents cited before them: "bãi bỏ" for "bị bãi bỏ", "được bãi bỏ"."""
    passives = (word for cue in cues() if cue.role is Role.PASSIVE and cue.relation is not Relation.AMENDS for word in cue.words)
    endings = {passive.partition(" ")[2] for passive in passives}
    return tuple(sorted(ending for ending in endings if not any(other in ending for other in endings - {ending})))
