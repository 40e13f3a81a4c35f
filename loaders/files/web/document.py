"""Decode a page to the document that it shows: its bytes, its elements, the words in legacy fonts, the paragraphs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceTooLarge
from danchieu.loaders.files.fonts import Fonts, write_repaired
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.files.web.charset import decode_markup
from danchieu.loaders.files.web.fonts import find_legacy_runs
from danchieu.loaders.files.web.outline import Document
from danchieu.loaders.files.web.page import NEVER_READ, read_document

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["decode_page"]

_MAX_CHARACTERS = 32_000_000  # of markup without pictures: the longest law with all its annexes, as Word saves it, has half as many
_MAX_TAGS = 600_000  # opening and closing: a table of 40,000 cells, as Word saves it, has half as many
_PICTURE = re.compile(r"data:[\w.+/;=-]{0,100},[A-Za-z0-9+/=%]{200,}")  # a page that was saved in one file is mostly pictures
_LONG_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w:-]*)\s[^<>]{20000,}>")  # the parser compares each attribute with all others of its tag
_LOOKS = re.compile(r"</?(?:font|span|b|i|u|em|strong|big|small|center)(?:\s[^<>]*)?>", re.IGNORECASE)
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f]+")
_LIMIT = "ERR_RESOURCE_LIMIT"  # of the parser: it leaves out the rest of the page


def decode_page(path: Path, data: bytes, *, charset: str | None = None) -> Decoded:
    """Decode the document of a page, its paragraphs divided by blank lines. What holds the page may declare its charset.

    Raises SourceDamaged, SourceTooLarge, SourceNotText, or SourceEmpty for a page without words of its own.
    """
    markup = _without_burden(path, decode_markup(path, data, charset))
    root = _parse(path, markup)
    runs = find_legacy_runs(root, markup)
    _strip(root)
    documents: list[Document] = []

    def write(fonts: Fonts) -> str:
        for run in runs:
            run.repair(fonts)
        documents.append(read_document(root))
        return "\n\n".join(documents[-1].paragraphs)

    text, note = write_repaired(write)
    if not text:
        raise SourceEmpty(path, _why_empty(root))
    left_out = documents[-1].left_out
    around = f"left out {left_out:,} characters around the document: menus, side bars, lists of links" if left_out else ""
    return Decoded(text, "HTML", notes=tuple(filter(None, (note, around))))


def _without_burden(path: Path, markup: str) -> str:
    """Return a page without pictures and other data in its markup. Raises SourceTooLarge for one that is no document."""
    if "data:" in markup:
        markup = _PICTURE.sub("", markup)
    if len(markup) > _MAX_CHARACTERS or markup.count("<") > _MAX_TAGS:
        size = f"{len(markup) / 1e6:.0f} million characters and {markup.count('<'):,} tags"
        raise SourceTooLarge(path, f"a page of {size}, more than one document has; save its text, or divide it into its documents")
    return _CONTROL.sub(" ", _LONG_TAG.sub(r"<\g<name>>", markup))


def _parse(path: Path, markup: str) -> Element:
    """Parse a page to elements. Raises SourceDamaged if it is not read to its end.

    Old pages do not end their <font>, which the parser nests ever deeper: such a page is read without them.
    """
    from lxml.etree import LxmlError

    try:
        root = _parse_whole(markup)
        if root is None and (root := _parse_whole(_LOOKS.sub("", markup))) is None:
            raise SourceDamaged(path, "its elements are nested more than 2,000 deep, which no browser writes; save its text")
    except LxmlError as error:
        raise SourceDamaged(path, f"cannot be read as a page ({error}); save it again, or save its text") from error
    return root


def _strip(root: Element) -> None:
    from lxml.etree import strip_elements

    strip_elements(root, *NEVER_READ, with_tail=False)


def _parse_whole(markup: str) -> Element | None:
    """Return the elements of a page; None if the parser leaves out its end.

    HTML has no entities to expand, so the larger limits of the parser do no harm; the smaller ones end a page with 300 open <font>.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if any(error.type_name == _LIMIT for error in parser.error_log):
        return None
    return etree.Element("html") if root is None else root


def _why_empty(root: Element) -> str:
    if root.find(".//frame") is not None:
        return "is a page of frames, which only names other pages; save the page of the frame that shows the document"
    return "is a page without text; it may fetch its text when a browser shows it: open it there, and save the complete page"
