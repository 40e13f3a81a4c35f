"""Find the name of an issuer where it begins: names of the table of organs, longest first, what goes on with them, places.

    Chủ tịch | Ủy ban nhân dân | huyện Bắc Bình | , tỉnh Bình Thuận   names of the table in a row, then places by level
    Sở Tư pháp | tỉnh Lâm Đồng                                        departments by field
    Ban Chỉ đạo | Cải cách hành chính | tỉnh Bình Thuận               an open name goes on with capitals and known words

A verb in lower case, "về", a semicolon or a new paragraph ends a name, since none of them is in the table. In words in capitals, those
of the table end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from danchieu.graph.model.organs import organs
from danchieu.graph.model.provinces import all_provinces
from danchieu.graph.model.types import cited_types
from danchieu.loaders.text.letters import LOWER, UPPER
from danchieu.loaders.text.wordtrie import WordTrie

__all__ = ["end_of_name", "end_of_names"]

_UNITS = 6  # names in a row: Văn phòng | Ban cán sự đảng | Ủy ban nhân dân
_HEAD = 3  # letters in which the organs of a joint document are alike: Bộ Nội vụ, Bộ Tài chính
_JOINT = 6  # organs that issue one document together

_GAP = r"(?:[^\S\n]{1,6}\n?[^\S\n]{0,6}|\n[^\S\n]{0,6})"  # white space of one paragraph
_BLANK = r"[^\S\n]{1,6}"


def _forms(word: str) -> set[str]:
    """Return a name with its signs as texts write them: Lao động - Thương binh và Xã hội, Lao động-Thương binh & Xã hội."""
    return {form.replace(" và ", sign) for form in (word, word.replace(" - ", "-")) for sign in (" và ", " & ")}


def _any_of(words: Iterable[str]) -> str:
    """Return a regex for any of `words`, the longest that fits, for re.IGNORECASE."""
    tree = WordTrie[None]()
    for form in sorted({form.lower() for word in words for form in _forms(word)}, reverse=True):
        tree.add(form, None)
    return rf"{tree.pattern(space=_SPACE)}(?!\w{_NOT_A_COMMITTEE})"


_SPACE = r"\s{1,4}"
_NOT_A_COMMITTEE = r"|(?<=ủy)\s{1,4}ban\s{1,4}(?:nhân|kiểm|mặt)"  # "tỉnh" at the end of a line, "Ủy ban nhân dân" below it
_TABLE = organs()
_NO_CASE = re.IGNORECASE | re.VERBOSE
_TYPE_WORD = _any_of(kind.word for kind in cited_types())
_CAPITAL = rf"(?-i:(?=[{UPPER}]))"
_OTHERS = (*_TABLE.whole, *(word for word in _TABLE.open if " " in word), "Bộ", "Sở", "Hiệp hội", "khóa", "điều", "số", "ngày", "năm")
_OTHER = rf"(?!{_any_of(_OTHERS)}|{_TYPE_WORD})"  # no word of this name

_UNIT = re.compile(
    rf"""(?P<closed>{_any_of(_TABLE.closed)})|(?P<office>{_any_of(_TABLE.offices)})
    |(?P<task>{_any_of(_TABLE.of_tasks)})|(?P<open>{_any_of(_TABLE.open)})""",
    _NO_CASE,
)
_INNER = re.compile(_any_of(_TABLE.inner), re.IGNORECASE)
_TYPE = re.compile(_TYPE_WORD, re.IGNORECASE)
_BETWEEN = re.compile(_GAP)

# A word of a name that no table has: Cục Hàng Không; letters alone are an abbreviation: TNCS, VHTT&DL.
_WORD = rf"(?-i:[{UPPER}](?:[{LOWER}]*|[{UPPER}&]+))(?![\w/])|\d{{1,3}}(?![\w/.,-])"
_JOINED = rf"(?:{_GAP}(?:và{_GAP})?(?:các{_GAP})?|\s?[-&]\s?)"
_PARTS = re.compile(rf"(?:{_JOINED}(?:{_any_of(_TABLE.nouns)}|{_CAPITAL}{_any_of(_TABLE.verbal)}|{_OTHER}(?:{_WORD}))){{1,12}}", _NO_CASE)
_TASKS = re.compile(
    rf"(?:(?:{_JOINED}|,\s)(?:{_any_of((*_TABLE.nouns, *_TABLE.tasks, *_TABLE.verbal))}|{_OTHER}(?:{_WORD}))){{1,14}}", _NO_CASE
)

# Over a line break a place has two words in capitals or is a province: "tỉnh" may end a line before "Căn cứ".
_PLACE_WORD = rf"(?-i:[{UPPER}][\w’']*)"
_PROVINCE = _any_of(province.name for province in all_provinces())
_PERSON = rf"(?!{_any_of(_TABLE.surnames)}(?-i:(?:\s[{UPPER}][{LOWER}]*){{2}}))"
_TWO_WORDS = rf"(?={_BLANK}{_PLACE_WORD}(?:\s|\s?-\s?){_PLACE_WORD})"  # one alone may begin a title: Ban hành
_PLACE = rf"""(?:
    \s{{1,6}}{_CAPITAL}{_PROVINCE}
  | {_BLANK}{_OTHER}{_PERSON}{_PLACE_WORD}(?:(?:{_GAP}|\s?-\s?){_OTHER}{_PLACE_WORD}){{0,4}}
  | \n[^\S\n]{{0,6}}{_OTHER}{_PLACE_WORD}(?:{_BLANK}{_OTHER}{_PLACE_WORD}){{1,4}}
  | {_BLANK}\d{{1,2}}(?![\w/.-])
)"""
_LEVELS = "|".join(level.replace(".", r"\.?").replace(" ", _SPACE) for level in _TABLE.levels)
_LEVEL = rf"(?:{_LEVELS})(?!\w)"
_LEVELED = re.compile(rf"(?:{_GAP}(?:{_any_of(_TABLE.plain_levels)}|{_LEVEL}(?:{_PLACE})?))", _NO_CASE)
_LISTED = re.compile(rf"(?:\s?,{_GAP}|\s-\s){_LEVEL}{_PLACE}", _NO_CASE)  # huyện Bắc Bình, tỉnh Bình Thuận
_BARE = re.compile(
    rf"(?!{_GAP}{_LEVEL})(?:\s{{1,6}}{_CAPITAL}{_PROVINCE}|{_BLANK}(?-i:TP\.?\s?[{UPPER}]{{2,4}})(?!\w)|{_TWO_WORDS}{_PLACE})", _NO_CASE
)
_FURTHER = 3  # places after the first

# Titles: CỦA BỘ CHÍNH TRỊ VỀ KHOA HỌC. A name of the table, or the words of one line up to a word that ends it.
_SHOUTING = re.compile(rf"[{UPPER}]+\s+[{UPPER}]+(?!\w)")
_SHOUTED = rf"(?!{_any_of((*_TABLE.ends_in_capitals, *(kind.word for kind in cited_types())))})(?-i:[{UPPER}][{UPPER}.]*)(?!\w)"
_SHOUTED_PARTS = re.compile(rf"(?:{_BLANK}{_SHOUTED}){{1,7}}", _NO_CASE)
_SHOUTED_PLACES = re.compile(
    rf"(?:{_GAP}{_LEVEL}(?:{_GAP}{_PROVINCE}|(?:(?:{_BLANK}|\s?-\s?){_SHOUTED}){{0,4}})|{_GAP}{_PROVINCE}){{1,3}}", _NO_CASE
)

_JOINS = re.compile(rf"\s?[,;-]{_GAP}|{_GAP}[vV][àÀ]{_GAP}")
_ENDS = re.compile(r"\s{0,4}(?:[;.)\n]|\Z)|\s{1,4}về(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s{1,4}(?:hướng\s{1,4}dẫn|quy\s{1,4}định|sửa\s{1,4}đổi|phối\s{1,4}hợp)(?!\w)", re.IGNORECASE)


def end_of_names(text: str, start: int, *, joint: bool = False) -> int | None:
    """Return the end of the names of the organs that issued a document, from where the first begins; None if none does.

    Several are read of a `joint` document, and where it is clear that it is theirs: an organ after a comma that goes on to act is the
    subject of another statement.

    >>> text = "Bộ Nội vụ, Bộ Tài chính hướng dẫn"
    >>> text[: end_of_names(text, 0)], text[: end_of_names(text.replace("hướng dẫn", "đã họp"), 0)]
    ('Bộ Nội vụ, Bộ Tài chính', 'Bộ Nội vụ')
    """
    first = last = end_of_name(text, start)
    alike = True
    for _ in range(_JOINT):
        joined = _JOINS.match(text, last) if last else None
        following = end_of_name(text, joined.end()) if joined else None
        if joined is None or following is None:
            break
        alike = alike and text.startswith(text[start : start + _HEAD], joined.end())
        last = following
    return last if last and (last == first or joint or _ENDS.match(text, last) or (alike and _GOES_ON.match(text, last))) else first


def end_of_name(text: str, start: int) -> int | None:
    """Return the end of the name of one organ that begins with a capital at `start`; None if there is none.

    >>> text = "Công an tỉnh Lâm Đồng phối hợp"
    >>> text[: end_of_name(text, 0)]
    'Công an tỉnh Lâm Đồng'
    """
    if not text[start : start + 1].isupper() or _TYPE.match(text, start):
        return None
    shouting = _SHOUTING.match(text, start) is not None
    unit = _UNIT.match(text, start)
    if unit is None:
        return None
    end = _end_of_unit(text, unit, shouting=shouting)
    for _ in range(_UNITS):
        gap = _BETWEEN.match(text, end)
        following = (_UNIT if text[gap.end() : gap.end() + 1].isupper() else _INNER).match(text, gap.end()) if gap else None
        if following is None:
            break
        unit, end = following, _end_of_unit(text, following, shouting=shouting)
    if shouting:
        places = _SHOUTED_PLACES.match(text, end)
        return places.end() if places else end
    return _end_of_places(text, end, bare=unit.lastgroup != "office")


def _end_of_places(text: str, start: int, *, bare: bool) -> int:
    """Return the end of the places that follow a name: with a level, as "tỉnh Lâm Đồng", or if `bare` without one at first."""
    place = _LEVELED.match(text, start) or (_BARE.match(text, start) if bare else None)
    end = start
    for _ in range(_FURTHER + 1):
        if place is None:
            break
        end = place.end()
        place = _LEVELED.match(text, end) or _LISTED.match(text, end)
    return end


def _end_of_unit(text: str, unit: re.Match[str], *, shouting: bool) -> int:
    """Return the end of a name of the table, with the words that go on with an open one."""
    shape = _SHOUTED_PARTS if shouting else _TASKS if unit.lastgroup == "task" else _PARTS
    more = shape.match(text, unit.end()) if unit.lastgroup in ("task", "open") else None
    return more.end() if more else unit.end()
