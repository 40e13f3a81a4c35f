"""Decode plain text and Markdown in UTF-8."""

from __future__ import annotations

from pathlib import Path

from danchieu.loaders.errors import SourceNotText
from danchieu.loaders.files.formats import Decoded, Format

__all__ = ["FORMAT"]


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode UTF-8 and keep line ends unchanged. Raises SourceNotText for other encodings and for binary files."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceNotText(path, "is UTF-16 text; save it as UTF-8")
    if b"\0" in data:
        raise SourceNotText(path, "is not text (it contains NUL bytes); if it is a document of another format, save it as UTF-8 text")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        raise SourceNotText(path, f"is not UTF-8 text (byte 0x{data[error.start]:02x} at {error.start}); save it as UTF-8") from error


FORMAT = Format("text", (".txt", ".md"), lambda data: False, _decode)
