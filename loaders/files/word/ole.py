"""Tell what an OLE container holds, in which Office kept its documents before .docx, and whether it is cut off."""

from __future__ import annotations

import struct
from pathlib import Path

from danchieu.loaders.errors import SourceDamaged, SourceUnsupported

__all__ = ["OLE", "check_word"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a container."""

_WORD = "WordDocument"
_OTHERS = {
    "EncryptedPackage": (SourceDamaged, "is encrypted; save it without a password"),
    "Workbook": (SourceUnsupported, "is a workbook, not a document; give a register as .xlsx with --register"),
    "PowerPoint Document": (SourceUnsupported, "is a presentation; save its text as a document"),
    "__substg1.0_": (SourceUnsupported, "is a mail of Outlook; save its attachments as files"),
}
"""Streams by which other containers are known."""

_HEADER = 512  # bytes
_SIZE_AT = 30  # the byte of the header with the size of the sectors
_IN_HEADER = 109  # sectors of the allocation table that the header names; they describe 7 MB, and a chain of sectors names the others
_SIZES = {9: 512, 12: 4096}  # bytes of a sector, by the number in the header
_NAMED = 0xFFFFFFFA  # numbers from here on are no sectors


def check_word(path: Path, data: bytes) -> None:
    """Raise SourceUnsupported for a container that is not Word's, SourceDamaged for one that is encrypted, damaged or cut off."""
    is_word = _holds(data, _WORD) and not _holds(data, "EncryptedPackage")
    for stream, (error, reason) in _OTHERS.items() if not is_word else ():
        if _holds(data, stream):
            raise error(path, reason)
    if len(data) >= _HEADER and data[_SIZE_AT] not in _SIZES:
        raise SourceDamaged(path, "is damaged: its sectors have no size that there is; copy it again from where it came")
    if _is_cut_off(data):
        raise SourceDamaged(path, "is cut off; copy it again from where it came")
    if not is_word:
        raise SourceUnsupported(path, "is a container of another program than Word; save its text as .docx")


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _is_cut_off(data: bytes) -> bool:
    """Return whether the allocation table leads to a sector that is missing."""
    if len(data) < _HEADER:
        return True
    size = _SIZES[data[_SIZE_AT]]
    sectors = -(-len(data) // size) - 1  # the last one may lack its padding
    for table in struct.unpack_from(f"<{_IN_HEADER}L", data, 76):
        if table >= _NAMED:
            return False
        entries = data[(table + 1) * size : (table + 2) * size]
        if len(entries) < size or any(sectors <= following < _NAMED for following in struct.unpack(f"<{size // 4}L", entries)):
            return True
    return False
