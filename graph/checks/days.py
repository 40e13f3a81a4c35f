"""Find days as texts write them, also those that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

__all__ = ["days_in"]

_DAY = re.compile(
    r"""
      \b[Nn]g(?:à|a\u0300)y\s+(?P<day>\d{1,2})\s*(?:[/.\-]|th(?:á|a\u0301)ng)\s*(?P<month>\d{1,2})
         \s*(?:[/.\-]|n(?:ă|a\u0306)m)\s*(?P<year>(?:19|20)\d\d)\b
    | (?<![\w/.\-])(?<!số\s)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\w/\-])  # no word before it, slashes only, no symbol
    """,
    re.VERBOSE,
)


def days_in(text: str) -> Iterator[tuple[re.Match[str], date | ValueError]]:
    """Yield the days that a text states, each with its words; for one that does not exist, as 31/02/2024, the error that says why."""
    for match in _DAY.finditer(text):
        day, month, year = (int(match[one] or match[other]) for one, other in (("day", "d"), ("month", "m"), ("year", "y")))
        try:
            yield match, date(year, month, day)
        except ValueError as error:
            yield match, error
