"""Read the numbers that are raised behind words as the marks of notes: TW with a small 1 above its foot is TW[1]."""

from __future__ import annotations

import re
from collections.abc import Iterable

from danchieu.loaders.files.paper.sheet import Piece

__all__ = ["PUNCTUATION", "RAISED", "SMALL", "UNIT", "with_notes"]

PUNCTUATION = ".,;:!?)”\"'…"
"""Signs that may stand behind the number."""

SMALL = 0.85
"""Of the size of the letters of its line: that of a raised number, at most."""

RAISED = 0.1
"""Of that size: how far above their foot the number stands, at least."""

UNIT = re.compile(r"(?:^|[\d.,/(])[kdcm]?m$")
"""A word behind which a raised number is no note: m², km²."""

_ALONE = re.compile(r"\(?(?P<number>\d{1,3})\)?")
_MARK = re.compile(r"\[\d{1,3}\]")
_LAST = frozenset(f"0123456789]{PUNCTUATION}")  # the last letter of a number, a mark, a sign


def with_notes(words: list[Piece]) -> list[Piece]:
    """Return words with the raised numbers in brackets that were drawn as lines of their own, at the word before them if there is one.

    >>> with_notes([Piece("TW", 0, 0, 20, 12), Piece("1", 20, -1, 23, 7)])[0].text
    'TW[1]'
    """
    kept: list[Piece] = []
    for place, word in enumerate(words):
        if word.text[-1] in _LAST:
            word = _as_mark(word, [*kept[-1:], *words[place + 1 : place + 2]])
            if kept and _belongs_to(kept[-1], word):
                kept[-1] = kept[-1]._replace(text=kept[-1].text + word.text, right=word.right)
                continue
        kept.append(word)
    return kept


def _as_mark(word: Piece, around: Iterable[Piece]) -> Piece:
    """Return a number that is raised beside a word as the mark of a note, any other word as it is."""
    found = _ALONE.fullmatch(word.text)
    beside = next((other for other in around if _is_raised(word, other) and not UNIT.search(other.text)), None) if found else None
    if not found or not beside:
        return word
    return beside._replace(text=f"[{found['number']}]", left=word.left, right=word.right)


def _belongs_to(last: Piece, word: Piece) -> bool:
    """Return whether a word is the mark of a note at the word before it, or a sign behind such a mark."""
    if not (_MARK.fullmatch(word.text) or (last.text[-1] == "]" and not word.text.strip(PUNCTUATION))):
        return False
    return word.is_beside(last) and -word.height < word.left - last.right < word.height / 2


def _is_raised(small: Piece, other: Piece) -> bool:
    """Return whether a small word stands on the line of another, above its foot."""
    height = other.bottom - other.top
    return small.height < SMALL * height and other.top - height < small.top and small.bottom < other.bottom - RAISED * height
