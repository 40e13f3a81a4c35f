"""Read a file into its text: one module per format, chosen by the first bytes of the file, and by the ending of its name for plain text.

Documents of word processors are in `word`, saved pages in `web`, what is printed in `paper`, files that hold files in `archive`.
A new format is a module there and a line in FORMATS.
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.graph.model import Stamp
from danchieu.loaders.errors import SourceEmpty, SourceTooLarge, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files import markdown, plain
from danchieu.loaders.files.archive.archives import ARCHIVES, find_archive
from danchieu.loaders.files.formats import MAX_BYTES, Archive, Decoded, Format
from danchieu.loaders.files.names import is_table
from danchieu.loaders.files.paper import images, pdf
from danchieu.loaders.files.web import html, mhtml
from danchieu.loaders.files.word import doc, docx, rtf
from danchieu.loaders.text.source import SourceText, source_text

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "ARCHIVES",
    "DOCUMENTS",
    "ENDINGS",
    "FORMATS",
    "archive_of",
    "as_source",
    "decode",
    "draw_page",
    "has_archive_ending",
    "has_ending",
    "read_bytes",
    "read_file",
]

FORMATS: tuple[Format, ...] = (
    docx.FORMAT,
    doc.FORMAT,
    rtf.FORMAT,
    pdf.FORMAT,
    html.FORMAT,
    mhtml.FORMAT,
    images.FORMAT,
    plain.FORMAT,
    markdown.FORMAT,
)
"""The readers, in the order in which they are asked whether they recognise a file."""

DOCUMENTS = tuple(ending for format in FORMATS for ending in format.endings)
"""The endings of the names of documents."""

ENDINGS = (*DOCUMENTS, *(ending for archive in ARCHIVES for ending in archive.endings if not archive.is_refused))
"""The endings of names by which documents and archives are found in a folder."""

_EMPTY = "the file is empty; leave it out, or put the document's text in"
_BLANK = "shows no words that can be read: its pages are blank, or pictures; leave it out"
_OF_ARCHIVES = tuple(ending for archive in ARCHIVES for ending in archive.endings)
_MAX_ARCHIVE = 512 << 20  # bytes


def read_file(path: Path) -> SourceText:
    """Read one document. `sha256` is the digest of the file's bytes, `path` the absolute path with slashes.

    Raises a SourceError that names the file: unreadable, unsupported, too large, damaged, not text, empty.
    """
    data, _ = read_bytes(path)
    return as_source(decode(path, data), path=path.absolute().as_posix(), sha256=hashlib.sha256(data).hexdigest())


def as_source(decoded: Decoded, *, path: str, sha256: str) -> SourceText:
    """Normalise what a reader made of a file."""
    reading = {"reader": decoded.reader, "pages": decoded.pages, "notes": decoded.notes, "rank": decoded.rank, "lacks": decoded.lacks}
    headings = frozenset(decoded.headings)
    return source_text(decoded.text, path=path, sha256=sha256, markdown=decoded.markdown, headings=headings, **reading)


def decode(path: Path, data: bytes) -> Decoded:
    """Decode the bytes of a document, whose name is `path`. Raises a SourceError: unsupported, too large, damaged, not text, empty."""
    if len(data) > MAX_BYTES:
        raise _too_large(path, len(data), MAX_BYTES)
    format = _format_of(path, data)
    if format is None and is_table(path.name):
        raise SourceUnsupported(path, "is a table, not a document; give a register to danchieu load with --register")
    if format is None:
        known = ", ".join(ENDINGS)
        raise SourceUnsupported(path, f"no reader for {path.suffix or 'a name without ending'}; files that can be read end in {known}")
    decoded = format.decode(path, data)
    if not decoded.text.strip("\ufeff \t\r\n\u00a0"):
        raise SourceEmpty(path, _BLANK if decoded.pages else _EMPTY)
    return decoded


def draw_page(path: Path, data: bytes, page: int) -> Image:
    """Draw a page, from 1, of a document. Raises a SourceError: unsupported for a format without pages, missing if it has no such page."""
    format = _format_of(path, data)
    if format is None or format.draw is None:
        raise SourceUnsupported(path, "has no pages that can be drawn")
    return format.draw(path, data, page)


def has_ending(path: Path) -> bool:
    """Return whether a name ends as those of documents and archives do."""
    return path.name.lower().endswith(ENDINGS)


def has_archive_ending(path: Path) -> bool:
    """Return whether a name ends as those of archives do, also of such as must be unpacked by hand."""
    return path.name.lower().endswith(_OF_ARCHIVES)


def archive_of(path: Path, data: bytes) -> Archive | None:
    """Return the format of an archive; None for bytes that are no archive, or a document that is one."""
    if any(format.recognises(data) for format in FORMATS):
        return None
    return find_archive(path, data)


def _format_of(path: Path, data: bytes) -> Format | None:
    """Return the format that the bytes show, whatever the file is called, or the one of its ending."""
    shown = (format for format in FORMATS if format.recognises(data))
    return next(shown, None) or next((format for format in FORMATS if path.suffix.lower() in format.endings), None)


def read_bytes(path: Path) -> tuple[bytes, Stamp]:
    """Read the bytes of a regular file, with its size and time of change.

    Raises SourceUnreadable, or SourceTooLarge for more than one document or archive may have.
    """
    most = _MAX_ARCHIVE if has_archive_ending(path) else MAX_BYTES
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe may block, reading a device may never end
            raise SourceUnreadable(path, "is not a regular file; leave it out, or copy its content into a file")
        if (size := status.st_size) > most:
            raise _too_large(path, size, most)
        return path.read_bytes(), Stamp(size, status.st_mtime_ns)
    except OSError as error:
        raise SourceUnreadable(path, f"cannot be read ({error.strerror or error}); check its permissions and that it is a file") from error


def _too_large(path: Path, size: int, most: int) -> SourceTooLarge:
    return SourceTooLarge(path, f"{size / 1e6:.0f} MB, more than the {most / 1e6:.0f} MB of one document; split it into its documents")
