"""Find the cues of a text: one search for the words of all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from danchieu.loaders.relations.cue_table import Cue, Role, cues
from danchieu.loaders.text.wordtrie import WordTrie

__all__ = ["Token", "scan"]

# The search includes the separator before a word, so that it skips from separator to separator.
_SEPARATOR = r"[\s\"“”‘’'()\[\],;:./*+\-]"


class Token(NamedTuple):
    """A cue and its span in the normalised text."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Search:
    """One regex for the words of all cues; its last group that matched, counted from 1, is the place of the cue in `cues`."""

    regex: re.Pattern[str]
    cues: tuple[Cue, ...]


def scan(text: str, start: int, end: int, *, capitals: bool = False) -> list[Token]:
    """Find the cues of `text[start:end]` in text order, without ignored ones; with `capitals` also those in capitals, as in titles."""
    if capitals:
        lowered = text[start:end].lower()
        if len(lowered) == end - start:
            return _move(scan(lowered, 0, end - start), start)
    if start == 0:  # put a separator before the first word
        return _move(scan(" " + text[:end], 1, end + 1), -1)
    search = _search()
    return [
        Token(match.start() + 1, match.end(), cue)
        for match in search.regex.finditer(text, start - 1, end)
        if (cue := search.cues[(match.lastindex or 1) - 1]).role is not Role.IGNORED
    ]


def _move(tokens: list[Token], by: int) -> list[Token]:
    return [Token(token.start + by, token.end + by, token.cue) for token in tokens]


@cache
def _search() -> _Search:
    words = WordTrie[Cue]()
    for cue in cues():
        for word in cue.words:
            words.add(word, cue)
    order: list[Cue] = []

    def end(cue: Cue) -> str:
        order.append(cue)
        return r"(?!\w)()"

    regex = re.compile(_SEPARATOR + words.pattern(space=r"\s++", capitals=True, end=end))
    return _Search(regex, tuple(order))
