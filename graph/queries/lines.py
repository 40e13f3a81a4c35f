"""Lines of a stored text."""

from __future__ import annotations

__all__ = ["line_at"]


def line_at(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that holds the character at `offset`."""
    return text.count("\n", 0, offset) + 1
