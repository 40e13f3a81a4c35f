"""Refuse a PDF with a packed stream that is made to fill the memory when it is unpacked."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from danchieu.loaders.errors import SourceDamaged

__all__ = ["refuse_bombs"]

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY = 2_000  # bytes before a stream in which its filters are named
_SMALL = 200_000  # bytes: the packing makes at most a thousandth, so that fewer bytes hold no more than memory does
_MOST = 256 << 20  # bytes of one stream: a page in colours, scanned with 600 dpi, has 104 MB
_STEP = 1 << 20


def refuse_bombs(path: Path, data: bytes) -> None:
    """Raise SourceDamaged for a stream that grows beyond a page in colours, or is packed more than once, which nobody needs."""
    for match in _STREAM.finditer(data):
        begin = data.rfind(b"obj", max(0, match.start() - _DICTIONARY), match.start())
        times = len(_PACKED.findall(data, max(0, begin), match.start()))
        if times > 1:
            raise SourceDamaged(
                path, "holds a stream that is packed more than once, as no program writes it; the file may be built to do harm"
            )
        end = data.find(b"endstream", match.end())
        if times and end - match.end() > _SMALL and _grows_beyond(data, match.end(), end):
            raise SourceDamaged(path, f"holds a stream of more than {_MOST >> 20} MB when unpacked; the file may be built to do harm")


def _grows_beyond(data: bytes, start: int, end: int) -> bool:
    """Return whether a stream is longer than any page, without keeping it; one that is no packed stream has no length."""
    unpacker, length, part = zlib.decompressobj(), 0, data[start:end]
    try:
        while part and not unpacker.eof:
            length += len(unpacker.decompress(part, _STEP))
            if length > _MOST:
                return True
            part = unpacker.unconsumed_tail
    except zlib.error:  # encrypted, or packed by a filter before
        pass
    return False
