"""Resolve how runs look, as far as it changes what they say: font, capitals, hidden; which list a style numbers, and headings.

What a run states itself counts before its style, that before the style of the paragraph, that before the defaults of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from danchieu.loaders.files.word.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["PLAIN", "Item", "Look", "Looks", "first_child", "is_on", "read_item", "read_value"]

_FONTS, _CAPITALS, _HIDDEN = f"{W}rFonts", f"{W}caps", f"{W}vanish"
_NOTHING = (None, None, None)
_OFF = ("0", "false", "off")
_BODY = "9"  # the level of what is no heading in the outline
_LONGEST_CHAIN = 12  # styles based on each other; a longer chain is a circle


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; None where it states nothing."""

    font: str | None = None  # of letters beyond ASCII; empty for one of the theme
    capitals: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look, and that below it where it states nothing."""
        return Look(
            below.font if self.font is None else self.font,
            below.capitals if self.capitals is None else self.capitals,
            below.hidden if self.hidden is None else self.hidden,
        )


PLAIN = Look()
"""The look of a run that states nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """The list that a paragraph or a style is an item of, and its level, None where it states nothing."""

    list: str | None
    level: int | None


class Looks:
    """The styles of one document."""

    __slots__ = ("_default", "_default_style", "_headings", "_of_lists", "_of_styles", "_styles")

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._of_styles: dict[str, Look] = {}
        self._of_lists: dict[str, Item | None] = {}
        self._headings: dict[str, bool] = {}
        self._default, self._default_style = PLAIN, ""
        if styles is None:
            return
        for style in styles.iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph":
                self._default_style = name
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = _read_look(defaults) if defaults is not None else PLAIN

    def of_paragraph(self, properties: Element | None) -> Look:
        """Return the look of the runs of a paragraph that state nothing themselves."""
        return self._of_style(self.style_of(properties)).over(self._default)

    def of_run(self, properties: Element | None, paragraph: Look) -> Look:
        """Return the look of a run in a paragraph of that look."""
        if properties is None or not len(properties):
            return paragraph
        below = self._of_style(style).over(paragraph) if (style := read_value(properties, "rStyle")) else paragraph
        own = _read_look(properties)
        return below if own is PLAIN else own.over(below)

    def style_of(self, properties: Element | None) -> str:
        """Return the style of a paragraph."""
        return read_value(properties, "pStyle") or self._default_style

    def item_of_style(self, name: str) -> Item | None:
        """Return the list that a style numbers."""
        if name not in self._of_lists:
            items = [item for style in self.chain(name) if (item := read_item(style.find(f"{W}pPr")))]
            numbered = next((item.list for item in items if item.list is not None), None)
            level = next((item.level for item in items if item.level is not None), None)
            self._of_lists[name] = Item(numbered, level) if items else None
        return self._of_lists[name]

    def is_heading(self, properties: Element | None) -> bool:
        """Return whether a paragraph is a heading, by the level in the outline that it states itself, or its style."""
        own = read_value(properties, "outlineLvl")
        return _is_outlined(own) if own else self._is_heading_style(self.style_of(properties))

    def _is_heading_style(self, name: str) -> bool:
        if name not in self._headings:
            levels = (read_value(first_child(style, "pPr"), "outlineLvl") for style in self.chain(name))
            self._headings[name] = _is_outlined(next(filter(None, levels), None))
        return self._headings[name]

    def chain(self, name: str) -> Iterator[Element]:
        """Yield a style, that on which it is based, and so on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = read_value(style, "basedOn") or ""

    def _of_style(self, name: str) -> Look:
        if name not in self._of_styles:
            look = PLAIN
            for style in self.chain(name):
                properties = style.find(f"{W}rPr")
                look = look.over(_read_look(properties)) if properties is not None else look
            self._of_styles[name] = look
        return self._of_styles[name]


def read_item(properties: Element | None) -> Item | None:
    """Return the list that the properties of a paragraph name; list "0" takes it out of one."""
    numbering = first_child(properties, "numPr")
    if numbering is None:
        return None
    level = read_value(numbering, "ilvl") or ""
    return Item(read_value(numbering, "numId"), int(level) if level.isdecimal() else None)


def first_child(parent: Element | None, name: str) -> Element | None:
    """Return the first child of a name of Word, faster than `find`, which parses a path."""
    return next(parent.iterchildren(W + name), None) if parent is not None else None


def read_value(parent: Element | None, name: str) -> str | None:
    """Return the value of a property, None without one."""
    found = first_child(parent, name)
    return found.get(f"{W}val") if found is not None else None


def _is_outlined(level: str | None) -> bool:
    """Return whether a level in the outline is one of a heading."""
    return level is not None and level != _BODY


def is_on(element: Element | None) -> bool:
    """Return whether a property that is on or off is on."""
    return element is not None and element.get(f"{W}val") not in _OFF


def _read_look(properties: Element) -> Look:
    """Read what the properties of a run state."""
    font: str | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    for one in properties.iterchildren(_FONTS, _CAPITALS, _HIDDEN):
        if one.tag == _FONTS:
            themed = one.get(f"{W}hAnsiTheme") or one.get(f"{W}asciiTheme")
            font = "" if themed else one.get(f"{W}hAnsi") or one.get(f"{W}ascii")
        elif one.tag == _CAPITALS:
            capitals = is_on(one)
        else:
            hidden = is_on(one)
    return Look(font, capitals, hidden) if (font, capitals, hidden) != _NOTHING else PLAIN
