"""Find the citations of one text.

`find_citations` has these steps: scan for type words and symbols, classify each by the ladder of cases, read its context,
settle short forms within the text, relate the documents, give citations in source offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from danchieu.graph.model import Citation, Head, Kind
from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.types import DocumentType, cited_type, type_codes
from danchieu.loaders.citations.bare_symbols import LINE_START, scan_bare
from danchieu.loaders.citations.details import read_context, share_list_details
from danchieu.loaders.citations.laws import find_law, find_law_acronym
from danchieu.loaders.citations.list_types import share_list_types
from danchieu.loaders.citations.meetings import share_terms
from danchieu.loaders.citations.named import find_named, find_titled
from danchieu.loaders.citations.numbers import bare_number, bare_numbers, is_month, number_list, numbered
from danchieu.loaders.citations.own_text import find_anaphora, place_hooked, settle_anaphora, settle_own_number
from danchieu.loaders.citations.patterns import (
    BARE_NUMBER,
    CAPITAL_TYPE,
    LAW_NUMBERED,
    LIST_OF_NUMBERS,
    LOWER_TYPES,
    NUMBER_BEFORE_WORD,
    NUMBERED,
    QUALIFIED,
    REFERENCE,
    SYMBOL_AFTER_NAME,
    TYPE,
    TYPE_CODES,
)
from danchieu.loaders.citations.record import citation_of
from danchieu.loaders.citations.shortforms import settle_short_forms
from danchieu.loaders.citations.table_rows import read_table_rows
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.relate import relate
from danchieu.loaders.relations.telling import find_told, name_speakers
from danchieu.loaders.text.letters import NUMBER_WORD
from danchieu.loaders.text.location import Locations
from danchieu.loaders.text.source import SourceText
from danchieu.loaders.text.structure import Structure, read_structure

__all__ = ["find_citations"]

_LEGISLATION = re.compile(rf"/\d{{4}}\s{{0,3}}[-/]\s{{0,3}}(?:{'|'.join(issuer_words().legislation)})")
_BEGINS_A_NUMBER = frozenset("0123456789sS")
_NUMBER_AFTER_CODE = re.compile(r"\s{1,3}(?:(?:[sS]ố\s{1,3})?\d|Trung\s+ương|TW|Đại\s+hội|Hội\s+nghị)")
_NUMBER_AHEAD = re.compile(rf"{NUMBER_WORD}\s{{0,4}}:?\s{{0,8}}\d")
_ELSEWHERE = re.compile(r"(?<!\w)(?:mẫu|theo|tại|phụ\s+lục|trong|và)(?!\w)", re.IGNORECASE)

_GOES_ON = re.compile(r"(?:[-/]\s?|\s[-/])[A-ZĐ]{2}|[-/][a-zđ]{2,8}(?!\w)|\s/\s[A-ZĐ]{2}")  # the rest of a symbol

# Distances in characters.
_TO_NUMBER = 12  # from a type word to its number, over spaces, a colon and line breaks
_QUALIFIER = 100  # from a type word to the "số" of its number: eight words between them
_MARGIN = 14  # before a heading in its line: white space and marks of tables or headings


def find_citations(source: SourceText, *, own: Head | None = None) -> list[Citation]:
    """Return all citations of a text in text order, spans in source offsets, each with the edges that it states.

    `own` is the header of the text, by which citations of the text itself are known: they are of kind SELF, which has no edges.

    >>> from danchieu.loaders.text.source import source_text
    >>> [str(c.symbol) for c in find_citations(source_text("thực hiện Chỉ thị số 05- CT/TW ngày 15/5/2016 của Bộ Chính trị"))]
    ['05-CT/TW']
    """
    text = source.text
    mentions = sorted(_scan(text), key=lambda mention: mention.start)
    floor = 0
    for mention in mentions:
        if mention.kind is not Kind.SELF and mention.rule != "type-word":
            read_context(text, mention, floor=floor)
        floor = max(mention.end, mention.after)
    structure = read_structure(source) if mentions else Structure([])
    read_table_rows(text, structure, mentions)
    share_list_details(text, mentions)
    share_list_types(text, mentions)
    share_terms(mentions)
    place_hooked(text, mentions, own)
    find_anaphora(text, mentions, own)
    mentions = settle_anaphora(settle_short_forms(text, mentions, own_type=own.type if own else None))
    told = find_told(text, structure, mentions, own.kind if own else None)
    name_speakers(mentions, told)
    settle_own_number(mentions, own)
    relate(source, structure, mentions, own.kind if own else None, told)
    locations = Locations(text, structure)
    return [citation_of(source, locations, mention, own.kind if own else None) for mention in mentions]


def _scan(text: str) -> Iterator[Mention]:
    """Yield mentions with a type word, then symbols without one in the rest of the text."""
    spans: list[tuple[int, int]] = []
    covered = 0
    words = [match.span() for match in CAPITAL_TYPE.finditer(text)]
    words += (match.span("type") for lower in LOWER_TYPES for match in lower.finditer(text))
    if (match := TYPE.match(text)) and text[0].islower():  # the text begins with it
        words.append(match.span())
    for start, end in sorted(words):
        if start < covered:
            continue
        for mention in _mentions_at(text, start, end):
            spans.append((mention.start, mention.end))
            covered = mention.end
            yield mention
    yield from scan_bare(text, spans)


def _mentions_at(text: str, start: int, end: int) -> list[Mention]:
    """Return what a type word, a code in its place or the acronym of a law, text[start:end], cites."""
    if law := find_law_acronym(text, start, end):
        return [Mention(start, law.end, Kind.NAMED, law.rule, type=law.type, name=law.name)]
    kind = _type_at(text, start, end)
    return _classify(text, start, end, kind) if kind else []


def _classify(text: str, start: int, end: int, kind: DocumentType) -> list[Mention]:
    """Return the mentions that a drafter means by the type word at text[start:end]: the first case that applies decides."""
    written = text[start:end]

    if text[end : end + _TO_NUMBER].lstrip(" \n:")[:1] in _BEGINS_A_NUMBER:
        # CASE 1: the number follows: Chỉ thị số 20-CT/TU, Nghị định 87/2007-NĐ-CP, Luật số 57/2024/QH15.
        if match := NUMBERED.match(text, end):
            return [numbered(text, start, match, kind, "cut" if _is_cut(text, match) else "numbered")]

        # CASE 2: several numbers, the codes once at the end: các Kết luận số 187, 188- KL/TW.
        if match := LIST_OF_NUMBERS.match(text, end):
            return number_list(start, match, kind)

    # CASE 3: a law by its name, perhaps with its number: Luật Đất đai năm 2013, Luật Đầu tư công số 58/2024/QH15.
    if "law" in kind.classes:
        return _law(text, start, end, kind, written)

    # CASE 4: a document without number known by its name: Nghị quyết Trung ương 4 (khóa XI), Điều lệ Đảng.
    if named := find_named(text, start, end, kind):
        return named

    # CASE 5: the text itself, or a document above: Kế hoạch này, Chỉ thị nêu trên.
    if match := REFERENCE.match(text, end):
        return [_reference(start, match, kind)]

    # CASE 6: words between type and number: Báo cáo thẩm tra số 115/BC-BPC, Nghị định của Chính phủ số 132/2008/NĐ-CP.
    if _NUMBER_AHEAD.search(text, end, end + _QUALIFIER) and (match := QUALIFIED.match(text, end)) and _one_document(match["qualifier"]):
        return [numbered(text, start, match, kind, "qualified")]

    # CASE 7: a bare number: Nghị quyết 57, Chỉ thị 45. The rest of the text decides if it is a document.
    if kind.bare != "never" and (match := BARE_NUMBER.match(text, end)) and not is_month(match):
        return bare_numbers(text, start, match, kind, written)
    if kind.bare != "never" and (match := NUMBER_BEFORE_WORD.match(text, end)) and not is_month(match):
        return [bare_number(start, match, kind, written.lower())]

    # CASE 8: issuer and title, no number: Thông tư của Bộ Tài chính về hóa đơn bán hàng hóa.
    if found := find_titled(text, start, end, kind):
        return [found]

    # CASE 9: the type word alone: rarely a citation, which settle_short_forms decides.
    if written[0].isupper():
        return [Mention(start, end, Kind.SHORT, "type-word", type=kind.word)]
    return []


def _one_document(qualifier: str) -> bool:
    """Return whether the words between a type and a number belong to both: no other type among them, nor "theo mẫu"."""
    return not TYPE.search(qualifier) and not _ELSEWHERE.search(qualifier)


def _type_at(text: str, start: int, end: int) -> DocumentType | None:
    """Return the type of a type word, or of the code that stands for it before a number: NQ 26. Codes inside symbols stand for none."""
    written = text[start:end]
    if written not in TYPE_CODES:
        return cited_type(written)
    follows = _NUMBER_AFTER_CODE.match(text, end) and text[start - 1 : start] not in {"/", "-", ".", "\u2013"}
    return TYPE_CODES[written] if follows else None


def _reference(start: int, match: re.Match[str], kind: DocumentType) -> Mention:
    if match["self"]:
        return Mention(start, match.end(), Kind.SELF, "self", type=kind.word)
    return Mention(start, match.end(), Kind.SHORT, "that" if match["that"] else "above", type=kind.word)


def _is_cut(text: str, match: re.Match[str]) -> bool:
    """Return whether a symbol lacks its issuer, 26/NQ, or goes on behind what was read of it: what is read is not what is cited."""
    symbol = read_symbol(match["number"], match["tail"])
    alone = symbol is not None and symbol.type_code is None and symbol.code not in bodies() and symbol.code in type_codes().values()
    return alone or _GOES_ON.match(text, match.end()) is not None


def _law(text: str, start: int, end: int, kind: DocumentType, written: str) -> list[Mention]:
    reference = REFERENCE.match(text, end)
    if reference and reference["self"]:
        return [_reference(start, reference, kind)]
    law = find_law(text, end, kind, written)
    match = SYMBOL_AFTER_NAME.match(text, law.end) if law else LAW_NUMBERED.match(text, end)
    if match and _LEGISLATION.search(match[0]) and (law or not TYPE.search(match["qualifier"])):
        mention = numbered(text, start, match, kind, "law-numbered")
        mention.name = law.name if law else f"{kind.word} {' '.join(match['qualifier'].split())}"
        return [mention]
    if law:
        if _is_own_title(text, start, written):
            return []
        return [Mention(start, law.end, Kind.NAMED, law.rule, type=kind.word, name=law.name)]
    if written[0].islower():
        return []
    return [_reference(start, reference, kind) if reference else Mention(start, end, Kind.SHORT, "type-word", type=kind.word)]


def _is_own_title(text: str, start: int, written: str) -> bool:
    """Return whether a type word in capitals at the start of a line is the heading of the text: LUẬT."""
    return written.isupper() and bool(LINE_START.search(text[max(0, start - _MARGIN) : start]))
