"""Make archives of files, and take them apart."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from danchieu.loaders.errors import SourceError
from danchieu.loaders.files.archive.archives import Room, find_archive, list_members
from danchieu.loaders.opening import is_document

__all__ = ["KINDS", "headed", "mailed", "members", "tarred", "until_error", "with_declared_size", "without_name", "zipped"]

Files = Iterable[tuple[str, bytes]]


class Unpacked(NamedTuple):
    """A file in an archive, or the reason why it cannot be unpacked."""

    path: str
    content: bytes | None
    reason: str = ""


def zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(files: Files) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in files:
            archive.addfile(headed(name, size=len(content)), io.BytesIO(content))
    return stream.getvalue()


def headed(name: str, **fields: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def mailed(files: Files, body: str = "Kính gửi", subtype: str = "plain") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "V/v báo cáo"
    mail.set_content(body, subtype=subtype)
    for name, content in files:
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail.as_bytes()


def members(name: str, data: bytes) -> Iterator[Unpacked]:
    """Yield the files in an archive, unpacked."""
    path, room = Path(name), Room()
    archive = find_archive(path, data)
    assert archive
    for member in list_members(archive, path, data, room, is_document):
        try:
            yield Unpacked(member.path, member.unpack())
        except SourceError as error:
            yield Unpacked(member.path, None, error.reason)


def until_error(name: str, data: bytes) -> tuple[list[Unpacked], SourceError | None]:
    """Return the members of an archive, and the error behind them."""
    found = []
    try:
        for member in members(name, data):
            found.append(member)
    except SourceError as error:
        return found, error
    return found, None


def without_name(data: bytes) -> bytes:
    """Return a zip whose only entry, with a name of one byte, has none: that byte is an extra field."""
    changed, lengths = bytearray(data), struct.pack("<HH", 0, 1)
    for place in (26, data.index(b"PK\x01\x02") + 28):
        changed[place : place + len(lengths)] = lengths
    return bytes(changed)


def with_declared_size(data: bytes, size: int) -> bytes:
    """Return a zip whose directory declares another size for its first entry."""
    place = data.index(b"PK\x01\x02") + 24
    return data[:place] + struct.pack("<L", size) + data[place + 4 :]


KINDS: dict[str, Callable[[Files], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda files: gzip.compress(tarred(files)),
    "a.tgz": lambda files: gzip.compress(tarred(files)),
    "a.tar.bz2": lambda files: bz2.compress(tarred(files)),
    "a.tar.xz": lambda files: lzma.compress(tarred(files)),
    "a.eml": mailed,
}
