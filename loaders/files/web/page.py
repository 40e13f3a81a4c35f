"""Read the document of a page from its elements: paragraphs, lists with their numbers, tables.

Scripts, forms and hidden elements are not read; menus, side bars and lists of links are left out by `outline`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from danchieu.loaders.files.web.furniture import is_furniture_name, is_name_of_document
from danchieu.loaders.files.web.line import Line
from danchieu.loaders.files.web.lists import ItemList, begin_list
from danchieu.loaders.files.web.outline import Document, Outline
from danchieu.loaders.files.web.table import Table
from danchieu.loaders.text.labels import read_label

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["NEVER_READ", "read_document"]

NEVER_READ = (
    *("script", "style", "template", "noscript", "noframes", "title", "iframe", "object", "applet", "embed", "svg", "math", "canvas"),
    *("video", "audio", "map", "button", "select", "textarea", "datalist", "input", "dialog", "xml", "del"),
)
"""Elements whose words a reader of the page does not see, or that are no part of a text."""

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd"),
        *("label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
        *("var", "wbr"),
    )
)
_FURNITURE = frozenset({"nav", "aside", "header", "footer", "form", "menu"})
_NAMED = frozenset({"div", "section", "ul", "ol", "dl", "article"})  # elements whose names tell what they hold
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_UNIT = re.compile(r"(?:\A|[\W\d_])[kcdm]?m\Z")  # m², km²: all other raised numbers are marks of notes
_NOTE = re.compile(r"\s*[(\[]?(?P<mark>\d{1,3}|\*{1,3})[)\]]?\s*")


def read_document(root: Element) -> Document:
    """Read the document that a page shows; the elements of NEVER_READ were removed from the page."""
    page = _Page(size=sum(map(len, root.itertext())))
    page.read(root)
    return page.document()


class _Page:
    """Walks the elements of a page in order, without recursion: it may be nested as deep as the parser allows."""

    def __init__(self, size: int) -> None:
        self._outline = Outline(size)
        self._line = Line()
        self._tables: list[Table] = []
        self._lists: list[ItemList] = []
        self._links = self._spaced = 0  # open elements that are links to other pages, and those that keep white space
        self._mark = ""  # of the list item that begins

    def read(self, root: Element) -> None:
        """Read all elements."""
        from lxml.etree import iterwalk

        skipped = None
        events = iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if self._is_skipped(element):
                    skipped = element
                    events.skip_subtree()
                else:
                    self._begin(element.tag, _attributes(element))
                    self._add(element.text)
            else:
                if element is not skipped:
                    self._end(element.tag, _attributes(element))
                self._add(element.tail)
        self._flush()

    def document(self) -> Document:
        """Return the document of what was read."""
        return self._outline.document()

    def _is_skipped(self, element: Element) -> bool:
        """Return whether the words of an element are not read where it stands: hidden words, the mark of a note, which is set apart."""
        if not _is_inline(element.tag):
            return False
        if _is_hidden(_attributes(element)):
            return True
        if element.tag != "sup" or _UNIT.search(self._line.last_words()):
            return False
        note = _NOTE.fullmatch("".join(filter(None, (element.text, *(child.text for child in islice(element, 2))))))
        if note:
            self._add(f" [{note['mark']}]")
        return note is not None

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._line.break_off()
        elif tag == "a":
            self._links += _leads_away(attributes)
        elif not _is_inline(tag):
            self._flush()
            if tag == "table":
                self._tables.append(Table(self._outline.length, self._outline.is_at_start))
                self._tables[-1].read_borders(attributes)
            self._outline.open(tag)
            self._begin_block(tag, attributes)

    def _begin_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif tag in _CELLS and self._tables:
            self._tables[-1].begin_cell(self._outline.length, attributes, is_head=tag == "th")
        elif tag in _LISTS:
            self._lists.append(begin_list(tag, attributes))
        elif tag == "li":
            self._mark = self._lists[-1].next_mark(attributes.get("value")) if self._lists else ""
        elif tag == "pre":
            self._spaced += 1

    def _end(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "a":
            self._links -= _leads_away(attributes)
        elif not _is_inline(tag):
            self._flush()
            self._end_block(tag)
            table = self._tables.pop() if tag == "table" else None
            names = f"{attributes.get('class', '')} {attributes.get('id', '')}" if tag in _NAMED else ""
            is_furniture = tag in _FURNITURE or is_furniture_name(names) or _is_hidden(attributes)
            if table and not is_furniture and not table.lays_out_a_page():
                self._outline.close_as_paragraph(table.write(self._outline.texts))
            else:
                self._outline.close(is_furniture=is_furniture, is_document=is_name_of_document(names))

    def _end_block(self, tag: str) -> None:
        if tag in _CELLS and self._tables:
            self._tables[-1].end_cell(self._outline.length)
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag == "pre":
            self._spaced -= 1

    def _add(self, words: str | None) -> None:
        if words:
            self._line.add(words, linked=self._links > 0, spaced=self._spaced > 0)

    def _flush(self) -> None:
        """End the paragraph, if there is one."""
        text, prose, linked = self._line.take()
        if not text:
            return
        if self._mark:
            text = text if read_label(text) else f"{self._mark} {text}"
            self._mark = ""
        self._outline.add(text, prose=prose, linked=linked)


def _attributes(element: Element) -> dict[str, str]:
    return dict(element.items())  # type: ignore[arg-type]  # names and values are no bytes


def _is_inline(tag: str) -> bool:
    """Return whether an element is part of a paragraph; those with a colon are marks of Office."""
    return tag in _INLINE or ":" in tag


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None


def _leads_away(attributes: Mapping[str, str]) -> bool:
    """Return whether a link leads to another page, not to a place on this one."""
    return not attributes.get("href", "#").startswith("#")
