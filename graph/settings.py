"""Store address and credentials, read from the environment. Only this module reads the environment."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from pathlib import Path

from danchieu.graph.errors import SettingsError

__all__ = ["IDLE_MINUTES", "READ_MEGABYTES", "READ_SECONDS", "Settings", "read_settings"]

IDLE_MINUTES = 30.0
"""Minutes without a connection after which an embedded server ends."""

READ_SECONDS, READ_MEGABYTES = 60.0, 1024.0
"""What reading one file may take; a scan may take the time for each of its pages."""

_STORE, _USERNAME = "embedded:.danchieu", "neo4j"
_EMBEDDED = "embedded:"
_BOLT = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


@dataclass(frozen=True, slots=True)
class Settings:
    """`store` is `embedded:DIRECTORY`, which uses the minutes, or the URL of a Bolt server, which uses user name and password."""

    store: str = _STORE
    username: str = _USERNAME
    password: str | None = field(default=None, repr=False)
    idle_minutes: float = IDLE_MINUTES  # 0: the server stays until it is stopped
    read_seconds: float = READ_SECONDS
    read_megabytes: float = READ_MEGABYTES

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
    """Read DANCHIEU_STORE, NEO4J_USERNAME, NEO4J_PASSWORD, DANCHIEU_IDLE_MINUTES, DANCHIEU_READ_SECONDS and DANCHIEU_READ_MEGABYTES.

    `store`, if given, is used instead of DANCHIEU_STORE. Raises SettingsError for an invalid address or number.
    """
    return Settings(
        store=store or os.environ.get("DANCHIEU_STORE") or _STORE,
        username=os.environ.get("NEO4J_USERNAME") or _USERNAME,
        password=os.environ.get("NEO4J_PASSWORD") or None,
        idle_minutes=_number("DANCHIEU_IDLE_MINUTES", IDLE_MINUTES, 0, "give a number of minutes, or 0 for a server that stays"),
        read_seconds=_number("DANCHIEU_READ_SECONDS", READ_SECONDS, 1, "give the seconds that reading a file may take, at least 1"),
        read_megabytes=_number("DANCHIEU_READ_MEGABYTES", READ_MEGABYTES, 256, "give the memory for reading a file, at least 256"),
    )


def _number(name: str, default: float, least: float, advice: str) -> float:
    """Read a number of at least `least` from the environment; raise SettingsError with the advice for anything else."""
    text = os.environ.get(name) or str(default)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        raise SettingsError(f"{name} is {text!r}: {advice}")
    return number
