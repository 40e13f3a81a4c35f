"""The command line of danchieu: each command composes the rooms and prints."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    raise SystemExit("danchieu: no command is built yet")
