"""What stands between citations: the articles before one, the comma of a list, the date, issuer and title after one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danchieu.graph.model import Relation
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.text.clauses import LOWER

__all__ = [
    "articles_before",
    "leaves_title",
    "programme_before",
    "quotation_after",
    "separator_before",
    "title_after",
    "unnumbered_between",
]

# Between two items of a list: what may stand after the comma, the semicolon or "và" and before the next document.
_LIGHT = re.compile(
    r"""[\s*"“”‘’(]*+(?:(?:các|những|một\s+số|số|cùng|tại|theo|của|căn\s+cứ|văn\s+bản|báo\s+cáo|tờ\s+trình|công\s+văn|công\s+điện|quyết\s+định
    |nghị\s+quyết|nghị\s+định|thông\s+tư|luật|chỉ\s+thị|kết\s+luận|kế\s+hoạch|quy\s+định|thông\s+báo|và|hoặc
    |(?:nhiệm\s+vụ|nội\s+dung|mục\s+tiêu|chỉ\s+tiêu|giải\s+pháp)(?:\s+(?:đã|được))*(?:\s+(?:nêu|đề\s+ra|xác\s+định))?\s+(?:trong|tại)
    |(?:hướng\s+dẫn|chỉ\s+đạo|ý\s+kiến(?:\s+(?:chỉ\s+đạo|thẩm\s+định|thống\s+nhất))?|kết\s+luận|yêu\s+cầu)\s+của\s[^,;.()]{3,100}?\stại)\b[\s*:“"(,]*+)*+\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(r"[,;]|\s(?:và|hoặc|với)(?=\s)", re.IGNORECASE)
# "khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35" before a citation belongs to it.
_ARTICLE = re.compile(r"[\s(\"“*](?:[Đđ]i[ểề][mu]|[Kk]hoản|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ\s+lục|[Tt]iết)\s")
_ARTICLES = re.compile(
    r"""(?:(?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục|tiết)\s+(?:[a-zđ]{1,2}|\d{1,4}[a-zđ]{0,2}|[IVXLC]{1,6}|[A-Z])
    (?:\s*(?:,|;|và|hoặc|đến)?\s*(?:[a-zđ]|\d{1,4}[a-zđ]{0,2}|[IVXLC]{1,6})(?=[\s,;]))*+[\s,;]*+(?:(?:và|hoặc|đến|của|tại|các)\s+)*+)++\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# After a citation: its term, date and issuer, before its title begins.
_TAIL = re.compile(
    r"""(?:[\s*"”’)]*+(?:\([^()]{0,80}\)
    |,?\s*+(?:ngày|năm)[\s\d/.,\-]{1,14}(?:tháng[\s\d]{1,8}năm[\s\d]{1,8})?
    |,?\s*+(?:để|nhằm)(?=\s)
    |,?\s*+(?:của|do)\s[^,;.:()"“]{1,120}(?:,\s++[A-ZĐ][^,;.:()"“]{0,60})?+))*+[\s*"“)]*+""",
    re.VERBOSE,
)
# "của Bộ Chính trị và tiếp tục thực hiện": a clause beside the citation, no title.
_BESIDE = re.compile(rf"\svà(?:\s+[{LOWER}]\w*){{0,2}}\s*\Z")
_ISSUER = re.compile(r",?\s*(?:ngày[\s\d/.,\-]{1,14}(?:tháng[\s\d]{1,8}năm[\s\d]{1,8})?)?\s*của\s[^;:()“]*\Z")
# ", Ủy ban nhân dân tỉnh ban hành": the subject of the main clause and its verb.
_MAIN_CLAUSE = re.compile(
    r"[,:]\s+[A-ZĐỦỨ]\w*(?:\s+[^\s,;]+){1,14}?\s+(?:ban\s+hành|xây\s+dựng|yêu\s+cầu|đề\s+nghị|đã|chỉ\s+đạo|hướng\s+dẫn|báo\s+cáo|giao|thông\s+báo|có\s+ý\s+kiến)\s"
)

_UNNUMBERED = r"(?:(?:chương\s+trình|kế\s+hoạch)(?:\s+hành\s+động)?|đề\s+án|chiến\s+lược|quy\s+chế|phụ\s+lục|danh\s+mục)\s+(?!số\s|\d)"
_COORDINATED = re.compile(rf"(?:,|\svà)\s+(?:các\s+)?{_UNNUMBERED}", re.IGNORECASE)
# "Chương trình hành động của Chính phủ thực hiện", before a citation: the programme has no number.
_PROGRAMME = re.compile(
    rf"(?<!\w){_UNNUMBERED}[^;.:,()“”]{{0,160}}?(?:thực\s+hiện|triển\s+khai|thi\s+hành|cụ\s+thể\s+hóa)\s+\Z",
    re.IGNORECASE,
)

# "Điều 5 Thông tư A quy định: “...”": what follows are the words of A.
_QUOTATION = re.compile(r"[Qq]uy\s+định(?:\s+như\s+sau)?\s*:[\s*]*+[“\"](?=[\s*]*+[\w…])")


def quotation_after(text: str, left: int, right: int) -> int | None:
    """Where the words begin that a document cited before `left` is quoted with, if they begin before `right`."""
    found = _QUOTATION.search(text, left, right) if text.find(":", left, right) >= 0 else None
    return found.end() if found else None


def programme_before(text: str, left: int, start: int) -> int | None:
    """Where a programme without a number begins whose name ends with the citation at `start`, not before `left`."""
    found = _PROGRAMME.search(text, max(left, start - 240), start)
    return found.start() if found else None


def unnumbered_between(text: str, left: int, right: int) -> bool:
    """Whether another document, without a number, is named beside the citation that ends at `left`: "... và Kế hoạch của Tỉnh ủy"."""
    return _COORDINATED.search(text, left, right) is not None


def articles_before(text: str, start: int) -> int:
    """Where the article reference before a citation begins: "khoản 2 Điều 5" belongs to the document after it."""
    before = "\n" + text[max(0, start - 100) : start]
    near = before[-40:]
    if not ("iều " in near or "hoản " in near or "iểm " in near or "ục " in near or "hương " in near):
        return start
    for word in _ARTICLE.finditer(before):
        if _ARTICLES.match(before, word.start() + 1):
            return start - len(before) + word.start() + 1
    return start


def separator_before(text: str, left: int, right: int) -> str | None:
    """The comma, semicolon or conjunction before a citation at `right`, not before `left`, if only words of no weight stand between."""
    gap = text[max(left, right - 160) : right]
    found: str | None = None
    for match in reversed(list(_SEPARATOR.finditer(gap))):
        if not _LIGHT.match(gap, match.end()):
            break
        found = match[0]
    return found


def title_after(text: str, end: int, tokens: Sequence[Token]) -> Token | None:
    """The first of `tokens`, if it opens the title of the citation that ends at `end`: it follows its date and issuer directly.

    "Kế hoạch số 7-KH/TU ngày 26/4/2024 của Tỉnh ủy" is followed by its title at "về".
    """
    if not tokens:
        return None
    first = tokens[0]
    if first.cue.role not in (Role.INTRODUCES, Role.GOVERNS, Role.ATTACHES) or text[first.start - 3 : first.start] == "đã ":
        return None
    if first.cue.role is Role.GOVERNS and (first.cue.relation is Relation.CITES or _BESIDE.search(text, end, first.start)):
        return None
    tail = _TAIL.match(text, end)
    if tail and first.start <= tail.end():
        return first
    between = text[end : first.start]
    if len(between) < 240 and _COORDINATED.search(between) and set(between).isdisjoint(";:()“"):
        return first
    # The name of an issuer may hold commas: "của Ban Chỉ đạo phát triển khoa học, công nghệ và chuyển đổi số về".
    return first if text[first.start] == "v" and len(between) < 240 and _ISSUER.match(between) else None


def leaves_title(between: str) -> bool:
    """Whether the text from the first word of a title on closes its quotation or parenthesis, or goes on to a main clause."""
    closes = between.count("”") > between.count("“") or between.count(")") > between.count("(")
    return closes or _MAIN_CLAUSE.search(between) is not None
