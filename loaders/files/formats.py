"""The records of the readers: what a format is, and what is read from the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MAX_BYTES", "SEEN_DPI", "Archive", "Decoded", "Format", "Member"]

SEEN_DPI = 115
"""The resolution of a page that is drawn to be seen: readable, and soon there."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest file accepted as one document. The longest laws with all their annexes stay below 5 MB of text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, not normalised, and how it was read."""

    text: str
    reader: str  # what read it: an encoding (UTF-8, TCVN3), a format (Word, PDF), or an engine (OCR)
    pages: tuple[int, ...] = ()  # offset in `text` at which each page begins, of a format that has pages
    notes: tuple[str, ...] = ()  # what was mended or left out, one sentence each
    rank: int = 0  # 0: the text itself, 1: put together from printed pages, 2: recognised in pictures
    lacks: str | None = None  # the extra that would read more of it: ocr
    markdown: bool = False  # marks of Markdown stand in `text`, which are no part of what is searched and shown


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path there, with slashes, and its bytes, or the reason why it cannot be unpacked."""

    path: str
    content: bytes | None
    reason: str = ""


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
    """A format of files that hold documents. `members` unpacks them one by one, or raises a SourceError."""

    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    members: Callable[[Path, bytes], Iterable[Member]]
    is_refused: bool = False  # it is recognised, and no reader is for it
