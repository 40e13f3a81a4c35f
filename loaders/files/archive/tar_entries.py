"""List the entries of a tar, packed or not. A packed one is unpacked to a temporary file, which ends where it gets too large."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from danchieu.loaders.errors import SourceDamaged, SourceError, SourceTooLarge, SourceUnreadable
from danchieu.loaders.files.entries import Contents, Entry, decode_names
from danchieu.loaders.files.formats import MAX_BYTES

__all__ = ["is_tar", "list_tar"]

_MAGIC, _MAGIC_AT = b"ustar", 257  # in the first header
_BLOCK = 512  # bytes of a header
_LONGEST_END = 1 << 20  # bytes; a tar of no files is its end, of 10 KB as a rule
_IN_MEMORY = 16 << 20  # bytes of an unpacked tar; a larger one is kept on disk
_STEP = 1 << 20  # bytes unpacked at a time
_MOST_FOLD = 250  # texts pack to a tenth at best, texts that are nearly the same to a fiftieth; zeros to a thousandth
_ENOUGH = 64 << 20  # unpacked bytes from which on an archive is judged by that
_READS = 2_000  # for one header; one that asks for more describes a sparse file of a thousand pieces, and each piece takes longer
_XZ_MEMORY = 128 << 20  # bytes; the strongest setting of xz takes 65 MB to unpack
_BROKEN = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError, zlib.error, lzma.LZMAError)
_DAMAGED = "is cut off or damaged ({}); copy the archive again from where it came"


class _Guarded(io.RawIOBase):
    """A file that refuses what a header of a tar should not make anybody read: too much at once, or too often."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.reads = 0

    def read(self, size: int = -1) -> bytes:
        """Read as a file does. Raises tarfile.ReadError for what no sensible header asks for."""
        self.reads += 1
        if size < 0 or size > MAX_BYTES or self.reads > _READS:
            raise tarfile.ReadError("a header that is longer than any document")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, as a file does."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place, as a file does."""
        return self._file.tell()


def is_tar(data: bytes) -> bool:
    """Return whether a file is a tar, packed or not, by its first header."""
    try:
        return next(_steps(data, _BLOCK), b"").startswith(_MAGIC, _MAGIC_AT)
    except _BROKEN:
        return False


@contextmanager
def list_tar(path: Path, data: bytes, most: int, most_bytes: int) -> Iterator[Contents]:
    """List the entries of a tar; of one that is cut off, or has too many entries or bytes, those before that.

    Raises SourceDamaged for a file that is no tar.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        damage = _unpack_to(file, path, data, most_bytes)
        guarded = _Guarded(file)
        try:
            tar = tarfile.TarFile(fileobj=guarded)
        except _BROKEN as error:
            raise damage or SourceDamaged(path, _DAMAGED.format(error)) from error
        infos, cut = _read_headers(path, tar, guarded, most)
        if not infos and (size := file.seek(0, io.SEEK_END)) > _LONGEST_END:
            cut = cut or SourceDamaged(path, f"holds no file in {size / 1e6:,.0f} MB; copy the archive again from where it came")
        names = decode_names([info.name.encode("utf-8", "surrogateescape") for info in infos])
        entries = [Entry(name, info.size, partial(_unpack, path, tar, guarded, info)) for name, info in zip(names, infos, strict=True)]
        yield Contents(entries, damage or cut)


def _read_headers(path: Path, tar: tarfile.TarFile, file: _Guarded, most: int) -> tuple[list[tarfile.TarInfo], SourceError | None]:
    """Return what is no folder in a tar, and what ended the reading early."""
    infos: list[tarfile.TarInfo] = []
    try:
        while info := tar.next():
            file.reads = 0
            if len(infos) >= most:
                return infos, SourceTooLarge(path, f"holds more than {most:,} entries; divide it")
            if not info.isdir():
                infos.append(info)
    except _BROKEN as error:
        return infos, SourceDamaged(path, _DAMAGED.format(error))
    return infos, None


def _unpack(path: Path, tar: tarfile.TarFile, file: _Guarded, info: tarfile.TarInfo) -> bytes:
    """Unpack an entry. Raises SourceDamaged for one that is no file with content of its own, or that is cut off."""
    if not info.isreg() or info.sparse is not None:
        raise SourceDamaged(path, "is a link, a device or a sparse file in the archive; put the file itself in")
    file.reads = 0
    try:
        content = tar.extractfile(info)
        return content.read() if content else b""
    except _BROKEN as error:
        raise SourceDamaged(path, _DAMAGED.format(error)) from error


def _unpack_to(file: IO[bytes], path: Path, data: bytes, most_bytes: int) -> SourceError | None:
    """Write an unpacked tar to a file, and return what ended it early."""
    size = 0
    try:
        for step in _steps(data, _STEP):
            size += len(step)
            if size > most_bytes or (size > _ENOUGH and size > _MOST_FOLD * len(data)):
                fold = size // len(data)
                return SourceTooLarge(path, f"unpacks to more than {size / 1e6:,.0f} MB, {fold} times its size; divide it")
            _write(file, step, path)
    except SourceUnreadable as error:
        return error
    except _BROKEN as error:
        return SourceDamaged(path, _DAMAGED.format(error))
    finally:
        file.seek(0)
    return None


def _write(file: IO[bytes], step: bytes, path: Path) -> None:
    """Write a piece of a tar. Raises SourceUnreadable when the disk is full."""
    try:
        file.write(step)
    except OSError as error:
        where = tempfile.gettempdir()
        raise SourceUnreadable(path, f"cannot be unpacked in {where} ({error.strerror or error}); make room there") from error


def _steps(data: bytes, size: int) -> Iterator[bytes]:
    """Yield a tar in pieces of at most `size` bytes, unpacked if it is packed."""
    if data.startswith(b"\x1f\x8b"):
        yield from _read(gzip.GzipFile(fileobj=io.BytesIO(data)), size)
    elif data.startswith(b"BZh"):
        yield from _read(bz2.BZ2File(io.BytesIO(data)), size)
    elif data.startswith(b"\xfd7zXZ"):
        yield from _xz_steps(data, size)
    else:
        yield from _read(io.BytesIO(data), size)


def _read(file: io.BytesIO | gzip.GzipFile | bz2.BZ2File, size: int) -> Iterator[bytes]:
    while step := file.read1(size):  # of a file that is cut off, `read` would keep back what comes before
        yield step


def _xz_steps(data: bytes, size: int) -> Iterator[bytes]:
    """Unpack xz with little memory, which the file asks for."""
    while data:
        unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        while not unpacker.eof:
            step = unpacker.decompress(data, size)
            data = b""
            if not step and unpacker.needs_input and not unpacker.eof:
                raise EOFError("it ends early")
            yield step
        data = unpacker.unused_data.lstrip(b"\0")
