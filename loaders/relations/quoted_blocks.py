"""Follow the quotations of a page: "Theo Điều 5 Luật A quy định như sau:", and below it the words of A until the page speaks again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from danchieu.loaders.grammar import read_table
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.vocabulary import render_alternatives
from danchieu.loaders.text.structure import Structure

__all__ = ["QuotedBlocks", "opens_quotation", "page_speaks"]

_LONGEST_LINE = 1_000  # characters of a line that names the quoted document
_LONGEST_QUOTATION = 8_000  # characters: some articles of a law
_MARKS = " \n*_”\""


class QuotedBlocks:
    """The document whose words stand at a place of a page, if any; the place moves forward only."""

    __slots__ = ("_followed_to", "_opened", "_structure", "_text", "document")

    def __init__(self, text: str, structure: Structure) -> None:
        self.document: Mention | None = None
        self._text, self._structure = text, structure
        self._opened = self._followed_to = 0

    def move(self, place: int, unit: Sequence[Mention]) -> None:
        """Move to the citation at `place`; `unit` are the citations of the sentence before it."""
        if self.document:
            far = place - self._opened > _LONGEST_QUOTATION
            at = self._structure.place_of(place)
            until = self._structure.blocks[at].own_end if at is not None else place
            if far or page_speaks(self._text, self._followed_to, until) or self._find_opening(place) is not None:
                self.document = None
            self._followed_to = place
        end = self._find_opening(unit[-1].start) if unit else None
        if end is not None and unit[-1].start < end <= place and not page_speaks(self._text, end - 1, place):
            self.document = next((mention for mention in unit if not mention.is_self and not mention.nested), None)
            self._opened = self._followed_to = place

    def _find_opening(self, place: int) -> int | None:
        """Return the end of the block around a citation if it opens a quotation."""
        at = self._structure.place_of(place)
        if at is None:
            return None
        block = self._structure.blocks[at]
        line = self._text[max(block.start, block.own_end - _LONGEST_LINE) : block.own_end]
        return block.own_end if opens_quotation(line) else None


def opens_quotation(line: str) -> bool:
    """Return whether a line, from a document that it names on, has the document say what follows.

    >>> opens_quotation("Luật Nhà ở có quy định về thuê nhà như sau:")
    True
    """
    line = line.rstrip(_MARKS)
    return line.endswith(":") and _opening().search(line) is not None


def page_speaks(text: str, start: int, end: int) -> bool:
    """Return whether a paragraph of `text[start:end]` begins with words of the page itself, or is a question.

    >>> page_speaks("a) Thuê nhà;\\nNhư vậy, được thuê nhà.", 0, 36)
    True
    """
    return _speaking().search(text, start, end) is not None


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{render_alternatives(read_table('quoted_blocks.toml')['opens']['words'])})(?!\w)", re.IGNORECASE)


@cache
def _speaking() -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\ ", " ") for word in read_table("quoted_blocks.toml")["speaks"]["words"])
    return re.compile(rf"\n[\s*_=>\"“(]{{0,10}}(?:{render_alternatives(words)})|\?[\s*]{{0,10}}(?:\n|\(Hình)")
