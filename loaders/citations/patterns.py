"""Shapes of citations: verbose regexes with named groups. Their words come from the tables of types, bodies and phrases.

All search normalised text. Every repeat is bounded, or its parts cannot begin with the same character, so matching stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import product

from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.types import DocumentType, cited_types, types_in, words_in
from danchieu.loaders.grammar import law_acronyms, phrases
from danchieu.loaders.text.letters import NUMBER_WORD, UPPER
from danchieu.loaders.text.wordtrie import WordTrie

__all__ = [
    "AMENDING_LAW",
    "ARTICLE_BEFORE",
    "BARE_NUMBER",
    "BARE_SYMBOL",
    "CAPITAL_TYPE",
    "DATED_NAME",
    "ISSUED_WITH",
    "LAW_NUMBERED",
    "LAW_WORD",
    "LIST_OF_NUMBERS",
    "LOWER_TYPES",
    "NAMES_ARTICLE",
    "NEXT_NUMBER",
    "NO_ISSUER",
    "NUMBERED",
    "NUMBER_BEFORE_WORD",
    "OF_ISSUER",
    "QUALIFIED",
    "REFERENCE",
    "SET_OUT_IN",
    "SYMBOL_AFTER_NAME",
    "TERM_AFTER",
    "TITLED",
    "TITLE_AFTER",
    "TITLE_OF_A_PERIOD",
    "TYPE",
    "TYPE_CODES",
    "YEAR_AFTER_NAME",
    "trie",
]


def trie(words: Iterable[str]) -> str:
    r"""Return a regex for any of `words` that shares their beginnings; a space matches any run of up to eight white spaces.

    >>> trie(["Luật", "Lệnh"])
    'L(?:ệnh|uật)'
    """
    tree = WordTrie[None]()
    for word in sorted(set(words), reverse=True):
        tree.add(word, None)
    return tree.pattern()


def _word_trie(words: Iterable[str]) -> str:
    """Return a trie for whole words. The first letter is before the look-behind, so that `re` scans for first letters."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(rf"{first}(?<!\w\w){trie(rest)}" for first, rest in sorted(rests.items())) + r")(?!\w)"


def _cases(words: Collection[str]) -> set[str]:
    """Return words in all capitals, and with each syllable with or without a capital: NGHỊ QUYẾT, Nghị quyết Liên tịch, Bộ Luật."""
    mixed = (product(*((syllable.lower(), syllable.capitalize()) for syllable in word.split())) for word in words)
    return {word.upper() for word in words} | {" ".join(form) for forms in mixed for form in forms}


def _alternatives(words: Iterable[str]) -> str:
    """Return a regex for any of `words`, in the order given; a space matches up to four white spaces."""
    return "|".join(word.replace(" ", r"\s{1,4}") for word in words)


_ISSUERS, _PHRASES = issuer_words(), phrases()
_WORDS = [kind.word for kind in cited_types()]
_CODES = sorted({code for kind in cited_types() for code in kind.codes if len(code) > 1}, key=lambda code: (-len(code), code))

TYPE_CODES: Mapping[str, DocumentType] = {
    code: kind for kind in reversed(cited_types()) if kind.bare != "never" for code in kind.codes if len(code) > 1
}
"""Types by the codes that stand in place of their words before a number; of two types with one code the first of the table."""

_FORMS = _cases(_WORDS)
TYPE = re.compile(_word_trie(_FORMS))
# Type words with a capital, and codes in their place: NQ 26, NĐ 100. What follows a code decides; it begins with the same letters.
CAPITAL_TYPE = re.compile(_word_trie({form for form in _FORMS if form[0].isupper()} | set(TYPE_CODES) | set(law_acronyms())))
# In lower case the words are mostly verbs and common nouns. In a citation a number follows, a name in capitals, "này" or "trên".
# The scan is anchored on the character before the word: spaces are rarer than letters. Each such character has a pattern of its own,
# since a pattern that begins with one literal is found faster.
LOWER_TYPES = tuple(
    re.compile(
        rf"{before}(?P<type>{trie(word.lower() for word in _WORDS)})(?!\w)"
        rf"(?=\s{{0,4}}:?\s{{1,8}}(?:{NUMBER_WORD}|\d|này(?!\w)|(?:đã\s+)?(?:nêu|nói|dẫn|kể)?\s*trên(?!\w)|[{UPPER}]))"
    )
    for before in (" ", r"\n", r"\(", '"', "“")
)

_NO = rf"(?:{NUMBER_WORD}\s{{0,4}}:?)"
_TYPE_CODE = trie(_CODES)
_NUMBER = rf"\d{{1,6}}(?:\.\d{{1,2}})?(?:(?!{_TYPE_CODE}\s{{0,2}}[-/])[a-zđA-Z]{{1,2}}(?=\s{{0,4}}[-/\s])|\s[a-z](?=/))?"
# Digits belong to some codes (QH15, UBTVQHK9, BCĐ35, QLDN1); after these they mark a footnote: 66-NQ/TW1.
_DIGITS = (
    "(?:"
    + "".join(rf"(?<=\b{code})(?:{digits})(?!\d)|" for code, digits in _ISSUERS.with_digits.items())
    + "".join(rf"(?<!\b{code})" for code in (*_ISSUERS.without_digits, *_ISSUERS.with_digits))
    + r"\d{1,2})"
)
_END = r"(?![^\W\d]|\d{4}|\d{1,3}[^\W\d])"
_SHAPE = rf"[A-ZĐƯÂÊÔ](?:[A-ZĐƯÂÊÔƠĂ&]|{_DIGITS}|[grw]{_END}|h(?=U)|y(?=Đ)|i{_END}|đ(?=[A-Z])|\.(?=Ư))*{_END}"
# Codes of the tables that have other letters in lower case than this shape allows.
_IRREGULAR = [code for code in (*_CODES, *bodies()) if not re.fullmatch(_SHAPE, code)]
# The space behind a known code may be missing: 145/2020/NĐ-CPvà.
_GLUED = rf"(?=(?:{'|'.join(_PHRASES['after_number'].words)}|ngày)(?!\w))"
_CODE = (
    rf"(?:{f'(?:{trie(_IRREGULAR)}){_END}|' if _IRREGULAR else ''}{_SHAPE}|(?:{trie(code for code in bodies() if len(code) > 1)}){_GLUED})"
)
_JOIN = r"(?:[-/]{1,2}\s{0,4}|\s{1,2}[-/]|\.)"
# Codes of bodies that show a symbol also where the slash before them has spaces on both sides: 26-NQ / TW.
_COMMITTEES = "|".join((*_ISSUERS.central_suffixes, *sorted(_ISSUERS.district_committees)))
_BODY = rf"(?:{trie(code for code in bodies() if len(code) > 1)}|[BS][A-ZĐ]{{2,8}}|[A-ZĐ]{{2,10}}(?:{_COMMITTEES})){_END}"
_SPACED = rf"(?:\s{{0,2}}[-/]{{1,2}}|\s{{1,2}}[-/]\s{{1,2}}(?={_BODY})|[-/]\s{{0,4}}|\.|\s{{1,2}}(?={_BODY}))"
_BEFORE_TYPE = r"(?:\s{0,2}[-/]{1,2}\s{0,4}|\.|\s{1,2}|(?<=\d))"
_LOWER = r"[a-zđư&]{2,10}"
_LOWER_LETTER = rf"(?:{trie(code.lower() for code in bodies() if len(code) > 2)}|[bs][a-zđ]{{2,7}})-{_LOWER}"
_SYMBOL = rf"""
(?P<number>{_NUMBER})
(?P<tail>
    (?:\s{{0,2}}[-/]\s{{0,2}}(?:19|20)\d\d)?{_BEFORE_TYPE}{_TYPE_CODE}{_SPACED}{_CODE}(?:{_JOIN}{_CODE}){{0,5}}   # 20-CT/TU, 26 - NQ / TW
  | (?:{_JOIN}\d{{2,4}})?{_JOIN}{_CODE}(?:{_JOIN}{_CODE}){{0,6}}           # 87/2007/NĐ-CP, 85/2015/QH13, 50/CP, 367/BTC-QLG
  | /\d{{4}}\s{{1,2}}{_CODE}[-/]{_CODE}(?:[-/]{_CODE}){{0,5}}              # 102/2025 NQLT/UBTVQH15-CP
  | \s{{1,2}}{_CODE}[-/]{_CODE}(?:[-/]{_CODE}){{0,4}}                      # 79 NQ/TW, 43 TC/QLCS
  | \s{{1,2}}(?:{"|".join(_ISSUERS.spaced)})(?!\w)                          # 150 CP
  | (?:/\d{{4}})?[-/.](?i:{_TYPE_CODE})[-/.](?:{_LOWER}|{_CODE})(?:-{_LOWER}){{0,3}}(?!\w)   # 77/2006/qđ.ubnd, 17-ct/tu, 12/Qđ-UBND
  | /{_LOWER_LETTER}(?!\w)                                               # 3641/byt-dp
  | [-/](?:{"|".join(code.lower() for code in _ISSUERS.spaced)})(?!\w)    # 50/cp
)
"""
_OPEN_LAW = "|".join(f"[{word[0]}{word[0].lower()}]{word[1:]}" for word in words_in("open_names"))
NUMBERED = re.compile(rf"(?:\s{{0,4}}:)?\s{{1,8}}(?:{_NO}\s{{0,8}})?{_SYMBOL}", re.VERBOSE)
# White space of one paragraph: a line may break once, a blank line may not come between.
_GAP = r"(?:[^\S\n]{1,4}\n?[^\S\n]{0,4}|\n[^\S\n]{0,4})"
QUALIFIED = re.compile(rf"(?P<qualifier>(?:{_GAP}[^\W\d_]+(?:\s?,)?){{1,8}}){_GAP}{_NO}\s{{0,8}}{_SYMBOL}", re.VERBOSE)
LAW_NUMBERED = re.compile(rf"(?P<qualifier>(?:{_GAP}[^\W\d_]+(?:\s?,)?){{1,30}}){_GAP}{_NO}\s{{0,8}}{_SYMBOL}", re.VERBOSE)
SYMBOL_AFTER_NAME = re.compile(rf"(?:\s{{0,4}}[,(])?\s{{1,8}}(?:{_OPEN_LAW}\s{{1,4}})?{_NO}\s{{0,8}}{_SYMBOL}", re.VERBOSE)
LIST_OF_NUMBERS = re.compile(
    rf"""\s{{1,8}}(?:{_NO}\s{{0,8}})?
    (?P<items>\d{{1,5}}(?:\s{{0,4}}(?:,|;|và)\s{{0,4}}(?:{_NO}\s{{0,4}})?\d{{1,5}}){{0,8}})
    \s{{0,4}}(?:,|;|và)\s{{0,4}}(?:{_NO}\s{{0,4}})?{_SYMBOL}""",
    re.VERBOSE,
)
# A symbol without a type word before it: its code must be that of a type.
BARE_SYMBOL = re.compile(
    rf"""[0-9](?<![\w/.,-].)[0-9]{{0,5}}(?:\.\d{{1,2}})?[a-z]?
    (?P<tail>
        (?:{_JOIN}(?:19|20)\d\d)?{_JOIN}(?:{"|".join(_CODES)}){_JOIN}{_CODE}(?:{_JOIN}{_CODE}){{0,6}}
      | {_JOIN}(?:19|20)\d\d{_JOIN}(?:{"|".join(_ISSUERS.assembly)})\d{{1,2}}(?!\w)
      | (?P<letter>/{_CODE}-{_CODE}(?:-{_CODE})?)                               # 367/BTC-QLG
      | (?P<old>/{_CODE})                                                       # 51/CP, in a list
    )""",
    re.VERBOSE,
)
# A number that names a document is not followed by what it would count.
_BARE = rf"(?P<number>\d{{1,5}}[a-z]?)(?P<year>/(?:19|20)\d\d)?(?![\w%]|[.,]\d|\s?[-/]\s?\d|\s?[-/]\s?{_CODE})"
_AFTER_BARE = rf"""(?=\s{{0,4}}(?:$|[.,;:?!)(“”"\]/<|*#&-]|[{UPPER}]|ngày\s+\d|(?:năm\s+)?(?:19|20)\d\d(?!\w)"""
_AFTER_BARE += rf"""|(?:{_alternatives(_PHRASES["after_number"].words)})(?!\w))|[^\S\n]{{0,4}}\n[^\S\n]{{0,4}}(?:\n|[>#|*-]))"""
BARE_NUMBER = re.compile(rf"[^\S\n]{{0,3}}(?:\s[^\S\n]{{0,3}})(?P<no>{_NO}\s{{0,4}})?{_BARE}(?(no)|(?(year)|{_AFTER_BARE}))")
# A number before any other word: it names a document only if the text cites that in full.
NUMBER_BEFORE_WORD = re.compile(rf"[^\S\n]{{1,3}}(?P<no>(?!))?(?!\d\s){_BARE}(?=\s{{1,3}}[^\W\d_])")
# A further number of a list whose type word stands once: Nghị quyết 57, 59 và 66.
NEXT_NUMBER = re.compile(rf"\s{{0,2}}(?:,|và|&)\s{{1,4}}(?P<no>{_NO}\s{{0,4}})?{_BARE}(?(no)|(?(year)|{_AFTER_BARE}))")
REFERENCE = re.compile(
    r"\s{1,8}(?:(?P<self>này|NÀY)|(?P<above>(?:đã\s+)?(?:nêu|nói|dẫn|kể)\s{1,4}trên|trên(?=\s{0,4}[.,;:)])|(?P<that>đó)))(?!\w)"
)

TERM_AFTER = re.compile(r"\s{0,6},?\s{0,4}\(?\s{0,2}[kK]hóa\s{1,4}(?P<term>[IVXL]{1,6})(?!\w)\s?\)?")
_TITLE_WORDS = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _PHRASES["title"].words)
_END_OF_LINES = r"\s*(?:\n|[-_*–—=]{3})"  # a blank line, or one that is drawn under a title
_LINES = rf"(?:[^;.“”\"()\n]|\n(?!{_END_OF_LINES})){{4,240}}"
TITLE_AFTER = re.compile(rf"[\s),]{{0,6}}[“\"(]?\s{{0,3}}(?P<title>(?:{_TITLE_WORDS})(?!\w){_LINES})".replace(" ", r"\s{1,8}"))

_TYPE_WORD = trie({form for word in _WORDS if word not in words_in("in_names") for form in (word, word.upper())})
_PARTS = (*_PHRASES["article"].words, *_PHRASES["chapter"].words)
_ARTICLE_WORD = trie(word for form in _PARTS for word in (form, form.capitalize()))
_ARTICLE = rf"(?:{_ARTICLE_WORD})\s{{1,3}}(?:\d{{1,3}}[a-zđ]?|[IVX]{{1,5}}|[a-zđ])(?!\w)"
NAMES_ARTICLE = re.compile("|".join(re.escape(word[1:]) for word in _PHRASES["article"].words))  # the first letter may be a capital
ARTICLE_BEFORE = re.compile(
    rf"(?P<article>{_ARTICLE}(?:[\s,;]{{1,4}}(?:(?:và|đến|hoặc)\s{{1,3}})?(?:{_ARTICLE}|\d{{1,3}}[a-zđ]?(?!\w))){{0,12}})\s{{1,4}}(?:của\s{{1,3}})?\Z"
)

# "Luật ... ngày 25 tháng 12 năm 2001": the words before the date are the name of one law.
DATED_NAME = re.compile(
    r"(?P<name>(?:[\s,\"“”<>=/]{1,8}(?!ngày|số\s)[\w-]+){0,40}?)[\s,\"”]{1,4}(?=ngày\s{0,4}\d{1,2}\s{0,4}(?:/|tháng)|năm\s(?:19|20)\d\d)"
)
YEAR_AFTER_NAME = re.compile(r"(?:\s{1,4}năm\s{0,4}|\s{1,4})(?P<year>(?:19|20)\d\d)(?![\w/]|\s?[-/]\s?\d)")
LAW_WORD = trie(_cases([law.word for law in types_in("law") if "sole" not in law.classes]))
_OF_A_LAW = rf"\s{{1,8}}(?:<\w{{1,3}}[^<>]{{0,20}}>\s?)?(?={LAW_WORD})"
AMENDING_LAW = re.compile(
    r"\s{1,8}[sS]ửa?\s{1,8}đổi(?:[\s,]{1,6}(?:và\s{1,4})?bổ\s{1,8}sung)?(?:(?P<what>(?:[^.;:\n(]|\n(?!\s*\n)){0,90}?)"
    rf"\s{{1,8}}của(?P<several>\s{{1,8}}(?:các|\d{{1,2}}))?|(?P<all>\s{{1,8}}(?:các|\d{{1,2}}))?){_OF_A_LAW}"
)
# "Quy chế ... ban hành kèm theo Quyết định số ...": the attachment has a name, the decision a number.
ISSUED_WITH = re.compile(
    rf"""(?P<name>\s{{1,8}}(?!tại|này|được|của|chi\s|,)(?:[^.;:“”"()\n]|\n(?!\s*\n)){{4,220}}?)
    \s{{0,4}},?\s{{1,8}}(?:được\s{{1,4}})?ban\s{{1,4}}hành\s{{1,4}}kèm\s{{1,4}}theo\s{{1,8}}(?={_TYPE_WORD}\s{{1,8}}(?:{_NO}|\d))""",
    re.VERBOSE,
)
# "Thông tư của Bộ Tài chính về hóa đơn bán hàng hóa": type, issuer and title name one document, unless a plural marker precedes.
_WORDS_OF_TITLE = r"(?:[^.;:()“”\"|\n]|\n(?!\s*\n))"
_TITLE_ENDS = r"[.;:()“”\"|]|\n\s*\n|\Z|,?\s{1,4}(?:và\s{1,4}(?:các|hướng|văn|quy)|để|được|là|đã|có\s{1,4}hiệu|theo|thì|nếu)(?!\w)"
OF_ISSUER = re.compile(r"\s{1,4}của\s{1,4}")
NO_ISSUER = re.compile(trie(_ISSUERS.not_issuers))
TITLED = re.compile(
    rf"""\s{{1,4}}(?=(?:{_alternatives(_PHRASES["titled"].words)})(?!\w))(?P<title>{_WORDS_OF_TITLE}{{18,160}}?)(?=\s{{0,4}}(?:{_TITLE_ENDS}))""",
    re.VERBOSE,
)
# "được nêu trong Báo cáo tổng kết công tác năm 2008 ...": a report of a year or a period, whose content is cited.
SET_OUT_IN = re.compile(r"(?:nêu|ghi|đề\s{1,4}ra|xác\s{1,4}định)\s{1,4}(?:tại|trong|ở)\s{1,4}\Z")
TITLE_OF_A_PERIOD = re.compile(
    rf"\s{{1,4}}(?!này|nêu|trên|số|của)(?P<title>{_WORDS_OF_TITLE}{{8,160}}?"
    r"(?:năm|giai\s{1,4}đoạn|nhiệm\s{1,4}kỳ)\s{1,4}(?:19|20)\d\d(?:\s?-\s?(?:19|20)\d\d)?)(?=\s{0,4}(?:[.;:,()]|\n|\Z|của))"
)
