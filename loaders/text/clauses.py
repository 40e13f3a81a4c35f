"""Divide Vietnamese legal text into sentences, paragraphs, list items and table cells, whatever its line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from danchieu.graph.model.types import words_in
from danchieu.loaders.text.letters import LOWER, UPPER

__all__ = [
    "FRONT",
    "REACH",
    "Boundary",
    "Surroundings",
    "find_boundaries",
    "find_boundary_before",
    "find_heading_on_line",
    "find_surroundings",
]

REACH = 600
"""Characters read on either side of a citation at most, so that time is linear in a text without sentence ends."""

FRONT = 4000
"""Characters from the top that hold the heading of a document, however long the letterhead."""

_NEAR = 140
"""Characters searched first for the boundary before a place; most are nearer."""

_WIDENED = 4
"""Factor by which the search is widened each time that it finds nothing."""


class Boundary(NamedTuple):
    """The span in the normalised text between two sentences, paragraphs, list items or table cells.

    `kind` is stop, call (!), question, dots, paragraph, item, cell, lead (a colon at the end of a line)
    or heading (a type of document alone on its line).
    """

    start: int
    end: int
    kind: str


_ITEM = r"[-+•●▪]\ |\*\ |\**+(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/\-]\*{0,2}\s|[a-zđ][).]\s|[IVX]{1,5}[.\-]\s|Điều\ \d|Chương\ [IVX\d])|\(\d+\)"
# A line that holds a type of document in capitals and nothing else: the title begins below it.
_TYPES = rf"(?:{'|'.join(word.upper() for word in words_in('heading'))})".replace(" ", r"\ ")
# Page headers and signatures of the gazette: the sentence continues below them.
_PAGE_FURNITURE = r"(?:CÔNG\ BÁO/|Ký\ bởi:|Người\ ký:|Email:|Cơ\ quan:|Thời\ gian\ ký:|Ngày\ ký:)"
# TP. Hồ Chí Minh, Q. 3, v.v.: a full stop after these does not end a sentence.
_SHORT = ("TP", "Tp", "tp", "TX", "Đ/c", "đ/c", "TM", "KT", "TL", "TUQ", "ThS", "Ths", "TS", "PGS", "GS", r"v\.v", "tr", r"T\.Ư")
_ABBREVIATED = "".join(rf"(?<!\W{word}\.)" for word in _SHORT)
_STOP = rf"""["”’»)*]*+(?:\[\d{{1,3}}\])*+(?:[^\S\n]*+\n|\ ++(?=[*“"(]*[{UPPER}]))"""
# Every alternative starts with a literal so that `re` can skip ahead.
_BOUNDARY = re.compile(
    rf"""
    \n(?:
        (?:\s*+(?:\d{{1,3}}\s*\n\s*)?{_PAGE_FURNITURE}[^\n]{{0,160}}\n)++(?:\s*+\d{{1,3}}\ *\n)?+\s*+(?P<furniture>)
      | \W*+{_TYPES}\W*?\n\s*+(?P<heading>)
      | [^\S\n]*+\n\s*+(?![{LOWER}](?![.)]))(?P<paragraph>)   # a blank line, unless the sentence continues in lower case
      | [^\S\n]*+(?={_ITEM})(?P<item>)
    )
  | \.{_ABBREVIATED}(?<!\W[{UPPER}]\.){_STOP}(?P<stop>)
  | !{_STOP}(?P<call>) | \?{_STOP}(?P<question>) | …{_STOP}(?P<dots>)
  | :["”’»)*]*+[^\S\n]*+\n(?P<lead>)
  | \|(?P<cell>)
    """,
    re.VERBOSE,
)
_HEADING = re.compile(rf"(?:\A|\n)\W*+({_TYPES})\W*?\n", re.VERBOSE)


def find_heading_on_line(text: str) -> str | None:
    """Find the type of document that is alone on a line near the top, in capitals as printed, or None."""
    found = _HEADING.search(text, 0, FRONT)
    return " ".join(found[1].split()) if found else None


def find_boundaries(text: str, start: int, end: int) -> Iterator[Boundary]:
    """Find the boundaries in `text[start:end]`, in text order."""
    for match in _BOUNDARY.finditer(text, start, end):
        if match.lastgroup != "furniture":
            yield Boundary(match.start(), match.end(), match.lastgroup or "")


def find_boundary_before(text: str, first: int, place: int) -> Boundary | None:
    """Find the boundary nearest before `place`, not before `first`."""
    left, step = place, REACH if "CÔNG BÁO/" in text[first:place] else _NEAR  # page furniture must be read whole
    while left > first:
        left, step = max(first, left - step), step * _WIDENED
        while left > first and text[left - 1].isspace():  # so that no boundary is cut in two
            left -= 1
        found = None
        for match in _BOUNDARY.finditer(text, left, place + 1):
            if match.end() <= place and match.lastgroup != "furniture":
                found = match
        if found:
            return Boundary(found.start(), found.end(), found.lastgroup or "")
    return None


class Surroundings(NamedTuple):
    """The boundary before some words, if one is near, and the span of their sentence, list item or line."""

    before: Boundary | None
    first: int
    last: int


def find_surroundings(text: str, start: int, end: int) -> Surroundings:
    """Find the sentence, list item or line around `text[start:end]`, at most REACH characters on either side.

    >>> find_surroundings("Khai mạc. Thực hiện Chỉ thị số 20-CT/TU của TP. Hà Nội. Hết.", 20, 39)[1:]
    (10, 55)
    """
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    before, after = find_boundary_before(text, first, start), next(find_boundaries(text, end, last), None)
    first = before.end if before else first
    last = after.start + (text[after.start] in ".!?…:") if after else last
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Surroundings(before, first, last)
