"""List the entries of a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from danchieu.loaders.files.entries import Contents, Entry, decode_names
from danchieu.loaders.files.formats import MAX_BYTES
from danchieu.loaders.files.zipped import ZIP, open_zip, unpack

__all__ = ["is_zip", "list_zip"]

_EMPTY = b"PK\x05\x06"  # begins a zip without entries
_UTF8 = 0x800  # in the flags of an entry: its name is in UTF-8
_NAME_AT = 30  # offset of the name of the first entry
_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/")  # the first entry of a document


def is_zip(data: bytes) -> bool:
    """Return whether a file is a zip of files, not one document that is packed as a zip."""
    return data.startswith(_EMPTY) or (data.startswith(ZIP) and not data.startswith(_DOCUMENTS, _NAME_AT))


@contextmanager
def list_zip(path: Path, data: bytes, most: int, most_bytes: int) -> Iterator[Contents]:
    """List the entries of a zip with at most so many, which unpack to at most so many bytes. Raises SourceTooLarge or SourceDamaged."""
    with open_zip(path, data, entries=most, unpacked=most_bytes) as container:
        infos = [info for info in container.infolist() if not info.filename.endswith("/")]  # is_dir() does not take an empty name
        unnamed = [info for info in infos if not info.flag_bits & _UTF8]
        names = dict(zip(map(id, unnamed), decode_names([_written(info) for info in unnamed]), strict=True))
        yield Contents(
            [
                Entry(names.get(id(info), info.filename), info.file_size, partial(unpack, path, container, info, most=MAX_BYTES))
                for info in infos
            ]
        )


def _written(info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a name that zipfile has decoded as cp437."""
    return info.filename.encode("cp437", "replace")
