"""Write out the numbers that Word counts by itself: "Điều 1.", "1.2.", "a)", "-".

A list names an abstract one, which has nine levels, each with its own text ("%1.%2.") and format. Lists of one abstract list go on counting
together; one that overrides the start of a level begins there when it is first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from danchieu.loaders.files.list_numbers import write_number
from danchieu.loaders.files.signs import SYMBOLS, sign_of_symbol
from danchieu.loaders.files.word.looks import PLAIN, Look, Looks, is_on, read_value
from danchieu.loaders.files.word.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Numbered", "Numbers"]

_LEVELS = 9
_PLAIN_SIGNS = {"o": "○", "–": "-", "—": "-"}  # the o stands in a font of typewriters
_KEPT = frozenset("-+•●▪○*·")  # signs that begin an item for all who read the text
_LONGEST_TEXT = 100  # characters of the text of a level


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a paragraph, with the space behind it, and how it looks."""

    text: str
    look: Look
    is_bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list."""

    start: int
    format: str
    text: str
    gap: str
    restart: int | None  # the number of the level that lets it begin again; None for any above it, 0 for none
    in_digits: bool
    look: Look
    style: str | None  # that numbers paragraphs at this level


class Numbers:
    """The lists of one document, and how far they have counted."""

    __slots__ = ("_abstract", "_begun", "_counts", "_levels", "_lists", "_looks", "_starts")

    def __init__(self, numbering: Element | None, looks: Looks) -> None:
        self._looks = looks
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for part in numbering if numbering is not None else ():
            if part.tag == f"{W}abstractNum":
                self._abstract[part.get(f"{W}abstractNumId", "")] = part
            elif part.tag == f"{W}num":
                self._lists[part.get(f"{W}numId", "")] = part
        self._levels: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}  # by abstract list; None for a level that begins again
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, name: str, style: str) -> int:
        """Return the level at which a list numbers the paragraphs of a style."""
        _, levels = self._read(name)
        return next((place for place, level in levels.items() if level.style == style), 0)

    def count(self, name: str, place: int) -> Numbered | None:
        """Count one more item at a level of a list and return its number, None for an unknown list or level."""
        abstract, levels = self._read(name)
        level = levels.get(place)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if (name, place) not in self._begun:
            self._begun.add((name, place))
            if place in self._starts[name]:
                counts[place] = self._starts[name][place] - 1
        before = counts[place]
        counts[place] = level.start if before is None else before + 1
        for below in range(place + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or place < restart:
                counts[below] = None
        if level.format == "bullet":
            return Numbered(_sign(level.text) + level.gap, PLAIN, is_bullet=True)
        text = level.text
        for other, counted in enumerate(counts):
            if (sign := f"%{other + 1}") in text:
                its = levels.get(other, level)
                text = text.replace(
                    sign, write_number(its.start if counted is None else counted, "decimal" if level.in_digits else its.format)
                )
        return Numbered(text + level.gap, level.look) if text.strip() else None

    def _read(self, name: str) -> tuple[str, dict[int, _Level]]:
        """Return the abstract list of a list, and its levels."""
        if name not in self._levels:
            self._levels[name] = self._read_list(name)
        return self._levels[name]

    def _read_list(self, name: str) -> tuple[str, dict[int, _Level]]:
        self._starts[name] = {}
        one = self._lists.get(name)
        if one is None:
            return "", {}
        abstract, defined = self._defining(read_value(one, "abstractNumId") or "")
        levels = {}
        for element in defined.iterchildren(f"{W}lvl") if defined is not None else ():
            levels[_place(element)] = self._read_level(element)
        for override in one.iterchildren(f"{W}lvlOverride"):
            if (own := override.find(f"{W}lvl")) is not None:
                levels[_place(override)] = self._read_level(own)
            if (start := read_value(override, "startOverride")) is not None:
                self._starts[name][_place(override)] = _whole(start, 1)
        return abstract, levels

    def _defining(self, abstract: str) -> tuple[str, Element | None]:
        """Return an abstract list, or the one to which it leads through a style of lists."""
        defined = self._abstract.get(abstract)
        style = read_value(defined, "numStyleLink")
        for one in self._looks.chain(style) if style else ():
            linked = read_value(one.find(f"{W}pPr/{W}numPr"), "numId")
            other = read_value(self._lists.get(linked or ""), "abstractNumId") or ""
            if other in self._abstract:
                return other, self._abstract[other]
        return abstract, defined

    def _read_level(self, level: Element) -> _Level:
        properties = level.find(f"{W}rPr")
        restart = read_value(level, "lvlRestart")
        return _Level(
            start=_whole(read_value(level, "start"), 0),
            format=read_value(level, "numFmt") or "decimal",
            text=(read_value(level, "lvlText") or "")[:_LONGEST_TEXT],
            gap="" if read_value(level, "suff") == "nothing" else " ",
            restart=None if restart is None else _whole(restart, 0),
            in_digits=is_on(level.find(f"{W}isLgl")),
            look=self._looks.of_run(properties, PLAIN),
            style=read_value(level, "pStyle"),
        )


def _sign(text: str) -> str:
    """Return the sign of an item; those of fonts of symbols become signs that texts have."""
    sign = text.strip()[:1]
    sign = sign_of_symbol(ord(sign)) if sign >= chr(SYMBOLS) else _PLAIN_SIGNS.get(sign, sign)
    return sign if sign in _KEPT else "•"


def _place(element: Element) -> int:
    return _whole(element.get(f"{W}ilvl"), 0)


def _whole(written: str | None, default: int) -> int:
    """Return a number of a list; what is none, or absurd, is the default."""
    return int(written) if written and written.isdecimal() and len(written) < 9 else default
