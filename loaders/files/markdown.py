"""Decode Markdown: plain text, in any encoding, with marks that are no part of the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from danchieu.graph.model.markdown import ENDINGS
from danchieu.loaders.files.formats import Decoded, Format
from danchieu.loaders.files.plain import decode_text

__all__ = ["FORMAT"]


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode as plain text. Raises SourceNotText as that does."""
    return replace(decode_text(path, data), markdown=True)


FORMAT = Format("Markdown", ENDINGS, lambda data: False, _decode)
