"""Records of what was read: a text with its header and citations, a part of a register; files not read again, failures and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from danchieu.graph.model.citations import Citation
from danchieu.graph.model.documents import Head

__all__ = ["Failure", "FileState", "LeftAside", "Note", "Reading", "Register", "RegisterEntry", "Stamp", "Unchanged"]


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
    lacks: str | None = None  # the extra that would read more of it, if it were installed: ocr
    archive: str | None = None  # path of the archive that holds the file
    stamp: Stamp | None = None  # of the file, or of the archive


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

    sha256: str
    metadata: str | None = None  # digest of what metadata.csv states about the file
    register: str | None = None  # path of the register, for a part of one
    archive: str | None = None  # path of the archive, for a file in one
    stamp: Stamp | None = field(default=None, compare=False)
    failure: str | None = field(default=None, compare=False)  # why it could not be read in this state
    lacks: str | None = field(default=None, compare=False)  # the extra that would have read more of it

    @property
    def container(self) -> str | None:
        """The path of the file that holds it, for a part of a register and a file in an archive."""
        return self.register or self.archive


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
class Note:
    """What a user should know of a file that was read: what was left aside or mended. Nothing failed."""

    path: str
    text: str
