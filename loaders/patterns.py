"""Verbose regexes built from the grammar; no vocabulary of their own.

All search normalised text. Every repeat is bounded, or its parts cannot begin with the same character, so matching stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.grammar import document_types, issuer_words

__all__ = [
    "AMENDING_LAW",
    "ARTICLE_BEFORE",
    "BARE_NUMBER",
    "BARE_SYMBOL",
    "CONGRESS",
    "DATED_NAME",
    "DATE_AFTER",
    "DATE_BEFORE",
    "ISSUED_WITH",
    "ISSUER_AFTER",
    "ISSUER_BEFORE",
    "LAW_NUMBERED",
    "LIST_OF_NUMBERS",
    "NUMBERED",
    "PLENUM",
    "QUALIFIED",
    "REFERENCE",
    "SYMBOL_AFTER_NAME",
    "TERM_AFTER",
    "TITLE_AFTER",
    "TYPE",
    "YEAR_AFTER_NAME",
    "trie",
]


def trie(words: Iterable[str]) -> str:
    r"""A regex for any of `words` that shares their beginnings; a space matches any run of up to eight white spaces.

    >>> trie(["Luật", "Lệnh"])
    'L(?:ệnh|uật)'
    """
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[:1], set()).add(word[1:])
    rest = [(r"\s{1,8}" if first == " " else re.escape(first)) + trie(branches[first]) for first in sorted(branches, reverse=True) if first]
    if not rest:
        return ""
    return rest[0] if len(rest) == 1 and "" not in branches else f"(?:{'|'.join(rest)}){'?' if '' in branches else ''}"


def _word_trie(words: Iterable[str]) -> str:
    """As `trie`, at the beginning of a word. The first letter comes before the look-behind: the scan then runs on first letters alone."""
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[0], set()).add(word[1:])
    return "(?:" + "|".join(rf"{first}(?<!\w\w){trie(rest)}" for first, rest in sorted(branches.items())) + r")(?!\w)"


def _cases(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, word.lower(), word.upper(), word.title())}


_WORDS = [kind.word for kind in document_types()]
_CODES = sorted({code for kind in document_types() for code in kind.codes if len(code) > 1} | {"QĐNS", "TTLB", "CTHĐ"}, key=len, reverse=True)
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_LOWER = "a-zà-öø-ýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))

TYPE = re.compile(_word_trie(_cases(_WORDS)))

_NO = r"(?:[sS][ốôổoỐÔ]\s{0,4}:?)"
_NUMBER = r"\d{1,6}(?:\.\d{1,2})?(?:[a-zđA-Z]{1,2}(?=\s{0,4}[-/\s])|\s[a-z](?=/))?"
_CODE = r"[A-ZĐƯÂÊÔ](?:[A-ZĐƯÂÊÔƠĂ&\d]|[grw](?!\w)|h(?=U)|y(?=Đ)|i(?!\w)|đ(?=[A-Z])|\.(?=Ư))*(?!\w)"
_JOIN = r"(?:[-/]{1,2}\s{0,4}|\s{1,2}[-/]|\.)"
_SYMBOL = rf"""
(?P<number>{_NUMBER})
(?P<tail>
    (?:{_JOIN}\d{{2,4}})?{_JOIN}{_CODE}(?:{_JOIN}{_CODE}){{0,6}}           # 87/2007/NĐ-CP, 20-CT/TU, 85/2015/QH13, 50/CP
  | /\d{{4}}\s{{1,2}}{_CODE}[-/]{_CODE}(?:[-/]{_CODE}){{0,5}}              # 102/2025 NQLT/UBTVQH15-CP
  | \s{{1,2}}[-/]\s{{1,2}}(?:{"|".join(_CODES)})\s?[-/]\s?{_CODE}          # 57 - NQ/TW
  | \s{{1,2}}{_CODE}[-/]{_CODE}(?:[-/]{_CODE}){{0,4}}                      # 79 NQ/TW, 43 TC/QLCS
  | \s{{1,2}}(?:CP|TTg|HĐBT)(?!\w)                                         # 150 CP
  | /\d{{4}}[-/.](?:qđ|nđ|tt|ct|nq|kh)[-/.](?:[a-zđ]{{2,8}})(?!\w)         # 77/2006/qđ.ubnd
)
"""
NUMBERED = re.compile(rf"(?:\s{{0,4}}:)?\s{{1,8}}(?:{_NO}\s{{0,8}})?{_SYMBOL}", re.VERBOSE)
# White space of one paragraph: a line may break once, a blank line may not come between.
_GAP = r"(?:[^\S\n]{1,4}\n?[^\S\n]{0,4}|\n[^\S\n]{0,4})"
QUALIFIED = re.compile(rf"(?P<qualifier>(?:{_GAP}[^\W\d_]+(?:\s?,)?){{1,8}}){_GAP}{_NO}\s{{0,8}}{_SYMBOL}", re.VERBOSE)
LAW_NUMBERED = re.compile(rf"(?P<qualifier>(?:{_GAP}[^\W\d_]+(?:\s?,)?){{1,30}}){_GAP}{_NO}\s{{0,8}}{_SYMBOL}", re.VERBOSE)
SYMBOL_AFTER_NAME = re.compile(rf"(?:\s{{0,4}}[,(])?\s{{1,8}}(?:[Ll]uật\s{{1,4}})?{_NO}\s{{0,8}}{_SYMBOL}", re.VERBOSE)
LIST_OF_NUMBERS = re.compile(
    rf"""\s{{1,8}}(?:{_NO}\s{{0,8}})?
    (?P<items>\d{{1,5}}(?:\s{{0,4}}(?:,|;|và)\s{{0,4}}(?:{_NO}\s{{0,4}})?\d{{1,5}}){{0,8}})
    \s{{0,4}}(?:,|;|và)\s{{0,4}}(?:{_NO}\s{{0,4}})?{_SYMBOL}""",
    re.VERBOSE,
)
# A symbol whose type word stands elsewhere: its own code must say the type.
BARE_SYMBOL = re.compile(
    rf"""\d(?<![\w/.,-]\d)\d{{0,5}}(?:\.\d{{1,2}})?[a-z]?
    (?P<tail>
        (?:{_JOIN}(?:19|20)\d\d)?{_JOIN}(?:{"|".join(_CODES)}){_JOIN}{_CODE}(?:{_JOIN}{_CODE}){{0,6}}
      | /\d{{4}}/(?:QH|UBTVQH)\d{{1,2}}(?!\w)
      | (?P<letter>/{_CODE}-{_CODE}(?:-{_CODE})?)                               # 367/BTC-QLG
    )""",
    re.VERBOSE,
)
# A number that names a document is not followed by what it would count.
BARE_NUMBER = re.compile(
    rf"""[^\S\n]{{0,3}}(?:\s[^\S\n]{{0,3}})(?P<no>{_NO}\s{{0,4}})?(?P<number>\d{{1,4}}[a-z]?)(?P<year>/(?:19|20)\d\d)?(?![\w%]|[.,]\d|\s?[-/]\s?\d|\s?[-/]\s?{_CODE})
    (?=\s{{0,4}}(?:$|[.,;:)(“”"\]/<|-]|[{_UPPER}]|ngày\s+\d|(?:{"|".join(issuer_words().after_number)})(?!\w)))""",
    re.VERBOSE,
)
REFERENCE = re.compile(r"\s{1,8}(?:(?P<self>này|NÀY)|(?P<above>(?:đã\s+)?(?:nêu|nói|dẫn|kể)\s{1,4}trên|trên(?=\s{0,4}[.,;)])))(?!\w)")

_DAY = r"(?P<day>\d{1,2})\s{0,4}(?:[/.-]|tháng|THÁNG)\s{0,4}(?P<month>\d{1,2})\s{0,4}(?:[/.,-]|,?\s?năm|NĂM)\s{0,4}(?P<year>\d{4})(?!\d)"
DATE_AFTER = re.compile(rf"[\s)”\"]{{0,6}},?\s{{0,6}}\(?\s?(?:(?:được\s+)?(?:ký\s+)?(?:ban\s+hành|ký)\s+)?(?:[nN]gày|NGÀY)\s{{0,4}}{_DAY}")
DATE_BEFORE = re.compile(
    rf"[nN]gày\s{{1,4}}{_DAY}\s{{0,4}},?\s{{0,4}}(?P<issuer>[^.;:\n]{{0,90}}?)\s{{1,4}}(?:đã\s{{1,4}})?(?:ký\s{{1,4}})?(?:ban\s{{1,4}}hành|ký|thông\s{{1,4}}qua|có)"
    r"\s{1,4}(?:các\s{1,4})?\Z"
)

_issuers = issuer_words()
_FIRST = trie({form for word in _issuers.first for form in (word, word.upper())})
_INNER = trie({word for word in _issuers.inner})
_TYPE_WORD = trie({form for word in _WORDS if word not in ("Điện", "Lệnh") for form in (word, word.upper())})
_ISSUER = rf"(?!{_TYPE_WORD}\s){_FIRST}(?!\w)(?:(?:\s{{0,2}},)?\s{{1,6}}(?:(?:và|-|VÀ)\s{{1,6}})?(?!{_TYPE_WORD}(?!\w))(?:{_INNER}(?!\w)|[{_UPPER}][\w.&-]*\w(?!\w)|\d{{1,2}}(?=\s{{0,3}}\())){{0,18}}"
ISSUER_AFTER = re.compile(rf"[\s)”\"]{{0,6}},?\s{{0,6}}(?:của|do|CỦA)\s{{1,8}}(?:các\s{{1,4}})?(?:đồng\s+chí\s+)?(?P<issuer>{_ISSUER})")
ISSUER_BEFORE = re.compile(rf"(?P<issuer>{_ISSUER})\s{{1,4}}(?:đã\s{{1,4}})?(?:ký\s{{1,4}})?(?:ban\s{{1,4}}hành|ký|thông\s{{1,4}}qua)\s{{1,4}}(?:các\s{{1,4}})?\Z")
TERM_AFTER = re.compile(r"\s{0,6},?\s{0,4}\(?\s{0,2}[kK](?:hóa|hoá)\s{1,4}(?P<term>[IVXL]{1,6})(?!\w)\s?\)?")
TITLE_AFTER = re.compile(
    r"[\s),]{0,6}[“\"(]?\s{0,3}(?P<title>(?:[Vv]ề|[Qq]uy định|[Hh]ướng dẫn|[Pp]hê duyệt|[Bb]an hành|[Ss]ửa đổi|[Tt]iếp tục|[Tt]ăng cường)(?!\w)"
    r"(?:[^;.“”\"()\n]|\n(?!\s*\n)){4,240})"
)

_ARTICLE = r"(?:[Đđ]iểm\s{1,3}\w{1,2}|[Kk]hoản\s{1,3}\d{1,3}[a-zđ]?|Điều\s{1,3}\d{1,3}[a-zđ]?|[Mm]ục\s{1,3}[IVX\d]{1,5}|[Cc]hương\s{1,3}[IVX\d]{1,5})(?!\w)"
ARTICLE_BEFORE = re.compile(rf"(?P<article>{_ARTICLE}(?:[\s,;]{{1,4}}(?:(?:và|đến|hoặc)\s{{1,3}})?(?:{_ARTICLE}|\d{{1,3}}[a-zđ]?(?!\w))){{0,12}})\s{{1,4}}(?:của\s{{1,3}})?\Z")

# Named documents.
# "Luật ... ngày 25 tháng 12 năm 2001": whatever words come between, the date tells that they name one law.
DATED_NAME = re.compile(rf"(?P<name>(?:[\s,\"“”<>=/]{{1,8}}(?!ngày|số\s)[\w-]+){{0,40}}?)[\s,\"”]{{1,4}}(?=ngày\s{{0,4}}\d{{1,2}}\s{{0,4}}(?:/|tháng)|năm\s(?:19|20)\d\d)")
YEAR_AFTER_NAME = re.compile(r"(?:\s{1,4}năm\s{0,4}|\s{1,4})(?P<year>(?:19|20)\d\d)(?![\w/]|\s?[-/]\s?\d)")
_ORDER = r"(?:thứ\s{{1,4}})?(?P<{0}>\d{{1,2}}|[IVX]{{1,5}}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s(?:một|hai|ba|bốn|lăm))?)(?!\w)"
_KHOA = r"(?:\s{0,4},?\s{0,4}\(?\s{0,2}(?i:khóa)\s{1,4}(?P<term>[IVXL]{1,6})(?!\w)(?:\s?\))?)"
PLENUM = re.compile(
    rf"""(?:\s{{1,4}}của)?\s{{1,8}}(?:
      (?i:Hội\s{{1,8}}nghị)\s{{1,8}}(?:lần\s{{1,8}}{_ORDER.format("before")},?\s{{1,8}})?(?:của\s{{1,8}})?
          (?i:(?:Ban\s{{1,8}}Chấp\s{{1,8}}hành\s{{1,8}})?(?:Trung\s{{1,8}}ương|TW|BCHTW))(?:\s{{1,8}}Đảng)?(?:\s{{0,2}},?\s{{1,8}}(?:lần\s{{1,8}})?{_ORDER.format("after")})?
    | (?i:Trung\s{{1,8}}ương|TW)\s{{1,8}}(?:lần\s{{1,8}})?{_ORDER.format("plain")}
    ){_KHOA}?""",
    re.VERBOSE,
)
_ORG = rf"(?:\s{{1,8}}(?:tỉnh|thành\s{{1,8}}phố|huyện|quận|thị\s{{1,8}}xã|thị\s{{1,8}}ủy|xã|phường|[Kk]hối|các|cơ|quan|doanh|nghiệp|và|TỈNH|THÀNH\s{{1,8}}PHỐ|HUYỆN|[{_UPPER}][\w.]*(?<!\bLần)(?<!\bĐảng))){{0,9}}"
_ORDINAL = r"(?P<{0}>[IVXL]{{1,6}}|\d{{1,2}})(?![\w/-]|\.\w)"
CONGRESS = re.compile(
    rf"""(?:\s{{1,4}}của)?\s{{1,8}}(?i:đại\s{{1,8}}hội)(?!\s{{1,8}}đồng)(?:\s{{1,8}}(?i:đại\s{{1,8}}biểu))?(?:\s{{1,8}}(?i:toàn\s{{1,8}}quốc))?
    (?:
        (?:\s{{1,8}}(?i:lần\s{{1,8}}thứ|khóa))?\s{{1,8}}{_ORDINAL.format("first")}(?:\s{{0,4}},?\s{{1,8}}(?:(?i:của)\s{{1,8}})?(?:(?i:Đảng\s{{1,8}}bộ)(?P<org_after>{_ORG})|(?i:Đảng)(?!\w)(?:\s{{1,8}}(?i:Cộng\s{{1,8}}sản\s{{1,8}}Việt\s{{1,8}}Nam))?))?
      | \s{{1,8}}(?i:Đảng\s{{1,8}}bộ)(?P<org>{_ORG})(?:(?:\s{{0,4}},)?\s{{1,8}}(?i:lần\s{{1,8}}thứ|khóa))\s{{1,8}}{_ORDINAL.format("second")}
      | \s{{1,8}}(?i:Đảng\s{{1,8}}bộ)(?P<org_period>{_ORG})\s{{0,4}},?\s{{1,8}}(?i:nhiệm\s{{1,8}}kỳ)\s{{1,8}}(?P<period>(?:19|20)\d\d\s?-\s?(?:19|20)\d\d)
      | \s{{1,8}}(?i:Đảng)(?:\s{{1,8}}(?i:toàn\s{{1,8}}quốc))?(?:\s{{1,8}}(?i:lần\s{{1,8}}thứ|khóa))?\s{{1,8}}{_ORDINAL.format("third")}
    )""",
    re.VERBOSE,
)
AMENDING_LAW = re.compile(
    r"\s{1,8}[sS]ửa\s{1,8}đổi(?:[\s,]{1,6}(?:và\s{1,4})?bổ\s{1,8}sung)?(?P<what>(?:[^.;:\n(]|\n(?!\s*\n)){0,90}?)(?:\s{1,8}của)(?P<several>\s{1,8}(?:các|\d{1,2}))?\s{1,8}(?:<\w{1,3}[^<>]{0,20}>\s?)?(?=(?:[Bb]ộ\s{1,4})?[Ll]uật|[Pp]háp\s{1,4}lệnh)"
)
# "Quy chế ... ban hành kèm theo Quyết định số ...": the attachment is named, the decision numbered.
ISSUED_WITH = re.compile(
    rf"(?P<name>\s{{1,8}}(?!tại|này|được|của|chi\s|,)(?:[^.;:“”\"()\n]|\n(?!\s*\n)){{4,220}}?)\s{{0,4}},?\s{{1,8}}(?:được\s{{1,4}})?(?:ban\s{{1,4}}hành\s{{1,4}})kèm\s{{1,4}}theo\s{{1,8}}(?=(?:{_TYPE_WORD})\s{{1,8}}(?:(?:{_NO})|\d))"
)
