"""Read what a line above a citation states of it: "Bãi bỏ các văn bản sau:", "I. CĂN CỨ PHÁP LÝ", the head of a table's column.

A lead reaches the items below it and their sub-items. A heading without a colon reaches the paragraphs below it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.graph.model.structure import Block, BlockKind
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.adjoining_cues import Governor
from danchieu.loaders.relations.clause import NOT_ENACTING, CitingText, Context, Lead, Unit
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token, scan
from danchieu.loaders.relations.governing_cues import find_governors
from danchieu.loaders.relations.own_clause import is_stated
from danchieu.loaders.relations.vocabulary import LISTED_TYPES, render_alternatives
from danchieu.loaders.text.clauses import find_sentence_start
from danchieu.loaders.text.structure import Structure
from danchieu.loaders.text.tables import Tables

__all__ = ["Leads", "read_lead"]

_BASIS = re.compile(r"(?:các\s+)?(?P<cue>căn\s+cứ|cơ\s+sở\s+pháp\s+lý|cơ\s+sở\s+chính\s+trị)(?!\w)", re.IGNORECASE)
_BASIS_CELL = re.compile(r"[\s|]*(?:văn\s+bản\s+)?(?P<cue>căn\s+cứ|cơ\s+sở\s+pháp\s+lý)(?!\w)", re.IGNORECASE)
# What a lead acts on if its items are documents; types of documents only in the plural, since one of them is a citation.
_DOCUMENTS = re.compile(
    rf"""(?<!\w)(?:(?:các|những|một\s+số|toàn\s+bộ|tất\s+cả|nhóm)\s+(?:[^\W\d]+\s+){{0,2}}?(?:{render_alternatives(LISTED_TYPES)})
    |(?:các\s+|một\s+số\s+|những\s+|danh\s+mục\s+)*(?:văn\s+bản|quy\s+định\s+(?:của\s+)?pháp\s+luật|quy\s+định\s+của\s+Đảng))(?!\w)(?!\s+số\s+\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_TASKS = re.compile(r"(?<!\w)(?:nội\s+dung|nhiệm\s+vụ|giải\s+pháp|công\s+tác|biện\s+pháp|công\s+việc|việc|yêu\s+cầu)(?!\w)", re.IGNORECASE)
_NOTHING_ELSE = re.compile(r"[\s,]*(?:(?:là|gồm|bao\s+gồm|sau|sau\s+đây|dưới\s+đây|bởi|cho)\s*)*[\s:,]*", re.IGNORECASE)
_LABEL = re.compile(
    r"[\s*\"“]*(?:(?:Điều|ĐIỀU)\s+\d+\w?\s*[.:]?|[IVX]+\s?[.)/-]|[A-H][.)]|\d+(?:\.\d+)*\s?[.)/-]?|[a-zđ]\s?[).]|[-+•])?[\s*]*"
)
_LONGEST_LEAD = 400  # characters of a line that leads others, without its label
_LONGEST_BASIS = 100  # characters of a heading that names a basis: "Căn cứ xây dựng kế hoạch thực hiện"
_OBJECT = 60  # from a verb to the documents that it acts on: "thực hiện nghiêm túc, có hiệu quả"
_OPENING = 200  # from the start of an item to its first citation; later ones are mentioned in passing
_FIRST_WORD = 12  # the same below a heading without a colon: "Các ", a number in a cell
_AT_COLON = 40  # from a colon in a sentence to what it leads
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.APPENDIX, BlockKind.SECTION, BlockKind.ARTICLE, BlockKind.CLAUSE, BlockKind.POINT})


class Leads:
    """The leads of one text; each line is read once."""

    def __init__(self, citing: CitingText, structure: Structure) -> None:
        self.citing, self.structure = citing, structure
        self.cited: dict[int, list[Mention]] = {}
        self._leads: dict[int, Lead | None] = {}
        self._tables = Tables(structure)

    def add(self, mention: Mention, place: int | None) -> None:
        """Add a citation that was related, in the block at `place`."""
        if place is not None:
            self.cited.setdefault(place, []).append(mention)

    def find(self, place: int | None, begin: int) -> Lead | None:
        """Return the nearest lead above a citation at `begin` that is the first of its unit, in the block at `place`."""
        if place is None or begin - self.structure.blocks[place].start > _OPENING:
            return None
        if carried := self._carried_on(place):
            return carried
        in_list = True
        for at in self.structure.above(place):
            if head := self._column_head(at):
                return head
            if at != place and (lead := self._read(at)) and (in_list or lead.is_heading):
                return lead if lead.has_colon or self._begins_item(place, begin) else None
            in_list = in_list and self.structure.blocks[at].is_item
        return None

    def _begins_item(self, place: int, begin: int) -> bool:
        """Return whether a citation at `begin` is the first word of its block, but for the label."""
        start = self.structure.blocks[place].start
        label = _LABEL.match(self.citing.text, start)
        return begin - max(start, label.end() if label else 0) <= _FIRST_WORD

    def find_in_sentence(self, unit: Unit, begin: int) -> Lead | None:
        """Return the lead that ends with a colon right before a citation at `begin`, in its own sentence."""
        colon = self.citing.text.rfind(":", unit.start, begin)
        if colon < 0 or begin - colon > _AT_COLON:
            return None
        lead = read_lead(unit.start, colon + 1, has_colon=True, context=Context(self.citing, unit, None))
        return replace(lead, colon=colon) if lead and lead.edges else None

    def _read(self, place: int) -> Lead | None:
        if place not in self._leads:
            self._leads[place] = self._read_block(place, self.structure.blocks[place])
        return self._leads[place]

    def _read_block(self, place: int, block: Block) -> Lead | None:
        text = self.citing.text
        words = text[block.start : block.own_end].rstrip(' \n*"”')
        end = block.start + len(words)
        has_colon = words.endswith((":", ": -"))
        if not has_colon and (block.kind not in _HEADINGS or words.endswith((";", ",")) or len(words) > _LONGEST_LEAD):
            return None
        label = _LABEL.match(text, block.start)
        start = label.end() if label and label.end() < end else block.start
        if has_colon:
            start = find_sentence_start(text, start, end)
        unit = Unit(start, citations=self.cited.get(place, []))
        return read_lead(start, end, has_colon=has_colon, context=Context(self.citing, unit, None))

    def _carried_on(self, place: int) -> Lead | None:
        """Return what the paragraph before states, if it ends with a semicolon: "Căn cứ Luật A;" and below it "Nghị định B;"."""
        block = self.structure.blocks[place]
        before = self.structure.blocks[place - 1] if place else None
        if before is None or before.parent != block.parent or before.kind is not block.kind or place - 1 not in self.cited:
            return None
        if not self.citing.text[before.start : before.own_end].rstrip(" \n*").endswith(";"):
            return None
        first = self.cited[place - 1][0].edges[0]
        carried = first.source == SELF and (first.relation is Relation.BASED_ON or (block.kind is BlockKind.PARAGRAPH and first.cue))
        return Lead((first,)) if carried else None

    def _column_head(self, place: int) -> Lead | None:
        """Return what the head of the column of a cell states: "Căn cứ"."""
        head = self._tables.column_head(place) if self.structure.has_rows else None
        if head is None:
            return None
        block = self.structure.blocks[head]
        basis = _BASIS_CELL.match(self.citing.text, block.start, block.own_end)
        return Lead((Edge(SELF, Relation.BASED_ON, self.citing.source.quote(*basis.span("cue"))),)) if basis else None


def read_lead(start: int, end: int, *, has_colon: bool, context: Context) -> Lead | None:
    """Read what the words from `start` to `end`, a heading or the words before a colon, state of the items below or behind them."""
    citing, text = context.citing, context.citing.text
    words = text[start:end]
    # CASE 1: a basis: "Căn cứ pháp lý", "Cơ sở pháp lý:".
    if (basis := _BASIS.match(text, start, end)) and not context.unit.citations and len(words) < _LONGEST_BASIS:
        return Lead((Edge(SELF, Relation.BASED_ON, citing.source.quote(*basis.span("cue"))),), is_heading=True, has_colon=True)

    tokens = scan(text, start, end, capitals=words.isupper())
    cited = [mention for mention in context.unit.citations if not mention.is_self]
    # CASE 2: items that act on a document: "Nghị định A được sửa đổi, bổ sung bởi các văn bản sau:".
    passive = next((token for token in reversed(tokens) if token.cue.role is Role.PASSIVE), None)
    if passive and has_colon and cited and any(token.cue.role is Role.REFERS and token.start > passive.end for token in tokens):
        return Lead(acted_on=cited[0], passive=passive)

    # CASE 3: documents that a verb acts on: "Bãi bỏ các văn bản sau:", "Thực hiện nghiêm các quy định của pháp luật, nhất là:".
    if stated := _acted_on(tokens, start, end, context, has_colon=has_colon):
        return Lead(stated, is_heading=not has_colon, has_colon=has_colon)

    # CASE 4: documents of a state: "Văn bản hết hiệu lực toàn bộ", "DANH MỤC VĂN BẢN BÃI BỎ".
    if stated := _of_state(tokens, start, end, context):
        return Lead(stated, is_heading=True, has_colon=True)
    return None


def _acted_on(tokens: Sequence[Token], start: int, end: int, context: Context, *, has_colon: bool) -> tuple[Edge, ...]:
    text = context.citing.text
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.cue.role not in (Role.GOVERNS, Role.PASSIVE) or _DOCUMENTS.match(text, token.start, end):
            continue
        if any(mention.begin >= token.end for mention in context.unit.citations):
            continue  # it acts on the document that the lead cites
        noun = _DOCUMENTS.search(text, token.end, min(end, token.end + _OBJECT + 30))
        if (
            noun
            and noun.start() - token.end <= _OBJECT
            and not _TASKS.search(text, token.end, noun.start())
            and ":" not in text[token.end : noun.start()]
        ):
            place = noun.start()
        elif has_colon and _NOTHING_ELSE.fullmatch(text, token.end, end):
            place = token.end
        else:
            continue
        if token.cue.role is Role.PASSIVE:
            governors: Sequence[Governor] = [Governor(token.cue.relation, token)]
        else:
            governors = find_governors(text, tokens[: index + 1], place)
        return _stated(governors, tokens[: index + 1], start, context)
    return ()


def _of_state(tokens: Sequence[Token], start: int, end: int, context: Context) -> tuple[Edge, ...]:
    text = context.citing.text
    noun = _DOCUMENTS.search(text, start, end)
    if noun is None:
        return ()
    changed = [token for token in tokens if token.start >= noun.end() and token.cue.role in (Role.GOVERNS, Role.PASSIVE)]
    legal = [token for token in changed if token.cue.relation in (Relation.REPEALS, Relation.REPLACES, Relation.AMENDS)]
    if not legal or len(legal) != len(changed) or any(token.cue.role in NOT_ENACTING for token in tokens) or context.citing.instructs:
        return ()
    return tuple(dict.fromkeys(context.citing.make_edge(SELF, token.cue.relation, token) for token in legal))


def _stated(governors: Sequence[Governor], tokens: Sequence[Token], start: int, context: Context) -> tuple[Edge, ...]:
    """Return the edges of the governors that the citing document states; plain ones if it states none of them."""
    if not governors:
        return ()
    stated = [one for one in governors if is_stated(one.relation, governors[0].cue, tokens, start, type_word="", context=context)]
    return tuple(context.citing.make_edges(SELF, stated))
