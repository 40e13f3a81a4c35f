"""Give the members of a list the type word that stands once before them: các Luật số 43/2024/QH15, số 47/2024/QH15.

The word stands before the number of a member, or at the head of the list without a number: các Nghị định của Chính phủ: số 63/2010/NĐ-CP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from danchieu.graph.model import Symbol
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.types import DocumentType, cited_type
from danchieu.loaders.citations.patterns import TYPE
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.clauses import REACH, find_sentence_start
from danchieu.loaders.text.letters import NUMBER_WORD

__all__ = ["share_list_types"]

_MEMBER_BEFORE = rf"\s{{0,8}}(?:[-+*•–]\s{{0,4}})?(?:(?:các|cùng)\s{{1,4}})?(?:{NUMBER_WORD}\s{{0,4}}:?\s{{0,8}})?\Z"
_NEXT_MEMBER = re.compile(rf"(?:[,;]|(?<!\w)(?:và|hoặc|VÀ)(?!\w)){_MEMBER_BEFORE}")
_FIRST_MEMBER = re.compile(rf"[:(]{_MEMBER_BEFORE}")
_SEVERAL = re.compile(r"(?<!\w)(?:các|Các|CÁC|những|Những|hai|ba|\d{1,2})\s{1,4}\Z")
_PARAGRAPH_ENDS = re.compile(r"\n[^\S\n]*\n")
_LEAD = 40  # characters before a number: its separator, a bullet, "các" and "số"
_PLURAL = 12  # characters before a type word: "những" and white space
_OLDER = 8  # members looked back at for one of the same series: documents cited in the title of a member come between
_ASSEMBLIES = issuer_words().assembly


def share_list_types(text: str, mentions: Sequence[Mention]) -> None:
    """Give each symbol without a type word the word of its list, if the symbol may be of that type. `mentions` are in text order."""
    for place, mention in enumerate(mentions):
        if mention.type is None and mention.symbol is not None:
            mention.type = _word_of_list(text, mention, mention.symbol, mentions[max(0, place - _OLDER) : place])


def _word_of_list(text: str, mention: Mention, symbol: Symbol, before: Sequence[Mention]) -> str | None:
    """Return the type word of the list in which a symbol stands; None if it is in none."""
    lead = text[max(0, mention.start - _LEAD) : mention.start]

    # CASE 1: a further member: the word is that of the last member of its series.
    if _NEXT_MEMBER.search(lead):
        last = next((other for other in reversed(before) if other.type and _is_of_series(symbol, other.symbol)), None)
        return last.type if last and _begin_of_sentence(text, last.end, mention.start) == last.end else None

    # CASE 2: the first member behind a colon or in a parenthesis: the word is the last one in the plural.
    return _word_of_head(text, mention.start, symbol) if _FIRST_MEMBER.search(lead) else None


def _is_of_series(symbol: Symbol, other: Symbol | None) -> bool:
    """Return whether two symbols are of one type; those that do not hold it, 43/2024/QH15, must at least have one issuer."""
    if other is None or symbol.type_code != other.type_code:
        return False
    return symbol.type_code is not None or symbol.issuers == other.issuers


def _word_of_head(text: str, start: int, symbol: Symbol) -> str | None:
    """Return the type word in the plural nearest before `start` in its sentence: các Nghị định của Chính phủ."""
    begin = _begin_of_sentence(text, max(0, start - REACH), start)
    words = [match[0] for match in TYPE.finditer(text, begin, start) if _names_several(text, match.start())]
    kind = cited_type(words[-1]) if words else None
    return kind.word if kind and _may_be(symbol, kind) else None


def _names_several(text: str, start: int) -> bool:
    """Return whether a word at `start` is in the plural: các Nghị định, 3 Nghị định."""
    return _SEVERAL.search(text, max(0, start - _PLURAL), start) is not None


def _may_be(symbol: Symbol, kind: DocumentType) -> bool:
    """Return whether a symbol may be of a type: by its code, or as one of the National Assembly, which holds none."""
    return symbol.type_code in kind.codes if symbol.type_code else symbol.code in _ASSEMBLIES


def _begin_of_sentence(text: str, first: int, start: int) -> int:
    """Return where the sentence of `start` begins, not before `first`; a blank line ends a sentence, too."""
    begin = find_sentence_start(text, first, start)
    return max((match.end() for match in _PARAGRAPH_ENDS.finditer(text, begin, start)), default=begin)
