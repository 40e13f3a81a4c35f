"""Clean what stands inside words and numbers: emphasis, HTML tags and entities, signs without width, page numbers within a symbol.

A mark between words is left to the patterns, which take it as space; inside a word it would cut it: `số **1**04/2012/NĐ-CP`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from danchieu.graph.model.offsets import Offsets, Piece, replace_pieces

__all__ = ["without_marks"]

_EMPHASIS = re.compile(r"\*(?<!\*\*)\*{0,2}(?P<inside>[\w/-]{1,12})\*{1,3}(?=[\w/-])")
_TAG = r"/?(?:b|i|u|em|strong|span|font)(?:\s[^<>]{0,80})?>"
_TAGS = re.compile(rf"<(?:(?<=[\w/-]<)|(?<=\s<)(?=\w{{1,6}}>\d{{1,6}}</)){_TAG}(?:<{_TAG}){{0,3}}(?=[\w/-])")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_SIGNS = frozenset("/-")  # between the parts of a symbol
_KEPT = frozenset("<>")  # an entity for one of these is no tag

_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = re.compile(rf"[{_NO_WIDTH}]+")
_BREAK = "\u200b"  # alone between two letters it divides words; elsewhere it is where a line may break: 0|5-CT/TW

# A page number on a line of its own, between two parts of a symbol.
_PAGE = re.compile(r"\n\s{0,8}(?:-[ \t]?)?\d{1,3}(?:[ \t]?-)?[ \t]{0,8}\n\s{0,8}(?:(?P<code>(?=[A-ZĐ]))|(?=/\d{4}/))")
_TRAILING = 8  # characters of white space at the end of a line
_BROKEN = ("/\n", "/ \n", "\n/", "\n /")  # what a symbol has there; faster to find than the page number


def without_marks(text: str, offsets: Offsets | None) -> tuple[str, Offsets | None]:
    """Return the text without marks inside words, and the map of its positions.

    >>> without_marks("số **1**04/2012/NĐ-CP, s&#7889; 4<b>6</b>-QĐ/TU", None)[0]
    'số 104/2012/NĐ-CP, số 46-QĐ/TU'
    """
    for signs, find in (("&", _entities), (_NO_WIDTH, _unseen), ("<", _tags), ("*", _emphasis), ("\n", _page_numbers)):
        if any(sign in text for sign in signs) and (pieces := list(find(text))):
            text, kept = replace_pieces(text, pieces)
            offsets = kept if offsets is None else kept.after(offsets)
    return text, offsets


def _entities(text: str) -> Iterator[Piece]:
    for match in _ENTITY.finditer(text):
        sign = html.unescape(match[0])
        if len(sign) == 1 and sign not in _KEPT:
            yield match.start(), match.end(), sign


def _unseen(text: str) -> Iterator[Piece]:
    for match in _UNSEEN.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        divides = match[0] == _BREAK and len(around) == 2 and around.isalpha()
        yield match.start(), match.end(), " " if divides else ""


def _tags(text: str) -> Iterator[Piece]:
    return ((match.start(), match.end(), "") for match in _TAGS.finditer(text))


def _emphasis(text: str) -> Iterator[Piece]:
    for match in _EMPHASIS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        product = before.isdigit() and match.start("inside") == match.start() + 1  # 2*3*4
        if (match["inside"].isdigit() or before.isalnum() or before in _SIGNS) and not product:
            yield match.start(), match.start("inside"), ""
            yield match.end("inside"), match.end(), ""


def _page_numbers(text: str) -> Iterator[Piece]:
    if any(broken in text for broken in _BROKEN):
        for match in _PAGE.finditer(text):
            first = max(0, match.start() - _TRAILING)
            before = text[first : match.start()].rstrip(" \t")
            if before[-1:] == "/" if match["code"] is not None else before[-1:].isdigit():
                yield first + len(before), match.end(), ""
