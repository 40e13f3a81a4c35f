"""Short forms within one text: bare numbers, defined aliases, anaphora. Only a single candidate is taken."""

from __future__ import annotations

import re
from collections import defaultdict

from danchieu.graph.model import Kind, Symbol
from danchieu.graph.model.types import cited_types
from danchieu.loaders.mention import Mention

__all__ = ["settle_short_forms"]

_CODES = {kind.word: kind.codes for kind in cited_types()}
_DEFINES = re.compile(r"(?:gọi|viết)\s{1,4}(?:tắt\s{1,4}|chung\s{1,4}|gọn\s{1,4})?là\s{0,4}:?\s{0,4}[“\"]?\Z")
# Words before a document named by its type alone ("triển khai Chỉ thị kịp thời"), and words after it that begin another name.
_GOVERNED = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|quán\s+triệt|chấp\s+hành|thi\s+hành|[hH]ọc\s+tập|nội\s+dung|tinh\s+thần|theo|sửa\s+đổi|bổ\s+sung)"
    r"(?:\s+(?:nghiêm\s+túc|đầy\s+đủ|(?:có\s+)?hiệu\s+quả|tốt|toàn\s+văn))?\s+\Z"
)
_NAMES_ANOTHER = re.compile(
    r"\s{0,4},?\s{1,4}(?:về|số|này|đó|liên|của|do|cá|hành|các|chuyên|kiểm|phê|thành|giao|hợp|thư)(?!\w)|\s{1,4}[A-ZĐÀ-Ỹ]"
)
_CLAUSE = 40  # characters before a type word: "sau đây gọi tắt là", "triển khai có hiệu quả"
_NEAR = 4000  # characters between a bare type word and the document it stands for


def settle_short_forms(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give every short form its document, and skip those without one."""
    by_number: dict[tuple[str | None, str], set[Symbol]] = defaultdict(set)
    for mention in mentions:
        if mention.kind is Kind.NUMBERED and mention.symbol and mention.number:
            by_number[mention.type, mention.number.lstrip("0")].add(mention.symbol)
    earlier = _Earlier()
    settled = []
    for mention in mentions:
        kept: Mention | None = mention
        if mention.bare:
            kept = _settle_number(mention, by_number)
        elif mention.rule == "above":
            kept = _settle_above(mention, earlier)
        elif mention.rule == "type-word":
            kept = _settle_type_word(text, mention, earlier)
        if kept is not None:
            settled.append(kept)
            earlier.add(kept)
    return settled


class _Earlier:
    """The documents cited so far, by type; a look-up does not depend on their number."""

    def __init__(self) -> None:
        self.last: Mention | None = None
        self.aliases: dict[str | None, Mention] = {}
        self._keys: dict[str | None, set[Symbol | str | None]] = defaultdict(set)
        self._last_of_type: dict[str | None, Mention] = {}

    def add(self, mention: Mention) -> None:
        """Add the next mention; one of the text itself counts as a document of its type."""
        self.last = mention
        if mention.kind is Kind.SHORT:
            return
        self._keys[mention.type].add(mention.symbol or mention.name)
        self._last_of_type[mention.type] = mention

    def only(self, type_word: str | None) -> Mention | None:
        """Return the last mention of the only document of this type, None if there is none or more than one."""
        keys = self._keys[type_word]
        return self._last_of_type[type_word] if len(keys) == 1 and None not in keys else None


def _settle_number(mention: Mention, by_number: dict[tuple[str | None, str], set[Symbol]]) -> Mention | None:
    """Settle a bare number: the one document of this type and number in the text, else the bare form, if the type allows it."""
    candidates = by_number.get((mention.type, str(mention.number).lstrip("0")), set())
    if mention.year:
        candidates = {symbol for symbol in candidates if symbol.year == mention.year}
    if len(candidates) == 1:
        mention.symbol = next(iter(candidates))
        return mention
    if mention.bare != "open":
        return None
    number = f"{mention.number}/{mention.year}" if mention.year else mention.number
    mention.name, mention.rule = f"{_CODES[str(mention.type)][0]} {number}", "bare-number-open"
    return mention


def _settle_above(mention: Mention, earlier: _Earlier) -> Mention | None:
    """Settle `Chỉ thị nêu trên`: the one document of this type cited so far."""
    antecedent = earlier.only(mention.type)
    return _standing_for(mention, antecedent) if antecedent else None


def _settle_type_word(text: str, mention: Mention, earlier: _Earlier) -> Mention | None:
    """Settle a type word alone: a defined alias, or the one document of its type cited shortly before, if its clause governs it."""
    before = text[max(0, mention.start - _CLAUSE) : mention.start]
    if earlier.last and _DEFINES.search(before):
        earlier.aliases[mention.type] = earlier.last
    antecedent = earlier.aliases.get(mention.type)
    if antecedent is None and _GOVERNED.search(before):
        antecedent = earlier.only(mention.type)
        if antecedent and mention.start - antecedent.end > _NEAR:
            return None
    if antecedent is None or _NAMES_ANOTHER.match(text, mention.end):
        return None
    return _standing_for(mention, antecedent)


def _standing_for(mention: Mention, antecedent: Mention) -> Mention:
    mention.symbol = antecedent.symbol
    mention.name = None if antecedent.symbol else antecedent.name
    return mention
