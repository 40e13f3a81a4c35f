"""Decode plain text and Markdown in UTF-8."""

from __future__ import annotations

from pathlib import Path

from danchieu.loaders.errors import SourceNotText

__all__ = ["decode_plain"]


def decode_plain(path: Path, data: bytes) -> str:
    """Decode UTF-8 and keep line ends unchanged. Raises SourceNotText for other encodings and for binary files."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceNotText(path, "is UTF-16 text; save it as UTF-8")
    if b"\0" in data:
        raise SourceNotText(path, "is not text (it contains NUL bytes); if it is a document of another format, save it as UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceNotText(path, f"is not UTF-8 text (byte 0x{data[error.start]:02x} at {error.start}); save it as UTF-8") from error
