"""Find the cue that governs a citation, and the relations that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from danchieu.graph.model import Relation
from danchieu.loaders.grammar import phrases
from danchieu.loaders.relations.adjoining_cues import (
    Governor,
    acts_on_part,
    find_change_of_attachment,
    find_effects_on_provisions,
    find_legal_effects,
    find_stated_relation,
)
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.relations.enactment import LEGAL
from danchieu.loaders.relations.titles import states_main_clause

__all__ = ["find_governors"]

_ISSUING = frozenset(word for name in ("issuing", "passing", "announcing") for word in phrases()[name].words)
_TASKS = re.compile(r"\s+(?:tốt\s+|hiệu\s+quả\s+|các\s+|những\s+)*(?:nhiệm\s+vụ|giải\s+pháp|nội\s+dung|mục\s+tiêu|chỉ\s+tiêu)\b")
_PLACE = frozenset({"tại", "bởi", "bằng"})  # prepositions that give a place or an agent; "theo" and "nêu trong" give a manner

# "Ban Chỉ đạo Trung ương tổng kết": the verb is part of the name of an organ.
_ORGAN = re.compile(
    r"""(?<!\w)(?:Ban\s+Chỉ\s+đạo|[Tt]ổ\s+công\s+tác|[Tt]ổ\s+giúp\s+việc|Ban\s+[Ss]oạn\s+thảo|[Tt]ổ\s+[Bb]iên\s+tập)(?:\s+(?:Trung\s+ương|[Qq]uốc\s+gia|tỉnh|[Tt]hành\s+phố|về))*
    (?:\s+(?:sơ\s+kết|tổng\s+kết|triển\s+khai|thực\s+hiện|tổ\s+chức),?)*\s+\Z""",
    re.VERBOSE,
)
_ORGAN_NAME = 80  # characters of such a name before the verb

# Distances in characters.
_OBJECT = 12  # between a verb and its object: "ban hành các ", "ban hành Bộ "
_PREPOSITION = 60  # from "theo" to its citation: articles and "quy định của Chính phủ tại" come between
_HEADED_LIST = 80  # from "hết hiệu lực" to the documents listed after a colon: ", gồm: "
_AFTER_COLON = 40  # after a colon a list begins at once; whatever is later belongs to another clause
_ATTACHMENT = 240  # from "sửa đổi" to "kèm theo": the name of the attachment comes between
_GUIDED = 60  # from "hướng dẫn" to what follows at its preposition: "hướng dẫn một số nội dung tại"
_PLACED = 60  # from "triển khai" over a comma to "tại"
_TASKS_OF_LAW, _TASKS_OF_PLAN = 25, 170  # a law is observed, so few words make it implemented; tasks of plans are named at length


class _Candidate(NamedTuple):
    """A cue within reach of a citation, with the words between: the text `gap`, a preposition ("theo"), a passive."""

    text: str
    tokens: Sequence[Token]  # the cue and those before it
    gap: str
    preposition: str | None
    passive: bool
    law: bool

    @property
    def token(self) -> Token:
        return self.tokens[-1]


def find_governors(text: str, tokens: Sequence[Token], start: int, *, law: bool = False) -> list[Governor]:
    """Find the relations that the cues `tokens`, before a citation at `start`, state of it; none if no cue governs it.

    `law` marks the citation of a law, which is observed rather than implemented: "thực hiện nghĩa vụ ... theo Luật Đầu tư" only cites it.
    """
    preposition: str | None = None
    passive = False
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        role, distance = token.cue.role, start - token.end
        if role in (Role.GOVERNS, Role.ATTACHES):
            if distance <= token.cue.reach:
                gap = text[token.end : start]
                if states_main_clause(gap) or _ORGAN.search(text, max(0, token.start - _ORGAN_NAME), token.start):
                    return []
                return _read_governors(_Candidate(text, tokens[: index + 1], gap, preposition, passive, law))
        elif role in (Role.BREAKS, Role.CONDITIONAL):
            return []
        elif role is Role.REFERS:
            if preposition is None and distance < _PREPOSITION:
                preposition = text[token.start : token.end].lower()
        elif role is Role.PASSIVE:
            if distance < _HEADED_LIST and ":" in text[token.end : start]:
                return [Governor(token.cue.relation, token)]  # "hết hiệu lực, gồm: ..."
            passive = True
        elif role is Role.INTRODUCES and preposition is None and distance < _OBJECT and text[token.start : token.end].lower() in _ISSUING:
            return []  # "đã ban hành Nghị quyết số 71/NQ-CP"
    return []


def _read_governors(candidate: _Candidate) -> list[Governor]:
    """Return the relations that a cue within reach states: the CASE ladder of cues."""
    text, token, before = candidate.text, candidate.token, candidate.tokens[:-1]
    relation = token.cue.relation

    # CASE 1: the colon begins another clause: "triển khai, ưu đãi: nội dung này đã đưa vào Luật".
    if relation is not Relation.BASED_ON and _begins_clause_after_colon(candidate.gap):
        return []

    # CASE 2: an attachment: its head has "(Ban hành kèm theo Quyết định)"; else what acts on it acts on the decision.
    if token.cue.role is Role.ATTACHES:
        return _read_attachment(candidate)

    # CASE 3: provisions that a cue before acts on: "bãi bỏ quy định tại"; else the citation is plain: "theo quy định tại".
    if relation is Relation.CITES:
        return find_effects_on_provisions(text, before, token) or [_state_relation(candidate)]

    # CASE 4: a change: "thay thế, bãi bỏ một số điều của Thông tư"; with a preposition it only refers: "điều chỉnh theo Nghị quyết".
    if relation in LEGAL:
        return find_legal_effects(text, candidate.tokens, token.end, 0) if _changes_the_cited(candidate) else []

    # CASE 5: the preposition refers to something that the cue does not govern: "hướng dẫn nội dung khác, ... tại Nghị định".
    if candidate.preposition and relation is not Relation.BASED_ON and not _governs_over(candidate, candidate.preposition):
        return []

    # CASE 6: all others: "căn cứ", "thực hiện", "sơ kết 5 năm thực hiện".
    return [_state_relation(candidate)]


def _state_relation(candidate: _Candidate) -> Governor:
    token = candidate.token
    return find_stated_relation(candidate.text, candidate.tokens) if token.cue.overridable else Governor(token.cue.relation, token)


def _begins_clause_after_colon(gap: str) -> bool:
    colon = gap.rfind(":")
    return colon >= 0 and len(gap) - colon > _AFTER_COLON


def _read_attachment(candidate: _Candidate) -> list[Governor]:
    """Return ISSUED_WITH for the head of an attachment, else what the clause states of it: "sửa đổi Quy chế kèm theo" amends."""
    text, token, before = candidate.text, candidate.token, candidate.tokens[:-1]
    if changes := find_legal_effects(text, before, token.start, _ATTACHMENT) or find_change_of_attachment(text, before):
        return changes
    head = text[token.start].isupper() and (text[token.start + 1].islower() or text[token.start - 1] == "(")
    if head or token.cue.relation is Relation.CITES:
        return [Governor(token.cue.relation, token)]
    stated = find_governors(text, before, token.start, law=candidate.law)
    return [governor for governor in stated if governor.relation not in LEGAL] or [Governor(Relation.CITES, token)]


def _changes_the_cited(candidate: _Candidate) -> bool:
    """Return whether a legal cue acts on the citation in spite of a preposition: "sửa đổi một số điều về ... tại Thông tư" does."""
    if candidate.preposition is None:
        return True
    return candidate.preposition == "tại" and not candidate.passive and acts_on_part(candidate.text, candidate.token)


def _governs_over(candidate: _Candidate, preposition: str) -> bool:
    """Return whether a cue governs the object of a preposition: "thực hiện nhiệm vụ theo", "triển khai các giải pháp nêu trong"."""
    cue, gap = candidate.token.cue, candidate.gap
    if cue.relation is Relation.GUIDES:  # "hướng dẫn một số nội dung tại Nghị định", not "hướng dẫn đánh giá theo Quy định"
        return preposition != "theo" and len(gap) < _GUIDED and "," not in gap
    reach = _TASKS_OF_LAW if candidate.law else _TASKS_OF_PLAN
    if not cue.overridable or len(gap) > reach or gap.count("(") > gap.count(")"):
        return False
    return preposition not in _PLACE or "," not in gap or len(gap) < _PLACED or _TASKS.match(gap) is not None
