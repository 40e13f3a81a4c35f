"""The text of a document, raw and normalised, with the mapping from normalised positions to raw offsets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from danchieu.graph.model import Span
from danchieu.loaders.text.normalize import normalize
from danchieu.loaders.text.offsets import Offsets

__all__ = ["SourceText", "source_text"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """One decoded text. Patterns search `text`; every offset outside the loaders refers to `raw`.

    `offsets` maps positions of `text` to offsets of `raw`; None if all positions are equal. `reader` says what decoded the file, and
    `pages` are the offsets in `raw` at which its pages begin; `notes` say what was mended or left out. Of several files
    of a document, that with the lowest `rank` counts.
    """

    path: str
    sha256: str
    raw: str
    text: str
    offsets: Offsets | None = None
    reader: str = "text"
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    rank: int = 0

    def span(self, start: int, end: int) -> Span:
        """Map `text[start:end]`, for start < end, to its span in `raw`."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets.origin(start), self.offsets.origin(end))

    def quote(self, start: int, end: int) -> str:
        """Return the characters of `raw` from which `text[start:end]` was made."""
        span = self.span(start, end)
        return self.raw[span.start : span.end]


def source_text(raw: str, path: str = "", sha256: str | None = None, **reading: Any) -> SourceText:
    """Normalise `raw`. `sha256` is the digest of the file's bytes; the default is the digest of the text in UTF-8.

    `reading` says how a file was read: see the fields of SourceText from `reader` on.
    """
    text, offsets = normalize(raw)
    digest = sha256 or hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(path=path, sha256=digest, raw=raw, text=text, offsets=offsets, **reading)
