"""Collect the words of one paragraph of a page, as a browser shows them: white space joined, lines broken at <br> alone."""

from __future__ import annotations

import re

__all__ = ["Line"]

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_LETTER = re.compile(r"[^\W\d_]")
_BLANK = " \t\r\n\f\u00a0\u200b\ufeff"


class Line:
    """The words since the last paragraph ended, and how many of their characters are links to other pages."""

    __slots__ = ("_begins_linked", "_linked", "_parts", "_plain")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._plain = self._linked = 0
        self._begins_linked: bool | None = None  # None before the first letter

    def add(self, words: str, *, linked: bool, spaced: bool) -> None:
        """Add words; `linked` ones lead to another page, `spaced` ones keep their white space."""
        if not spaced:
            words = _SPACE.sub(" ", words)
            if words[:1] == " " and (not self._parts or self._parts[-1][-1] in " \n"):
                words = words[1:]
        if not words:
            return
        self._parts.append(words)
        if self._begins_linked is None and _LETTER.search(words):
            self._begins_linked = linked
        if linked:
            self._linked += len(words)
        else:
            self._plain += len(words)

    def break_off(self) -> None:
        """Begin a new line in the paragraph."""
        self._parts.append("\n")

    def take(self) -> tuple[str, int, int]:
        """Return the paragraph, and of its characters those of prose and those of a link; then begin a new one.

        A paragraph is a link if it begins with one that is most of it: "Căn cứ Luật A" with a link to the law is prose.
        """
        lines = "".join(self._parts).split("\n")
        text = _BLANK_LINES.sub("\n\n", "\n".join(line.strip(_BLANK) for line in lines)).strip("\n")
        is_link = self._begins_linked and self._linked > self._plain
        size = self._plain + self._linked if self._begins_linked is not None else 0
        self.__init__()  # type: ignore[misc]
        return text, 0 if is_link else size, size if is_link else 0

    def last_words(self) -> str:
        """Return what was added last."""
        return self._parts[-1] if self._parts else ""
