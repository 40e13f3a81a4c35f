"""Read the text between citations: the articles before one, the comma of a list, a quotation, a programme without a number."""

from __future__ import annotations

import re

from danchieu.loaders.relations.vocabulary import LISTED_TYPES, PARTS, PROGRAMMES, UNNUMBERED_TYPES, render_alternatives

__all__ = ["find_programme", "find_quotation", "find_separator", "include_articles", "names_unnumbered_document"]

# Between two items of a list: words without weight after the comma, the semicolon or "và" and before the next document.
_LIGHT = re.compile(
    rf"""[\s*"“”‘’(]*+(?:(?:(?:các|những)\s+quy\s+định\s+tại|các|những|một\s+số|số|cùng|tại|theo|của|căn\s+cứ|(?!quy\s+định\s+(?:tại|trong|theo)\s)(?:{render_alternatives(LISTED_TYPES)})|và|hoặc
    |(?:nhiệm\s+vụ|nội\s+dung|mục\s+tiêu|chỉ\s+tiêu|giải\s+pháp)(?:\s+(?:đã|được))*(?:\s+(?:nêu|đề\s+ra|xác\s+định))?\s+(?:trong|tại)
    |(?:hướng\s+dẫn|chỉ\s+đạo|ý\s+kiến(?:\s+(?:chỉ\s+đạo|thẩm\s+định|thống\s+nhất))?|kết\s+luận|yêu\s+cầu)\s+của\s[^,;.()]{{3,100}}?\stại)\b[\s*:“"(,]*+)*+\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(r"[,;]|\s(?:và|hoặc|với)(?=\s)", re.IGNORECASE)
_SEPARATED = 160  # characters: "ý kiến chỉ đạo của Ủy ban nhân dân tỉnh tại" between the comma and the next document

# "khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35" before a citation belongs to it.
_ARTICLE = re.compile(rf"[\s(\"“*](?:{render_alternatives(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in PARTS)})\s")
_NAMES_ARTICLE = re.compile("|".join(f"{word[1:]} " for word in PARTS))  # the first letter may be a capital
_ARTICLES = re.compile(
    rf"""(?:(?:{render_alternatives(PARTS)})\s+(?:[a-zđ]{{1,2}}|\d{{1,4}}[a-zđ]{{0,2}}|[IVXLC]{{1,6}}|[A-Z])
    (?:\s*(?:,|;|và|hoặc|đến)?\s*(?:[a-zđ]|\d{{1,4}}[a-zđ]{{0,2}}|[IVXLC]{{1,6}})(?=[\s,;]))*+[\s,;]*+(?:(?:và|hoặc|đến|của|tại|các)\s+)*+)++\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_ARTICLE_LIST = 100  # characters of articles before a citation: about six of them
_NEAREST_ARTICLE = 40  # characters before a citation that hold the last word for an article, if there is any

_UNNUMBERED = rf"(?:(?:{render_alternatives(PROGRAMMES)})(?:\s+hành\s+động)?|{render_alternatives(UNNUMBERED_TYPES)})\s+(?!số\s|\d)"
_COORDINATED = re.compile(rf"(?:,|\svà)\s+(?:các\s+)?{_UNNUMBERED}", re.IGNORECASE)
# "Chương trình hành động của Chính phủ thực hiện", before a citation: the programme has no number.
_PROGRAMME = re.compile(
    rf"(?<!\w){_UNNUMBERED}[^;.:,()“”]{{0,160}}?(?:thực\s+hiện|triển\s+khai|thi\s+hành|cụ\s+thể\s+hóa)\s+\Z",
    re.IGNORECASE,
)
_PROGRAMME_NAME = 240  # characters: what _PROGRAMME can match, with white space to spare

# "Điều 5 Thông tư A quy định: “...”": the quoted words are those of A.
_QUOTATION = re.compile(r"[Qq]uy\s+định(?:\s+như\s+sau)?\s*:[\s*]*+[“\"](?=[\s*]*+[\w…])")


def find_quotation(text: str, left: int, right: int) -> int | None:
    """Find the start of the words quoted from a document cited before `left`, between `left` and `right`."""
    found = _QUOTATION.search(text, left, right) if text.find(":", left, right) >= 0 else None
    return found.end() if found else None


def find_programme(text: str, left: int, start: int) -> int | None:
    """Find the start, not before `left`, of a programme without a number whose name ends with the citation at `start`."""
    found = _PROGRAMME.search(text, max(left, start - _PROGRAMME_NAME), start)
    return found.start() if found else None


def names_unnumbered_document(text: str, left: int, right: int) -> bool:
    """Return whether a document without a number is coordinated with the citation that ends at `left`: "... và Kế hoạch của Tỉnh ủy"."""
    return _COORDINATED.search(text, left, right) is not None


def include_articles(text: str, start: int) -> int:
    """Return the start of the article reference before a citation at `start`, else `start`: "khoản 2 Điều 5" belongs to its document."""
    before = "\n" + text[max(0, start - _ARTICLE_LIST) : start]
    if not _NAMES_ARTICLE.search(before[-_NEAREST_ARTICLE:]):  # most citations have none: this is faster than the search
        return start
    for word in _ARTICLE.finditer(before):
        if _ARTICLES.match(before, word.start() + 1):
            return start - len(before) + word.start() + 1
    return start


def find_separator(text: str, left: int, right: int) -> str | None:
    """Find the comma, semicolon or conjunction that separates a citation at `right` from the text before it, not before `left`.

    Between the separator and the citation only words without weight may come: "Nghị định A; các Thông tư B".
    """
    gap = text[max(left, right - _SEPARATED) : right]
    separator: str | None = None
    for match in reversed(list(_SEPARATOR.finditer(gap))):
        if not _LIGHT.match(gap, match.end()):
            break
        separator = match[0]
    return separator
