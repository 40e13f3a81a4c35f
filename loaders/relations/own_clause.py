"""Relate a citation in a clause of its own to the citing document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.loaders.relations.adjoining_cues import Governor
from danchieu.loaders.relations.between_citations import find_separator
from danchieu.loaders.relations.clause import NOT_ENACTING, Clause, Context
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.relations.enactment import LEGAL, is_enacted, may_amend
from danchieu.loaders.relations.governing_cues import find_governors
from danchieu.loaders.relations.titles import states_main_clause
from danchieu.loaders.relations.vocabulary import GUIDANCE

__all__ = ["is_stated", "relate_own_clause"]

_ARTICLE_LABEL = re.compile(r"[\s*|]*(?:Điều|ĐIỀU)\s+\d")


def relate_own_clause(clause: Clause) -> list[Edge]:
    """Return the edges of a citation in a clause of its own: the CASE ladder of clauses."""
    text, mention, unit = clause.citing.text, clause.mention, clause.unit
    semicolon = text.rfind(";", clause.left, mention.begin)
    tokens = [token for token in clause.tokens if token.start > semicolon]
    governors = find_governors(text, tokens, mention.begin, law=mention.is_law) or _find_governors_over(semicolon, clause)

    # CASE 1: the title of a guiding document: "HƯỚNG DẪN thực hiện Chỉ thị".
    if unit.guidance and not unit.citations and _is_guided(tokens, governors):
        return [Edge(SELF, Relation.GUIDES, unit.guidance)]

    # CASE 2: its own sentence leads to it by a colon: "thực hiện nghiêm các văn bản, nhất là: Luật A; Nghị định B".
    colon = clause.colon_lead
    if colon and colon.colon > clause.left and not any(token.start > colon.colon for token in tokens):
        return list(colon.edges)

    # CASE 3: a cue governs it: "thực hiện Chỉ thị", "Điều 2. Bãi bỏ Thông tư".
    if governors:
        return _relate_governed(clause, governors, tokens, semicolon)

    # CASE 4: a list goes on: "...: A; B; quy định tại C". So does a basis: "...; của Giám đốc Sở tại Tờ trình B".
    if unit.citations and _list_goes_on(clause, tokens, semicolon):
        return [unit.citations[0].edges[0]]

    # CASE 5: it opens an item of a list whose lead states the relation: "Bãi bỏ các văn bản sau: 1. Thông tư A".
    if not unit.citations and (lead := clause.find_lead()) and lead.edges:
        return list(lead.edges)

    # CASE 6: no cue.
    return [Edge(SELF, Relation.CITES)]


def is_stated(relation: Relation, cue: Token, tokens: Sequence[Token], begin: int, *, type_word: str, context: Context) -> bool:
    """Return whether the citing document has the relation that `cue` states, in a clause from `begin` on with the cues `tokens`.

    All relations but amendment, replacement, repeal and guidance are stated by their cue. Those must be enacted, by a document of the rank
    to amend one of type `type_word`: "đề xuất sửa đổi Luật A" amends nothing. Nor does the cell of a table, which names a task.
    """
    if relation not in LEGAL and relation is not Relation.GUIDES:
        return True
    if any(token.cue.role in NOT_ENACTING and token.end <= cue.start for token in tokens):
        return False
    citing = context.citing
    if context.unit.in_cell and not context.unit.cites_itself and not _ARTICLE_LABEL.match(citing.text, begin):
        return False
    if context.quoted:
        return is_enacted(citing.text, begin, cue.start)
    if relation in LEGAL and not may_amend(citing.heading, type_word):
        return False
    if context.unit.cites_itself or (relation is Relation.GUIDES and citing.heading == GUIDANCE):
        return True
    return cue.cue.role is Role.PASSIVE or (not citing.instructs and is_enacted(citing.text, begin, cue.start))


def _find_governors_over(semicolon: int, clause: Clause) -> list[Governor]:
    """Find the governors of a citation that a semicolon separates from an item of the same list: "triển khai Luật A; các Nghị định B"."""
    text, mention = clause.citing.text, clause.mention
    if semicolon < 0 or not find_separator(text, clause.left, mention.begin):
        return []
    earlier = text.rfind(";", clause.left, semicolon)
    return find_governors(text, [token for token in clause.tokens if token.start > earlier], mention.begin, law=mention.is_law)


def _is_guided(tokens: Sequence[Token], governors: Sequence[Governor]) -> bool:
    """Return whether a citation in the title below HƯỚNG DẪN is its object: "thực hiện Chỉ thị", or without any cue."""
    return not tokens or (bool(governors) and governors[0].relation is Relation.IMPLEMENTS)


def _relate_governed(clause: Clause, governors: Sequence[Governor], tokens: Sequence[Token], semicolon: int) -> list[Edge]:
    """Return an edge for each relation that is stated; an amendment in quoted words is one by the quoted document."""
    first = min((governor.cue for governor in governors), key=lambda cue: cue.start)
    begin = max(semicolon + 1, clause.unit.start)
    stated = [
        governor
        for governor in governors
        if is_stated(governor.relation, first, tokens, begin, type_word=clause.mention.type_word, context=clause.context)
    ]
    quoted = clause.quoted if stated and stated[0].relation in LEGAL else None
    return clause.citing.make_edges(quoted.key if quoted else SELF, stated)


def _list_goes_on(clause: Clause, tokens: Sequence[Token], semicolon: int) -> bool:
    """Return whether the citation relates as the first of its unit: it is another basis, or an item of a list after a colon."""
    if any(token.cue.role is Role.BREAKS for token in tokens):
        return False
    first = clause.unit.citations[0]
    if first.edges[0].relation is Relation.BASED_ON:
        return (";" in clause.before or clause.before.count(",") == 0) and not states_main_clause(clause.before)
    return semicolon >= 0 and clause.citing.text[clause.unit.start : first.begin].rstrip().endswith(":")
