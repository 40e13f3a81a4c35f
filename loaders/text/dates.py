"""Days and years as texts write them."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["DAY", "YEAR", "day_of", "year_of"]

DAY = (
    r"(?P<day>\d{1,2})\s{0,4}(?:[/.-]|tháng|THÁNG)\s{0,4}(?P<month>\d{1,2})\s{0,4}(?:[/.,-]|,?\s?(?:năm|NĂM))\s{0,4}"
    r"(?P<year>(?:19|20)\d\d(?=\d?(?!\d))|\d\d(?!\d|[/.,-]\d))\d?(?!\w)"
)
"""A day: 31/12/2008, 3/4/17, 31 tháng 12 năm 2008. One digit more is the mark of a footnote: 12/3/20211."""

YEAR = r"(?P<year>(?:19[4-9]|20[0-4])\d)(?![\w/]|\s{0,2}-\s{0,2}\d|\s(?:đến|và|hoặc)\s{1,4}(?:năm\s{1,4})?\d|,\s\d{4})"
"""A year alone, not the first of a range or a list: 2021-2025, 2021 đến 2025."""

_CENTURY = 100
_TWO_DIGITS = 40  # years below it are of this century: 17 is 2017, 87 is 1987


def day_of(match: re.Match[str]) -> date | None:
    """Return the day of a match with the groups day, month and year; None for a day that the calendar does not have: 31/2/2018."""
    try:
        return date(year_of(match), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def year_of(match: re.Match[str]) -> int:
    """Return the year of a match with the group year, also of one in two digits."""
    year = int(match["year"])
    return year if year >= _CENTURY else year + (2000 if year < _TWO_DIGITS else 1900)
