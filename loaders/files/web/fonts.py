"""Find what a page shows in fonts from before Unicode, as .VnTime, which are named in <font>, in styles and in the style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from danchieu.loaders.files.fonts import Fonts
from danchieu.loaders.text.legacy import LEGACY_FONTS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["LegacyRun", "find_legacy_runs"]

_LEGACY = re.compile(LEGACY_FONTS, re.IGNORECASE)
_FAMILY = re.compile(r"(?<![\w-])font(?:-family)?\s*:\s*(?P<names>[^;}]{1,200})", re.IGNORECASE)
_SIZE = re.compile(r".*\d(?:pt|px|em|%)(?:/\S+)?\s+", re.IGNORECASE)  # before the name in "font: bold 13pt .VnTime"


class LegacyRun(NamedTuple):
    """Words in a legacy font: those at the beginning of an element, or those behind its end."""

    element: Element
    is_behind: bool
    font: str

    def repair(self, fonts: Fonts) -> None:
        """Have the words read by the fonts of the page, which repair them once they have read all."""
        if self.is_behind:
            self.element.tail = fonts.read(self.element.tail or "", self.font)
        else:
            self.element.text = fonts.read(self.element.text or "", self.font)


def find_legacy_runs(root: Element, markup: str) -> list[LegacyRun]:
    """Find the words of a page that stand in legacy fonts; the style sheets are still in it."""
    if not _LEGACY.search(markup):
        return []
    return [run for run in _runs(root, _sheet_fonts(root)) if _LEGACY.match(run.font)]


def _runs(root: Element, sheet: Mapping[str, str]) -> Iterator[LegacyRun]:
    """Yield all words of a page with the fonts that they inherit or are given."""
    from lxml.etree import iterwalk

    fonts = [""]
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            fonts.append(_own_font(element, sheet) or fonts[-1])
            if element.text:
                yield LegacyRun(element, False, fonts[-1])
        else:
            fonts.pop()
            if element.tail:
                yield LegacyRun(element, True, fonts[-1])


def _own_font(element: Element, sheet: Mapping[str, str]) -> str | None:
    """Return the font that an element names itself, or that the style sheet gives to its class or its tag; None for neither."""
    own = _font_in(element.get("style", "")) or (_first(element.get("face", "")) if element.tag == "font" else None)
    if own or not sheet:
        return own
    names = [f".{name}" for name in element.get("class", "").lower().split()]
    return next(filter(None, (sheet.get(name) for one in names for name in (element.tag + one, one))), sheet.get(element.tag))


def _sheet_fonts(root: Element) -> dict[str, str]:
    """Return the fonts of the style sheets of a page by the last part of their selectors."""
    fonts: dict[str, str] = {}
    for sheet in root.iter("style"):
        for rule in (sheet.text or "").split("}"):
            selectors, _, style = rule.rpartition("{")
            if font := _font_in(style):
                fonts |= {name: font for selector in selectors.lower().split(",") for name in selector.split()[-1:]}
    return fonts


def _font_in(style: str) -> str | None:
    found = _FAMILY.search(style) if "font" in style.lower() else None
    return _first(_SIZE.sub("", found["names"])) if found else None


def _first(names: str) -> str | None:
    """Return the first of the names in a list of fonts."""
    return names.partition(",")[0].strip(" \t\r\n'\"") or None
