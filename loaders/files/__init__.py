"""Read a file into its text: one module per format, chosen by the ending of the file name."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from danchieu.loaders.errors import SourceEmpty, SourceTooLarge, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files.plain import decode_plain
from danchieu.loaders.text.source import SourceText, source_text

__all__ = ["FORMATS", "MAX_BYTES", "DecodedFile", "decode", "decode_file", "file_digest", "read_file"]

FORMATS: Mapping[str, Callable[[Path, bytes], str]] = {".txt": decode_plain, ".md": decode_plain}
"""Decoders by lower-case ending of the file name: each turns the bytes of a file into text or raises a SourceError."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest file accepted as one document. The longest laws with all their annexes stay below 5 MB of text."""


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """The text of a file, decoded and not normalised, and the sha256 of its bytes."""

    text: str
    sha256: str


def decode_file(path: Path) -> DecodedFile:
    """Decode a document without normalising it. Raises a SourceError as `read_file` does."""
    data = _bytes(path)
    return DecodedFile(decode(path, data), hashlib.sha256(data).hexdigest())


def read_file(path: Path) -> SourceText:
    """Read one document. `sha256` is the digest of the file's bytes, `path` the absolute path with slashes.

    Raises a SourceError that names the file: unreadable, unsupported, too large, not text, empty.
    """
    decoded = decode_file(path)
    return source_text(decoded.text, path=path.absolute().as_posix(), sha256=decoded.sha256)


def file_digest(path: Path) -> str:
    """Compute the sha256 of a file's bytes, by which a change is detected. Raises the errors of `read_file`."""
    return hashlib.sha256(_bytes(path)).hexdigest()


def decode(path: Path, data: bytes) -> str:
    """Decode the bytes of a document by the ending of its name. Raises a SourceError: unsupported, too large, not text, empty."""
    if len(data) > MAX_BYTES:
        raise _too_large(path, len(data))
    decode = FORMATS.get(path.suffix.lower())
    if decode is None:
        known = ", ".join(FORMATS)
        raise SourceUnsupported(path, f"no reader for {path.suffix or 'a name without ending'}; files that can be read end in {known}")
    text = decode(path, data)
    if not text.strip("\ufeff \t\r\n\u00a0"):
        raise SourceEmpty(path, "the file is empty; leave it out, or put the document's text in")
    return text


def _bytes(path: Path) -> bytes:
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
