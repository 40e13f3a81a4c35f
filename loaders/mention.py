"""A citation while it is being read: positions in the normalised text, fields filled step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.model import Kind

__all__ = ["Mention"]


@dataclass(slots=True)
class Mention:
    """`start` and `end` are the core span in the normalised text; `after` is where its date, issuer and title have been read to."""

    start: int
    end: int
    kind: Kind
    rule: str
    type: str | None = None
    symbol: str | None = None
    name: str | None = None
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    article: str | None = None
    after: int = 0
