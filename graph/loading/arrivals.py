"""Files to be loaded: new ones with their texts, and those that the graph holds and that were linked again."""

from __future__ import annotations

from dataclasses import dataclass

from danchieu.graph.model import Listing, Record

__all__ = ["Item", "NewFile", "Relinked"]


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was read: its record, and what is kept so that it can be linked again without being read again."""

    record: Record
    text: str  # as decoded; offsets of citations refer to it
    reading: str  # what the loaders read, packed
    metadata: str | None  # digest of what metadata.csv states about the file
    rules: str  # digest of the extraction rules that it was read with

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.record.path

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return self.record.sha256


@dataclass(frozen=True, slots=True)
class Relinked:
    """A file that the graph holds: its record as it is linked now. Text and reading stay as they are."""

    record: Record

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.record.path

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return self.record.sha256


Item = NewFile | Relinked | Listing
