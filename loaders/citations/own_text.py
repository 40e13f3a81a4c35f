"""Decide which mentions name the text itself: "Kế hoạch này", or its own number.

A page never names itself so. In a document "Nghị định này" is the document only if that is a decree, or may have the decree as attachment;
else it means the decree cited last. The own number is that of another document where issuer, term or date beside it contradict the header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from danchieu.graph.model import Head, Kind, TextKind
from danchieu.graph.model.bodies import body_named, issuer_words, level_of
from danchieu.graph.model.folding import fold
from danchieu.graph.model.issuers import place_in
from danchieu.graph.model.issuing_body import jurisdiction_in_header
from danchieu.graph.model.provinces import provinces_in
from danchieu.graph.model.symbols import is_party, parse_symbol
from danchieu.graph.model.terms import central_term, local_term, term_of_khoa
from danchieu.graph.model.types import words_in
from danchieu.loaders.citations.dates import ISSUING_BEFORE
from danchieu.loaders.grammar.symbols import PROVINCE, is_hooked
from danchieu.loaders.mention import THIS, Mention

__all__ = ["find_anaphora", "place_hooked", "settle_anaphora", "settle_own_number"]

_NEAR = 4_000  # characters between "này" and the document it stands for
_VERB = 40  # characters before a citation for the verb that issued it
_CENTRE = "TW"


def place_hooked(text: str, mentions: Sequence[Mention], own: Head | None) -> None:
    """Take TƯ for TU where the issuer beside the number is a provincial committee, or where TU makes it the text's own number."""
    for mention in mentions:
        if mention.symbol is None or mention.symbol.code != _CENTRE or not is_hooked(text[mention.start : mention.end]):
            continue
        provincial = parse_symbol(mention.symbol.text.removesuffix(_CENTRE) + PROVINCE)
        body = body_named(mention.issuer or "")
        if body == PROVINCE or (body is None and own and own.symbol and own.symbol == provincial):
            mention.symbol = provincial


def find_anaphora(text: str, mentions: Sequence[Mention], own: Head | None) -> None:
    """Mark mentions as "Nghị định này" that stand for a document cited before."""
    last: dict[str | None, Mention] = {}
    for mention in mentions:
        if mention.kind is not Kind.SELF:
            if mention.kind is not Kind.SHORT or mention.bare:
                last[mention.type] = mention
        elif _means_another(text, mention, last.get(mention.type), own):
            mention.kind, mention.rule = Kind.SHORT, THIS


def settle_anaphora(mentions: Sequence[Mention]) -> list[Mention]:
    """Give each "Nghị định này" the document of its type cited last before it, and skip those without one."""
    last: dict[str | None, Mention] = {}
    settled = []
    for mention in mentions:
        if mention.rule == THIS:
            antecedent = last.get(mention.type)
            if antecedent is None or mention.start - antecedent.end > _NEAR:
                continue
            mention.symbol = antecedent.symbol
            mention.name = None if antecedent.symbol else antecedent.name
        if mention.symbol or mention.name:
            last[mention.type] = mention
        settled.append(mention)
    return settled


def settle_own_number(mentions: Sequence[Mention], own: Head | None) -> None:
    """Take for the text itself the mentions of its own number that neither date, issuer nor term give to another document."""
    if own is None or own.symbol is None:
        return
    for mention in mentions:
        if mention.symbol == own.symbol and _has_its_day(mention, own) and not _contradicts(mention, own):
            mention.kind, mention.rule = Kind.SELF, "own-number"


def _means_another(text: str, mention: Mention, cited: Mention | None, own: Head | None) -> bool:
    """Return whether "Nghị định này" stands for a document cited before; `cited` is the last one of its type."""
    # CASE 1: a page is no document.
    if own and own.kind is TextKind.PAGE:
        return True
    if cited is None or mention.start - cited.end > _NEAR:
        return False

    # CASE 2: a document whose type is known: another type is another document, unless it is attached to this one.
    if own and (own.type or own.symbol):
        return not _is_of_type(mention.type or "", own.type or "") and mention.type not in words_in("attached")

    # CASE 3: a text that may be either: the document that it has just reported as issued.
    return (own is None or own.kind is None) and ISSUING_BEFORE.search(text[max(0, cited.start - _VERB) : cited.start]) is not None


def _is_of_type(word: str, own: str) -> bool:
    """Return whether a type is the text's own, which may be named by its first words: Thông tư for a Thông tư liên tịch."""
    return bool(own) and (own.startswith(word) or word.startswith(own))


def _has_its_day(mention: Mention, own: Head) -> bool:
    """Return whether day or year beside a number are none, or those of the text."""
    year = own.issued_on.year if own.issued_on else None
    return mention.date in (None, own.issued_on) and mention.stated_year in (None, year)


def _contradicts(mention: Mention, own: Head) -> bool:
    """Return whether the issuer or the term beside a number is not that of the text."""
    return bool(mention.issuer and _is_elsewhere(mention.issuer, own)) or bool(mention.term and _is_of_another_term(mention.term, own))


def _is_elsewhere(issuer: str, own: Head) -> bool:
    """Return whether issuer words name another province, district or commune than the header, or the province above it."""
    if own.symbol is None or level_of(own.symbol.code) == "central":
        return False
    place, unit = jurisdiction_in_header(own).place, place_in(issuer)
    province = place.province_name or (own.province_hint.province if own.province_hint else None)
    named = provinces_in(issuer)
    if named and province and named[-1] != province:
        return True
    if unit and place.name:
        return fold(unit.name or "") != fold(place.name)
    kind = place.kind if place.name else place.province.kind if place.province else None
    stated = _kinds_of_places().findall(fold(issuer))
    return kind is not None and bool(stated) and kind not in stated


@cache
def _kinds_of_places() -> re.Pattern[str]:
    """Return the words for kinds of places, the longest first: thị xã is no xã."""
    kinds = sorted(issuer_words().places, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(kinds)})\b(?! ủy)")


def _is_of_another_term(khoa: str, own: Head) -> bool:
    """Return whether a khóa is another term than that of the text's committee on its date; False where either is not known."""
    if own.symbol is None or own.issued_on is None or not is_party(own.symbol):
        return False
    if level_of(own.symbol.code) == "central":
        return central_term(own.issued_on) not in (None, khoa)
    province = jurisdiction_in_header(own).place.province_name
    running, stated = local_term(own.issued_on, province=province), term_of_khoa(province, khoa)
    return running is not None and stated is not None and running != stated
