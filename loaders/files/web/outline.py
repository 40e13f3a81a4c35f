"""Keep the paragraphs of a page with the elements around them, and choose those that are its document.

A page shows menus, side bars and lists of links around a document. In the score of an element, prose counts for it and links count against
it. The document is the run of neighbouring elements with the highest score, the first and innermost of several.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from danchieu.loaders.files.layout import has_number
from danchieu.loaders.files.web.furniture import is_furniture_heading

__all__ = ["Document", "Outline"]

_LINK_WEIGHT = 2  # a list of links, each with a summary as long as the link, is no document
_LISTS = frozenset({"ul", "ol", "dl", "table", "div", "section"})  # what a heading of furniture announces is in one of these
_GAP = 200  # characters: prose behind furniture goes on with the document if there is more of it, else it is a notice or a comment
_NAMED_WEIGHT = 3  # an element that is named as the document has no rival, unless it is nearly empty
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "pre"})
_MOST_BEFORE = 0.05  # of a document: the paragraphs before it that belong to it, though they hold more links than prose
_LETTERHEAD = 12  # paragraphs above a document in which its letterhead stands
_LONGEST_LINE = 100  # characters of a line of a letterhead
_MOST_OF_PAGE = 0.5  # of its characters: an element that holds as many is no furniture, whatever its name


class Document(NamedTuple):
    """The paragraphs of a document, and the number of characters of the page that are no part of it."""

    paragraphs: list[str]
    left_out: int


class _Paragraph(NamedTuple):
    """A paragraph, or a table."""

    text: str
    announces: bool  # whether it is a heading of furniture
    reach: int  # characters of the page up to its end
    within: int  # number of the element that holds it, which is no paragraph itself


class _Run(NamedTuple):
    """Paragraphs of neighbouring elements, from `start` to `end`."""

    start: int
    end: int
    score: int


_NO_RUN = _Run(0, 0, 0)


@dataclass(slots=True)
class _Element:
    """An element whose end is not reached."""

    tag: str
    number: int
    start: int  # the place of its first paragraph
    best: _Run  # the best run of the page before it
    score: int = 0
    parts: int = 0
    run: _Run = _NO_RUN  # the best run of its parts that ends with the last one
    awaits_list: bool = False  # whether a heading of furniture was the last part
    awaits_links: bool = False  # whether nothing but links has followed such a heading


class Outline:
    """The paragraphs of a page in order; elements are opened and closed around them. `size` is the number of characters of the page."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._paragraphs: list[_Paragraph] = []
        self._left: list[tuple[int, int]] = []  # the furniture: paragraphs from one place to another; kept for a page that is nothing else
        self._best = _NO_RUN
        self._count = 0  # of elements
        self._open = [_Element("", self._count, 0, self._best)]

    @property
    def length(self) -> int:
        """The number of paragraphs."""
        return len(self._paragraphs)

    @property
    def is_at_start(self) -> bool:
        """Whether the open element has no part yet."""
        return not self._open[-1].parts

    def add(self, text: str, *, prose: int, linked: int) -> None:
        """Add a paragraph with that many characters of prose and of links to other pages."""
        place = len(self._paragraphs)
        self._append(text, announces=is_furniture_heading(text))
        self._add_part("", _Run(place, place + 1, prose - _LINK_WEIGHT * linked), self._best)

    def open(self, tag: str) -> None:
        """Begin an element."""
        self._count += 1
        self._open.append(_Element(tag, self._count, len(self._paragraphs), self._best))

    def close(self, *, is_furniture: bool = False, is_document: bool = False) -> None:
        """End the element that was begun last. Furniture is left out, and so is a box that its heading announces as such."""
        element = self._open.pop()
        is_furniture |= element.parts > 1 and self._paragraphs[element.start].announces
        run = _Run(element.start, len(self._paragraphs), element.score)
        if is_furniture and self._is_small(run):
            run = self._left_out(run, element.best)
        elif is_document:
            self._best = max(self._best, run._replace(score=_NAMED_WEIGHT * run.score), key=_score)
        if run.end > run.start:
            self._add_part(element.tag, run, element.best)

    def close_as_paragraph(self, text: str) -> None:
        """End the element that was begun last, and put one paragraph in place of all that it holds."""
        element = self._open.pop()
        del self._paragraphs[element.start :], self._left[self._first_left(element.start) :]
        self._best = element.best
        self._append(text, announces=False)
        self._add_part(element.tag, _Run(element.start, element.start + 1, element.score), element.best)

    def texts(self, start: int, end: int) -> list[str]:
        """Return the paragraphs from a place to another that are no furniture."""
        texts: list[str] = []
        for left_start, left_end in self._left[self._first_left(start) :]:
            if left_start >= end:
                break
            texts += (one.text for one in self._paragraphs[start:left_start])
            start = left_end
        return texts + [one.text for one in self._paragraphs[start:end]]

    def document(self) -> Document:
        """Return the document; all of the page if it holds no prose."""
        start = self._beginning(self._best)
        chosen = self.texts(start, self._best.end)
        if chosen and not has_number(chosen):
            chosen = [*self._letterhead(start), *chosen]
        chosen = chosen or [one.text for one in self._paragraphs]
        return Document(chosen, self._reach(len(self._paragraphs)) - sum(map(len, chosen)))

    def _beginning(self, run: _Run) -> int:
        """Return where the document begins that a run is: before it, where its first paragraphs hold more links than prose.

        They stand in one element with it, and are few. In the Codification of law, each article has a link below its heading.
        """
        start = run.start
        while 0 < start < run.end and self._paragraphs[start - 1].within == self._paragraphs[run.start].within:
            start -= 1
        before, size = (self._reach(run.start) - self._reach(start)), (self._reach(run.end) - self._reach(run.start))
        return start if before < _MOST_BEFORE * size else run.start

    def _letterhead(self, start: int) -> list[str]:
        """Return the letterhead right above a document: from the number on, with the issuer above it; nothing if there is no number.

        Some portals draw it from what they know of a document, outside of the element that holds its text.
        """
        above = self.texts(max(0, start - _LETTERHEAD), start)
        first = next((place for place, text in enumerate(above) if has_number([text])), None)
        if first is None or max(map(len, above[first:])) > _LONGEST_LINE:
            return []
        while first and above[first - 1].isupper():
            first -= 1
        return above[first:]

    def _add_part(self, tag: str, part: _Run, best_before: _Run) -> None:
        """Add a part to the open element, and keep the best run of parts; leave out what a heading of furniture announces."""
        element = self._open[-1]
        element.parts += 1
        announced = (element.awaits_list and tag in _LISTS) or (element.awaits_links and part.score < 0)
        element.awaits_list = part.end - part.start == 1 and self._paragraphs[part.start].announces
        element.awaits_links = element.awaits_list or announced
        if (element.awaits_list or announced) and self._is_small(part):
            part = self._left_out(part, best_before)
        element.score += part.score
        run = element.run if element.run.score > 0 else part._replace(score=0)
        element.run = _Run(run.start, part.end, run.score + part.score)
        self._best = max(self._best, element.run, key=_score)

    def _append(self, text: str, *, announces: bool) -> None:
        within = next(element.number for element in reversed(self._open) if element.tag not in _PARAGRAPHS)
        self._paragraphs.append(_Paragraph(text, announces, self._reach(len(self._paragraphs)) + len(text), within))

    def _reach(self, place: int) -> int:
        """Return the number of characters before a paragraph."""
        return self._paragraphs[place - 1].reach if place else 0

    def _is_small(self, run: _Run) -> bool:
        return self._reach(run.end) - self._reach(run.start) < _MOST_OF_PAGE * self._size

    def _left_out(self, run: _Run, best_before: _Run) -> _Run:
        """Note the paragraphs of a run as furniture, and forget that it may hold the document."""
        self._left[self._first_left(run.start) :] = [(run.start, run.end)]
        self._best = best_before
        return run._replace(score=-_GAP)

    def _first_left(self, start: int) -> int:
        """Return the place of the first piece of furniture that begins at a paragraph or behind it."""
        return bisect_left(self._left, (start, 0))


def _score(run: _Run) -> int:
    return run.score
