"""The words around a citation: date, issuer, term and title after it, article, date and issuer before it."""

from __future__ import annotations

import re

from danchieu.graph.model import Symbol
from danchieu.loaders.citations.patterns import (
    ARTICLE_BEFORE,
    DATE_AFTER,
    DATE_BEFORE,
    ISSUER_AFTER,
    ISSUER_BEFORE,
    ISSUING_BEFORE,
    NAMES_ARTICLE,
    TERM_AFTER,
    TITLE_AFTER,
)
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.dates import day_of

__all__ = ["read_context", "share_list_details"]

_LISTED = re.compile(r"[\s)”\"]{0,6}(?:[,;]|và|VÀ|hoặc)[\s]{1,6}(?:các\s{1,4})?(?:s[ốổo]\s{1,4})?")
_ARTICLES = 160  # characters before a citation for a list of articles, or for date, issuer and verb
_NEAR = 40  # characters before a citation in which its article, or the verb that issued it, comes


def read_context(text: str, mention: Mention) -> None:
    """Fill date, issuer, term, title and article of a mention, and `after`, the end of date, issuer and term."""
    position = _read_date(text, mention, mention.end)
    issuer = ISSUER_AFTER.match(text, position)
    if issuer:
        mention.issuer = " ".join(issuer["issuer"].split())
        position = issuer.end()
        if mention.date is None:
            position = _read_date(text, mention, position)
    term = TERM_AFTER.match(text, position)
    if term:
        mention.term = term["term"]
        position = term.end()
        if mention.date is None:
            position = _read_date(text, mention, position)
    title = TITLE_AFTER.match(text, position)
    if title:
        mention.title = " ".join(title["title"].split())
    mention.after = position
    _read_before(text, mention)


def _read_date(text: str, mention: Mention, position: int) -> int:
    match = DATE_AFTER.match(text, position)
    if not match:
        return position
    mention.date = day_of(match)
    return match.end()


def _read_before(text: str, mention: Mention) -> None:
    before = text[max(0, mention.start - _ARTICLES) : mention.start]
    tail = before[-_NEAR:]
    if NAMES_ARTICLE.search(tail):  # faster than the search for the articles
        article = ARTICLE_BEFORE.search(before)
        if article:
            mention.article = " ".join(article["article"].split())
    if mention.issuer or not ISSUING_BEFORE.search(tail):
        return
    stated = DATE_BEFORE.search(before)
    if stated:
        mention.date = mention.date or day_of(stated)
    issuer = ISSUER_BEFORE.search(before)
    if issuer:
        mention.issuer = " ".join(issuer["issuer"].split())


def share_list_details(text: str, mentions: list[Mention]) -> None:
    """Give every item of a list the issuer and the date at its end: `các Công điện số 217/CĐ-TTg; số 218/CĐ-TTg của Thủ tướng Chính phủ`.

    An item without issuer takes that of the next item when only a connective is between them.
    """
    for mention, following in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        if mention.rule == following.rule == "number-list" and mention.date is None:
            mention.date = following.date  # a list with its codes once has its date once
        if mention.issuer or not following.issuer or mention.symbol is None:
            continue
        connective = _LISTED.match(text, mention.after)
        if connective and connective.end() == following.start and _same_series(mention.symbol, following.symbol):
            mention.issuer = following.issuer


def _same_series(symbol: Symbol, other: Symbol | None) -> bool:
    """Return whether two symbols end in the same issuer: 27-CT/TU and 30-CT/TU."""
    return other is not None and re.split(r"[/-]", symbol.text)[-1] == re.split(r"[/-]", other.text)[-1]
