"""Judge by the words around a type word alone ("triển khai Luật trên phạm vi cả nước") whether it stands for one document."""

from __future__ import annotations

import re
from functools import cache

from danchieu.loaders.citations.patterns import CAPITAL_TYPE, trie
from danchieu.loaders.grammar import phrases
from danchieu.loaders.relations.cue_table import Role, cues

__all__ = ["is_governed", "stands_alone"]

_CLAUSE = 48  # characters before a type word: "triển khai có hiệu quả"
# The end of a clause, or of a part of it. A comma before another type makes a list: "các Luật, Nghị định của Quốc hội".
_CLAUSE_ENDS = re.compile(rf"\s{{0,2}}(?:[.;:)”\"|?!]|,(?!\s{{1,4}}{CAPITAL_TYPE.pattern})|\n\s*\n|\Z)")
_ITEM_BEGINS = re.compile(r"(?:\A|[.;:!?]\s|\n)[\s*•+#>|-]{0,8}\Z")
_GOVERNING = (Role.GOVERNS, Role.REFERS, Role.JOINS, Role.PASSIVE)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether text[start:end], a type word with a capital, is governed as one document is, and no name follows.

    >>> stands_alone("triển khai thi hành Luật trên phạm vi cả nước", 20, 24)
    True
    >>> stands_alone("theo các Luật, Nghị định có liên quan", 9, 13)
    False
    """
    before = text[max(0, start - _CLAUSE) : start]
    if _ITEM_BEGINS.search(before):
        return _says().match(text, end) is not None
    return bool(_governs().search(before)) and (_CLAUSE_ENDS.match(text, end) or _goes_on().match(text, end)) is not None


def is_governed(text: str, start: int) -> bool:
    """Return whether words before text[start] lead to a document: "theo", "quy định của", "Điều 5"."""
    return _governs().search(text, max(0, start - _CLAUSE), start) is not None


@cache
def _governs() -> re.Pattern[str]:
    """Return the shape of words before a document: cues of relations, and nouns and prepositions, with an adverb between."""
    words = {word for cue in cues() if cue.role in _GOVERNING for word in cue.words} | set(phrases()["before_type_word"].words)
    adverbs = trie(phrases()["adverb"].words)
    part = r"(?:[đĐ]iều|[kK]hoản|[cC]hương|[mM]ục|[đĐ]iểm)\s+\w{1,4}"
    return re.compile(rf"(?:(?<!\w)(?i:{trie(words)})|{part})(?:\s+{adverbs}){{0,2}}\s+\Z")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,4}}(?:{trie(phrases()['after_type_word'].words)})(?!\w)(?!\s{{1,4}}{CAPITAL_TYPE.pattern})")


@cache
def _says() -> re.Pattern[str]:
    """Return the shape of words behind a document that is the subject of a sentence."""
    return re.compile(rf"\s{{1,4}}(?:{trie(phrases()['said_by_document'].words)})(?!\w)")
