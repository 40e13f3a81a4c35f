"""Records of what was read: a text with its header and citations, a part of a register; files not read again, failures and notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePath

from danchieu.graph.model.citations import Citation
from danchieu.graph.model.documents import Head

__all__ = ["Content", "Failure", "FileState", "LeftAside", "Note", "Opened", "Reading", "Register", "RegisterEntry", "Stamp", "Unchanged"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The size of a file in bytes, and when it was last changed, in nanoseconds: while both stay, it is not looked into."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as decoded, with its header and its citations."""

    path: str
    sha256: str
    text: str
    head: Head
    citations: tuple[Citation, ...]
    metadata: str | None = None  # digest of what metadata.csv states about the file
    reader: str = "text"  # what decoded the file
    pages: tuple[int, ...] = ()  # offset in the text at which each page begins
    rank: int = 0  # of several files of a document, that with the lowest counts
    notes: tuple[str, ...] = ()  # what was mended or left out
    lacks: str | None = None  # the extra that would read more of it, if it were installed: doc, ocr
    archive: str | None = None  # path of the archive that holds the file
    stamp: Stamp | None = None  # of a file that lies in a folder

    @property
    def content(self) -> Content:
        """What decides how it was read."""
        return Content(self.sha256, _ending(self.path), self.metadata, self.lacks)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row of a register: its line, and what it states about its document."""

    line: int
    head: Head
    sheet: str = ""  # of a workbook with several; lines are counted in it


@dataclass(frozen=True, slots=True)
class Register:
    """A part of a register: some of its rows."""

    file: str  # path of the register
    part: int  # number of the part, from 1
    sha256: str
    entries: tuple[RegisterEntry, ...]

    @property
    def path(self) -> str:
        """The path under which the part is kept, below that of the register."""
        return f"{self.file}/{self.part}"


@dataclass(frozen=True, slots=True)
class FileState:
    """The state in which a file was loaded: a file whose state is the same is not read again."""

    sha256: str  # empty for an archive, and where nothing could be unpacked
    metadata: str | None = None  # digest of what metadata.csv states about the file
    register: str | None = None  # path of the register, for a part of one
    archive: str | None = None  # path of the archive, for a file in one
    stamp: Stamp | None = field(default=None, compare=False)  # of a file; for one in an archive, only of a failure that lasts
    failure: str | None = field(default=None, compare=False)  # why it could not be read in this state
    lacks: str | None = field(default=None, compare=False)  # the extra that would have read more of it
    left_aside: tuple[str, ...] | None = field(default=None, compare=False)  # of an archive all of whose files were loaded
    is_outdated: bool = field(default=False, compare=False)  # it is to be read again in any case

    @property
    def container(self) -> str | None:
        """The path of the file that holds it, for a part of a register and a file in an archive."""
        return self.register or self.archive

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive, whose files have states of their own."""
        return self.left_aside is not None

    @property
    def is_text(self) -> bool:
        """Whether it is a text that could be read in this state."""
        return not (self.register or self.failure or self.is_archive)

    def content_at(self, path: str) -> Content:
        """Return what decided how the text at a path was read."""
        return Content(self.sha256, _ending(path), self.metadata, self.lacks)

    def failed(self, reason: str) -> FileState:
        """Return the state of a file that could not be read in it."""
        return replace(self, failure=reason)


@dataclass(frozen=True, slots=True)
class Content:
    """All that decides what is read of a file, wherever it lies: a file of the same content was moved."""

    sha256: str
    ending: str  # of its name, in lower case: the same bytes are read in another way as .md than as .txt
    metadata: str | None
    lacks: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that was not read again: neither the file nor its metadata has changed. `stamp` is a new one of the same content."""

    path: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a row of a table, that could not be read or loaded, and the reason.

    A file in a `state` will not be read again until that changes.
    """

    path: str
    reason: str
    state: FileState | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A file in an archive that no reader is for."""

    path: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive whose files were all listed: those that it held before and that were not met are in it no longer.

    `stamp` is None if the archive is as it was when it was opened last, and for one that is itself in an `archive`.
    """

    path: str
    stamp: Stamp | None = None
    left_aside: tuple[str, ...] = ()  # paths of files, in it and in archives in it, that no reader is for
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a user should know of a file that was read: what was left aside or mended. Nothing failed."""

    path: str
    text: str


def _ending(path: str) -> str:
    return PurePath(path).suffix.lower()
