"""The records of the readers: what a format is, and what is read from the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.files.entries import Contents

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "FROM_DOC",
    "FROM_RTF",
    "MAX_BYTES",
    "PRINTED",
    "RECOGNISED",
    "SEEN_DPI",
    "Archive",
    "Decoded",
    "Format",
    "Member",
]

SEEN_DPI = 115
"""The resolution of a page that is drawn to be seen: readable, and soon there."""

FROM_DOC, FROM_RTF, PRINTED, RECOGNISED = 1, 2, 3, 4
"""The ranks of texts that are not the text itself, which has 0: of a .doc that was converted, of a .rtf, put together from printed lines,
recognised in pictures. Of several files of a document, the one that is nearest to it counts, wherever the files lie."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest file accepted as one document. The longest laws with all their annexes stay below 5 MB of text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, not normalised, and how it was read."""

    text: str
    reader: str  # what read it: an encoding (UTF-8, TCVN3), a format (Word, PDF), or an engine (OCR)
    pages: tuple[int, ...] = ()  # offset in `text` at which each page begins, of a format that has pages
    notes: tuple[str, ...] = ()  # what was mended or left out, one sentence each
    rank: int = 0  # of several files of a document, that with the lowest counts: 0 for the text itself, or one of the above
    headings: tuple[int, ...] = ()  # offset in `text` of each line that its style makes a heading
    lacks: str | None = None  # the extra that would read more of it: doc, ocr
    markdown: bool = False  # marks of Markdown stand in `text`, which are no part of what is searched and shown


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path there, with slashes, and what unpacks it or raises a SourceError."""

    path: str
    unpack: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents. `recognises` is asked about the first bytes of a file, before its ending is looked at.

    `decode` turns the bytes of a file into text, `draw` draws a page of it, from 1. Both may raise a SourceError, with the path.
    """

    name: str
    endings: tuple[str, ...]  # lower-case, with the dot
    recognises: Callable[[bytes], bool]
    decode: Callable[[Path, bytes], Decoded]
    draw: Callable[[Path, bytes, int], Image] | None = None  # of a format that has pages


@dataclass(frozen=True, slots=True)
class Archive:
    """A format of files that hold others.

    `list_entries` opens one, at most so many entries and bytes of it, until its context ends, or raises a SourceError; the path is for the
    message.
    """

    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    list_entries: Callable[[Path, bytes, int, int], AbstractContextManager[Contents]]
    is_refused: bool = False  # it is recognised, and no reader is for it
