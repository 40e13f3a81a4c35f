"""Pair the signs of emphasis in a paragraph of Markdown: *, **, _, __, ~~."""

from __future__ import annotations

from dataclasses import dataclass

from danchieu.graph.model.offsets import Piece

__all__ = ["Emphasis"]

_BLANKS, _LINE_ENDS = frozenset(" \t\u00a0"), frozenset("\r\n")
_ENDS = frozenset(".,;:!?)”»")  # ends of words, behind which a capital begins the next one
_LONGEST_UNDERLINE = 3  # signs: a longer row of _ is a line to write on


@dataclass(slots=True)
class _Run:
    """A run of one sign, by start and end of what has no partner yet, and whether it may open and close emphasis."""

    start: int
    end: int
    opens: bool
    closes: bool

    @property
    def length(self) -> int:
        return self.end - self.start


class Emphasis:
    """The runs of signs in the paragraph text[first:last], which are taken in order."""

    __slots__ = ("_first", "_last", "_marks", "_open", "_runs", "_text")

    def __init__(self, text: str, first: int, last: int) -> None:
        self._text, self._first, self._last = text, first, last
        self._open: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
        self._runs: list[_Run] = []
        self._marks: list[Piece] = []

    def take(self, start: int, end: int) -> None:
        """Take a run; it closes what is open of its sign, and what is left of it may open."""
        run = self._run(start, end)
        waiting = self._open[self._text[start]]
        while run.closes and run.length and waiting:
            opener = waiting[-1]
            count = min(opener.length, run.length)
            self._mark(opener.end - count, opener.end)
            self._mark(run.start, run.start + count)
            opener.end -= count
            run.start += count
            if not opener.length:
                waiting.pop()
        if run.opens and run.length:
            waiting.append(run)
        self._runs.append(run)

    def marks(self) -> list[Piece]:
        """Return the signs of all pairs, and ** without a partner, which is what is left of a broken one."""
        for run in self._runs:
            if run.length > 1 and self._text[run.start] == "*" and (run.opens or run.closes):
                self._mark(run.start, run.end)
        return self._marks

    def _mark(self, start: int, end: int) -> None:
        """Take signs as a mark; a space is put for them where they alone divide two words: bố*Luật Đất đai*."""
        before, behind = self._text[max(start - 1, 0) : start], self._text[end : end + 1]
        divides = behind.isupper() and (before.islower() or before in _ENDS)
        self._marks.append((start, end, " " if divides else ""))

    def _run(self, start: int, end: int) -> _Run:
        """Return a run with what it may do: a sign opens before a word and closes behind one, where punctuation tells the side."""
        sign = self._text[start]
        before = self._text[start - 1] if start > self._first else "\n"
        behind = self._text[end] if end < self._last else "\n"
        if _is_no_mark(sign * (end - start), before, behind):
            return _Run(start, end, False, False)
        opens, closes = not behind.isspace(), not before.isspace() or self._is_last(start, behind)
        if sign == "_":
            opens, closes = opens and not before.isalnum(), closes and not behind.isalnum()
        elif opens and closes:
            opens, closes = behind.isalnum() or not before.isalnum(), before.isalnum() or not behind.isalnum()
        return _Run(start, end, opens, closes)

    def _is_last(self, start: int, behind: str) -> bool:
        """Return whether a run stands behind words and a blank at the end of a line, which many converters write: **Công văn 45 **."""
        before = self._text[max(start - 2, self._first) : start]
        return behind in _LINE_ENDS and before[-1:] in _BLANKS and not before.isspace()


def _is_no_mark(run: str, before: str, behind: str) -> bool:
    """Return whether a run is a footnote (*), a product 2*3, or a line to write on ____."""
    footnote = before == "(" and behind == ")"
    product = run == "*" and before.isdigit() and behind.isdigit()
    return footnote or product or (run[0] == "_" and len(run) > _LONGEST_UNDERLINE)
