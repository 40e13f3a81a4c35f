"""Decode Markdown: plain text, in any encoding, with marks that are no part of the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from danchieu.graph.model.markdown import READER
from danchieu.loaders.files.formats import Decoded, Format
from danchieu.loaders.files.plain import decode_text

__all__ = ["FORMAT"]

_USUAL = "UTF-8"


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode as plain text. Raises SourceNotText as that does."""
    decoded = decode_text(path, data)
    return replace(decoded, markdown=True, reader=READER if decoded.reader == _USUAL else f"{READER} ({decoded.reader})")


FORMAT = Format(READER, (".md", ".markdown"), lambda data: False, _decode)
