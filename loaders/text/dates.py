"""Days as texts write them."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["day_of"]


def day_of(match: re.Match[str]) -> date | None:
    """Return the day of a match with the groups day, month and year; None for a day that the calendar does not have: 31/2/2018."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
