"""Cypher that the code runs, one query a file: `cypher/load` writes, `cypher/fetch` reads."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

__all__ = ["query_text"]


@cache
def query_text(folder: Literal["load", "fetch"], name: str) -> str:
    """Return the text of `cypher/FOLDER/NAME.cypher`."""
    return (resources.files("danchieu.graph.cypher") / folder / f"{name}.cypher").read_text(encoding="utf-8")
