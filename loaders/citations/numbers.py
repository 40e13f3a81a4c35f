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
    """Make a mention of a number with its codes, from the type word at `start`: Chỉ thị số 20-CT/TU."""
    return _with_codes((start, match.end()), match["number"], match["tail"], kind, rule)


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
    """Make the mentions of a list of numbers with the codes behind the last one: các Kết luận số 187, 188-KL/TW."""
    offset = match.start("items")
    numbers = [(offset + item.start(), offset + item.end(), item[0]) for item in re.finditer(r"\d+", match["items"])]
    numbers.append((match.start("number"), match.end(), match["number"]))
    numbers[0] = (start, *numbers[0][1:])
    return [_with_codes((begin, end), number, match["tail"], kind, "number-list") for begin, end, number in numbers]


def _with_codes(span: tuple[int, int], number: str, tail: str, kind: DocumentType, rule: str) -> Mention:
    return Mention(*span, Kind.NUMBERED, rule, type=kind.word, symbol=read_symbol(number, tail), number=number)


def is_month(match: re.Match[str]) -> bool:
    """Return whether number and year are a month: Kế hoạch 12/2024, without "số"."""
    return bool(match["year"]) and not match["no"] and match["number"].isdigit() and int(match["number"]) <= _LAST_MONTH
