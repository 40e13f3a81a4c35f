"""Mentions by number: a symbol, a list of numbers with their codes once, bare numbers."""

from __future__ import annotations

import re

from danchieu.graph.model import Kind
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import DocumentType
from danchieu.loaders.citations.patterns import NEXT_NUMBER
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.mention import Mention

__all__ = ["bare_number", "bare_numbers", "is_month", "number_list", "numbered"]

_LAST_MONTH = 12  # a bare number beyond it, with a year, is no month


def numbered(text: str, start: int, match: re.Match[str], kind: DocumentType, rule: str) -> Mention:
    return Mention(
        start,
        match.end(),
        Kind.NUMBERED,
        rule,
        type=kind.word,
        symbol=read_symbol(match["number"], match["tail"]),
        number=match["number"],
    )


def bare_numbers(text: str, start: int, match: re.Match[str], kind: DocumentType, written: str) -> list[Mention]:
    """Return a bare number and those of its list: Nghị quyết 57, 59 và 66."""
    mentions = [bare_number(start, match, kind, written)]
    while mentions[-1].kind is Kind.SHORT and (following := NEXT_NUMBER.match(text, mentions[-1].end)) and not _is_year(following):
        begin = following.start("no") if following["no"] else following.start("number")
        mentions.append(bare_number(begin, following, kind, written))
    return mentions


def _is_year(match: re.Match[str]) -> bool:
    """Return whether a bare number is a year: Kế hoạch 2025, without "số"."""
    return not match["no"] and re.fullmatch(r"(?:19|20)\d\d", match["number"]) is not None


def bare_number(start: int, match: re.Match[str], kind: DocumentType, written: str) -> Mention:
    """Make a mention of a bare number; for a type with one series number and year give the symbol: Nghị định 123/2020."""
    number, year = match["number"], int(match["year"][1:]) if match["year"] else None
    end = match.end("year") if year else match.end("number")
    if year and kind.series:
        symbol = parse_symbol(f"{number}/{year}/{kind.series}")
        return Mention(start, end, Kind.NUMBERED, "number-year", type=kind.word, symbol=symbol, number=number)
    bare = kind.bare if written[0].isupper() and not _is_year(match) else "cited"
    return Mention(start, end, Kind.SHORT, "bare-number", type=kind.word, number=number, year=year, bare=bare)


def number_list(start: int, match: re.Match[str], kind: DocumentType) -> list[Mention]:
    tail = match["tail"]
    mentions: list[Mention] = []
    for item in re.finditer(r"\d+", match["items"]):
        offset = match.start("items")
        begin = start if not mentions else offset + item.start()
        mentions.append(
            Mention(
                begin,
                offset + item.end(),
                Kind.NUMBERED,
                "number-list",
                type=kind.word,
                symbol=read_symbol(item[0], tail),
                number=item[0],
            )
        )
    last = Mention(
        match.start("number"),
        match.end(),
        Kind.NUMBERED,
        "number-list",
        type=kind.word,
        symbol=read_symbol(match["number"], tail),
        number=match["number"],
    )
    return [*mentions, last]


def is_month(match: re.Match[str]) -> bool:
    """Return whether number and year are a month: Kế hoạch 12/2024, without "số"."""
    return bool(match["year"]) and not match["no"] and match["number"].isdigit() and int(match["number"]) <= _LAST_MONTH
