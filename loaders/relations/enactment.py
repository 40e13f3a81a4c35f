"""Decide whether a text enacts a change of another document or only mentions one."""

from __future__ import annotations

import re

from danchieu.graph.model import Relation
from danchieu.loaders.relations.vocabulary import ENACTED_TYPES, INSTRUCTIONS, LETTER, LOWEST_AMENDING_TYPES, render_alternatives
from danchieu.loaders.text.clauses import FRONT, find_heading_on_line

__all__ = ["LEGAL", "find_heading", "gives_instructions", "is_enacted", "may_amend"]

LEGAL = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})
"""Relations that change the legal force of the cited document. Acts have them; plans and proposals do not."""

_ADDRESSED = re.compile(r"^\W*Kính gửi\s*:", re.MULTILINE)
_LABELS = re.compile(r"[\s*\"“(;]*+(?:(?:Điều\s+\d+[a-z]?\.?|[IVX]+\.|\d+[.\-/]|[a-zđ][).]|[-+•])[\s*]*+)*+", re.IGNORECASE)
_ENACTING = re.compile(
    rf"""(?:có\s+hiệu\s+lực[^;]{{0,120}}
    |ban\s+hành\s+(?:{render_alternatives(ENACTED_TYPES)})\s+)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE = 200  # characters before a cue that are read for labels and verbs of enactment


def find_heading(text: str) -> str | None:
    """Find the type of document that is alone on a line near the top (HƯỚNG DẪN), KÍNH GỬI for a letter, or None."""
    return find_heading_on_line(text) or (LETTER if _ADDRESSED.search(text[:FRONT]) else None)


def gives_instructions(heading: str | None) -> bool:
    """Return whether a text with this heading directs work or reports on it (plan, directive, letter), and so enacts nothing."""
    return heading in INSTRUCTIONS


def may_amend(heading: str | None, type_word: str) -> bool:
    """Return whether a text with this heading has the rank to amend a document of this type (lower case): no decree amends a law."""
    amending = next((headings for name, headings in LOWEST_AMENDING_TYPES.items() if type_word.startswith(name)), None)
    return heading is None or amending is None or heading in amending


def is_enacted(text: str, begin: int, cue: int) -> bool:
    """Return whether a cue at `cue`, in a clause from `begin` on, enacts what it states: "Điều 2. Bãi bỏ", "ban hành Thông tư sửa đổi"."""
    clause = text[max(begin, cue - _CLAUSE) : cue]
    return _LABELS.fullmatch(clause) is not None or _ENACTING.search(clause) is not None
