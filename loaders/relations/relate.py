"""Which document relates how to which: every citation gets its edges, clause by clause.

    Kế hoạch số 87-KH/ĐUK về thực hiện Chỉ thị số 34-CT/TU        87 -IMPLEMENTS-> 34
    Luật A được sửa đổi, bổ sung bởi Luật B                       B -AMENDS-> A, and both as the clause says
    Quyết định này thay thế Quyết định số 12/QĐ-UBND              self -REPLACES-> 12

A citation is read in its unit (sentence, paragraph or list item) from left to right: the cues between the citation before it and
itself, and where they stand, say whether it continues a list, stands in the title of the one before, or begins a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.basis_column import BasisColumn
from danchieu.loaders.relations.between_citations import (
    articles_before,
    leaves_title,
    programme_before,
    quotation_after,
    separator_before,
    title_after,
    unnumbered_between,
)
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token, scan
from danchieu.loaders.relations.governing_cues import LEGAL, governors, is_enacted, is_instruction, kind_of, may_amend
from danchieu.loaders.text.clauses import REACH, Boundary, Surroundings, boundaries, last_boundary, surroundings
from danchieu.loaders.text.source import SourceText

__all__ = ["relate"]

_LIST_AHEAD = re.compile(r"(?<!\w)(?:(?<!như )sau|gồm|dưới\s+đây|bởi|(?:các|những)(?:\s+[^\W\d]+){1,4}\s*\Z)(?!\w)", re.IGNORECASE)
_CLOSING = '”"'  # marks that end a quotation
_MOST = 100  # mentions of one unit that are kept in mind, the first and the latest: so the time stays linear
_COLON = re.compile(r":[^\S\n]*\n")
_LABEL = re.compile(
    r"""[\s*]*+(?:(?P<article>Điều|Chương|Mục|Phần)\s|(?P<roman>[IVX]+)[.\-]|(?P<number>\d+)[.\-/]|(?P<letter>[a-zđ])[).]|(?P<bullet>[-+•●▪])\s)""",
    re.VERBOSE,
)


def relate(source: SourceText, mentions: Sequence[Mention]) -> None:
    """Give all mentions of a text, in text order, their sentence and their edges.

    Time is linear in the length of the text and the number of mentions.
    """
    text = source.text
    reader = _Reader(source)
    around = Surroundings(None, 0, 0)
    for mention in mentions:
        if not around.first <= mention.start < mention.end <= around.last:
            around = surroundings(text, mention.start, mention.end)
        mention.sentence = (around.first, around.last)
        mention.words = text[mention.start : mention.end]
        mention.begin = articles_before(text, mention.start)
        reader.read(mention, around.before)
    reader.close()


class _Reader:
    """Goes through the mentions of one text and keeps what the unit has said so far."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.kind = kind_of(source.text)
        self.instruction = is_instruction(self.kind)
        self.unit: list[Mention] = []  # mentions of the current sentence or item
        self.unit_start = 0
        self.titled: str | None = None  # the heading right above the unit, if that is HƯỚNG DẪN: it guides what its title names
        self.lead: list[Edge] = []  # what a line ending with a colon says of the items below it
        self.led: tuple[Mention, Token] | None = None  # what they act upon: "Thông tư A được sửa đổi, bổ sung bởi:"
        self.column = BasisColumn(source.text)
        self.quoted: Mention | None = None  # the document whose words are being quoted
        self.last_closing = max(source.text.rfind(mark) for mark in _CLOSING)
        self.quoted_to = 0  # the quotation has been followed up to here
        self.lead_label = ""  # how that line is numbered: a line numbered so ends the list

    def read(self, mention: Mention, before: Boundary | None) -> None:
        """Give `mention` its edges, in the light of the mentions before it; `before` is the boundary nearest before its words."""
        self._move_to(mention, before)
        previous = self.unit[-1] if self.unit else None
        left = previous.end if previous else self.unit_start
        # "bổ sung khoản 2 Điều 5 Luật A": the word for the article is part of the cue as well.
        end = min(mention.begin + 5, mention.start)
        tokens = scan(self.text, left, end, capitals=mention.words.isupper())
        edges = self._cell(mention, tokens) or self._edges(mention, previous, left, tokens)
        mention.edges = [edge for edge in edges if edge.source != mention.key] or [Edge(SELF, Relation.CITES)]
        if previous and self.unit:
            self._suffer(tokens)
        self.unit.append(mention)
        if len(self.unit) > _MOST:
            del self.unit[1 : _MOST // 2]

    def close(self) -> None:
        """The last unit is complete: read what stands after its last mention."""
        if self.unit:
            self._finish(self.unit[-1].end)

    def _move_to(self, mention: Mention, before: Boundary | None) -> None:
        """Open a new unit if a boundary lies between the last mention and this one."""
        last = self.unit[-1].end if self.unit else 0
        first = max(last, mention.begin - REACH)
        if before and before.end > mention.begin:  # it stands among the articles
            before = last_boundary(self.text, first, mention.begin)
        boundary = before if before and before.start >= first else None
        begin = boundary.end if boundary else first
        if self.column.headers and (header := self.column.header_before(begin, mention.begin)):
            begin = header[0]
        begin = max(begin, self._quote(last, mention.begin))
        if begin == last and self.unit:
            return
        if self.unit:
            self._finish(last)
        if first > last:
            self.lead, self.led = [], None
        self._leads(self.unit_start if first == last else first, first, mention.begin)
        self.unit = []
        self.unit_start = begin
        self.titled = None
        if boundary and boundary.kind == "heading" and "HƯỚNG DẪN" in self.text[boundary.start : boundary.end]:
            self.titled = "HƯỚNG DẪN"

    def _quote(self, last: int, place: int) -> int:
        """Follow the quotation that is open, or open one that begins after `last`; where it begins or ends before `place`, or 0."""
        if self.quoted is None:
            begin = quotation_after(self.text, last, min(place, last + REACH))
            begin = begin if begin and begin < self.last_closing else None  # one that nothing closes quotes nothing
            self.quoted = next((m for m in self.unit if not m.nested and not m.is_self), None) if begin else None
            self.quoted_to = begin or 0
            return self.quoted_to if self.quoted else 0
        end = min((at for mark in _CLOSING if (at := self.text.find(mark, self.quoted_to, place)) >= 0), default=-1)
        self.quoted_to = place
        if end < 0:
            return 0
        self.quoted = None
        return end + 1

    def _cell(self, mention: Mention, tokens: list[Token]) -> list[Edge]:
        """The edge of a citation in a column headed "Căn cứ", unless a cue right before shows that it belongs to another column."""
        header = self.column.header_before(0, mention.begin) if self.column.headers else None
        if header is None or not self.column.holds(mention.begin, mention.end) or (tokens and mention.begin - tokens[-1].end < 4):
            return []
        self.unit, self.unit_start = [], mention.begin
        return [Edge(SELF, Relation.BASED_ON, self.source.quote(*header[1]))]

    def _finish(self, start: int) -> None:
        """The clause after the last citation of a unit may say what becomes of them."""
        end = min(len(self.text), start + REACH)
        tail = self.text[start:end]
        if "iệu lực" in tail or "bãi bỏ" in tail or "thay thế" in tail:
            stop = next(boundaries(self.text, start, end), None)
            self._suffer(scan(self.text, start, stop.start if stop else end))

    def _leads(self, begin: int, first: int, place: int) -> None:
        """Open the list that a line ending with a colon leads ("Bãi bỏ các văn bản sau:"), and close it where it ends, up to `place`."""
        opened = first
        for colon in _COLON.finditer(self.text, first, place):
            if _LIST_AHEAD.search(self.text[max(begin, colon.start() - 80) : colon.start()]):
                boundary = last_boundary(self.text, first, colon.start())
                self._open_list(boundary.end if boundary else begin, colon.start())
                opened = colon.end()
        if self.lead or self.led:
            for boundary in boundaries(self.text, opened, place + 1):
                label = _LABEL.match(self.text, boundary.end)
                unlabelled = label is None and "\n" in self.text[boundary.start : boundary.end]
                if boundary.end <= place and (unlabelled or (label and label.lastgroup in ("article", "roman", self.lead_label))):
                    self.lead, self.led = [], None

    def _open_list(self, line: int, colon: int) -> None:
        """Read what the line from `line` to its colon says of the items below it."""
        tokens = scan(self.text, max(line, colon - REACH), colon)
        cue = next((t for t in reversed(tokens) if t.cue.role in (Role.GOVERNS, Role.PASSIVE)), None)
        label = _LABEL.match(self.text, line)
        self.lead, self.led, self.lead_label = [], None, (label.lastgroup or "") if label else ""
        cited = [m for m in self.unit if not m.is_self]
        if cue and cue.cue.role is Role.PASSIVE and tokens[-1].cue.role is Role.REFERS and cited:
            self.led = (cited[0], cue)
        elif cue and self._holds(cue, cue.cue.relation, tokens, line, ""):
            self.lead = [self._edge(SELF, cue.cue.relation, cue)]

    def _suffer(self, tokens: list[Token]) -> None:
        """A clause after citations says what becomes of them: "... hết hiệu lực kể từ ngày ..."."""
        for index, token in enumerate(tokens):
            if token.cue.role is not Role.PASSIVE or token.cue.relation is Relation.AMENDS or self.instruction:
                continue
            agent = index + 1 < len(tokens) and tokens[index + 1].cue.role is Role.REFERS and tokens[index + 1].start - token.end < 4
            head = scan(self.text, self.unit_start, self.unit[0].begin)
            doubtful = any(t.cue.role in (Role.NON_ENACTING, Role.CONDITIONAL) for t in head)
            if agent or doubtful or self.text[max(0, token.start - 3) : token.start] == "đã ":
                continue
            for mention in self.unit:
                if not mention.is_self and mention.edges[0] == Edge(SELF, Relation.CITES):
                    mention.edges[0] = self._edge(SELF, token.cue.relation, token)

    def _edges(self, mention: Mention, previous: Mention | None, left: int, tokens: list[Token]) -> list[Edge]:
        # CASE 1: the first of its unit: a clause of its own, or an item of a list that the line above leads.
        if previous is None and self.led and not tokens and self.led[0].key != mention.key:
            target, passive = self.led
            target.edges.append(self._edge(mention.key, passive.cue.relation, passive))
            return [target.edges[0]]
        if previous is None:
            return self._own(mention, left, tokens)
        # CASE 2: "A (sau đây gọi tắt là B)", "A (B)": B is A once more.
        restates = bool(tokens) and tokens[-1].cue.role is Role.RESTATES
        aside = self.text[mention.begin - 1] == "("
        if restates or aside:
            at_once = restates or mention.begin - previous.end < 4
            same = next((m for m in reversed(self.unit) if m.key == mention.key), previous if at_once else None)
            if same:
                return [edge for edge in same.edges if edge.source == same.edges[0].source]
        # CASE 3: "A được sửa đổi, bổ sung bởi B": B acts on A, and relates otherwise as A does.
        if (suffers := self._agent_of(mention, tokens)) and (patient := self._acted_upon(mention)):
            agent = SELF if mention.is_self else mention.key
            patient.edges.append(self._edge(agent, suffers.cue.relation, suffers))
            mention.amends = [patient]
            return [patient.edges[0]]
        # CASE 4: "Quy định A ban hành kèm theo Quyết định B": B issues A, or is what is amended if A is.
        itself = previous.is_self or previous.key == mention.key
        title = None if itself else title_after(self.text, previous.end, tokens)
        if title and title.cue.role is Role.ATTACHES and self.text[title.start - 1] != "(" and mention.begin - title.end < title.cue.reach:
            if previous.edges[0].relation in LEGAL:
                return list(previous.edges)
            return [self._edge(previous.key, title.cue.relation, title)]
        attached = next((t for t in tokens if t.cue.role is Role.ATTACHES and mention.begin - t.end < 80), None)
        if attached and (issued := self._programme(mention, previous, attached)):
            return issued
        if title and aside and not attached and ";" not in self.text[left : mention.begin]:
            return [Edge(SELF, Relation.CITES)]
        # CASE 5: "Luật sửa đổi, bổ sung một số điều của Luật A số ..., Luật B số ...": it amends each.
        if acts := previous.acts_on_next(self.text[previous.end : mention.begin]):
            return [Edge(previous.key, Relation.AMENDS, self.source.quote(*acts))]
        # CASE 6: "A, B và C": an item of a list relates as the item before it.
        if separator := separator_before(self.text, left, mention.begin):
            return self._continued(mention, previous, separator)
        # CASE 7: "A về việc thực hiện B": B stands in the title of A; "A và Kế hoạch của Tỉnh ủy về thực hiện B": of what A stands beside.
        if title and not previous.before(mention) and not self._closed(title, tokens, mention.begin):
            governing = governors(self.text, tokens, mention.begin, law=mention.is_law)
            if governing or self._points_within(title, tokens):
                beside = unnumbered_between(self.text, previous.end, title.start)
                return self._stated(previous.edges[0].source if beside else previous.key, governing)
        # CASE 8: a clause of its own; "gắn với" gives it the rank of the citation before.
        own = self._own(mention, left, tokens)
        if previous.nested and own[0].cue and tokens and tokens[0].cue.role is Role.JOINS and ";" not in self.text[left : mention.begin]:
            return [replace(own[0], source=previous.edges[0].source)]
        return own

    def _programme(self, mention: Mention, previous: Mention, cue: Token) -> list[Edge]:
        """Of "Chương trình hành động thực hiện A (ban hành kèm theo B)": A is carried out by B, and B is what is amended, if any is."""
        begin = programme_before(self.text, self.unit_start, previous.begin)
        if begin is None or previous.nested or previous.edges[0].relation is not Relation.IMPLEMENTS:
            return []
        previous.edges = [replace(previous.edges[0], source=mention.key)]
        governing = governors(self.text, scan(self.text, self.unit_start, begin), begin)
        held = [(r, t) for r, t in governing if r in LEGAL and self._holds(t, r, [], self.unit_start, mention.word)]
        return self._stated(SELF, held) if held else [self._edge(SELF, cue.cue.relation, cue)]

    def _agent_of(self, mention: Mention, tokens: list[Token]) -> Token | None:
        """The passive that makes `mention` the agent: it ends in "bởi", "theo" or "tại" right before the citation."""
        if not tokens or tokens[-1].cue.role is not Role.REFERS or mention.begin - tokens[-1].end > 20:
            return None
        return next((t for t in reversed(tokens) if t.cue.role is Role.PASSIVE and tokens[-1].start - t.end < 80), None)

    def _acted_upon(self, mention: Mention) -> Mention | None:
        """The citation that `mention` acts upon: the last one of its own series in the unit, else of its own type, else the last one."""
        cited = [m for m in reversed(self.unit) if not m.is_self]
        alike = [m for m in cited if m.word == mention.word] or cited
        found = next((m for m in alike if m.series == mention.series), alike[0] if alike else None)
        return found if found and found.key != mention.key else None

    def _continued(self, mention: Mention, previous: Mention, separator: str) -> list[Edge]:
        """The edges of an item of a list: after a semicolon those of the last item of first rank, else those of the item before."""
        source = next((m for m in self.unit if m.key == previous.edges[0].source), None)
        if separator == ";" or (source and source.before(mention) and not previous.amends):
            previous = next((m for m in reversed(self.unit) if not m.nested), previous)
        elif previous.amends:
            for target in previous.amends if mention.key not in {m.key for m in previous.amends} else ():
                target.edges.append(replace(target.edges[-1], source=mention.key))
            mention.amends = previous.amends
        elif previous.nested and previous.edges[0].relation is Relation.ISSUED_WITH:
            previous = next((m for m in reversed(self.unit) if m.key == previous.edges[0].source), previous)
        return [edge for edge in previous.edges if edge.source == previous.edges[0].source]

    def _closed(self, title: Token, tokens: list[Token], end: int) -> bool:
        """Whether the title that `title` opens is over before `end`."""
        between = self.text[title.start : end]
        if ";" in between and not self._runs_on(between):
            return True
        return leaves_title(between) or any(t.cue.role in (Role.JOINS, Role.BREAKS) for t in tokens)

    def _points_within(self, title: Token, tokens: list[Token]) -> bool:
        """Whether nothing, or a plain "theo", leads from a title to a citation in it; "tại" leads to one outside."""
        pointer = next((t for t in reversed(tokens) if t.cue.role is Role.REFERS), None)
        return pointer is None or (self.text.startswith("theo", pointer.start) and "," not in self.text[title.start : pointer.start])

    def _runs_on(self, title: str) -> bool:
        """In a preamble a title may hold semicolons: what comes after one there is no new clause unless it begins with a cue."""
        clause = title[title.rfind(";") + 1 :]
        if not clause.lstrip()[:1].islower():
            return False
        head = scan(self.text, self.unit_start, min(self.unit_start + 40, self.unit[0].begin))
        first = scan(clause, 0, min(len(clause), 60))
        return bool(head) and head[0].start - self.unit_start < 4 and not self.unit[-1].nested and (not first or first[0].start > 3)

    def _own(self, mention: Mention, left: int, tokens: list[Token]) -> list[Edge]:
        """The edges of a citation that stands in a clause of its own."""
        semicolon = self.text.rfind(";", left, mention.begin)
        here = [t for t in tokens if t.start > semicolon]
        governing = governors(self.text, here, mention.begin, law=mention.is_law)
        if not governing and semicolon >= 0 and separator_before(self.text, left, mention.begin):
            before = self.text.rfind(";", left, semicolon)
            governing = governors(self.text, [t for t in tokens if t.start > before], mention.begin, law=mention.is_law)
        if self.titled and not self.unit and (not here or (governing and governing[0][0] is Relation.IMPLEMENTS)):
            return [Edge(SELF, Relation.GUIDES, self.titled)]  # "HƯỚNG DẪN thực hiện Chỉ thị"
        if governing:
            first = min((cue for _, cue in governing), key=lambda cue: cue.start)
            begin = max(semicolon + 1, self.unit_start)
            held = [(relation, cue) for relation, cue in governing if self._holds(first, relation, here, begin, mention.word)]
            quotes = self.quoted if held and held[0][0] in LEGAL else None
            return self._stated(quotes.key if quotes else SELF, held)
        # "...: A; B; quy định tại C": the list goes on. So does a basis: "...; của Giám đốc Sở tại Tờ trình B".
        if self.unit and not any(t.cue.role is Role.BREAKS for t in here):
            top = self.unit[0].edges[0]
            head = self.text[self.unit_start : self.unit[0].begin].rstrip()
            if top.relation is Relation.BASED_ON or (semicolon >= 0 and head.endswith(":")):
                return [top]
        if self.lead and not self.unit and mention.begin - self.unit_start < 200:
            return list(self.lead)
        return [Edge(SELF, Relation.CITES)]

    def _holds(self, cue: Token, relation: Relation | None, tokens: list[Token], begin: int, type_: str) -> bool:
        """Whether a relation of the citing document itself is enacted; amendment, repeal and guidance may be mere talk."""
        if relation not in LEGAL and relation is not Relation.GUIDES:
            return True
        if any(t.cue.role in (Role.NON_ENACTING, Role.CONDITIONAL) and t.end <= cue.start for t in tokens):
            return False
        if self.quoted:
            return is_enacted(self.text, begin, cue.start)
        if relation in LEGAL and not may_amend(self.kind, type_):
            return False
        if any(m.is_self for m in self.unit) or (relation is Relation.GUIDES and self.kind == "HƯỚNG DẪN"):
            return True
        return cue.cue.role is Role.PASSIVE or (not self.instruction and is_enacted(self.text, begin, cue.start))

    def _stated(self, source: str, governing: list[tuple[Relation, Token]]) -> list[Edge]:
        return [self._edge(source, relation, cue) for relation, cue in governing] or [Edge(source, Relation.CITES)]

    def _edge(self, source: str, relation: Relation | None, cue: Token) -> Edge:
        return Edge(source, relation or Relation.CITES, self.source.quote(cue.start, cue.end))
