"""Set texts on pages as word processors do: letterhead in two columns, lines of one width, notes at the foot, tables with borders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pdf_files import WIDTH, Page, width

__all__ = ["Printer", "plain"]

LEFT, RIGHT, TOP, FOOT = 70.0, 525.0, 70.0, 770.0
PITCH, BETWEEN = 17.0, 6.0  # from line to line, and more between paragraphs
INDENT, GUTTER = 28.0, 25.0
SIZE, SMALL = 13.0, 10.0
_NOTE = re.compile(r"\^(\d+)")  # ^1 is a raised number
_PARTS = re.compile(r"[^\s/-]+[/-]?\s?|\S+\s?")  # of words, that may be broken behind a slash or a hyphen


def plain(text: str) -> str:
    """Return what a paragraph is in plain text, with the numbers of notes in brackets."""
    return _NOTE.sub(r"[\1]", text)


@dataclass
class Printer:
    """Sets lines from the top of a page on, and begins the next page when one is full."""

    head: str = ""  # printed above each page but the first, with the number of the page
    pages: list[Page] = field(default_factory=lambda: [Page()])
    at: float = TOP
    notes: list[str] = field(default_factory=list)  # at the foot of the page in hand
    foot: float = FOOT

    def letterhead(self, left: list[str], right: list[str], *, across: bool = False) -> None:
        """Print two columns: one after the other, or line by line `across` both."""
        placed = [(row, middle, words) for middle, lines in ((160.0, left), (400.0, right)) for row, words in enumerate(lines)]
        for row, middle, words in sorted(placed, key=lambda line: line[0]) if across else placed:
            self.pages[-1].centred(middle, self.at + row * PITCH, words)
        self.at += PITCH * max(len(left), len(right)) + 2 * BETWEEN

    def centred(self, *lines: str) -> None:
        """Print lines in the middle of the page."""
        for words in lines:
            self.pages[-1].centred((LEFT + RIGHT) / 2, self.at, words)
            self.at += PITCH
        self.at += BETWEEN

    def paragraph(self, text: str) -> None:
        """Print a paragraph in lines of one width; ^1 is the raised number of a note."""
        for left, words in _lines(text, RIGHT - LEFT, INDENT):
            if self.at > self.foot:
                self.turn_page()
            self._words(LEFT + left, self.at, words)
            self.at += PITCH
        self.at += BETWEEN

    def note(self, text: str) -> None:
        """Print a note at the foot of the page in hand."""
        lines = [words for _, words in _lines(text, (RIGHT - LEFT) * SIZE / SMALL, 0)]
        self.foot -= 12 * len(lines)
        self.notes += lines

    def table(self, rows: list[list[str]], widths: list[float]) -> None:
        """Print a table with borders; its cells have several lines."""
        edges = [LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]
        for row in rows:
            cells = [[words for _, words in _lines(cell, wide - 8, 0, broken=True)] for cell, wide in zip(row, widths, strict=True)]
            high = PITCH * max(map(len, cells)) + 4
            if self.at + high > self.foot:
                self.turn_page()
            top = self.at - PITCH + 2
            for edge in edges:
                self.pages[-1].rule(edge, top, edge, top + high)
            for level in (top, top + high):
                self.pages[-1].rule(edges[0], level, edges[-1], level)
            for edge, lines in zip(edges, cells, strict=False):
                for number, words in enumerate(lines):
                    self._words(edge + 4, self.at + number * PITCH, words)
            self.at += high
        self.at += PITCH

    def columns(self, paragraphs: list[str]) -> None:
        """Print paragraphs in two columns, as the gazette does, line by line across both."""
        wide = (RIGHT - LEFT - GUTTER) / 2
        lines = [line for text in paragraphs for line in _lines(text, wide, INDENT / 2)]
        half = (len(lines) + 1) // 2
        for row in range(half):
            for column, of_row in enumerate((lines[row : row + 1], lines[half + row : half + row + 1])):
                for left, words in of_row:
                    self._words(LEFT + column * (wide + GUTTER) + left, self.at, words)
            self.at += PITCH
        self.at += BETWEEN

    def turn_page(self) -> None:
        """Begin a page."""
        self._print_notes()
        self.pages.append(Page())
        number = str(len(self.pages))
        if self.head:
            self.pages[-1].text(LEFT, 40, self.head)
        self.pages[-1].centred(RIGHT - 20 if self.head else WIDTH / 2, 40, number)
        self.at, self.foot = TOP, FOOT

    def finish(self) -> list[Page]:
        """Return the pages."""
        self._print_notes()
        return self.pages

    def _words(self, left: float, top: float, words: str, size: float = SIZE) -> None:
        for place, part in enumerate(_NOTE.split(words)):
            if place % 2:
                left = self.pages[-1].text(left, top - size / 3, part, size=size * 0.6)
            elif part:
                left = self.pages[-1].text(left, top, part, size=size)

    def _print_notes(self) -> None:
        if self.notes:
            self.pages[-1].rule(LEFT, self.foot + 6, LEFT + 144, self.foot + 6)
        for place, words in enumerate(self.notes):
            self._words(LEFT, self.foot + 18 + place * 12, words, SMALL)
        self.notes = []


def _lines(text: str, wide: float, indent: float, *, broken: bool = False) -> Iterator[tuple[float, str]]:
    """Yield the lines of a paragraph, each with its indentation; words that are `broken` end a line behind a slash or a hyphen."""
    line, left = "", indent
    for part in _PARTS.findall(text) if broken else (f"{word} " for word in text.split(" ")):
        if line and width((line + part).replace("^", "").strip(), SIZE) > wide - left:
            yield left, line.rstrip()
            line, left = "", 0.0
        line += part
    yield left, line.rstrip()
