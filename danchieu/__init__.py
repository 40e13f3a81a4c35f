"""The command line of danchieu."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run it. The rooms are imported here: a process that is started to read files takes up nothing of the others."""
    from danchieu.commands import main as run

    run()
