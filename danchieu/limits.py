"""Takes from the settings what reading one file may take."""

from __future__ import annotations

from danchieu.graph.settings import Settings
from danchieu.loaders.workers import Limits

__all__ = ["limits_of"]


def limits_of(settings: Settings) -> Limits:
    """Return the limits of a process that reads files."""
    return Limits(settings.read_seconds, settings.read_megabytes)
