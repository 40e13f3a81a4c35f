"""Documents cited by name: resolutions of plenums and congresses, the statutes of the Party, attachments by their title."""

from __future__ import annotations

import re

from danchieu.graph.model import Kind
from danchieu.graph.model.types import DocumentType
from danchieu.loaders.citations.organs import end_of_names
from danchieu.loaders.citations.patterns import (
    CONGRESS,
    ISSUED_WITH,
    NO_ISSUER,
    NUMBERED,
    OF_ISSUER,
    PLENUM,
    SET_OUT_IN,
    TITLE_OF_A_PERIOD,
    TITLED,
    TYPE,
)
from danchieu.loaders.grammar import phrases
from danchieu.loaders.mention import Mention

__all__ = ["find_named", "find_titled"]

_STATUTES = re.compile(r"\s{1,8}(?i:Đảng)(?!\w)(?!\s{1,4}(?:bộ|viên|ủy|đoàn)(?!\w))(?:\s{1,8}(?i:Cộng\s{1,8}sản\s{1,8}Việt\s{1,8}Nam))?")
# "Điều lệ và các quy định của Đảng": the owner is named once, at the end.
_STATUTES_AMONG = re.compile(r"(?=\s{1,4}(?:và|,)\s[^.;]{0,40}?\scủa\s{1,4}Đảng(?!\s{1,4}(?:bộ|viên|ủy|đoàn)(?!\w)))")
# "Căn cứ Quy chế làm việc của Tỉnh ủy khóa XI": the working rules of one committee for one term.
_WORKING_RULES = re.compile(
    r"\s{1,8}làm\s{1,8}việc\s{1,8}của\s(?:[^.;:()\n]|\n(?!\s*\n)){3,140}?(?:[kK]h[óo]a\s{1,4}[IVXL]{1,6}|nhiệm\s{1,4}kỳ\s{1,4}\d{4}\s?-\s?\d{4})(?!\w)"
)
_AS_BASIS = re.compile(r"[cC]ăn\s{1,4}cứ\s{1,4}\Z")
# Words before a type word that means several documents, or the text itself.
_NO_OTHER = re.compile(r"(?:các|những|nhiều|mọi|số|từng|mỗi|[tT]rên\s{1,4}đây\s{1,4}là)\s{1,4}\Z|(?:\A|\n)[\s|#]{0,12}\Z")
_PLACE = re.compile(r"(?:quy\s+định|theo|nêu|mẫu)\s+(?:tại|số)|Phụ\s+lục|(?<!\w)số\s+\d|\sĐiều\s+\d")
_BASIS = 12  # characters: "Căn cứ" before a type word
_BEFORE = 24  # characters for the words before a type word: "nêu trong", "Trên đây là", or the start of a line
_ORDINALS = {word: str(number) for number, word in enumerate(phrases()["ordinal"].words, start=1)}


def find_named(text: str, start: int, end: int, kind: DocumentType) -> Mention | None:
    """Return the document named without a number whose type word is text[start:end]; None if the text names none here.

    >>> from danchieu.graph.model.types import types_in
    >>> find_named("Nghị quyết Hội nghị Trung ương 9 (khóa XI)", 0, 10, types_in("meeting")[0]).name
    'Nghị quyết Trung ương 9 khóa XI'
    """
    classes, type_word = kind.classes, kind.word
    if "statutes" in classes and (match := _STATUTES.match(text, end) or _STATUTES_AMONG.match(text, end)):
        return Mention(start, match.end(), Kind.NAMED, "statutes", type=type_word, name=f"{type_word} Đảng")
    if "working_rules" in classes and _AS_BASIS.search(text, max(0, start - _BASIS), start) and (match := _WORKING_RULES.match(text, end)):
        return Mention(start, match.end(), Kind.NAMED, "working-rules", type=type_word, name=" ".join(text[start : match.end()].split()))
    if "meeting" in classes:
        if match := PLENUM.match(text, end):
            number = match["plain"] or match["after"] or match["before"]
            if number:
                return _plenum(start, match, type_word, _ORDINALS.get(" ".join(number.lower().split()), number))
        if match := CONGRESS.match(text, end):
            return _congress(start, match, type_word)
    if "attached" in classes and text[start].isupper() and (match := ISSUED_WITH.match(text, end)) and not _PLACE.search(match["name"]):
        return Mention(
            start, match.end("name"), Kind.NAMED, "attachment", type=type_word, name=f"{type_word} {' '.join(match['name'].split())}"
        )
    return None


def find_titled(text: str, start: int, end: int, kind: DocumentType) -> Mention | None:
    """Return the one document that a type word with issuer and title, or with the title of a period, names; None if it may be several.

    >>> from danchieu.graph.model.types import types_in
    >>> circular = next(kind for kind in types_in("titled") if "TT" in kind.codes)
    >>> find_titled("theo Thông tư của Bộ Tài chính về hóa đơn bán hàng hóa.", 5, 13, circular).name
    'Thông tư của Bộ Tài chính về hóa đơn bán hàng hóa'
    """
    before = text[max(0, start - _BEFORE) : start]
    if "titled" not in kind.classes or not text[start : start + 2].istitle() or _NO_OTHER.search(before):
        return None
    match = _title_of_issuer(text, end) or (SET_OUT_IN.search(before) and TITLE_OF_A_PERIOD.match(text, end)) or None
    if match is None or any(NUMBERED.match(text, other.end()) for other in TYPE.finditer(text, end, match.end())):
        return None  # "Kế hoạch của Tỉnh ủy về thực hiện Nghị quyết số 5-NQ/TW": that one is cited
    name = " ".join(f"{kind.word} {text[end : match.end()]}".split())
    return Mention(start, match.end(), Kind.NAMED, "titled", type=kind.word, name=name)


def _title_of_issuer(text: str, end: int) -> re.Match[str] | None:
    """Return the title behind a type word and the issuer: Thông tư | của Bộ Tài chính | về hóa đơn bán hàng hóa."""
    by = OF_ISSUER.match(text, end)
    issuer = end_of_names(text, by.end()) if by and not NO_ISSUER.match(text, by.end()) else None
    return TITLED.match(text, issuer) if issuer else None


def _plenum(start: int, match: re.Match[str], type_word: str, number: str) -> Mention:
    term = match["term"]
    name = f"{type_word} Trung ương {number}" + (f" khóa {term}" if term else "")
    return Mention(start, match.end(), Kind.NAMED, "plenum", type=type_word, name=name, term=term)


def _congress(start: int, match: re.Match[str], type_word: str) -> Mention:
    ordinal = match["first"] or match["second"] or match["third"]
    organisation = match["org"] or match["org_period"] or match["org_after"]
    if organisation is None and match["org"] is None and "ảng bộ" not in match[0].lower():
        name = f"{type_word} Đại hội {ordinal} của Đảng"
    else:
        place = " ".join((organisation or "").split())
        order = f"lần thứ {ordinal}" if ordinal else "nhiệm kỳ " + "".join(match["period"].split())
        name = " ".join(f"{type_word} Đại hội Đảng bộ {place} {order}".split())
    return Mention(start, match.end(), Kind.NAMED, "congress", type=type_word, name=name)
