"""Makes control characters of documents, file names and messages visible: printed as they are, they would steer the terminal."""

from __future__ import annotations

import re

__all__ = ["inert", "inert_json"]

_ACTIVE = re.compile(
    r"""
      [\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]  # C0 and C1, with the escape that begins a sequence; not tab and line feed
    | \r(?!\n)                               # alone it overwrites the line
    | [\u202a-\u202e\u2066-\u2069]           # overrides of the direction: what is read is not what is written
    """,
    re.VERBOSE,
)


def inert(text: str) -> str:
    r"""Return text with each active character as a visible escape.

    >>> inert("\x1b[31mđỏ\u202e")
    '\\x1b[31mđỏ\\u202e'
    """
    return _ACTIVE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def inert_json(text: str) -> str:
    """Return JSON that means the same, with the active characters that JSON may leave as they are escaped too: C1 and directions."""
    return _ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
