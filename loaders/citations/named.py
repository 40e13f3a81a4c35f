"""Documents cited by name: resolutions of plenums and congresses, the statutes of the Party, attachments by their title."""

from __future__ import annotations

import re

from danchieu.graph.model import Kind
from danchieu.graph.model.types import DocumentType
from danchieu.loaders.citations.meetings import ORGANISATION, find_meeting
from danchieu.loaders.citations.organs import end_of_names
from danchieu.loaders.citations.patterns import (
    ISSUED_WITH,
    NO_ISSUER,
    NUMBERED,
    OF_ISSUER,
    SET_OUT_IN,
    TITLE_OF_A_PERIOD,
    TITLED,
    TYPE,
)
from danchieu.loaders.mention import Mention

__all__ = ["find_named", "find_titled"]

_STATUTES = re.compile(
    r"(?:\s{1,8}của)?\s{1,8}(?i:Đảng)(?!\w)(?!\s{1,4}(?:bộ|viên|ủy|đoàn)(?!\w))(?:\s{1,8}(?i:Cộng\s{1,8}sản\s{1,8}Việt\s{1,8}Nam))?"
)
# "Điều lệ Công đoàn Việt Nam", "Điều lệ của Hội Nông dân".
_STATUTES_OF_UNION = re.compile(rf"(?:\s{{1,8}}của)?\s{{1,8}}(?P<owner>{ORGANISATION})".replace("~", r"\s{1,8}"))
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


def find_named(text: str, start: int, end: int, kind: DocumentType) -> list[Mention]:
    """Return the documents named without a number whose type word is text[start:end]; none if the text names none here.

    >>> from danchieu.graph.model.types import types_in
    >>> find_named("Nghị quyết Hội nghị Trung ương 9 (khóa XI)", 0, 10, types_in("meeting")[0])[0].name
    'Nghị quyết Trung ương 9 khóa XI'
    """
    if "statutes" in kind.classes and (found := _find_statutes(text, start, end, kind.word)):
        return [found]
    if "working_rules" in kind.classes and (found := _find_working_rules(text, start, end, kind.word)):
        return [found]
    if "meeting" in kind.classes and (meetings := find_meeting(text, start, end, kind.word)):
        return meetings
    attached = "attached" in kind.classes and text[start].isupper() and ISSUED_WITH.match(text, end)
    if attached and not _PLACE.search(attached["name"]):
        name = f"{kind.word} {' '.join(attached['name'].split())}"
        return [Mention(start, attached.end("name"), Kind.NAMED, "attachment", type=kind.word, name=name)]
    return []


def _find_statutes(text: str, start: int, end: int, type_word: str) -> Mention | None:
    if match := _STATUTES.match(text, end) or _STATUTES_AMONG.match(text, end):
        return Mention(start, match.end(), Kind.NAMED, "statutes", type=type_word, name=f"{type_word} Đảng")
    if match := _STATUTES_OF_UNION.match(text, end):
        return Mention(start, match.end(), Kind.NAMED, "statutes", type=type_word, name=" ".join(f"{type_word} {match['owner']}".split()))
    return None


def _find_working_rules(text: str, start: int, end: int, type_word: str) -> Mention | None:
    if not _AS_BASIS.search(text, max(0, start - _BASIS), start) or not (match := _WORKING_RULES.match(text, end)):
        return None
    return Mention(start, match.end(), Kind.NAMED, "working-rules", type=type_word, name=" ".join(text[start : match.end()].split()))


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
