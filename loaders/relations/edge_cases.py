"""Decide what a drafter states by a citation and the words before it: the CASE ladder of relations."""

from __future__ import annotations

import re
from dataclasses import replace

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.between_citations import find_separator
from danchieu.loaders.relations.clause import ADJOINING, Clause
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.relations.enactment import LEGAL, may_amend
from danchieu.loaders.relations.governing_cues import find_governors
from danchieu.loaders.relations.own_clause import relate_own_clause
from danchieu.loaders.relations.subjects import find_subject
from danchieu.loaders.relations.title_cases import (
    find_open_title,
    is_aside_in_title,
    is_beside,
    relate_attachment,
    relate_in_title,
    relate_programme,
)

__all__ = ["relate_citation"]

_AGENT = 20  # characters from "bởi" to the agent: "các văn bản sau: "
_FROM_DAY = re.compile(r"[\s,]*+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+(?:ngày|khi|thời\s+điểm)\s+", re.IGNORECASE)
_NO_AGENT_WORD = re.compile(r"[\s,]*+(?:và\s+)?(?:bổ\s+sung\s+)?(?:một\s+số\s+điều\s+)?", re.IGNORECASE)
_BY = "bởi"
_PASSIVE = 80  # characters from "được sửa đổi" to "bởi": "một số điều ... của ... "


def relate_citation(clause: Clause) -> list[Edge]:
    """Return the edges to the citation of a clause, by the CASE ladder. Cases 3, 4, 6 and 9 also change edges to citations before it.

    A, B, C are citations in this order; "self" is the citing document.
    """
    previous = clause.unit.citations[-1] if clause.unit.citations else None

    if previous is None:
        # CASE 1: an item of a list whose lead says that the items act on A: "A được sửa đổi, bổ sung bởi:\n1. B".
        if edges := _relate_acting_item(clause):
            return edges

        # CASE 2: the first of its unit: "Tiếp tục thực hiện A".
        return relate_own_clause(clause)

    # CASE 3: another name of A: "A (sau đây gọi tắt là B)", "A (B)".
    if edges := _relate_other_name(clause, previous):
        return edges

    # CASE 4: the agent of a passive: "A được sửa đổi, bổ sung bởi B": B acts on A, and else relates as A does.
    if edges := _relate_agent(clause):
        return edges

    # CASE 5: what A was issued with: "Quy định A ban hành kèm theo Quyết định B".
    title = find_open_title(clause, previous)
    if edges := relate_attachment(clause, previous, title):
        return edges

    # CASE 6: what a programme without number was issued with: "Chương trình hành động thực hiện A (ban hành kèm theo B)".
    if edges := relate_programme(clause, previous):
        return edges

    # CASE 7: an aside in the title of A: "A về công tác cán bộ (B)".
    if is_aside_in_title(clause, title):
        return [Edge(SELF, Relation.CITES)]

    # CASE 8: a law that an amending law is named by: "Luật sửa đổi, bổ sung một số điều của Luật A số ..., Luật B số ...".
    if edges := _relate_named_amendment(clause, previous):
        return edges

    # CASE 9: an item of a list relates as the item before it: "A, B và C".
    if separator := find_separator(clause.citing.text, clause.left, clause.mention.begin):
        return _relate_next_item(clause, previous, separator)

    # CASE 10: in the title of A: "A về việc thực hiện B": A implements B.
    if edges := relate_in_title(clause, previous, title):
        return edges

    # CASE 11: A does more, behind its details: "A có hiệu lực từ ngày ký, thay thế B", "A thay thế B và bãi bỏ C".
    if edges := _relate_to_subject(clause, previous):
        return edges

    # CASE 12: a clause of its own: "Triển khai A, đồng thời thực hiện B".
    return _relate_joined(clause, previous, relate_own_clause(clause))


def _relate_acting_item(clause: Clause) -> list[Edge]:
    """Relate an item to the document that the lead of its list cites as acted on, as that document relates. Adds the acting edge."""
    lead, mention = None if clause.tokens else clause.find_lead(), clause.mention
    if lead is None or lead.acted_on is None or lead.passive is None or lead.acted_on.key == mention.key:
        return []
    lead.acted_on.edges.append(clause.citing.make_edge(mention.key, lead.passive.cue.relation, lead.passive))
    return [lead.acted_on.edges[0]]


def _relate_other_name(clause: Clause, previous: Mention) -> list[Edge]:
    """Relate another name of a document as the document: one with this number in the unit, else the one right before."""
    restates = bool(clause.tokens) and clause.tokens[-1].cue.role is Role.RESTATES
    if not restates and not clause.in_parenthesis:
        return []
    named_at_once = restates or clause.mention.begin - previous.end < ADJOINING
    same = (mention for mention in reversed(clause.unit.citations) if mention.key == clause.mention.key)
    original = next(same, previous if named_at_once else None)
    return _select_first_source_edges(original) if original else []


def _relate_agent(clause: Clause) -> list[Edge]:
    """Relate the agent of a passive as the document that it acts on. Adds the acting edge to that document."""
    mention = clause.mention
    passive = _find_passive_with_agent(clause)
    acted_on = _find_acted_on(clause) if passive else None
    if passive is None or acted_on is None:
        return []
    acted_on.edges.append(clause.citing.make_edge(SELF if mention.is_self else mention.key, passive.cue.relation, passive))
    mention.acts_on = [acted_on]
    return [acted_on.edges[0]]


def _find_passive_with_agent(clause: Clause) -> Token | None:
    """Return the passive whose agent the citation is: "bởi", "theo" or "tại" leads to it, or the day from which it is in force."""
    tokens, text, begin = clause.tokens, clause.citing.text, clause.mention.begin
    if not tokens:
        return None
    last = tokens[-1]
    has_agent = text.startswith(_BY, last.start)  # "sửa đổi bởi" is passive without "được"
    passive = next(
        (one for one in reversed(tokens) if one.cue.role is Role.PASSIVE or (has_agent and one.cue.relation in LEGAL and one is not last)),
        None,
    )
    if passive is None:
        return None
    if last.cue.role is Role.REFERS and begin - last.end <= _AGENT and last.start - passive.end < _PASSIVE:
        return passive
    day = not clause.mention.is_self and passive.cue.relation in LEGAL and _FROM_DAY.fullmatch(text, passive.end, begin)
    unmarked = passive.cue.relation is Relation.AMENDS and last is passive and _NO_AGENT_WORD.fullmatch(text, passive.end, begin)
    return passive if day or unmarked else None


def _find_acted_on(clause: Clause) -> Mention | None:
    """Return the document that the citation acts on: the last of its series in the unit, else of its type, else the last one."""
    mention = clause.mention
    cited = [other for other in reversed(clause.unit.citations) if not other.is_self]
    alike = [other for other in cited if other.type_word == mention.type_word] or cited
    found = next((other for other in alike if other.series == mention.series), alike[0] if alike else None)
    return found if found and found.key != mention.key else None


def _relate_named_amendment(clause: Clause, previous: Mention) -> list[Edge]:
    """Relate a law to the amending law right before it, which is named by what it amends."""
    amending = previous.acts_on_next(clause.citing.text[previous.end : clause.mention.begin])
    return [Edge(previous.key, Relation.AMENDS, clause.citing.source.quote(*amending))] if amending else []


def _relate_next_item(clause: Clause, previous: Mention, separator: str) -> list[Edge]:
    """Relate an item of a list as the item before it. If that acts on documents, so does this one: adds the acting edges.

    After a semicolon it relates as the last item outside titles; behind the end of a title as the document with the title.
    """
    mention, cited = clause.mention, clause.unit.citations
    source = next((other for other in cited if other.key == previous.edges[0].source), None)
    if source and separator != ";" and not previous.acts_on and is_beside(clause, previous, source, separator):
        item = source
    elif separator == ";":
        item = next((other for other in reversed(cited) if not other.nested), previous)
    elif previous.acts_on:
        _act_alike(mention, previous)
        item = previous
    elif previous.nested and previous.edges[0].relation is Relation.ISSUED_WITH:
        item = next((other for other in reversed(cited) if other.key == previous.edges[0].source), previous)
    else:
        item = previous
    return _select_first_source_edges(item)


def _act_alike(mention: Mention, previous: Mention) -> None:
    """Let a citation act on the documents that the one before acts on: "A được sửa đổi bởi B và C"."""
    if mention.key not in {other.key for other in previous.acts_on}:
        for target in (one for one in previous.acts_on if may_amend((mention.type or "").upper() or None, one.type_word)):
            target.edges.append(replace(target.edges[-1], source=mention.key))
    mention.acts_on = previous.acts_on


def _select_first_source_edges(mention: Mention) -> list[Edge]:
    """Return the edges that state how the source of the first one relates to the citation, without those of agents."""
    return [edge for edge in mention.edges if edge.source == mention.edges[0].source]


def _relate_to_subject(clause: Clause, previous: Mention) -> list[Edge]:
    """Relate the object of a verb to the cited document that is its subject."""
    governors = find_governors(clause.citing.text, clause.tokens, clause.mention.begin, law=clause.mention.is_law)
    subject = find_subject(clause.citing.text, previous, governors) if governors else None
    return clause.citing.make_edges(subject, governors) if subject and subject not in (SELF, clause.mention.key) else []


def _relate_joined(clause: Clause, previous: Mention, own: list[Edge]) -> list[Edge]:
    """Give a clause after "gắn với" the rank of the citation before: "A về thực hiện B gắn với thực hiện C": A implements C."""
    joins = bool(clause.tokens) and clause.tokens[0].cue.role is Role.JOINS
    if previous.nested and own[0].cue and joins and ";" not in clause.before:
        return [replace(own[0], source=previous.edges[0].source)]
    return own
