"""Short forms within one text: bare numbers, defined aliases, anaphora. One candidate or none: never a guess."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.model import Kind
from loaders.grammar import document_types
from loaders.mention import Mention

__all__ = ["settle_short_forms"]

_CODES = {kind.word: kind.codes for kind in document_types()}
_DEFINES = re.compile(r"(?:gọi|viết)\s{1,4}(?:tắt\s{1,4}|chung\s{1,4}|gọn\s{1,4})?là\s{0,4}:?\s{0,4}[“\"]?\Z")
# Words that govern a document named by its type alone ("triển khai Chỉ thị kịp thời"), and what would make it another document's name.
_GOVERNED = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|quán\s+triệt|chấp\s+hành|thi\s+hành|[hH]ọc\s+tập|nội\s+dung|tinh\s+thần|theo)"
    r"(?:\s+(?:nghiêm\s+túc|đầy\s+đủ|(?:có\s+)?hiệu\s+quả|tốt|toàn\s+văn))?\s+\Z"
)
_NAMES_ANOTHER = re.compile(
    r"\s{0,4},?\s{1,4}(?:về|số|này|đó|liên|của|do|cá|hành|các|chuyên|kiểm|phê|thành|giao|hợp|thư)(?!\w)|\s{1,4}[A-ZĐÀ-Ỹ]"
)
_NEAR = 4000


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
            settled.append(_full_name(mention, settled))
        elif (kept := _settle(text, mention, settled, by_number, aliases)) is not None:
            settled.append(kept)
    return settled


def _full_name(mention: Mention, earlier: list[Mention]) -> Mention:
    """A law cited by the beginning of its name, after its full name: `Luật Bầu cử` for Luật Bầu cử đại biểu Quốc hội ..."""
    if mention.rule in ("law-name", "law-capitals") and mention.name:
        fuller = {
            other.name
            for other in earlier
            if other.name
            and other.rule.startswith("law")
            and other.name.startswith(mention.name + " ")
            and not other.name[len(mention.name) + 1].isdigit()
        }
        if len(fuller) == 1:
            mention.name = fuller.pop()
    return mention


def _settle(
    text: str, mention: Mention, earlier: list[Mention], by_number: dict[tuple[str, str], set[str]], aliases: dict[str, Mention]
) -> Mention | None:
    if mention.rule.startswith("number-"):
        return _settle_number(mention, by_number)
    if mention.rule == "above":
        return _settle_above(mention, earlier)
    return _settle_type_word(text, mention, earlier, aliases)


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


def _settle_type_word(text: str, mention: Mention, earlier: list[Mention], aliases: dict[str, Mention]) -> Mention | None:
    """The type word alone: a defined alias, or the one document of its type cited shortly before, where its clause governs it."""
    kind = str(mention.type)
    before = text[max(0, mention.start - 40) : mention.start]
    if earlier and _DEFINES.search(before):
        aliases[kind] = earlier[-1]
    antecedent = aliases.get(kind)
    if antecedent is None:
        if not _GOVERNED.search(before):
            return None
        same = [other for other in earlier if other.type == kind and other.kind is not Kind.SHORT]
        keys = {other.symbol or other.name for other in same}
        if len(keys) != 1 or None in keys or mention.start - same[-1].end > _NEAR:  # None: the text itself is of this type
            return None
        antecedent = same[-1]
    if _NAMES_ANOTHER.match(text, mention.end):
        return None
    mention.symbol, mention.name = antecedent.symbol, None if antecedent.symbol else antecedent.name
    return mention
