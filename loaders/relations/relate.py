"""Extract typed relations between cited documents, clause by clause.

    Kế hoạch số 87-KH/ĐUK về thực hiện Chỉ thị số 34-CT/TU        87 -IMPLEMENTS-> 34
    Luật A được sửa đổi, bổ sung bởi Luật B                       B -AMENDS-> A, and both as the clause says
    Quyết định này thay thế Quyết định số 12/QĐ-UBND              self -REPLACES-> 12

Citations are read from left to right, each in its unit (sentence, paragraph or list item): the cues between it and the citation before
decide whether it continues a list, is part of the title of the one before, or begins a clause of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from unicodedata import normalize

from danchieu.graph.model import SELF, Edge, Relation, TextKind
from danchieu.graph.model.structure import BlockKind
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.basis_column import BasisColumn, ColumnHeader
from danchieu.loaders.relations.between_citations import include_articles
from danchieu.loaders.relations.clause import ADJOINING, NOT_ENACTING, PAST, Clause, Lead, Unit, read_citing_text
from danchieu.loaders.relations.cue_table import Role, cues
from danchieu.loaders.relations.cues import Token, scan
from danchieu.loaders.relations.edge_cases import relate_citation
from danchieu.loaders.relations.leads import Leads
from danchieu.loaders.relations.page_edges import limit_to_page
from danchieu.loaders.relations.quotation import Quotation
from danchieu.loaders.relations.telling import Told, relate_told
from danchieu.loaders.relations.vocabulary import GUIDANCE
from danchieu.loaders.text.clauses import REACH, Surroundings, find_sentence_end, find_surroundings
from danchieu.loaders.text.source import SourceText
from danchieu.loaders.text.structure import Structure

__all__ = ["relate"]

_PROVISIONS = "quy định"  # "các quy định tại Nghị định A trái với Nghị định này đều bãi bỏ"
_ARTICLE_WORD = 5  # characters: "khoản", "điểm", "điều" belong to the cue as well: "bổ sung khoản 2 Điều 5 Luật A"


def relate(
    source: SourceText, structure: Structure, mentions: Sequence[Mention], kind: TextKind | None = None, told: Sequence[Told] = ()
) -> None:
    """Fill sentence, words, begin, place and edges of all mentions of a text of a kind, which must be in text order.

    `told` are the ranges of a page in which documents speak.

    Time is linear in the length of the text and the number of mentions.
    """
    text = source.text
    extractor = _RelationExtractor(source, structure, kind)
    around = Surroundings(None, 0, 0)
    for mention in mentions:
        mention.begin = include_articles(text, mention.start)
        if not around.begin <= mention.begin < mention.end <= around.end:
            around = find_surroundings(text, structure, mention.begin, mention.end)
        mention.place, mention.sentence = around.place, around.quote(text)
        mention.words = text[mention.start : mention.end]
        extractor.relate(mention, around)
    extractor.finish()
    relate_told(mentions, told)
    if kind is TextKind.PAGE:
        for mention in mentions:
            limit_to_page(mention)


class _RelationExtractor:
    """Relates the mentions of one text in order; keeps the unit, the list and the quotation that are open."""

    def __init__(self, source: SourceText, structure: Structure, kind: TextKind | None) -> None:
        self.citing = read_citing_text(source, kind)
        self.text = source.text
        self.structure = structure
        self.column = BasisColumn(source.text)
        self.quotation = Quotation(source.text)
        self.leads = Leads(self.citing, structure)
        self.unit = Unit()
        self.colon_lead: Lead | None = None

    def relate(self, mention: Mention, around: Surroundings) -> None:
        """Fill the edges of the next mention, in its surroundings."""
        self._move_to(mention, around)
        last = self.unit.citations[-1] if self.unit.citations else None
        left = last.end if last else self.unit.start
        tokens = scan(self.text, left, min(mention.begin + _ARTICLE_WORD, mention.start), capitals=mention.words.isupper())
        if self.column.headers and (header := self._find_cell_header(mention, tokens)):
            self.unit = Unit(mention.begin)
            edges = [Edge(SELF, Relation.BASED_ON, self.citing.source.quote(header.cue_start, header.cue_end))]
        else:
            find_lead = partial(self.leads.find, around.place, mention.begin)
            clause = Clause(self.citing, self.unit, self.quotation.document, find_lead, self.colon_lead, mention, left, tokens)
            edges = relate_citation(clause)
        mention.edges = [edge for edge in edges if edge.source != mention.key] or [Edge(SELF, Relation.CITES)]
        if self.unit.citations and not mention.acts_on:
            self._apply_passives(tokens)
        self.unit.add(mention)
        self.leads.add(mention, around.place)

    def finish(self) -> None:
        """Complete the last unit with the text after its last citation."""
        if self.unit.citations:
            self._finish_unit(self.unit.citations[-1].end)

    def _move_to(self, mention: Mention, around: Surroundings) -> None:
        """Begin a new unit if this mention is in another sentence than the last one."""
        citations = self.unit.citations
        last = citations[-1].end if citations else 0
        begin = self._find_unit_start(max(around.begin, last), last, mention)
        if begin == last and citations:
            return
        if citations:
            self._finish_unit(last)
        blocks = self.structure.blocks
        in_cell = around.place is not None and blocks[around.place].kind is BlockKind.CELL
        self.unit = Unit(begin, GUIDANCE if self._is_guidance(around) else None, in_cell=in_cell)
        self.colon_lead = self.leads.find_in_sentence(self.unit, mention.begin)

    def _is_guidance(self, around: Surroundings) -> bool:
        """Return whether a sentence begins the block below a heading "HƯỚNG DẪN"."""
        blocks = self.structure.blocks
        if not around.place or around.begin > blocks[around.place].start:
            return False
        above = blocks[around.place - 1]
        return above.kind is BlockKind.HEADING and GUIDANCE in self.text[above.start : above.own_end]

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
            place = self.structure.place_of(start - 1)
            last = self.structure.blocks[place].own_end if place is not None else end
            self._apply_passives(scan(self.text, start, find_sentence_end(self.text, start, last)))

    def _apply_passives(self, tokens: Sequence[Token]) -> None:
        """Relate plain citations by a passive after them that the citing document enacts: "... hết hiệu lực kể từ ngày ..."."""
        for index, token in enumerate(tokens):
            if token.cue.role is not Role.PASSIVE or not self._is_enacted_passive(tokens, index):
                continue
            for mention in self.unit.citations:
                if not mention.is_self and _is_plain(mention.edges[0]):
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


def _is_plain(edge: Edge) -> bool:
    """Return whether an edge states nothing of the citation: no cue, or only that provisions of it are meant."""
    cue = " ".join(normalize("NFC", edge.cue or _PROVISIONS).lower().split())
    return edge.source == SELF and edge.relation is Relation.CITES and cue.startswith(_PROVISIONS)


@cache
def _ending_passives() -> tuple[str, ...]:
    """Return words of the passives that may end the force of documents cited before them: "bãi bỏ" for "bị bãi bỏ", "được bãi bỏ"."""
    passives = (word for cue in cues() if cue.role is Role.PASSIVE and cue.relation is not Relation.AMENDS for word in cue.words)
    endings = {passive.partition(" ")[2] for passive in passives}
    return tuple(sorted(ending for ending in endings if not any(other in ending for other in endings - {ending})))
