"""Combine a cue with the cues before it: "thay thế, bãi bỏ", "bãi bỏ quy định tại", "sơ kết 5 năm thực hiện"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from danchieu.graph.model import Relation
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.relations.enactment import LEGAL
from danchieu.loaders.relations.vocabulary import CITED_TYPES, PARTS, render_alternatives

__all__ = [
    "Governor",
    "acts_on_part",
    "find_change_of_attachment",
    "find_effects_on_provisions",
    "find_legal_effects",
    "find_stated_relation",
]


class Governor(NamedTuple):
    """A relation and the cue that states it."""

    relation: Relation
    cue: Token


# "thay thế cụm từ", "bãi bỏ khoản 2": a part of the document is meant; to replace a part is to amend.
_PART = re.compile(
    rf"""[\s,]*+(?:kỹ\s+thuật\s+|cho\s+)?(?:các\s+|một\s+số\s+)?(?!(?:{render_alternatives(CITED_TYPES)})\b)
    (?:{render_alternatives(PARTS)}|(?:cụm\s+)?từ|mẫu|biểu|nội\s+dung|tên)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PART_LAST = re.compile(r"\s(?:từ|điểm|khoản|điều|nhiệm\s+vụ)\Z", re.IGNORECASE)
_PROVISIONS = re.compile(r"[\s,]*+(?:(?:các|một\s+số)\s+)?quy\s+định\s+(?:về|của|tại|liên)\b")
_MANNER = re.compile(r"(?:[\s,]|nghiêm|túc|tốt|đúng|đầy đủ|chặt chẽ|hiệu quả|có|các|những|nội dung)*+")
_AND = re.compile(r"[\s,]*(?:và\s+)?")
_POINTER = re.compile(r"căn\s+cứ(?!\w)", re.IGNORECASE)

# Distances in characters.
_NAMES_PROVISIONS = 25  # the longest reach of cues like "quy định tại"; those of longer reach ("theo quy định") have a preposition
_POINTED = 60  # from "căn cứ" to "theo quy định tại": what is laid down there comes between
_GUIDANCE = 240  # from "hướng dẫn" to the provisions it explains: their subject comes between
_PARTS = 200  # from "bãi bỏ" to "quy định tại" if parts come between: "bãi bỏ khoản 1, khoản 2 và khoản 3 Điều 5"
_NO_PARTS = 25  # the same without parts: "bãi bỏ các nội dung"
_LISTED = 6  # between two legal cues: "thay thế, bãi bỏ", "sửa đổi và thay thế"
_REVIEWED = 70  # from "sơ kết", "hướng dẫn" to the cue that it overrides: "sơ kết 5 năm thực hiện"
_CHAINED = 25  # between two cues one of which takes up the other: "kiểm tra việc triển khai, thực hiện"


def acts_on_part(text: str, cue: Token) -> bool:
    """Return whether an amending cue is followed by, or ends in, a part of a document: "bãi bỏ khoản 2", "sửa đổi các quy định về"."""
    return bool(_PART.match(text, cue.end) or _PROVISIONS.match(text, cue.end) or _PART_LAST.search(text, cue.start, cue.end))


def find_legal_effects(text: str, tokens: Sequence[Token], start: int, reach: int) -> list[Governor]:
    """Collect the legal effects of adjoining cues, the last of them at most `reach` characters before `start`: "thay thế, bãi bỏ"."""
    found: dict[Relation, Token] = {}
    part = False
    for token in reversed(tokens):
        relation = token.cue.relation
        if token.cue.role is Role.NON_ENACTING or token.cue.role is Role.INTRODUCES:
            continue
        if relation not in LEGAL or token.cue.role is not Role.GOVERNS or start - token.end > reach:
            break
        part = part or _PART.match(text, token.end) is not None
        found[Relation.AMENDS if part and relation is Relation.REPLACES else relation] = token
        start, reach = token.start, _LISTED
    return [Governor(relation, token) for relation, token in found.items()]


def find_change_of_attachment(text: str, tokens: Sequence[Token]) -> list[Governor]:
    """Find the legal cue that changes an attachment named behind it: "bãi bỏ cụm từ ... tại Phụ lục I ban hành kèm theo"."""
    changing = (place for place in range(len(tokens) - 1, -1, -1) if _changes(tokens[place]))
    place = next(changing, None)
    if place is None or any(token.cue.role is Role.BREAKS for token in tokens[place:]):
        return []
    effects = find_legal_effects(text, tokens[: place + 1], tokens[place].end, 0)
    located = any(token.cue.role is Role.REFERS for token in tokens[place:])  # what is at a place of the attachment is a part of it
    return [
        Governor(Relation.AMENDS if located and effect.relation is Relation.REPLACES else effect.relation, effect.cue) for effect in effects
    ]


def _changes(token: Token) -> bool:
    return token.cue.relation in LEGAL and token.cue.role is Role.GOVERNS


def find_effects_on_provisions(text: str, tokens: Sequence[Token], provision: Token) -> list[Governor]:
    """Find the effect of cues on the cue "quy định tại" after them (not "theo quy định"): "thực hiện nghiêm các quy định của"."""
    if not tokens:
        return []
    before = tokens[-1]
    if basis := next((token for token in reversed(tokens) if _points_to(text, token, provision)), None):
        return [Governor(Relation.BASED_ON, basis)]
    if provision.cue.reach > _NAMES_PROVISIONS:
        return []
    guides = next((token for token in reversed(tokens) if token.cue.relation is Relation.GUIDES), None)
    if guides and _explains(text, guides, provision):
        return [Governor(Relation.GUIDES, guides)]
    if before.cue.relation in LEGAL:
        return find_legal_effects(text, tokens, provision.start, _PARTS if _PART.match(text, before.end) else _NO_PARTS)
    if before.cue.relation is Relation.IMPLEMENTS and _MANNER.fullmatch(text, before.end, provision.start):
        return [Governor(Relation.IMPLEMENTS, before)]
    return []


def _points_to(text: str, basis: Token, provision: Token) -> bool:
    """Return whether "căn cứ" leads to provisions: "căn cứ nhiệm vụ được giao theo quy định tại"."""
    if basis.cue.relation is not Relation.BASED_ON or provision.start - basis.end >= _POINTED:
        return False
    return _POINTER.match(text, basis.start) is not None and set(text[basis.end : provision.start]).isdisjoint(",;:.")


def _explains(text: str, guides: Token, provision: Token) -> bool:
    return provision.start - guides.end < _GUIDANCE and set(text[guides.end : provision.start]).isdisjoint(";:")


def find_stated_relation(text: str, tokens: Sequence[Token]) -> Governor:
    """Return the relation that the last of `tokens` states, or that of a cue before it that overrides it.

    "quán triệt, tuyên truyền" states IMPLEMENTS, "hướng dẫn thực hiện" GUIDES, "kiểm tra việc triển khai, thực hiện" REVIEWS.
    """
    token = tokens[-1]
    relation, start = token.cue.relation, token.start
    for before in reversed(tokens[:-1]):
        gap = text[before.end : start]
        if _ends_chain(gap):
            break
        if _takes_up(before, gap):
            if relation is Relation.CITES:
                if before.cue.relation is not Relation.IMPLEMENTS or not _AND.fullmatch(gap):
                    break
                relation, token = Relation.IMPLEMENTS, before
            start = before.start
        elif _has_as_object(before, gap):
            return Governor(before.cue.relation, before)
        elif before.cue.role is not Role.NON_ENACTING:
            break
    return Governor(relation, token)


def _ends_chain(gap: str) -> bool:
    """Return whether the words between two cues separate them: another clause, or a passive."""
    return len(gap) > _REVIEWED or not set(gap).isdisjoint(";.:") or " được " in gap


def _takes_up(before: Token, gap: str) -> bool:
    """Return whether a cue continues another overridable one: "triển khai, thực hiện", "... và việc thực hiện"."""
    return before.cue.overridable and (len(gap) < _CHAINED or gap.split()[-2:] == ["và", "việc"])


def _has_as_object(before: Token, gap: str) -> bool:
    """Return whether `before` reviews or guides what the next cue states: "tổng kết 10 năm thực hiện", not "trả kết quả và thực hiện"."""
    if before.cue.role is not Role.GOVERNS or before.cue.relation not in {Relation.REVIEWS, Relation.GUIDES} or gap.split() == ["và"]:
        return False
    return "," not in gap or "việc" in gap
