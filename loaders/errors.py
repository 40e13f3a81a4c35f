"""What loaders raise on purpose. A message says what is wrong and what to do; the path goes with it.

SourceError
├── SourceMissing      no such file or folder, or a folder without a document
├── SourceUnreadable   the system does not let it be read
├── SourceNotText      no text in UTF-8
├── SourceEmpty        nothing but white space
├── SourceTooLarge     larger than one document may be
└── SourceUnsupported  a format that has no reader
"""

from __future__ import annotations

__all__ = ["SourceEmpty", "SourceError", "SourceMissing", "SourceNotText", "SourceTooLarge", "SourceUnreadable", "SourceUnsupported"]


class SourceError(Exception):
    """A file that cannot be loaded: `path` names it, `reason` says why and what to do."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.path, self.reason)


class SourceMissing(SourceError):
    """No such file or folder, or a folder that holds no document."""


class SourceUnreadable(SourceError):
    """The system does not let the file be read."""


class SourceNotText(SourceError):
    """The bytes are no text in UTF-8."""


class SourceEmpty(SourceError):
    """Nothing but white space."""


class SourceTooLarge(SourceError):
    """Larger than one document may be."""


class SourceUnsupported(SourceError):
    """A format that no reader knows."""
