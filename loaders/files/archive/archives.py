"""List the files in archives: zip, tar and mail.

Nothing is written where an archive says. Its entries are listed before one is unpacked, and each is unpacked when it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import NoReturn

from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files.archive.mail_entries import is_mail, list_mail
from danchieu.loaders.files.archive.tar_entries import is_tar, list_tar
from danchieu.loaders.files.archive.zip_entries import is_zip, list_zip
from danchieu.loaders.files.entries import Entry
from danchieu.loaders.files.formats import MAX_BYTES, Archive, Member
from danchieu.loaders.files.names import is_hidden, leads_out, number_name, plain_path

__all__ = ["ARCHIVES", "MAX_MEMBERS", "MAX_UNPACKED", "Room", "find_archive", "list_members"]

MAX_MEMBERS = 100_000
"""The most entries of an archive and of those in it: more than the documents that a province issues in ten years."""

MAX_UNPACKED = 1 << 30
"""The most bytes that an archive, and those in it, may unpack to: scans hardly shrink, and texts shrink to a tenth."""


def find_archive(path: Path, data: bytes) -> Archive | None:
    """Return the kind of archive that the bytes of a file show, else that of its ending; None for a file that is none."""
    by_name = (archive for archive in ARCHIVES if path.name.lower().endswith(archive.endings))
    return next((archive for archive in ARCHIVES if archive.recognises(data)), None) or next(by_name, None)


@dataclass(slots=True)
class Room:
    """What an archive, and those in it, may still hold, and the paths of what they hold."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_UNPACKED
    _taken: set[Path] = field(default_factory=set)

    def take(self, archive: Path, path: str) -> bool:
        """Take a path in an archive; return False if it is taken: a folder may be called as an archive beside it is."""
        place = archive / path
        if place in self._taken:
            return False
        self._taken.add(place)
        return True


def list_members(archive: Archive, path: Path, data: bytes, room: Room, is_document: Callable[[str], bool]) -> Iterator[Member]:
    """Yield the files in an archive of this kind, in the order of their paths, which takes from the `room`. Hidden files are skipped.

    A mail is read by its words where none of its files is a document, by its name.
    Of an archive that is cut off, the members before the damage are yielded before the error is raised.
    Raises SourceUnsupported, SourceEmpty, SourceTooLarge or SourceDamaged.
    """
    if not data:
        raise SourceEmpty(path, "the file is empty; copy the archive again from where it came")
    with archive.list_entries(path, data, room.members, room.bytes) as contents:
        words = () if any(is_document(entry.path) for entry in contents.entries) else contents.words
        entries = [(plain_path(entry.path), entry) for entry in sorted((*contents.entries, *words), key=lambda one: one.path)]
        written = {plain for plain, _ in entries}
        numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
        for plain, entry in entries:
            if any(map(is_hidden, plain.split("/"))):
                continue
            room.members -= 1
            if room.take(path, plain):
                yield Member(plain, partial(_unpack, entry, plain, room))
            else:
                again = next(name for name in number_name(plain, numbers[plain]) if name not in written and room.take(path, name))
                yield Member(again, partial(_refuse_second, again))
        if contents.damage:
            raise contents.damage


def _refuse_second(path: str) -> NoReturn:
    raise SourceDamaged(path, "an earlier entry has the same path, and was taken; rename one of them")


def _unpack(entry: Entry, path: str, room: Room) -> bytes:
    """Unpack an entry. Raises SourceDamaged, or SourceTooLarge for one that is too large for a document or for the room left."""
    if leads_out(entry.path):
        raise SourceDamaged(path, "its path leads out of the archive; it is not unpacked")
    if entry.size > MAX_BYTES:
        raise SourceTooLarge(
            path, f"unpacks to {entry.size / 1e6:,.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB of one document; divide it"
        )
    if entry.size > room.bytes or room.members < 0:
        raise SourceTooLarge(path, f"comes behind {MAX_MEMBERS:,} files or {MAX_UNPACKED / 1e6:,.0f} MB of others; divide the archive")
    room.bytes -= entry.size
    return entry.unpack()


def _refuse(what: str, path: Path, data: bytes, most: int, most_bytes: int) -> NoReturn:
    raise SourceUnsupported(path, f"{what} is not unpacked; unpack it, and load the files that it holds")


def _begins_with(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


ARCHIVES = (
    Archive("zip", (".zip",), is_zip, list_zip),
    Archive("tar", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"), is_tar, list_tar),
    Archive("mail", (".eml",), is_mail, list_mail),
    Archive("7z", (".7z",), _begins_with(b"7z\xbc\xaf\x27\x1c"), partial(_refuse, "a 7z archive"), is_refused=True),
    Archive("rar", (".rar",), _begins_with(b"Rar!\x1a\x07"), partial(_refuse, "a rar archive"), is_refused=True),
    Archive("Outlook", (".msg",), _begins_with(), partial(_refuse, "a mail of Outlook (.msg)"), is_refused=True),
)
"""The archives, in the order in which they are asked whether they recognise a file. Documents that are zips are asked before."""
