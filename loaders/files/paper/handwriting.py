"""Leave out the number and the day that are written by hand into a printed letterhead: OCR reads something there, seldom what is meant.

Số: 219 /CT-CS    Hà Nội, ngày 0? tháng 2# năm 2026      recognised; written are 2191, 07 and 4
Số: /CT-CS    Hà Nội, ngày tháng năm 2026                what is left: a document without a number of its own, rather than with a wrong one
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["SURE", "Word", "without_handwriting"]

SURE = 98
"""Per cent: of 142 printed numbers in scans, 136 have figures of which the engine is as sure; of five written ones, none has."""

_NUMBER_LINE = re.compile(r"S[ốôóồ](?P<colon>[:.]?)(?P<number>.*)")
_CODE = re.compile(r"[/-](?:\d{4}/)?[A-ZĐ]{2}.*")
_FARTHEST = 3  # words behind "Số:" in which the code stands
_FIGURES = re.compile(r"\d{1,5}[a-zđ]?")
_DAY = re.compile(r"ngày.*")
_DAY_AND_MONTH = re.compile(r"ngày \d{1,2} tháng \d{1,2}")
_PLACE = re.compile(r"[^\W\d_a-z]|.*[,.]\Z")  # the last word of one: Nội, Minh,
_MONTH = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"\d{4}[.,]?")


class Word(NamedTuple):
    """A word of a line, its sides, and whether the engine is sure of all figures in it."""

    text: str
    left: int
    right: int
    is_sure: bool = True


def without_handwriting(words: Sequence[Word]) -> list[Word]:
    """Return the words of a line without what is written into the gaps of a letterhead.

    >>> line = [Word("Số:", 0, 20), Word("219", 25, 40, False), Word("/CT-CS", 45, 70)]
    >>> [word.text for word in without_handwriting(line)]
    ['Số:', '/CT-CS']
    """
    return _without_day(_without_number(list(words)))


def _without_number(words: list[Word]) -> list[Word]:
    """Return the words of a line without a number behind "Số:" that was guessed: no figures, or such of which the engine is not sure."""
    first = _NUMBER_LINE.fullmatch(words[0].text) if words else None
    if first is None:
        return words
    texts = [first["number"], *(word.text for word in words[1 : (_FARTHEST if first["colon"] else 1) + 1])]
    place = next((place for place, text in enumerate(texts) if _CODE.search(text)), None)
    found = _CODE.search(texts[place]) if place is not None else None
    if place is None or found is None:
        return words
    number = "".join(texts[:place]) + texts[place][: found.start()]
    if _FIGURES.fullmatch(number) and all(word.is_sure for word in words[: place + 1]):
        return words
    sign = words[0]._replace(text=words[0].text[: first.start("number")])
    return [sign, words[place]._replace(text=found[0]), *words[place + 1 :]]


def _without_day(words: list[Word]) -> list[Word]:
    """Return the words of a line, which ends with a year, without a day or a month that was guessed."""
    if not words or not _YEAR.fullmatch(words[-1].text):
        return words
    day = next((place for place, word in enumerate(words) if place and _DAY.fullmatch(word.text)), None)
    year = next((place for place, word in enumerate(words) if word.text == "năm"), None)
    if day is None or year is None or day > year or not _PLACE.match(words[day - 1].text):
        return words
    written = words[day:year]
    if _DAY_AND_MONTH.fullmatch(" ".join(word.text for word in written)) and all(word.is_sure for word in written):
        return words
    month = written[-1:] if _MONTH.fullmatch(written[-1].text) and written[-1].is_sure and len(written) > 1 else []
    kept = [written[0]._replace(text="ngày"), written[-1]._replace(text="tháng"), *month]
    return [*words[:day], *kept, *words[year:]]
