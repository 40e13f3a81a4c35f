"""Short forms within one text: bare numbers, defined aliases, anaphora. One candidate or none: never a guess."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.model import Kind
from loaders.grammar import document_types
from loaders.mention import Mention

__all__ = ["settle_short_forms"]

_CODES = {kind.word: kind.codes for kind in document_types()}
_ALIAS = re.compile(r"(?:sau\s{1,4}đây|dưới\s{1,4}đây)?\s{0,4}(?:gọi|viết)\s{1,4}(?:tắt|chung|là)(?:\s{1,4}là)?\s{0,4}:?\s{0,4}[“\"]?\Z")
_OBJECT = re.compile(r"(?:thực\s+hiện|triển\s+khai|quán\s+triệt|nội\s+dung|tinh\s+thần|theo|của|tại)\s+\Z")
_NOT_A_NAME = re.compile(r"\s{0,4}(?:[.,;:)]|$|(?:tại|đến|trong|theo|của\s+cấp|và\s+các)(?!\w))")


def settle_short_forms(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give every short form the document it stands for, and drop those that stand for none."""
    settled: list[Mention] = []
    by_number: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind is Kind.NUMBERED and mention.type and mention.number:
            by_number[mention.type, mention.number.lstrip("0")].add(str(mention.symbol))
    aliases: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind is not Kind.SHORT:
            settled.append(mention)
        elif (kept := _settle(text, mention, settled, by_number, aliases)) is not None:
            settled.append(kept)
    return settled


def _settle(text: str, mention: Mention, earlier: list[Mention], by_number: dict[tuple[str, str], set[str]], aliases: dict[str, Mention]) -> Mention | None:
    if mention.rule.startswith("number-"):
        return _settle_number(mention, by_number)
    if mention.rule == "above":
        return _settle_above(mention, earlier)
    return None


def _settle_number(mention: Mention, by_number: dict[tuple[str, str], set[str]]) -> Mention | None:
    """A bare number: the one document of this type and number in the text; else the bare form, where the type allows it."""
    number, _, year = str(mention.number).partition("/")
    candidates = by_number.get((str(mention.type), number.lstrip("0")), set())
    if year:
        candidates = {symbol for symbol in candidates if f"/{year}/" in symbol}
    if len(candidates) == 1:
        mention.symbol = next(iter(candidates))
        mention.rule = "bare-number"
        return mention
    if mention.rule != "number-open":
        return None
    codes = _CODES[str(mention.type)]
    mention.rule = "bare-number-open"
    mention.name = f"{codes[0]} {mention.number}"
    return mention


def _settle_above(mention: Mention, earlier: list[Mention]) -> Mention | None:
    """`Chỉ thị nêu trên`: the one document of this type cited so far, or the last one cited before."""
    same = [other for other in earlier if other.type == mention.type and other.kind in (Kind.NUMBERED, Kind.NAMED)]
    keys = {other.symbol or other.name for other in same}
    if len(keys) != 1:
        return None
    mention.symbol, mention.name = same[-1].symbol, None if same[-1].symbol else same[-1].name
    return mention
