"""Divide the blocks of a text into sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

from danchieu.graph.model.types import words_in
from danchieu.loaders.text.letters import UPPER
from danchieu.loaders.text.structure import Structure

__all__ = ["FRONT", "REACH", "Surroundings", "find_heading_on_line", "find_sentence_end", "find_sentence_start", "find_surroundings"]

REACH = 600
"""Characters read on either side of a citation at most, so that time is linear in a text without sentence ends."""

FRONT = 4000
"""Characters from the top that hold the heading of a document, however long the letterhead."""

# A line that holds a type of document in capitals and nothing else: the title begins below it.
_TYPES = rf"(?:{'|'.join(word.upper() for word in words_in('heading'))})".replace(" ", r"\ ")
_HEADING = re.compile(rf"(?:\A|\n)\W*+({_TYPES})\W*?\n", re.VERBOSE)
# TP. Hồ Chí Minh, Q. 3, v.v.: a full stop after these does not end a sentence.
_SHORT = ("TP", "Tp", "tp", "TX", "Đ/c", "đ/c", "TM", "KT", "TL", "TUQ", "ThS", "Ths", "TS", "PGS", "GS", r"v\.v", "tr", r"T\.Ư")
_ABBREVIATED = "".join(rf"(?<!\W{word}\.)" for word in _SHORT)
# A sentence ends with one of these signs before a line end or a capital, and at the border of a cell.
_STOP = rf"""["”’»)*]*+(?:\[\d{{1,3}}\])*+(?:\s*+\n|\ ++(?=[*“"(]*[{UPPER}]))"""
_END = re.compile(rf"\.{_ABBREVIATED}(?<!\W[{UPPER}]\.){_STOP}|!{_STOP}|\?{_STOP}|…{_STOP}|\|")


def find_heading_on_line(text: str) -> str | None:
    """Find the type of document that is alone on a line near the top, in capitals as printed, or None."""
    found = _HEADING.search(text, 0, FRONT)
    return " ".join(found[1].split()) if found else None


def find_sentence_start(text: str, first: int, place: int) -> int:
    """Find the start of the sentence, or cell, that holds `place`, not before `first` nor more than REACH characters before."""
    begin = max(first, place - REACH)
    for end in _END.finditer(text, begin, place + 1):  # the capital at `place` shows that a stop before it ends a sentence
        begin = min(end.end(), place)
    return begin


def find_sentence_end(text: str, place: int, last: int) -> int:
    """Find the end of the sentence, or cell, that holds `place`, not behind `last` nor more than REACH characters behind."""
    last = min(last, place + REACH)
    end = _END.search(text, place, last)
    return end.start() + (text[end.start()] != "|") if end else last


class Surroundings(NamedTuple):
    """The block around some words, by its place in the structure, and the span of their sentence in it, with the white space before it."""

    place: int | None
    begin: int
    end: int

    def quote(self, text: str) -> tuple[int, int]:
        """Return the span of the sentence without white space around it."""
        words = text[self.begin : self.end]
        return self.end - len(words.lstrip()), self.begin + len(words.rstrip())


def find_surroundings(text: str, structure: Structure, start: int, end: int) -> Surroundings:
    """Find the block and the sentence around `text[start:end]`, at most REACH characters on either side.

    >>> from danchieu.loaders.text.source import source_text
    >>> from danchieu.loaders.text.structure import read_structure
    >>> text = "Khai mạc. Thực hiện Chỉ thị số 20-CT/TU của TP. Hà Nội. Hết."
    >>> find_surroundings(text, read_structure(source_text(text)), 20, 39).quote(text)
    (10, 55)
    """
    place, last = structure.place_of(start), structure.place_of(end - 1)
    first = structure.blocks[place].start if place is not None else 0
    until = structure.blocks[last].own_end if last is not None else len(text)
    return Surroundings(place, find_sentence_start(text, first, start), find_sentence_end(text, end, until))
