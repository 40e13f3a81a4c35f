"""A text as it was read and as it is searched, with the way back from one to the other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from danchieu.graph.model import Span
from danchieu.loaders.text.normalize import normalize
from danchieu.loaders.text.offsets import Offsets

__all__ = ["SourceText", "source_text"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """One decoded text. Patterns search `text`; every offset that leaves the loaders refers to `raw`.

    `offsets` maps positions of `text` to `raw`; None means that the two agree position by position.
    """

    path: str
    sha256: str
    raw: str
    text: str
    offsets: Offsets | None = None

    def span(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`, for start < end."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets.origin(start), self.offsets.origin(end))

    def quote(self, start: int, end: int) -> str:
        """The characters of the source behind `text[start:end]`, as written."""
        span = self.span(start, end)
        return self.raw[span.start : span.end]


def source_text(raw: str, path: str = "", sha256: str | None = None) -> SourceText:
    """Normalise `raw`. Without `sha256` (of the file's bytes) that of the text in UTF-8 is taken."""
    text, offsets = normalize(raw)
    digest = sha256 or hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(path=path, sha256=digest, raw=raw, text=text, offsets=offsets)
