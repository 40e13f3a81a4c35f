"""Open zip containers safely: what they hold is judged by their directory before anything is unpacked.

An office document is a zip, and so is an archive of documents. The directory stands at the end of the file; it says how many entries there
are and how large each is unpacked. An entry that unpacks to more than it declares is cut off where it should end, and refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge

__all__ = ["ZIP", "open_zip", "read_directory", "unpack"]

ZIP = b"PK\x03\x04"
"""The first bytes of a zip that is not empty."""

_OF_DOCUMENT = 10_000  # entries: a document has some dozens, one with a thousand pictures some thousand
_BYTES_OF_DOCUMENT = 1 << 30  # that all entries declare: pictures of a document of 64 MB stay far below; a bomb of 4 MB declares 4 GB
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_LENGTH, _LOCATOR_LENGTH = 22, 20
_LONGEST_COMMENT = 0xFFFF  # that may follow the end of the directory
_ENCRYPTED = 0x1  # in the flags of an entry
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile unpacks the others without a limit for what a step yields
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError)


def open_zip(path: Path, data: bytes, *, entries: int = _OF_DOCUMENT, unpacked: int = _BYTES_OF_DOCUMENT) -> zipfile.ZipFile:
    """Open a container with at most that many `entries`, which declare at most `unpacked` bytes together; nothing is unpacked.

    Raises SourceTooLarge, or SourceDamaged for one that is cut off.
    """
    count = read_directory(data).count(_ENTRY)
    if count > entries:
        raise SourceTooLarge(path, f"holds {count:,} entries, more than {entries:,}; divide it")
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise SourceDamaged(path, f"is cut off or damaged ({_in_words(error)}); copy the file again from where it came") from error
    size = sum(entry.file_size for entry in container.infolist())
    if size > unpacked:
        raise SourceTooLarge(path, f"unpacks to {size / 1e6:,.0f} MB, more than {unpacked / 1e6:,.0f} MB; divide it")
    return container


def unpack(path: Path, container: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most: int) -> bytes:
    """Unpack an entry of at most `most` bytes. Raises SourceTooLarge, or SourceDamaged for one that is encrypted or does not unpack."""
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        raise SourceDamaged(path, f"{name} in it is encrypted; unpack it with its password and save what it holds")
    if entry.compress_type not in _METHODS:
        raise SourceDamaged(path, f"{name} in it is packed by method {entry.compress_type}, not deflated; pack it again as a usual zip")
    if entry.file_size > most:
        raise SourceTooLarge(path, f"{name} in it unpacks to {entry.file_size / 1e6:,.0f} MB, more than {most / 1e6:,.0f} MB")
    try:
        with container.open(entry) as packed:
            content = packed.read(entry.file_size)  # no more is unpacked than is declared
    except _DAMAGED as error:
        raise SourceDamaged(path, f"{name} in it does not unpack ({_in_words(error)}); copy the file again from where it came") from error
    if len(content) != entry.file_size:
        raise SourceDamaged(path, f"{name} in it unpacks to {len(content):,} bytes and declares {entry.file_size:,}; copy the file again")
    return content


def read_directory(data: bytes) -> bytes:
    """Return the directory at the end of a zip, which holds the names of all entries; empty if there is none.

    Names in the content, as those of a document in an archive, are not in it.
    """
    end = data.rfind(_END, max(0, len(data) - _END_LENGTH - _LONGEST_COMMENT))
    if end < 0 or end + _END_LENGTH > len(data):
        return b""
    (size,) = struct.unpack_from("<L", data, end + 12)
    if data[max(0, end - _LOCATOR_LENGTH) :].startswith(_LOCATOR_64):  # then the numbers of the longer record count
        end = data.rfind(_END_64, 0, end)
        if end < 0 or end + 48 > len(data):
            return b""
        (size,) = struct.unpack_from("<Q", data, end + 40)
    return data[max(0, end - size) : end]


def _in_words(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__
