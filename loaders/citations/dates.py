"""Shapes of the day or the year that stands behind a citation, or before it with the verb that issues it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from danchieu.loaders.grammar import phrases
from danchieu.loaders.text.dates import DAY, YEAR

__all__ = [
    "ACTS",
    "AFTER",
    "BEGINS_A_DATE",
    "DAY_AFTER",
    "DAY_BEFORE",
    "ISSUING_BEFORE",
    "LAST_WORDS",
    "PLAIN_ENDS",
    "YEAR_AFTER",
    "YEAR_BEFORE",
]


def _any_of(*names: str) -> str:
    words: Iterable[str] = (word for name in names for word in phrases()[name].words)
    return "|".join(word.replace(" ", r"\s{1,4}") for word in words)


AFTER = r"[\s)”\"]{0,6},?\s{0,6}"
BEGINS_A_DATE = rf"được|đề|cùng|vào|{_any_of('issuing', 'passing')}"
_ISSUED = rf"(?:(?:được\s{{1,4}})?(?:ký\s{{1,4}})?(?:{_any_of('issuing', 'passing')})\s{{1,4}})"

# Without "ngày" a day stands in brackets, or between a comma and the end of its clause: (03/4/2017), 3-4-2017.
DAY_AFTER = re.compile(
    rf"{AFTER}(?:\(?\s?{_ISSUED}?(?:đề\s{{1,4}}|cùng\s{{1,4}})?(?:[nN]gày|NGÀY)\s{{0,4}}|(?P<plain>(?<=\s)(?=\d{{1,2}}[/.-])|\((?=\d)))(?:{DAY})"
)
PLAIN_ENDS = re.compile(r"\s?(?:[;,.):\n]|\Z|của\s|về\s)")

# "năm 2014", "(2014)", "tháng 5/2014". Behind a comma a year is the document's if the issuer or the end of the clause follows.
YEAR_AFTER = re.compile(
    rf"""(?:\s{{0,2}}(?P<comma>,)?\s{{1,4}}|\s{{0,2}}(?P<open>\()\s?)
    (?:{_ISSUED}?(?:(?:vào\s{{1,4}})?(?:tháng|THÁNG)\s{{0,4}}\d{{1,2}}\s{{0,2}}(?:[/.-]|,?\s{{0,2}}(?:năm|NĂM)|\s)\s{{0,2}}|(?:năm|NĂM)\s{{0,4}})|(?<=\())
    {YEAR}(?(open)\s?[),;]|(?(comma)(?=\s{{0,4}}(?:của|do|CỦA)\s|\s?[;)]|\s?\Z)|))""",
    re.VERBOSE,
)

_ACTS = (
    r"\s{1,4}(?:(?:đã|mới|vừa|cũng|tiếp\s{1,4}tục)\s{1,4}){0,2}(?:ký\s{1,4})?"
    rf"(?P<verb>{_any_of('issuing', 'passing', 'issuing_on_a_day')})"
)
ISSUING_BEFORE = re.compile(rf"{_ACTS}\s{{1,4}}(?:(?:các|một)\s{{1,4}})?\Z")
LAST_WORDS = frozenset(
    ["các", "một", *(word.split()[-1] for name in ("issuing", "passing", "issuing_on_a_day") for word in phrases()[name].words)]
)
"""The words of which one ends the text before the object of a verb of ISSUING_BEFORE."""
ACTS = re.compile(rf"{_ACTS}(?!\w)")

_FREE = r"(?<!từ )(?<!trước )(?<!sau )(?<!hết )"
_YEAR_OF_ACT = rf"(?:[tT]háng\s{{0,4}}\d{{1,2}}\s{{0,2}}(?:[/.-]|,?\s{{0,2}}năm)|[nN]ăm)\s{{0,4}}{YEAR}"
DAY_BEFORE = re.compile(rf"{_FREE}(?:[nN]gày|NGÀY)\s{{1,4}}(?:{DAY})(?P<between>[^.;:\n]{{0,100}})\Z")
YEAR_BEFORE = re.compile(rf"{_FREE}{_YEAR_OF_ACT}\s?,?\s{{0,4}}\Z")
