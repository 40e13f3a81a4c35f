"""Relate a citation in the title of the citation before it, or names what that was issued with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.adjoining_cues import Governor
from danchieu.loaders.relations.between_citations import find_programme, names_unnumbered_document
from danchieu.loaders.relations.clause import ADJOINING, NOT_ENACTING, Clause
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token, scan
from danchieu.loaders.relations.enactment import LEGAL
from danchieu.loaders.relations.governing_cues import find_governors
from danchieu.loaders.relations.own_clause import is_stated
from danchieu.loaders.relations.titles import ends_title, find_title
from danchieu.loaders.relations.vocabulary import PROPOSALS

__all__ = ["find_open_title", "is_aside_in_title", "is_beside", "relate_attachment", "relate_in_title", "relate_programme"]

_CONJOINED = re.compile(r"[^;:()“”]{0,120}\svà\s+")  # from a document to the next one, over date and issuer
_LISTED = re.compile(r"[^;:()“”]{0,120}?(?:,|\svà)\s+(?:số\s+)?")
_REQUEST = ["đề", "nghị"]
_SHARED = (Relation.IMPLEMENTS, Relation.GUIDES)
_ATTACHED = 80  # characters from "ban hành kèm theo" to its document: articles and issuer come between
_FIRST_WORDS = 40  # characters of a unit in which a preamble has its cue: "Căn cứ"
_NEXT_WORDS = 60  # characters after a semicolon that are searched for a cue
_AHEAD = 160  # characters behind a citation for its date and issuer, to find its own title
_ENDS = (Role.JOINS, Role.BREAKS)


def find_open_title(clause: Clause, previous: Mention) -> Token | None:
    """Return the cue that opens the title of the citation before; None for the citing document and the cited document itself."""
    if previous.is_self or previous.key == clause.mention.key:
        return None
    return find_title(clause.citing.text, previous.end, clause.tokens)


def relate_attachment(clause: Clause, previous: Mention, title: Token | None) -> list[Edge]:
    """Relate B in "Quy định A ban hành kèm theo Quyết định B": A is issued with B, and B is amended if A is."""
    if title is None or title.cue.role is not Role.ATTACHES or clause.mention.begin - title.end >= title.cue.reach:
        return []
    if clause.citing.text[title.start - 1] == "(":
        return []
    if previous.edges[0].relation in LEGAL:
        return list(previous.edges)
    return [clause.citing.make_edge(previous.key, title.cue.relation, title)]


def _find_attaching_cue(clause: Clause) -> Token | None:
    """Return the cue that attaches a document to the citation: "(ban hành kèm theo Quyết định B)"."""
    attaching = (token for token in clause.tokens if token.cue.role is Role.ATTACHES)
    return next((token for token in attaching if clause.mention.begin - token.end < _ATTACHED), None)


def relate_programme(clause: Clause, previous: Mention) -> list[Edge]:
    """Relate B in "Chương trình hành động thực hiện A (ban hành kèm theo B)": A is implemented by B; an amendment cue applies to B.

    Changes the edge of A.
    """
    if previous.nested or previous.edges[0].relation is not Relation.IMPLEMENTS:
        return []
    cue = _find_attaching_cue(clause)
    if cue is None:
        return []
    text, start = clause.citing.text, clause.unit.start
    begin = find_programme(text, start, previous.begin)
    if begin is None:
        return []
    previous.edges = [replace(previous.edges[0], source=clause.mention.key)]
    amending = [
        governor
        for governor in find_governors(text, scan(text, start, begin), begin)
        if governor.relation in LEGAL
        and is_stated(governor.relation, governor.cue, [], start, type_word=clause.mention.type_word, context=clause.context)
    ]
    return clause.citing.make_edges(SELF, amending) if amending else [clause.citing.make_edge(SELF, cue.cue.relation, cue)]


def is_aside_in_title(clause: Clause, title: Token | None) -> bool:
    """Return whether B is an aside in "A về việc ... (B)": no cue of the title governs it."""
    return title is not None and clause.in_parenthesis and _find_attaching_cue(clause) is None and ";" not in clause.before


def is_beside(clause: Clause, previous: Mention, source: Mention, separator: str) -> bool:
    """Return whether an item of a list stands beside `source`, in whose title the item before it is: "A thực hiện B, C thực hiện D".

    CASE 1: the source is older than the item. CASE 2: the title was in parentheses that are closed now. CASE 3: the item has a title like
    that of the source, and is listed without "và" or is of the same issuer.
    """
    mention, text = clause.mention, clause.citing.text
    if source.predates(mention):
        return True
    if clause.before.count(")") > clause.before.count("("):
        return True
    same_issuer = _has_issuer_of(mention, source) and not _has_issuer_of(mention, previous)
    title = find_title(text, mention.end, scan(text, mention.end, min(len(text), mention.end + _AHEAD)))
    acts = title is not None and title.cue.role is Role.GOVERNS and title.cue.relation is previous.edges[0].relation
    return acts and (separator == "," or same_issuer)


def _has_issuer_of(mention: Mention, other: Mention) -> bool:
    """Return whether two symbols name the same issuer."""
    return mention.symbol is not None and other.symbol is not None and mention.symbol.issuers == other.symbol.issuers


def relate_in_title(clause: Clause, previous: Mention, title: Token | None) -> list[Edge]:
    """Relate B in "A về việc thực hiện B" to A; in "A và Kế hoạch của Tỉnh ủy về thực hiện B" to the source of A."""
    mention, text = clause.mention, clause.citing.text
    if title is None or previous.predates(mention) or _is_over(title, clause):
        return []
    governors = find_governors(text, clause.tokens, mention.begin, law=mention.is_law)
    if not governors and not _refers_within(title, clause):
        return []
    if any(governor.relation in LEGAL for governor in governors) and _is_proposed(previous, title, governors, clause):
        return [Edge(previous.key, Relation.CITES)]
    if names_unnumbered_document(text, previous.end, title.start):
        return clause.citing.make_edges(previous.edges[0].source, governors)
    sources = [previous, *_find_sharing(clause, previous)] if governors and governors[0].relation in _SHARED else [previous]
    return [edge for source in sources for edge in clause.citing.make_edges(source.key, governors)]


def _is_proposed(previous: Mention, title: Token, governors: Sequence[Governor], clause: Clause) -> bool:
    """Return whether a title only proposes a change: that of a submission, or one with "đề nghị", "rà soát" before the change."""
    first = min(governor.cue.start for governor in governors)
    before = [token for token in clause.tokens if title.start <= token.start < first]
    asks = any(clause.citing.text[token.start : token.end].lower().split() == _REQUEST for token in before)
    return previous.type_word in PROPOSALS or asks or any(token.cue.role in NOT_ENACTING for token in before)


def _find_sharing(clause: Clause, previous: Mention) -> list[Mention]:
    """Find the documents of the same type listed right before `previous` that share its title: "Kế hoạch A và Kế hoạch B thực hiện"."""
    sharing: list[Mention] = []
    text, last = clause.citing.text, previous
    for other in reversed(clause.unit.citations[:-1]):
        between = _LISTED if text[last.start].isdigit() else _CONJOINED
        alike = not other.is_self and other.type == last.type and between.fullmatch(text, other.end, last.begin)
        if not alike or scan(text, other.end, last.begin):
            break
        sharing.append(other)
        last = other
    return sharing


def _is_over(title: Token, clause: Clause) -> bool:
    """Return whether a title ends before the citation."""
    words = clause.citing.text[title.start : clause.mention.begin]
    if ";" in words and not _goes_on_after_semicolon(words, clause):
        return True
    return ends_title(words) or any(token.cue.role in _ENDS for token in clause.tokens)


def _goes_on_after_semicolon(title: str, clause: Clause) -> bool:
    """Return whether a title in a preamble goes on after its last semicolon: in lower case, and no cue begins a new clause there."""
    words = title[title.rfind(";") + 1 :]
    if not words.lstrip()[:1].islower():
        return False
    unit, first, last = clause.unit, clause.unit.citations[0], clause.unit.citations[-1]
    opening = scan(clause.citing.text, unit.start, min(unit.start + _FIRST_WORDS, first.begin))
    if not opening or opening[0].start - unit.start >= ADJOINING or last.nested:
        return False
    cues = scan(words, 0, min(len(words), _NEXT_WORDS))
    return not cues or cues[0].start >= ADJOINING


def _refers_within(title: Token, clause: Clause) -> bool:
    """Return whether no preposition, or only "theo", leads from the title to the citation; "tại" refers to a document outside."""
    text = clause.citing.text
    preposition = next((token for token in reversed(clause.tokens) if token.cue.role is Role.REFERS), None)
    return preposition is None or (text.startswith("theo", preposition.start) and "," not in text[title.start : preposition.start])
