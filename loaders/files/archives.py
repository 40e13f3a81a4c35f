"""Unpack files that hold documents: zip, tar and mail, and those of them that are in one of these.

Nothing is written where an archive says. Its entries are listed before one is unpacked, and they are unpacked one by one, in the order of
their paths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn

from danchieu.loaders.errors import SourceEmpty, SourceError, SourceUnsupported
from danchieu.loaders.files.entries import Contents, Entry
from danchieu.loaders.files.formats import MAX_BYTES, Archive, Member
from danchieu.loaders.files.mail_entries import is_mail, list_mail
from danchieu.loaders.files.tar_entries import is_tar, list_tar
from danchieu.loaders.files.zip_entries import is_zip, list_zip

__all__ = ["ARCHIVES", "MAX_MEMBERS", "MAX_UNPACKED", "find_archive", "members"]

MAX_MEMBERS = 100_000
"""The most entries of an archive and of those in it: more than the documents that a province issues in ten years."""

MAX_UNPACKED = 1 << 30
"""The most bytes that an archive, and those in it, may unpack to: scans hardly shrink, and texts shrink to a tenth."""

_OF_MACOS = "__MACOSX"  # where macOS keeps what it knows of the files in a zip
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_List = Callable[[Path, bytes, int, int], AbstractContextManager[Contents]]


def members(path: Path, data: bytes) -> Iterator[Member]:
    """Unpack the documents of an archive one by one; those that cannot be unpacked are named with the reason.

    Of an archive that is cut off, the members before the damage are yielded before the error is raised. Hidden files are skipped.
    Raises SourceUnsupported, SourceEmpty, SourceTooLarge or SourceDamaged.
    """
    archive = find_archive(path, data)
    if archive is None:
        raise SourceUnsupported(
            path, "is no archive that can be unpacked; those are zip, tar (.tar, .tar.gz, .tar.bz2, .tar.xz) and mail (.eml)"
        )
    if not data:
        raise SourceEmpty(path, "the file is empty; copy the archive again from where it came")
    yield from archive.members(path, data)


def find_archive(path: Path, data: bytes) -> Archive | None:
    """Return the kind of archive that the bytes of a file show, else that of its ending; None for a file that is none."""
    by_name = (archive for archive in ARCHIVES if path.name.lower().endswith(archive.endings))
    return next((archive for archive in ARCHIVES if archive.recognises(data)), None) or next(by_name, None)


@dataclass(slots=True)
class _Room:
    """What an archive, and those in it, may still hold."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_UNPACKED


@dataclass(slots=True)
class _Unpacking:
    """An archive that is being unpacked. `within` is the path of the archive that it is in, which ends with a slash."""

    path: Path
    list_entries: _List
    room: _Room = field(default_factory=_Room)
    within: str = ""
    seen: set[str] = field(default_factory=set)

    def run(self, data: bytes) -> Iterator[Member]:
        """Yield the members in the order of their paths."""
        with self.list_entries(self.path, data, self.room.members, self.room.bytes) as contents:
            for entry in sorted(contents.entries, key=lambda one: one.path):
                path = _plain_path(entry.path)
                if not _is_hidden(path):
                    yield from self._read(entry, path)
            if contents.damage:
                raise contents.damage

    def _read(self, entry: Entry, path: str) -> Iterator[Member]:
        """Yield the member that an entry is, or the members of the archive that it is."""
        reason = self._refusal(entry, path)
        self.seen.add(path)
        if not reason:
            self.room.members -= 1
            self.room.bytes -= entry.size
            try:
                yield from self._unpack(entry, path)
            except SourceError as error:
                reason = error.reason
        if reason:
            yield Member(self.within + path, None, reason)

    def _unpack(self, entry: Entry, path: str) -> Iterator[Member]:
        kind = next((kind for kind in _KINDS if path.lower().endswith(kind.endings)), None)
        if kind and self.within:
            raise SourceUnsupported(path, "is an archive in an archive in another one; unpack the outer one, and load what it holds")
        content = entry.unpack()
        if kind:
            yield from _Unpacking(Path(path), kind.list_entries, self.room, f"{path}/").run(content)
        else:
            yield Member(self.within + path, content)

    def _refusal(self, entry: Entry, path: str) -> str:
        """Return why an entry is not unpacked; empty for one that is."""
        if _leads_out(entry.path):
            return "its path leads out of the archive; it is not unpacked"
        if path in self.seen:
            return "an earlier entry has the same path, and was taken; rename one of them"
        if entry.size > MAX_BYTES:
            return f"unpacks to {entry.size / 1e6:,.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB of one document; divide it"
        if entry.size > self.room.bytes or not self.room.members:
            return f"comes behind {MAX_MEMBERS:,} files or {MAX_UNPACKED / 1e6:,.0f} MB of others; divide the archive"
        return ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of archive, and what lists its entries."""

    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    list_entries: _List
    is_refused: bool = False


def _refuse(what: str, path: Path, data: bytes, most: int, most_bytes: int) -> NoReturn:
    raise SourceUnsupported(path, f"{what} is not unpacked; unpack it, and load the files that it holds")


def _begins_with(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


_KINDS = (
    _Kind("zip", (".zip",), is_zip, list_zip),
    _Kind("tar", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"), is_tar, list_tar),
    _Kind("mail", (".eml",), is_mail, list_mail),
    _Kind("7z", (".7z",), _begins_with(b"7z\xbc\xaf\x27\x1c"), partial(_refuse, "a 7z archive"), is_refused=True),
    _Kind("rar", (".rar",), _begins_with(b"Rar!\x1a\x07"), partial(_refuse, "a rar archive"), is_refused=True),
    _Kind("Outlook", (".msg",), _begins_with(), partial(_refuse, "a mail of Outlook (.msg)"), is_refused=True),
)


def _members(kind: _Kind, path: Path, data: bytes) -> Iterator[Member]:
    yield from _Unpacking(path, kind.list_entries).run(data)


ARCHIVES = tuple(Archive(kind.name, kind.endings, kind.recognises, partial(_members, kind), is_refused=kind.is_refused) for kind in _KINDS)
"""The archives, in the order in which they are asked whether they recognise a file. Documents that are zips are asked before."""


def _plain_path(written: str) -> str:
    """Return a path with slashes and without signs that a terminal obeys; Windows writes some with backslashes."""
    parts = _CONTROL.sub("?", written).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def _leads_out(written: str) -> bool:
    path = written.replace("\\", "/")
    return path.startswith("/") or _DRIVE.match(path) is not None or ".." in path.split("/")


def _is_hidden(path: str) -> bool:
    return any((part.startswith(".") and part != "..") or part == _OF_MACOS for part in path.split("/"))
