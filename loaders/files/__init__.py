"""Read a file into its text: one module per format, chosen by the first bytes of the file, and by the ending of its name for plain text.

A new format is a module here and a line in FORMATS.
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from danchieu.loaders.errors import SourceEmpty, SourceTooLarge, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files import doc, docx, html, markdown, mhtml, plain, rtf
from danchieu.loaders.files.archives import ARCHIVES, find_archive, members
from danchieu.loaders.files.formats import MAX_BYTES, Decoded, Format
from danchieu.loaders.text.source import SourceText, source_text

__all__ = [
    "ARCHIVES",
    "ENDINGS",
    "FORMATS",
    "MAX_BYTES",
    "as_source",
    "decode",
    "file_digest",
    "find_archive",
    "members",
    "read_bytes",
    "read_file",
]

FORMATS: tuple[Format, ...] = (docx.FORMAT, doc.FORMAT, rtf.FORMAT, html.FORMAT, mhtml.FORMAT, plain.FORMAT, markdown.FORMAT)
"""The readers, in the order in which they are asked whether they recognise a file."""

ENDINGS = tuple(ending for format in FORMATS for ending in format.endings)
"""The endings of names by which documents are found in a folder."""


def read_file(path: Path) -> SourceText:
    """Read one document. `sha256` is the digest of the file's bytes, `path` the absolute path with slashes.

    Raises a SourceError that names the file: unreadable, unsupported, too large, damaged, not text, empty.
    """
    data = read_bytes(path)
    return as_source(decode(path, data), path=path.absolute().as_posix(), sha256=hashlib.sha256(data).hexdigest())


def as_source(decoded: Decoded, *, path: str, sha256: str) -> SourceText:
    """Normalise what a reader made of a file."""
    return source_text(decoded.text, path=path, sha256=sha256, reader=decoded.reader, pages=decoded.pages, markdown=decoded.markdown)


def decode(path: Path, data: bytes) -> Decoded:
    """Decode the bytes of a document, whose name is `path`. Raises a SourceError: unsupported, too large, damaged, not text, empty."""
    if len(data) > MAX_BYTES:
        raise _too_large(path, len(data))
    decoded = _format_of(path, data).decode(path, data)
    if not decoded.text.strip("\ufeff \t\r\n\u00a0"):
        raise SourceEmpty(path, "the file is empty; leave it out, or put the document's text in")
    return decoded


def _format_of(path: Path, data: bytes) -> Format:
    """Return the format that the bytes show, whatever the file is called, or the one of its ending."""
    for format in FORMATS:
        if format.recognises(data):
            return format
    for format in FORMATS:
        if path.suffix.lower() in format.endings:
            return format
    known = ", ".join(ENDINGS)
    raise SourceUnsupported(path, f"no reader for {path.suffix or 'a name without ending'}; files that can be read end in {known}")


def file_digest(path: Path) -> str:
    """Compute the sha256 of a file's bytes, by which a change is detected. Raises the errors of `read_file`."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Read the bytes of a regular file of at most MAX_BYTES. Raises SourceUnreadable or SourceTooLarge."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe may block, reading a device may never end
            raise SourceUnreadable(path, "is not a regular file; leave it out, or copy its content into a file")
        if (size := status.st_size) > MAX_BYTES:
            raise _too_large(path, size)
        return path.read_bytes()
    except OSError as error:
        raise SourceUnreadable(path, f"cannot be read ({error.strerror or error}); check its permissions and that it is a file") from error


def _too_large(path: Path, size: int) -> SourceTooLarge:
    return SourceTooLarge(path, f"{size / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB of one document; split it into its documents")
