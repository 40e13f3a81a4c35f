"""Decode the bytes of a page: by their mark, as UTF-8 if they are valid, by the charset that the page declares, else as plain text.

UTF-8 comes before the charset that is declared: pages in UTF-8 declare others, but bytes in others are hardly ever valid UTF-8.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from danchieu.loaders.files.charsets import decode_as
from danchieu.loaders.files.encodings import find_utf16
from danchieu.loaders.files.plain import decode_text
from danchieu.loaders.text.legacy import LEGACY_FONTS

__all__ = ["decode_markup"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_BEGINNING = 8_192  # bytes in which a page declares its charset
_LEGACY_FONT = re.compile(LEGACY_FONTS.encode(), re.IGNORECASE)  # its letters are decoded later, by the font, from windows-1252
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_markup(path: Path, data: bytes, declared: str | None = None) -> str:
    """Decode a page, whose charset may be `declared` by what holds it.

    Raises SourceNotText for bytes that are no text in any encoding that is known.
    """
    if data.startswith(_WIDE_MARKS) or (b"\0" in data and find_utf16(data)):
        return decode_text(path, data).text
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")
    charset = declared or _declared(data) or ("windows-1252" if _LEGACY_FONT.search(data) else "")
    for name in ("utf-8", charset):
        if (text := decode_as(name, data)) is not None:
            return text
    return decode_text(path, data).text


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_BEGINNING])
    return found[1].decode() if found else None
