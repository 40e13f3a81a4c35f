"""Defined short forms: `(sau đây gọi tắt là Pháp lệnh DC)`, `(LQLT)` behind Luật Quản lý thuế, and their later uses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danchieu.graph.model import Kind
from danchieu.graph.model.types import DocumentType, cited_type
from danchieu.loaders.citations.patterns import TYPE, TYPE_CODES
from danchieu.loaders.mention import Mention

__all__ = ["Alias", "find_aliases", "last_defined", "mark_uses"]

_WORDS = r"(?P<alias>[^\s)”\"’',.;:(|][^)”\"’';:(|]{0,60}?)(?=\s{0,2}(?:[)”\"’';:.,|]|\Z))"
_DEFINES = tuple(
    re.compile(rf"{verb}\s{{1,4}}(?:(?:tắt|gọn|chung|ngắn)\s{{1,4}})?là\s{{0,4}}:?\s{{0,4}}[“\"‘']?\s?{_WORDS}") for verb in ("gọi", "viết")
)
_IN_BRACKETS = re.compile(r"\s{0,4}(?:(?:số|năm|ngày)\s[^()\n]{0,40})?\(\s?(?P<alias>[A-ZĐƯÔ&]{3,10})\s?\)")
_ACRONYM = re.compile(r"[A-ZĐƯÔ&]{2,12}")
_NUMBER = re.compile(r"(?:số\s+)?0*(\d{1,5})[a-z]?")
_CLAUSE_ENDS = re.compile(r"[.;]\s+[A-ZĐ]|\n\s*\n")
_REACH = 400  # characters from a citation, over its issuer, date and title, to the words that define its short form
_CANDIDATES = 8  # citations before a definition among which the document is


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form that the text defines for a document: its words, where they are, its type, and the number that it keeps."""

    words: str
    start: int
    kind: DocumentType | None
    number: str | None
    document: Mention

    @property
    def is_type_word(self) -> bool:
        """Return whether it is the word of the type and nothing else: (sau đây gọi là Luật)."""
        return self.kind is not None and self.words.lower() == self.kind.word.lower()


def find_aliases(text: str, mentions: Sequence[Mention]) -> list[Alias]:
    """Return the short forms that a text defines for the documents it cites. `mentions` are in text order."""
    full = [mention for mention in mentions if mention.kind is not Kind.SHORT]
    starts = [mention.start for mention in full]
    named = {mention.start for mention in full if mention.rule != "law-capitals"}  # "(sau đây gọi là Luật Nhà ở 2014)" is a citation itself
    found = []
    for match in (one for shape in _DEFINES for one in shape.finditer(text)):
        if match.start("alias") in named:
            continue
        before = bisect_right(starts, match.start())
        near = full[max(0, before - _CANDIDATES) : before]
        alias = _alias(text, " ".join(match["alias"].split()), match.start("alias"), near)
        found += [alias] if alias else []
    for mention in full:
        acronym = _IN_BRACKETS.match(text, mention.end) if mention.is_law and mention.name else None
        if acronym and _abbreviates(acronym["alias"], mention):
            found.append(Alias(acronym["alias"], acronym.start("alias"), None, None, mention))
    return [alias for alias in found if alias.document.kind is not Kind.SELF]


def _alias(text: str, words: str, start: int, near: Sequence[Mention]) -> Alias | None:
    """Return the short form for the nearest document before it that it may stand for, None if there is none."""
    kind, rest = _type_of(words)
    if kind is None and not _ACRONYM.fullmatch(words):
        return None
    number = digits[1] if (digits := _NUMBER.fullmatch(rest)) else None
    for mention in reversed(near):
        between = text[mention.end : start]
        if len(between) > _REACH or _CLAUSE_ENDS.search(between):
            return None
        fits = _is_of(mention, kind, number) if kind else _abbreviates(words, mention)
        if fits:
            return Alias(words, start, kind, number, mention)
    return None


def _type_of(words: str) -> tuple[DocumentType | None, str]:
    """Return the type with which a short form begins, as a word or as its code, and the rest of it."""
    if match := TYPE.match(words):
        return cited_type(match[0]), words[match.end() :].strip()
    code, _, rest = words.partition(" ")
    return (TYPE_CODES[code], rest) if code in TYPE_CODES and rest else (None, words)


def _is_of(mention: Mention, kind: DocumentType, number: str | None) -> bool:
    """Return whether a citation is of a type, or of another with its code, and has the number of the short form if that has one."""
    same = mention.type == kind.word or (mention.symbol is not None and mention.symbol.type_code in kind.codes)
    return same and (number is None or mention.number is None or mention.number.lstrip("0") == number)


def _abbreviates(words: str, mention: Mention) -> bool:
    """Return whether letters are the initials of a name: LQLT of Luật Quản lý thuế."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]\w*", mention.name or "") if word not in {"và", "một", "số"})
    return len(words) > 2 and initials.upper() == words.replace("&", "").upper()


def mark_uses(text: str, mentions: Sequence[Mention], aliases: Sequence[Alias]) -> list[Mention]:
    """Return the mentions with the uses of the short forms that are more than a type word; a longer citation at the place stays."""
    uses = {mention.start: mention for mention in _uses(text, [alias for alias in aliases if not alias.is_type_word])}
    if not uses:
        return list(mentions)
    taken = {mention.start for mention in mentions if mention.start in uses and mention.end > uses[mention.start].end}
    uses = {start: mention for start, mention in uses.items() if start not in taken}
    kept = [mention for mention in mentions if mention.start not in uses]
    ends = sorted((mention.start, mention.end) for mention in kept)
    free = [mention for mention in uses.values() if not _is_inside(mention, ends)]
    return sorted((*kept, *free), key=lambda mention: mention.start)


def _uses(text: str, aliases: Sequence[Alias]) -> Iterator[Mention]:
    """Yield the uses of short forms, each for the document that was given it last."""
    defined: dict[str, list[Alias]] = {}
    for alias in sorted(aliases, key=lambda one: one.start):
        defined.setdefault(alias.words, []).append(alias)
    if not defined:
        return
    words = "|".join(r"\s{1,4}".join(map(re.escape, one.split())) for one in sorted(defined, key=len, reverse=True))
    for match in re.compile(rf"(?<![\w/-])(?:{words})(?![\w]|/|-\w)").finditer(text, min(alias.start for alias in aliases)):
        last = last_defined(defined[" ".join(match[0].split())], match.start())
        if last:
            yield _use(match, last)


def last_defined(aliases: Sequence[Alias], position: int) -> Alias | None:
    """Return the last of the definitions, which are in text order, that stands before a position or at it."""
    before = bisect_right(aliases, position, key=lambda alias: alias.start)
    return aliases[before - 1] if before else None


def _use(match: re.Match[str], alias: Alias) -> Mention:
    document = alias.document
    return Mention(
        match.start(),
        match.end(),
        Kind.SHORT,
        "alias",
        type=alias.kind.word if alias.kind else document.type,
        symbol=document.symbol,
        name=None if document.symbol else document.name,
    )


def _is_inside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (mention.start, mention.start)) - 1
    return before >= 0 and spans[before][1] > mention.start
