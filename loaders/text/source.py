"""The text of a document in three forms: raw as decoded, as shown to readers, and normalised for the search, with the maps between them.

**Chỉ thị** số 20–CT/TU   raw: every offset outside the loaders refers to it
Chỉ thị số 20–CT/TU       shown: without the marks of Markdown; the same as raw for all other texts; quotes are taken from it
Chỉ thị số 20-CT/TU       text: patterns search it
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from danchieu.graph.model import Span
from danchieu.graph.model.markdown import without_markdown
from danchieu.graph.model.offsets import Offsets
from danchieu.loaders.text.normalize import normalize

__all__ = ["SourceText", "source_text"]

_HALVES = re.compile("[\ud800-\udfff]")  # of a pair of surrogates, which no encoding can write


@dataclass(frozen=True, slots=True)
class SourceText:
    """One decoded text in its three forms.

    `offsets` maps positions of `text` to positions of `shown`, `marks` those of `shown` to offsets of `raw`; None if all are equal.
    `headings` are the offsets in `raw` of lines that a style of their document makes headings.
    `reader` says what decoded the file, and `pages` are the offsets in `raw` at which its pages begin; `notes` say what was mended or left
    out. Of several files of a document, that with the lowest `rank` counts. `lacks` names the extra that would read more of the file.
    """

    path: str
    sha256: str
    raw: str
    shown: str
    text: str
    offsets: Offsets | None = None
    marks: Offsets | None = None
    headings: frozenset[int] = frozenset()
    reader: str = "text"
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    rank: int = 0
    lacks: str | None = None

    def span(self, start: int, end: int) -> Span:
        """Map `text[start:end]`, for start < end, to its span in `raw`, without the marks around it."""
        first, last = self._place(start), self._place(end)
        if self.marks is None:
            return Span(first, last)
        return Span(self.marks.origin(first), self.marks.origin(last - 1) + 1)

    def origin(self, place: int) -> int:
        """Map a position of `text`, or its end, to its offset in `raw`."""
        place = self._place(place)
        return place if self.marks is None else self.marks.origin(place)

    def quote(self, start: int, end: int) -> str:
        """Return the characters of `shown` from which `text[start:end]` was made."""
        return self.shown[self._place(start) : self._place(end)]

    def marks_before(self, place: int) -> str:
        """Return the marks of Markdown that stand in `raw` right before a position of `text`, or before its end.

        >>> source_text("## **Điều 3.**", markdown=True).marks_before(0)
        '## **'
        """
        if self.marks is None:
            return ""
        place = self._place(place)
        return self.raw[self.marks.origin(place - 1) + 1 if place else 0 : self.marks.origin(place)]

    def is_marked_heading(self, place: int) -> bool:
        """Return whether a mark of Markdown makes the line that begins at a position of `text` a heading."""
        return self.marks_before(place).rpartition("\n")[2].lstrip("> ").startswith("#")

    def is_heading(self, place: int) -> bool:
        """Return whether a mark of Markdown, or its style, makes the line that begins at a position of `text` a heading."""
        return self.is_marked_heading(place) or (bool(self.headings) and self.origin(place) in self.headings)

    def _place(self, place: int) -> int:
        """Map a position of `text` to one of `shown`."""
        return place if self.offsets is None else self.offsets.origin(place)


def source_text(raw: str, path: str = "", sha256: str | None = None, *, markdown: bool = False, **reading: Any) -> SourceText:
    """Normalise `raw`. `sha256` is the digest of the file's bytes; the default is the digest of the text in UTF-8.

    With `markdown`, marks of Markdown are left out of what is searched and shown. `reading` says how a file was read: see the fields of
    SourceText from `reader` on.
    """
    raw = _HALVES.sub("\ufffd", raw)
    shown, marks = without_markdown(raw) if markdown else (raw, None)
    text, offsets = normalize(shown)
    digest = sha256 or hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(path, digest, raw, shown, text, offsets, marks, **reading)
