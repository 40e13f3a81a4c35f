"""Store address and credentials, read from the environment. Only this module reads the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from danchieu.graph.errors import SettingsError

__all__ = ["Settings", "read_settings"]

_STORE, _USERNAME = "embedded:.danchieu", "neo4j"
_EMBEDDED = "embedded:"
_BOLT = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


@dataclass(frozen=True, slots=True)
class Settings:
    """`store` is `embedded:DIRECTORY` or the URL of a Bolt server; user name and password are only for the latter."""

    store: str = _STORE
    username: str = _USERNAME
    password: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not (self.store.startswith(_BOLT) or self.store.removeprefix(_EMBEDDED) not in ("", self.store)):
            raise SettingsError(
                f"the store {self.store!r} is neither embedded:DIRECTORY nor a Bolt URL such as bolt://localhost:7687; "
                "give one of these with --store or in DANCHIEU_STORE"
            )

    @property
    def directory(self) -> Path | None:
        """The directory of the embedded store, absolute; None for a Bolt server."""
        if not self.store.startswith(_EMBEDDED):
            return None
        try:
            return Path(self.store.removeprefix(_EMBEDDED)).expanduser().absolute()
        except RuntimeError as error:
            raise SettingsError(f"the store {self.store!r} names no folder: this machine does not know the home of that user") from error

    def embedded_directory(self) -> Path:
        """Return the directory of the embedded store; raise SettingsError for a Bolt server."""
        if self.directory is None:
            raise SettingsError(f"{self.store} is a Bolt server: start and stop it where it runs; danchieu store is for embedded:DIR")
        return self.directory


def read_settings(store: str | None = None) -> Settings:
    """Read DANCHIEU_STORE, NEO4J_USERNAME and NEO4J_PASSWORD; `store`, if given, is used instead of DANCHIEU_STORE.

    Raises SettingsError for an invalid address.
    """
    return Settings(
        store=store or os.environ.get("DANCHIEU_STORE") or _STORE,
        username=os.environ.get("NEO4J_USERNAME") or _USERNAME,
        password=os.environ.get("NEO4J_PASSWORD") or None,
    )
