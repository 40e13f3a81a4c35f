"""Short forms within one text: bare numbers, defined aliases, anaphora, a type word alone. Candidates are in the whole text.

One candidate is taken. Several are kept as `alternatives`, the nearest first. A bare number without any keeps its own form, "NQ 57".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from danchieu.graph.model import Kind
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.types import cited_types, code_of_word
from danchieu.loaders.citations.aliases import Alias, find_aliases, last_defined, mark_uses
from danchieu.loaders.citations.meetings import plenum_of
from danchieu.loaders.citations.patterns import YEAR_AFTER_NAME
from danchieu.loaders.citations.type_words import stands_alone
from danchieu.loaders.mention import Mention

__all__ = ["settle_short_forms"]

_CODES = {kind.word: kind.codes for kind in cited_types()}
_ALONE = {kind.word for kind in cited_types() if kind.alone}
_YEAR = re.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d\Z")
_LISTED = re.compile(r"\s{0,2}(?:,|và|&)\s{1,4}")
_PLENARY = issuer_words().central_party[0]
_LAST = 40  # citations of a type before an anaphor that it may take up
_NEAR = 1500  # characters between an anaphor ("Thông tư đó") and the document that it takes up


def settle_short_forms(text: str, mentions: list[Mention], *, own_type: str | None = None) -> list[Mention]:
    """Give every short form its document or candidates, and skip those without any. `own_type` is the type of the text itself."""
    aliases = find_aliases(text, mentions)
    mentions = mark_uses(text, mentions, aliases)
    type_words = _by_type(aliases)
    cited = _Cited(mentions)
    own = _own_types(text, mentions, own_type)
    _share_lists(text, mentions)
    settled: list[Mention | None] = []
    for mention in mentions:
        if mention.bare:
            settled.append(_settle_number(text, mention, cited))
        elif mention.rule in {"above", "that"}:
            settled.append(_settle_anaphor(text, mention, cited, only=mention.rule == "above"))
        elif mention.rule == "type-word":
            settled.append(_settle_type_word(text, mention, cited, own, type_words))
        else:
            settled.append(mention)
    return [mention for mention in settled if mention is not None]


class _Cited:
    """The documents that a text cites in full, by type and by number. A look-up does not depend on how often they are cited."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._of_type: dict[str | None, list[Mention]] = defaultdict(list)
        self._documents: dict[str | None, set[str]] = defaultdict(set)
        self._of_number: dict[tuple[str | None, str], dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for mention in mentions:
            if mention.kind in {Kind.SHORT, Kind.SELF}:
                continue
            self._of_type[mention.type].append(mention)
            self._documents[mention.type].add(_document(mention))
            if mention.symbol and mention.number:
                code = mention.symbol.type_code or (code_of_word(mention.type) if mention.type else None)
                for name in dict.fromkeys((code, mention.type)):  # 4328/CT-CS may be a Công văn
                    self._of_number[name, mention.number.lstrip("0")][mention.key].append(mention)

    def numbered(self, mention: Mention) -> list[Mention]:
        """Return the documents of the type and number of a bare number, each once, the nearest first."""
        number = str(mention.number).lstrip("0")
        names = [(name, number) for name in (*_CODES[str(mention.type)], mention.type)]
        found = {key: _nearest(several, mention.start) for name in names for key, several in self._of_number.get(name, {}).items()}
        nearest = sorted(found.values(), key=lambda other: abs(other.start - mention.start))
        return [other for other in nearest if not mention.year or _year_of(other) in (None, mention.year)]

    def before(self, type_word: str | None, position: int) -> list[Mention]:
        """Return the documents of a type that are cited before a position, each once, the nearest first."""
        of_type = self._of_type.get(type_word, [])
        end = bisect_left(of_type, position, key=lambda mention: mention.start)
        return _each_once(reversed(of_type[max(0, end - _LAST) : end]))

    def only(self, type_word: str | None, position: int) -> Mention | None:
        """Return the only document of a type that the text cites, by the mention before a position, else by the first behind it."""
        if len(self._documents.get(type_word, ())) != 1:
            return None
        of_type = self._of_type[type_word]
        end = bisect_left(of_type, position, key=lambda mention: mention.start)
        return of_type[end - 1] if end else of_type[0]


def _nearest(mentions: Sequence[Mention], position: int) -> Mention:
    """Return the mention nearest to a position of several in text order."""
    end = bisect_left(mentions, position, key=lambda mention: mention.start)
    return min(mentions[max(0, end - 1) : end + 1], key=lambda mention: abs(mention.start - position))


def _each_once(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the first mention of each document. A law is one document by its name, with and without year and number."""
    return list({_document(mention): mention for mention in reversed(list(mentions))}.values())[::-1]


def _document(mention: Mention) -> str:
    if mention.name and (mention.is_law or mention.symbol is None):
        return _YEAR.sub("", mention.name).lower()
    return mention.key


def _year_of(mention: Mention) -> int | None:
    stated = mention.symbol.year if mention.symbol else None
    return stated or (mention.date.year if mention.date else mention.year)


def _own_types(text: str, mentions: Iterable[Mention], own_type: str | None) -> set[str | None]:
    """Return the types of the text itself and of what is issued with it: named with "này", or a heading in capitals."""
    named = {mention.type for mention in mentions if mention.kind is Kind.SELF}
    headings = {m.type for m in mentions if m.rule == "type-word" and text[m.start : m.end].isupper()}
    return named | headings | ({own_type} if own_type else set())


def _settle_number(text: str, mention: Mention, cited: _Cited) -> Mention | None:
    """Settle a bare number: the document of this type and number in the text, else the bare form, if the type allows it."""
    stated = YEAR_AFTER_NAME.match(text, mention.end)
    mention.year = mention.year or (int(stated["year"]) if stated else None)
    candidates = cited.numbered(mention)
    mention.name = f"{(*_CODES[str(mention.type)], mention.type)[0]} {mention.number}{_year_in(text, mention)}"
    if candidates:
        return _standing_for(mention, candidates)
    if mention.bare != "open":
        return None
    mention.rule = "bare-number-open"
    return mention


def _share_lists(text: str, mentions: Sequence[Mention]) -> None:
    """Give the numbers of a list the body and the khóa at its end, also those of a plenum: Nghị quyết 18, 19 của Hội nghị ... khóa XII."""
    following: Mention | None = None
    for mention in reversed(mentions):
        if not mention.bare:
            following = None
            continue
        if khoa := plenum_of(text, mention.end):
            mention.term, mention.issuer = mention.term or khoa, _PLENARY
        if following and following.type == mention.type and _LISTED.fullmatch(text, mention.end, following.start):
            mention.issuer, mention.term = mention.issuer or following.issuer, mention.term or following.term
        following = mention


def _year_in(text: str, mention: Mention) -> str:
    """Return the year that is part of a bare number: /2020 of Thông tư 12/2020."""
    _, stroke, year = text[mention.start : mention.end].partition("/")
    return stroke + year


def _settle_anaphor(text: str, mention: Mention, cited: _Cited, *, only: bool) -> Mention | None:
    """Settle `Thông tư đó`, the last document of its type, and `Chỉ thị nêu trên`, one of those cited so far."""
    before = cited.before(mention.type, mention.start)
    if not before or (not only and mention.start - before[0].end > _NEAR):
        return None
    mention.name = " ".join(text[mention.start : mention.end].split())
    return _standing_for(mention, before if only else before[:1])


def _by_type(aliases: Iterable[Alias]) -> dict[str, list[Alias]]:
    """Return the short forms that are a type word alone, by that word, in text order."""
    found: dict[str, list[Alias]] = defaultdict(list)
    for alias in sorted(aliases, key=lambda one: one.start):
        if alias.kind and alias.is_type_word:
            found[alias.kind.word].append(alias)
    return found


def _settle_type_word(
    text: str, mention: Mention, cited: _Cited, own: set[str | None], aliases: Mapping[str, Sequence[Alias]]
) -> Mention | None:
    """Settle a type word alone: a defined alias, or the one document of its type in the text."""
    defined = last_defined(aliases.get(str(mention.type), ()), mention.start)
    if defined and defined.start == mention.start:
        return _standing_for(mention, [defined.document])
    if not stands_alone(text, mention.start, mention.end):
        return None
    if defined:
        return _standing_for(mention, [defined.document])
    only = cited.only(mention.type, mention.start) if mention.type in _ALONE and mention.type not in own else None
    return _standing_for(mention, [only]) if only else None


def _standing_for(mention: Mention, candidates: Sequence[Mention]) -> Mention:
    """Give a short form its document, or the keys of several."""
    if len(candidates) > 1:
        mention.alternatives = tuple(candidate.key for candidate in candidates)
        return mention
    document = candidates[0]
    mention.symbol = document.symbol
    mention.name = None if document.symbol else document.name
    return mention
