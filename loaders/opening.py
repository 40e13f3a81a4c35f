"""Opens files: a document is itself, an archive its files and those of the archives in it, judged as they would be in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.graph.model import Failure, FileState, LeftAside, Opened, Stamp
from danchieu.loaders.errors import SourceError, SourceUnreadable, SourceUnsupported
from danchieu.loaders.workers import show_life

if TYPE_CHECKING:
    from danchieu.loaders.files.formats import Archive
    from danchieu.loaders.text.source import SourceText

__all__ = ["Found", "Source", "failure_of", "is_document", "open_file", "stamp_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a document, of a file or in an archive."""

    path: str
    data: bytes
    stamp: Stamp | None = None  # of a file
    archive: str | None = None  # path of the archive

    def decode(self) -> SourceText:
        """Decode and normalise it. Raises a SourceError."""
        from danchieu.loaders.files import as_source, decode

        return as_source(decode(Path(self.path), self.data), path=self.path, sha256=hashlib.sha256(self.data).hexdigest())


Found = Source | Failure | LeftAside | Opened


def open_file(path: Path, begin: int = 0, broken: Container[str] = ()) -> Iterator[Found]:
    """Yield what a file holds from the number `begin` on: a document, or those of an archive but for the `broken`, which are not counted.

    `Opened` closes each archive whose files were all listed, those in the archive too. What of an archive is unpacked is named to the
    process that waits for it.
    """
    opening = _Opening(path, begin, broken)
    for found in opening.run():
        if opening.passed >= begin:
            yield found
        opening.passed += 1


def stamp_of(path: Path) -> Stamp:
    """Return the size of a file and the time of its last change. Raises OSError."""
    status = path.stat()
    return Stamp(status.st_size, status.st_mtime_ns)


def is_document(name: str) -> bool:
    """Return whether what has this name is a document or an archive. A picture may be a logo or a photo, and is not taken for one."""
    from danchieu.loaders.files import has_ending
    from danchieu.loaders.files.paper.images import FORMAT

    return has_ending(Path(name)) and not name.lower().endswith(FORMAT.endings)


def failure_of(path: str, error: SourceError, state: FileState) -> Failure:
    """Return the failure of a file, which is read again when it changes, or with every load if the reason may go away otherwise."""
    kept = state if error.lasting else FileState("", archive=state.archive)
    return Failure(path, error.reason, kept.failed(error.reason))


class _Opening:
    """One reading of a file; `passed` counts what was found in it."""

    def __init__(self, path: Path, begin: int, broken: Container[str]) -> None:
        from danchieu.loaders.files.archive.archives import Room

        self._path, self._name, self._begin, self._broken = path, path.absolute().as_posix(), begin, broken
        self._room = Room()
        self._stamp: Stamp | None = None
        self._left_aside: list[str] = []
        self.passed = 0

    def run(self) -> Iterator[Found]:
        """Yield all that is found."""
        from danchieu.loaders.files import archive_of, read_bytes

        try:
            data, self._stamp = read_bytes(self._path)
            if kind := archive_of(self._path, data):
                yield from self._members(kind, self._name, data)
                yield Opened(self._name, self._stamp, tuple(self._left_aside))
            else:
                yield Source(self._name, data, self._stamp)
        except SourceError as error:
            yield failure_of(self._name, error, FileState("", stamp=self._stamp))

    def _members(self, kind: Archive, place: str, data: bytes) -> Iterator[Found]:
        """Yield the files in an archive. Raises a SourceError."""
        from danchieu.loaders.files import has_ending
        from danchieu.loaders.files.archive.archives import list_members

        for member in list_members(kind, Path(place), data, self._room, is_document):
            inside = f"{place}/{member.path}"
            if inside in self._broken:
                continue
            if not has_ending(Path(inside)):
                self._left_aside.append(inside)
                yield LeftAside(inside)
                continue
            if self.passed >= self._begin:
                show_life(inside)
            try:
                yield from self._member(inside, member.unpack(), is_outer=place == self._name)
            except SourceError as error:
                stamp = None if isinstance(error, SourceUnreadable) else self._stamp  # the disk may have room the next time
                yield Failure(inside, error.reason, FileState("", archive=self._name, stamp=stamp).failed(error.reason))

    def _member(self, inside: str, data: bytes, *, is_outer: bool) -> Iterator[Found]:
        """Yield a file of an archive, or the files in it if it is an archive. Raises a SourceError."""
        from danchieu.loaders.files import archive_of

        kind = archive_of(Path(inside), data)
        if kind is None:
            yield Source(inside, data, archive=self._name)
        elif is_outer:
            yield from self._members(kind, inside, data)
            yield Opened(inside, archive=self._name)
        else:
            raise SourceUnsupported(inside, "is an archive in an archive in another one; unpack the outer one, and load what it holds")
