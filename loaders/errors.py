"""Errors of the loaders. A message says what is wrong, with the value, and what to do.

LoaderError
├── SourceError            a document cannot be read; `path` names it, `reason` says why
│   ├── SourceMissing      no such file or folder, or a folder without a document
│   ├── SourceUnreadable   the system denies reading the file
│   ├── SourceNotText      neither text nor a document of a known format
│   ├── SourceDamaged      a document of a known format that is cut off, encrypted or built to harm its reader
│   ├── SourceEmpty        nothing but white space
│   ├── SourceTooLarge     larger than one document may be
│   └── SourceUnsupported  a format without a reader, or one whose reader is not installed
└── GrammarError           a table of the grammar is missing or malformed
    └── CueTableError      the table of cues is malformed
"""

from __future__ import annotations

from danchieu.graph.model.errors import DanchieuError

__all__ = [
    "CueTableError",
    "GrammarError",
    "LoaderError",
    "SourceDamaged",
    "SourceEmpty",
    "SourceError",
    "SourceMissing",
    "SourceNotText",
    "SourceTooLarge",
    "SourceUnreadable",
    "SourceUnsupported",
]


class LoaderError(DanchieuError):
    """The root of all errors that the loaders raise on purpose."""


class SourceError(LoaderError):
    """A document cannot be read: `path` names it, `reason` says why and what to do.

    `lasting` says whether it cannot be read until its content changes.
    """

    lasting = True

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.path, self.reason)


class SourceMissing(SourceError):
    """The file or folder does not exist, or the folder holds no document."""

    lasting = False


class SourceUnreadable(SourceError):
    """The system denies reading the file."""

    lasting = False


class SourceNotText(SourceError):
    """The bytes are neither text nor a document of a known format."""


class SourceDamaged(SourceError):
    """The document is cut off, encrypted, or built to harm its reader."""


class SourceEmpty(SourceError):
    """The file holds nothing but white space."""


class SourceTooLarge(SourceError):
    """The file is larger than one document may be."""


class SourceUnsupported(SourceError):
    """No reader exists for the format, or it is not installed; the message then says how to install it."""

    lasting = False


class GrammarError(LoaderError):
    """A table of the grammar is missing or malformed. The message names the file and the entry."""


class CueTableError(GrammarError):
    """The table of cues is malformed. The message names the cue and the field."""
