"""The words around a citation: date or year, issuer, term and title after it, article, date and issuer before it."""

from __future__ import annotations

import re

from danchieu.graph.model import Symbol
from danchieu.loaders.citations.dates import (
    ACTS,
    AFTER,
    BEGINS_A_DATE,
    DAY_AFTER,
    DAY_BEFORE,
    ISSUING_BEFORE,
    LAST_WORDS,
    PLAIN_ENDS,
    YEAR_AFTER,
    YEAR_BEFORE,
)
from danchieu.loaders.citations.organs import end_of_name, end_of_names
from danchieu.loaders.citations.patterns import ARTICLE_BEFORE, NAMES_ARTICLE, TERM_AFTER, TITLE_AFTER
from danchieu.loaders.grammar import phrases
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.dates import day_of, year_of
from danchieu.loaders.text.letters import LOWER, UPPER

__all__ = ["read_context", "share_list_details"]

_BY = re.compile(rf"{AFTER}(?:của|do|(?P<passive>được)|CỦA|DO)\s{{1,8}}(?:các\s{{1,4}})?")
_BEGINS = re.compile(
    rf"{AFTER}\(?\s?(?:(?P<by>của|do|được(?=\s{{1,4}}[{UPPER}])|CỦA|DO)\s|(?P<term>[kK]hóa)\s|(?:[nN]|NG|NĂ|[tT]h|TH|\d|{BEGINS_A_DATE}))"
)
_LISTED = re.compile(r"[\s)”\"]{0,6}(?:[,;]|và|VÀ|hoặc)[\s]{1,6}(?:các\s{1,4})?(?:s[ốổo]\s{1,4})?")
_SAME_DAY = re.compile(r"cùng\s{1,4}ngày")
_CAPITAL = re.compile(rf"(?<!\w)[{UPPER}]")
_IN_OFFICE = re.compile(rf"\s{{1,4}}[kK]hóa\s{{1,4}}[IVXL]{{1,6}}|(?:\s{{1,4}}[{UPPER}][{LOWER}]*){{2,4}}")
_ON_A_DAY = frozenset(phrases()["issuing_on_a_day"].words)
_ARTICLES = 160  # characters before a citation for a list of articles, or for date, issuer and verb
_NEAR = 40  # characters before a citation in which its article, or the verb that issued it, comes
_DETAILS = 4  # of date, year, issuer and term, in any order


def read_context(text: str, mention: Mention, *, floor: int) -> None:
    """Fill date, year, issuer, term, title and article of a mention, and `after`, the end of date, issuer and term.

    What stands before `floor`, the end of the mention before it, is of that one.
    """
    _read_before(text, mention, floor)
    position = mention.end
    for _ in range(_DETAILS):
        end = _read_next(text, mention, position)
        if end is None:
            break
        position = end
    if mention.date:
        mention.stated_year = None
    title = TITLE_AFTER.match(text, position)
    if title:
        mention.title = " ".join(title["title"].split())
    mention.after = position


def _read_next(text: str, mention: Mention, position: int) -> int | None:
    """Read the detail that the letters behind `position` begin; return its end, None if there is none."""
    begins = _BEGINS.match(text, position)
    if begins is None:
        return None
    if begins["by"]:
        return _read_issuer(text, mention, position)
    return _read_term(text, mention, position) if begins["term"] else _read_date(text, mention, position)


def _read_date(text: str, mention: Mention, position: int) -> int | None:
    """Read the day or the year at `position`; return its end, None if there is none that is the mention's."""
    if mention.date:
        return None
    day = DAY_AFTER.match(text, position)
    if day:
        if not _is_of_mention(text, day):
            return None
        mention.date = day_of(day)
        return day.end()
    year = YEAR_AFTER.match(text, position) if mention.stated_year is None else None
    if year:
        mention.stated_year = year_of(year)
    return year.end() if year else None


def _is_of_mention(text: str, day: re.Match[str]) -> bool:
    """Return whether a day belongs to the citation before it: a plain one ends its clause; of another, no organ acts on it.

    ", ngày 3/4/2018 Tỉnh ủy ban hành" begins another statement, and so does "Ngày" on a new line.
    """
    if day["plain"] is not None:
        return PLAIN_ENDS.match(text, day.end()) is not None
    between = text[day.start() : day.start("day")]
    if "\n" in between and "Ngày" in between:
        return False
    if "," not in between:
        return True
    subject = end_of_name(text, day.end() + 1)
    return subject is None or ACTS.match(text, subject) is None


def _read_issuer(text: str, mention: Mention, position: int) -> int | None:
    by = _BY.match(text, position) if mention.issuer is None else None
    joint = mention.symbol is not None and len(mention.symbol.issuers) > 1
    end = end_of_names(text, by.end(), joint=joint) if by else None
    if by and end and by["passive"] and not ACTS.match(text, end):
        return None
    if by and end:
        mention.issuer = " ".join(text[by.end() : end].split())
    return end


def _read_term(text: str, mention: Mention, position: int) -> int | None:
    term = TERM_AFTER.match(text, position) if mention.term is None else None
    if term:
        mention.term = term["term"]
    return term.end() if term else None


def _read_before(text: str, mention: Mention, floor: int) -> None:
    """Read the articles before a mention, and day or year, issuer and verb: Ngày 12/9/1979, Bộ Chính trị ra Nghị quyết."""
    start = max(0, mention.start - _ARTICLES)
    before = text[start : mention.start]
    tail = before[-_NEAR:]
    if NAMES_ARTICLE.search(tail):  # faster than the search for the articles
        article = ARTICLE_BEFORE.search(before)
        if article:
            mention.article = " ".join(article["article"].split())
    last = tail.split()[-1:]
    verb = ISSUING_BEFORE.search(tail) if last and last[0] in LAST_WORDS else None
    if verb is None:
        return
    start, end = max(start, floor), mention.start - len(tail) + verb.start()
    subject = _subject(text, start, end)
    stated = _read_time_before(text, mention, start, subject[0] if subject else end)
    if subject and (stated or verb["verb"] not in _ON_A_DAY):
        mention.issuer = " ".join(text[slice(*subject)].split())


def _subject(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the name of an organ before `end`, perhaps with its khóa or the person in office behind it."""
    for match in _CAPITAL.finditer(text, start, end):
        last = end_of_names(text, match.start())
        if last and (last == end or _IN_OFFICE.fullmatch(text, last, end)):
            return match.start(), last
    return None


def _read_time_before(text: str, mention: Mention, start: int, end: int) -> bool:
    """Read the last day before the subject, or the year directly before it; return whether there is one."""
    words = text[start:end]
    last = max(words.rfind("gày "), words.rfind("GÀY "))  # faster than the search for the day
    day = DAY_BEFORE.search(words, max(0, last - 1)) if last >= 0 else None
    year = YEAR_BEFORE.search(words) if day is None or day["between"].strip(" ,") else None
    if year:
        mention.stated_year = year_of(year)
    elif day:
        mention.date = day_of(day)
    return (year or day) is not None


def share_list_details(text: str, mentions: list[Mention]) -> None:
    """Give every item of a list the issuer and the date at its end: `các Công điện số 217/CĐ-TTg; số 218/CĐ-TTg của Thủ tướng Chính phủ`.

    An item without issuer takes that of the next item when only a connective is between them.
    """
    for mention, following in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        if mention.rule == following.rule == "number-list" and mention.date is None:
            mention.date = following.date  # a list with its codes once has its date once
        if mention.symbol is None or not (following.issuer or following.date):
            continue
        connective = _LISTED.match(text, mention.after)
        if connective is None or connective.end() != following.start:
            continue
        if mention.date is None and _SAME_DAY.search(text, following.end, following.after):
            mention.date = following.date
        if mention.issuer is None and _same_series(mention.symbol, following.symbol):
            mention.issuer = following.issuer


def _same_series(symbol: Symbol, other: Symbol | None) -> bool:
    """Return whether two symbols end in the same issuer: 27-CT/TU and 30-CT/TU."""
    return other is not None and symbol.issuers == other.issuers
