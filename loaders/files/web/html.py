"""Read saved web pages: the document that a page shows, without the menus, side bars and lists of links around it."""

from __future__ import annotations

import re
from pathlib import Path

from danchieu.loaders.files.formats import Decoded, Format

__all__ = ["FORMAT"]

_BEGINS_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,500}-->\s*)*<(?:!doctype\s+html|html|head|body|meta|frameset)[\s>]", re.IGNORECASE
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # of UTF-8 and UTF-16
_BEGINNING = 4_096  # bytes


def _recognises(data: bytes) -> bool:
    """Return whether a file begins as a page does, in one byte a letter or in two."""
    start = data[:_BEGINNING]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return _BEGINS_PAGE.match(start.replace(b"\0", b"")) is not None


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode the document of a page. Raises SourceDamaged, SourceTooLarge, SourceNotText or SourceEmpty."""
    from danchieu.loaders.files.web.document import decode_page  # takes 20 ms, which few files need

    return decode_page(path, data)


FORMAT = Format("HTML", (".html", ".htm"), _recognises, _decode)
