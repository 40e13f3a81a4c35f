"""Write a paragraph of Word as it is shown: what was inserted but not what was deleted, the result of a field but not its code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from danchieu.loaders.files.fonts import Fonts
from danchieu.loaders.files.layout import write_tabs
from danchieu.loaders.files.signs import sign_of_symbol
from danchieu.loaders.files.word.looks import PLAIN, Look, Looks, first_child, is_on
from danchieu.loaders.files.word.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["ALTERNATIVES", "Runs", "chosen", "is_placeholder"]

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_CHOICES}AlternateContent"
"""The element that holds several forms of the same content."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS = " \t\n\r"
# In the text of a run these are shown as blanks; tabs and breaks are elements. U+FFFC stands for a drawing in what was converted from .doc.
_BLANKS = str.maketrans("\t\n\r", "   ", "\ufffc")


class Runs:
    """Writes paragraphs; knows the fields that are open and the notes that were referred to."""

    __slots__ = ("_boxes", "_fields", "_fonts", "_look", "_looks", "_paragraph", "_pending", "_written", "notes")

    def __init__(self, looks: Looks, fonts: Fonts) -> None:
        self._looks, self._fonts = looks, fonts
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self._written: list[str] = []
        self._pending: list[str] = []  # runs that are not written yet: a letter of VNI may begin in one and end in the next
        self._look = self._paragraph = PLAIN
        self._boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []  # kind and id, in the order of the text

    def write(self, paragraph: Element, look: Look) -> tuple[str, list[Element]]:
        """Return the text of a paragraph, which may have several lines, and the boxes of text that are anchored in it."""
        self._written, self._pending, self._boxes = [], [], []
        self._look = self._paragraph = look
        self._walk(paragraph)
        self._flush()
        while self._fields and not self._fields[-1]:  # the code of a field ends with its paragraph, also in a damaged file
            self._fields.pop()
        return write_tabs("".join(self._written)), self._boxes

    def write_number(self, text: str, look: Look, paragraph: Look) -> str:
        """Return the number of a paragraph as it is shown."""
        return self._shown(text, look.over(paragraph))

    def _walk(self, parent: Element) -> None:
        for child in parent:
            action = _ACTIONS.get(child.tag, Runs._walk)
            if action is not None:
                action(self, child)

    def _run(self, run: Element) -> None:
        look = self._looks.of_run(first_child(run, "rPr"), self._paragraph)
        if look != self._look:
            self._flush()
            self._look = look
        self._walk(run)
        if not self._fonts.may_divide(look.font):
            self._flush()

    def _text(self, element: Element) -> None:
        text = element.text or ""
        self._add((text if element.get(_SPACE) == "preserve" else text.strip(_XML_BLANKS)).translate(_BLANKS))

    def _add(self, text: str) -> None:
        if not self._look.hidden and all(self._fields):
            self._pending.append(text)

    def _flush(self) -> None:
        if self._pending:
            self._written.append(self._shown("".join(self._pending), self._look))
            self._pending = []

    def _shown(self, text: str, look: Look) -> str:
        text = self._fonts.read(text, look.font)
        return text.upper() if look.capitals else text

    def _tab(self, _: Element) -> None:
        self._add("\t")

    def _break(self, _: Element) -> None:
        self._add("\n")

    def _hyphen(self, _: Element) -> None:
        self._add("\u2011")

    def _symbol(self, symbol: Element) -> None:
        written = symbol.get(f"{W}char", "")
        code = int(written, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", written) else 0x20
        self._add(sign_of_symbol(code))

    def _field(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _footnote(self, reference: Element) -> None:
        self.notes.append(("footnote", reference.get(f"{W}id", "")))

    def _endnote(self, reference: Element) -> None:
        self.notes.append(("endnote", reference.get(f"{W}id", "")))

    def _box(self, box: Element) -> None:
        self._boxes.append(box)

    def _control(self, control: Element) -> None:
        if not is_placeholder(control):
            self._walk(control)

    def _alternatives(self, alternatives: Element) -> None:
        if (one := chosen(alternatives)) is not None:
            self._walk(one)


def chosen(alternatives: Element) -> Element | None:
    """Return the first of several forms of the same content, such as a box of text for new and for old versions of Word."""
    return next((one for one in alternatives if one.tag.startswith(_CHOICES)), None)


def is_placeholder(control: Element) -> bool:
    """Return whether a control shows nothing but the request to fill it in."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


_Action = Callable[[Runs, "Element"], None]
_ACTIONS: dict[str, _Action | None] = {
    **dict.fromkeys((W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "sdtPr", "rt")), None),
    f"{W}r": Runs._run,
    f"{W}t": Runs._text,
    f"{_MATH}t": Runs._text,
    f"{W}tab": Runs._tab,
    f"{W}ptab": Runs._tab,
    f"{W}br": Runs._break,
    f"{W}cr": Runs._break,
    f"{W}noBreakHyphen": Runs._hyphen,
    f"{W}softHyphen": None,  # shown only where a line is broken at it
    f"{W}sym": Runs._symbol,
    f"{W}fldChar": Runs._field,
    f"{W}footnoteReference": Runs._footnote,
    f"{W}endnoteReference": Runs._endnote,
    f"{W}txbxContent": Runs._box,
    f"{W}sdt": Runs._control,
    ALTERNATIVES: Runs._alternatives,
}
"""What is done with an element in a paragraph: None leaves it out, and one that is not here is looked into."""
