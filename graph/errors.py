"""Everything that graph raises on purpose. A message says what is wrong, with the value, and what to do.

DanchieuError
├── SettingsError            a setting that cannot be understood
├── StoreError               the store, not the question, is the matter
│   ├── StoreUnreachable     nothing answers, or something else than a store does
│   │   ├── PortTaken        the embedded server cannot listen where it was told to
│   │   └── StoreNotStarted  the embedded server ended, or stayed silent, while starting
│   ├── StoreAuthFailed      user name or password refused
│   ├── StoreTooNew          made by a newer version of danchieu
│   ├── StoreTooOld          made by an older version of danchieu, and not brought up to date yet
│   └── StoreFailed          it answered with an error that no other name fits
└── QueryError               the question is the matter
    ├── QueryRefused         it writes or administers, and reading alone is allowed
    ├── QueryFailed          the store does not understand it, or it took too long
    ├── UnknownQuery         no query of the library has this name
    ├── UnknownParameter     the query has no such parameter
    ├── UnknownDocument      no document has this id or symbol
    ├── UnknownCitation      no citation has this id or stands in this line
    └── AmbiguousDocument    several documents bear this symbol
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from danchieu.graph.model.errors import DanchieuError

__all__ = [
    "AmbiguousDocument",
    "DanchieuError",
    "PortTaken",
    "QueryError",
    "QueryFailed",
    "QueryRefused",
    "SettingsError",
    "StoreAuthFailed",
    "StoreError",
    "StoreFailed",
    "StoreNotStarted",
    "StoreTooNew",
    "StoreTooOld",
    "StoreUnreachable",
    "UnknownCitation",
    "UnknownDocument",
    "UnknownParameter",
    "UnknownQuery",
]


class SettingsError(DanchieuError):
    """A setting that cannot be understood."""


class StoreError(DanchieuError):
    """The store cannot be used."""


class StoreUnreachable(StoreError):
    """Nothing answers at the store's address, or something else than a store does."""


class PortTaken(StoreUnreachable):
    """The embedded server cannot listen on the port it was given."""


class StoreNotStarted(StoreUnreachable):
    """The embedded server ended, or stayed silent, while starting."""


class StoreAuthFailed(StoreError):
    """The store refuses user name or password."""


class StoreTooNew(StoreError):
    """The store was made by a newer version of danchieu."""


class StoreTooOld(StoreError):
    """The store was made by an older version of danchieu and has to be brought up to date before it can be read."""


class StoreFailed(StoreError):
    """The store answered with an error that no other class names."""


class QueryError(DanchieuError):
    """A question that cannot be asked as it stands."""


class QueryRefused(QueryError):
    """A query that writes or administers, where reading alone is allowed."""


class QueryFailed(QueryError):
    """A query that the store does not understand, or that took too long."""


class UnknownQuery(QueryError):
    """No query of the library has this name."""


class UnknownParameter(QueryError):
    """The query has no such parameter."""


class UnknownDocument(QueryError):
    """No document has this id or symbol."""


class UnknownCitation(QueryError):
    """No citation has this id, or stands in this line of a file."""


class AmbiguousDocument(QueryError):
    """A symbol that several documents bear: `documents` lists them (id, symbol, name, type, title, issued_on, issuer, status)."""

    def __init__(self, text: str, documents: Sequence[dict[str, Any]]) -> None:
        self.text, self.documents = text, documents
        rows = [
            f"  {row['id']}  {row['issued_on'] or 'no date'}  {row['issuer'] or ''}  {row['title'] or ''}".rstrip() for row in documents
        ]
        super().__init__("\n".join([f"{text!r} is the symbol of {len(documents)} documents; give the id of one of them:", *rows]))
