"""The entries of an archive before they are unpacked, and their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from danchieu.loaders.errors import SourceError
from danchieu.loaders.files.encodings import find_legacy
from danchieu.loaders.text.legacy import decode_legacy

__all__ = ["Contents", "Entry", "decode_names"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its path as the archive writes it, the bytes that it declares, and what unpacks it or raises a SourceError."""

    path: str
    size: int
    unpack: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of an archive, what ends it early, if it is cut off, and the words of a mail, which count if no entry is a document."""

    entries: Sequence[Entry]
    damage: SourceError | None = None
    words: Sequence[Entry] = ()


def decode_names(names: Sequence[bytes]) -> list[str]:
    """Decode the names of an archive that does not say their encoding: UTF-8, else that one in which they all are Vietnamese.

    >>> decode_names([b"k\\xd5 ho\\xb9ch.doc", b"b\\xb8o c\\xb8o.doc"])
    ['kế hoạch.doc', 'báo cáo.doc']
    """
    try:
        decoded = [name.decode("utf-8") for name in names]
    except UnicodeDecodeError:
        encoding = find_legacy(b"\n".join(name for name in names if not name.isascii()))
        decoded = [decode_legacy(name, encoding) if encoding else _decode_name(name) for name in names]
    return [unicodedata.normalize("NFC", name) for name in decoded]


def _decode_name(name: bytes) -> str:
    """Decode a name as DOS does, or as Windows does in Vietnam where that would show signs between the letters."""
    text = name.decode("cp437")
    if all(sign.isascii() or sign.isalpha() for sign in text):
        return text
    try:
        return name.decode("cp1258")
    except UnicodeDecodeError:
        return text
