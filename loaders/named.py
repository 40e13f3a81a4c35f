"""Documents that are cited by name: resolutions of plenums and congresses, the Party's statutes, attachments by their title."""

from __future__ import annotations

import re

from graph.model import Kind
from loaders.mention import Mention
from loaders.patterns import CONGRESS, ISSUED_WITH, PLENUM

__all__ = ["find_named"]

_STATUTES = re.compile(r"\s{1,8}(?i:Đảng)(?!\w)(?!\s{1,4}(?:bộ|viên|ủy|đoàn)(?!\w))(?:\s{1,8}(?i:Cộng\s{1,8}sản\s{1,8}Việt\s{1,8}Nam))?")
_MEETING_TYPES = frozenset({"Nghị quyết", "Kết luận", "Thông báo", "Chỉ thị", "Quy định"})
_ATTACHED_TYPES = frozenset({"Quy chế", "Quy định", "Điều lệ", "Chương trình", "Kế hoạch", "Đề án", "Hướng dẫn", "Phương án"})
_PLACE = re.compile(r"(?:quy\s+định|theo|nêu|mẫu)\s+(?:tại|số)|Phụ\s+lục|(?<!\w)số\s+\d|\sĐiều\s+\d")
_ORDINALS = {
    word: str(number) for number, word in enumerate(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1)
} | {
    "mười một": "11",
    "mười hai": "12",
    "mười ba": "13",
    "mười bốn": "14",
    "mười lăm": "15",
}


def find_named(text: str, start: int, end: int, type_word: str) -> Mention | None:
    """The named document whose type word is text[start:end]; None when the text names none here.

    >>> find_named("Nghị quyết Hội nghị Trung ương 9 (khóa XI)", 0, 10, "Nghị quyết").name
    'Nghị quyết Trung ương 9 khóa XI'
    """
    if type_word == "Điều lệ" and (match := _STATUTES.match(text, end)):
        return Mention(start, match.end(), Kind.NAMED, "statutes", type=type_word, name="Điều lệ Đảng")
    if type_word in _MEETING_TYPES:
        if match := PLENUM.match(text, end):
            number = match["plain"] or match["after"] or match["before"]
            if number:
                return _plenum(start, match, type_word, _ORDINALS.get(" ".join(number.lower().split()), number))
        if match := CONGRESS.match(text, end):
            return _congress(start, match, type_word)
    if (
        type_word in _ATTACHED_TYPES
        and text[start].isupper()
        and (match := ISSUED_WITH.match(text, end))
        and not _PLACE.search(match["name"])
    ):
        return Mention(
            start, match.end("name"), Kind.NAMED, "attachment", type=type_word, name=f"{type_word} {' '.join(match['name'].split())}"
        )
    return None


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
