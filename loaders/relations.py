"""Which document relates how to which: every citation gets its edges, clause by clause.

    Kế hoạch số 87-KH/ĐUK về thực hiện Chỉ thị số 34-CT/TU        87 -IMPLEMENTS-> 34
    Luật A được sửa đổi, bổ sung bởi Luật B                       B -AMENDS-> A, and both as the clause says
    Quyết định này thay thế Quyết định số 12/QĐ-UBND              self -REPLACES-> 12

A citation is read in its unit (sentence, paragraph or list item) from left to right: the cues between the citation before it and
itself, and where they stand, say whether it continues a list, stands in the title of the one before, or begins a clause of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model import SELF, Citation, Edge, Kind, Relation
from loaders.clauses import REACH, boundaries
from loaders.cues import Role, Token, scan
from loaders.source import SourceText

__all__ = ["relate"]

_LEGAL = {Relation.AMENDS, Relation.REPLACES, Relation.REPEALS}
_NO_EDGE = Edge(SELF, Relation.CITES)

# Between two items of a list: what may stand after the comma, the semicolon or "và" and before the next document.
_LIGHT = re.compile(
    r"""[\s*"“”‘’(]*+(?:(?:các|những|một\s+số|số|cùng|tại|theo|của|căn\s+cứ|văn\s+bản|báo\s+cáo|tờ\s+trình|công\s+văn|công\s+điện|quyết\s+định
    |nghị\s+quyết|nghị\s+định|thông\s+tư|luật|chỉ\s+thị|kết\s+luận|kế\s+hoạch|quy\s+định|thông\s+báo|và|hoặc)\b[\s*:“"(,]*+)*+\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(r"[,;]|(?<!\w)(?:và|hoặc|với)(?!\w)", re.IGNORECASE)
# "khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35" before a citation belongs to it.
_ARTICLES = re.compile(
    r"""(?:(?:các\s+)?(?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục|tiết)\s+(?:[a-zđ]{1,2}|\d{1,4}[a-zđ]{0,2}|[IVXLC]{1,6}|[A-Z])
    (?:\s*(?:,|;|và|hoặc|đến)?\s*(?:[a-zđ]|\d{1,4}[a-zđ]{0,2}|[IVXLC]{1,6})(?=[\s,;]))*+[\s,;]*+(?:(?:và|hoặc|đến|của|tại)\s+)?)+\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# After a citation: its term, date and issuer, before its title begins.
_TAIL = re.compile(
    r"""(?:[\s*"”’]*+(?:\([^()]{0,80}\)
    |,?\s*+(?:ngày|năm)[\s\d/.,\-]{1,14}(?:tháng[\s\d]{1,8}năm[\s\d]{1,8})?
    |,?\s*+(?:của|do)\s[^,;.:()"“]{1,120}(?:,\s++[A-ZĐ][^,;.:()"“]{0,60})?+))*+[\s*"“]*+""",
    re.VERBOSE,
)


@dataclass(slots=True)
class _Mention:
    """A citation being related. `start` and `end` are offsets in the normalised text."""

    citation: Citation
    start: int  # of the articles before it, if any
    end: int
    edges: list[Edge]
    amends: list[_Mention]  # the mentions that this one was said to act upon: "được sửa đổi bởi"

    @property
    def nested(self) -> bool:
        """Whether it stands in the title of another citation."""
        return bool(self.edges) and self.edges[0].source != SELF


def relate(source: SourceText, citations: Sequence[Citation]) -> list[Citation]:
    """The citations, which must stand in text order, with their edges filled in; those of kind SELF get none.

    Time is linear in the length of the text and the number of citations.
    """
    mentions = [_Mention(citation, *_place(source, citation), [], []) for citation in citations]
    for mention in mentions:
        mention.start = _articles(source.text, mention.start)
    reader = _Reader(source)
    for mention in mentions:
        reader.read(mention)
    reader.close()
    return [replace(mention.citation, edges=tuple(mention.edges)) for mention in mentions]


def _place(source: SourceText, citation: Citation) -> tuple[int, int]:
    span = citation.span
    if source.offsets is None:
        return span.start, span.end
    return bisect_left(source.offsets, span.start), bisect_left(source.offsets, span.end)


def _articles(text: str, start: int) -> int:
    """Where the article reference before a citation begins: "khoản 2 Điều 5" belongs to the document after it."""
    before = text[max(0, start - 100) : start]
    if "iều " in before[-24:] or "hoản " in before[-24:] or "iểm " in before[-24:] or "ục " in before[-24:] or "hương " in before[-24:]:
        found = _ARTICLES.search(before)
        return start - len(before) + found.start() if found else start
    return start


class _Reader:
    """Goes through the mentions of one text and keeps what the unit has said so far."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.unit: list[_Mention] = []  # mentions of the current sentence or item
        self.unit_start = 0
        self.lead: Edge | None = None  # what a line ending with a colon says of the items below it

    def read(self, mention: _Mention) -> None:
        """Give `mention` its edges, in the light of the mentions before it."""
        self._move_to(mention)
        previous = self.unit[-1] if self.unit else None
        if mention.citation.kind is not Kind.SELF:
            left = previous.end if previous else self.unit_start
            tokens = scan(self.text, left, mention.start, capitals=mention.citation.text.isupper())
            mention.edges = self._edges(mention, previous, left, tokens)
        self.unit.append(mention)

    def close(self) -> None:
        """The last unit is complete: read what stands after its last mention."""
        if self.unit:
            self._suffer(self.unit[-1].end, min(len(self.text), self.unit[-1].end + REACH))
        self.unit = []

    def _move_to(self, mention: _Mention) -> None:
        """Open a new unit if a boundary lies between the last mention and this one."""
        last = self.unit[-1].end if self.unit else 0
        first = max(last, mention.start - REACH)
        found = list(boundaries(self.text, first, mention.start))
        if not found and first == last:
            return
        if self.unit:
            self._suffer(last, found[0].start if found else first)
        self.unit = []
        self.unit_start = found[-1].end if found else first
        for index, boundary in enumerate(found):
            begin = found[index - 1].end if index else first
            if boundary.lead:
                self.lead = self._leading(begin, boundary.start)
            elif index or not self._is_item(boundary.end):
                self.lead = self.lead if self._is_item(boundary.end) else None

    def _is_item(self, place: int) -> bool:
        return True

    def _leading(self, start: int, end: int) -> Edge | None:
        """The edge that a line ending with a colon gives to the items of its list: "Bãi bỏ các văn bản sau:"."""
        for token in reversed(scan(self.text, start, end)):
            if token.cue.role in {Role.GOVERNS, Role.SUFFERS} and token.cue.relation is not Relation.CITES:
                return self._edge(SELF, token)
        return None

    def _suffer(self, start: int, end: int) -> None:
        """A clause after the citations of a unit says what becomes of them: "... hết hiệu lực kể từ ngày ..."."""
        tail = self.text[start:end]
        if "iệu lực" not in tail and "bỏ" not in tail and "thay thế" not in tail:
            return
        for token in scan(self.text, start, end):
            if token.cue.role is Role.SUFFERS and token.cue.relation in _LEGAL - {Relation.AMENDS}:
                for mention in self.unit:
                    if mention.edges and mention.edges[0].source == SELF and mention.edges[0].relation is Relation.CITES:
                        mention.edges[0] = self._edge(SELF, token)
                return

    def _edges(self, mention: _Mention, previous: _Mention | None, left: int, tokens: list[Token]) -> list[Edge]:
        # CASE 1: "A (sau đây gọi tắt là B)": B is A once more.
        # CASE 2: "A được sửa đổi, bổ sung bởi B": B acts on A, and relates otherwise as A does.
        # CASE 3: "A, B và C": an item of a list relates as the item before it.
        # CASE 4: "A về việc thực hiện B": B stands in the title of A.
        # CASE 5: a clause of its own, with or without a cue.
        if previous is None:
            return [self._own(mention, left, tokens)]
        last = tokens[-1] if tokens else None
        if last and last.cue.role is Role.RESTATES:
            return list(previous.edges)
        suffers = next((t for t in reversed(tokens) if t.cue.role is Role.SUFFERS), None)
        if suffers and tokens[-1].cue.role is Role.POINTS and mention.start - tokens[-1].end < 20 and previous.edges:
            target = self._same_type(mention)
            target.edges.append(Edge(mention.citation.key, suffers.cue.relation or Relation.AMENDS, self._quote(suffers)))
            mention.amends = [target]
            return [edge for edge in target.edges if edge.source == SELF][:1] or [_NO_EDGE]
        separator = self._separator(left, mention.start)
        opened = self._opens_title(previous, tokens)
        if separator and previous.edges:
            if separator == ";":
                top = next((m for m in reversed(self.unit) if m.edges and not m.nested), None)
                if top:
                    return [top.edges[0]]
            if previous.amends and separator != ";":
                for target in previous.amends:
                    target.edges.append(replace(target.edges[-1], source=mention.citation.key))
                mention.amends = previous.amends
            return [previous.edges[0]]
        if previous.citation.kind is Kind.SELF:
            return [self._own(mention, left, tokens)]
        if opened is not None and not self._closed(opened, tokens, mention.start):
            token = self._governor(tokens, mention.start)
            if token is not None or not any(t.cue.role is Role.POINTS for t in tokens):
                return [self._edge(previous.citation.key, token)]
        return [self._own(mention, left, tokens)]

    def _same_type(self, mention: _Mention) -> _Mention:
        """The citation that `mention` amends: the last one of its own type in the unit, or the last one."""
        cited = [m for m in self.unit if m.edges]
        return next((m for m in reversed(cited) if m.citation.type == mention.citation.type), cited[-1])

    def _separator(self, left: int, right: int) -> str | None:
        """The comma, semicolon or conjunction right before a citation, if only words of no weight stand between."""
        start = max(left, right - 160)
        gap = self.text[start:right]
        for match in _SEPARATOR.finditer(gap):
            if _LIGHT.match(gap, match.end()):
                return match[0]
        return None

    def _opens_title(self, previous: _Mention, tokens: list[Token]) -> Token | None:
        """The token that opens the title of `previous`, if it follows its date and issuer directly."""
        if not tokens or previous.citation.kind is Kind.SELF:
            return None
        tail = _TAIL.match(self.text, previous.end)
        first = tokens[0]
        if tail and first.start <= tail.end() and first.cue.role in {Role.INTRODUCES, Role.GOVERNS, Role.WITHHOLDS}:
            return first
        return None

    def _closed(self, opened: Token, tokens: list[Token], end: int) -> bool:
        """Whether the title that `opened` begins is over before `end`."""
        between = self.text[opened.start : end]
        if ";" in between and not self._runs_on(between):
            return True
        if any(t.cue.role in {Role.JOINS, Role.BREAKS} for t in tokens):
            return True
        return between.count("”") > between.count("“") or between.count(")") > between.count("(")

    def _runs_on(self, title: str) -> bool:
        """In a preamble a title may hold semicolons: what comes after one there is no new clause unless it begins with a cue."""
        head = scan(self.text, self.unit_start, min(self.unit_start + 40, self.unit[0].start))
        clause = title[title.rfind(";") + 1 :]
        first = scan(clause, 0, min(len(clause), 60))
        return bool(head) and head[0].start - self.unit_start < 4 and not self.unit[-1].nested and (not first or first[0].start > 3)

    def _own(self, mention: _Mention, left: int, tokens: list[Token]) -> Edge:
        """The edge of a citation that stands in a clause of its own."""
        semicolon = self.text.rfind(";", left, mention.start)
        here = [t for t in tokens if t.start > semicolon]
        token = self._governor(here, mention.start)
        if token is None and self._separator(left, mention.start):
            token = self._governor(tokens, mention.start)
        if token is not None:
            if token.cue.relation in _LEGAL and any(t.cue.role is Role.WITHHOLDS and t.end <= token.start for t in here):
                return self._edge(SELF, None)
            return self._edge(SELF, token)
        top = next((m for m in self.unit if m.edges), None)
        if top and semicolon >= 0 and not any(t.cue.role is Role.BREAKS for t in here) and top.edges[0].relation is Relation.BASED_ON:
            return top.edges[0]
        if self.lead and not tokens and not self.unit:
            return self.lead
        return self._edge(SELF, None)

    def _governor(self, tokens: list[Token], end: int) -> Token | None:
        """The cue that governs a citation beginning at `end`: the nearest within its reach, as the words around it turn it."""
        pointed = False
        for index in range(len(tokens) - 1, -1, -1):
            token = tokens[index]
            role = token.cue.role
            if role is Role.BREAKS:
                return None
            if role is Role.POINTS:
                pointed = pointed or end - token.end < 60
            if role is not Role.GOVERNS or end - token.end > token.cue.reach:
                continue
            if pointed and token.cue.relation in _LEGAL:
                return None
            if pointed and token.cue.relation is not Relation.BASED_ON and "," in self.text[token.end : end]:
                return None
            if token.cue.carried:
                return self._carrier(tokens, index)
            return token
        return None

    def _carrier(self, tokens: list[Token], index: int) -> Token:
        """The cue itself, or the review or guidance that it executes: "kiểm tra, giám sát việc triển khai, thực hiện"."""
        token = tokens[index]
        start = token.start
        for before in reversed(tokens[:index]):
            gap = self.text[before.end : start]
            if before.cue.carried and len(gap) < 25:
                start = before.start
                continue
            reviews = before.cue.role is Role.GOVERNS and before.cue.relation in {Relation.REVIEWS, Relation.GUIDES}
            return before if reviews and len(gap) < 70 and not set(gap) & set(",;.:") else token
        return token

    def _edge(self, source: str, token: Token | None) -> Edge:
        if token is None or token.cue.relation is None:
            return Edge(source, Relation.CITES)
        return Edge(source, token.cue.relation, self._quote(token))

    def _quote(self, token: Token) -> str:
        return self.source.quote(token.start, token.end)
