"""Expected errors of graph. A message says what is wrong, with the value, and what to do.

DanchieuError
├── SettingsError            an invalid setting
├── StoreError               the store cannot be used
│   ├── StoreUnreachable     nothing answers at its address, or no store does
│   │   ├── PortTaken        the embedded server cannot listen on the given port
│   │   └── StoreNotStarted  the embedded server ended or did not answer while starting
│   ├── StoreAuthFailed      user name or password refused
│   ├── StoreTooNew          made by a newer version of danchieu
│   ├── StoreTooOld          made by an older version of danchieu, and not brought up to date yet
│   ├── StoreFull            the disk of the store is full: it can write nothing more
│   └── StoreFailed          it failed in another way
│       └── MessageTooLarge  the rows of one query are more than it takes in one message
└── QueryError               the query is invalid or refused
    ├── QueryRefused         it writes or administers; only read-only queries are allowed
    ├── QueryFailed          it is invalid Cypher, or took too long
    ├── UnknownQuery         no query of the library has this name
    ├── UnknownParameter     the query has no such parameter
    ├── UnknownDocument      no document has this id or symbol
    ├── UnknownCitation      no citation has this id or begins in this line
    └── AmbiguousDocument    several documents have this symbol
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from danchieu.graph.model.errors import DanchieuError

__all__ = [
    "AmbiguousDocument",
    "DanchieuError",
    "MessageTooLarge",
    "PortTaken",
    "QueryError",
    "QueryFailed",
    "QueryRefused",
    "SettingsError",
    "StoreAuthFailed",
    "StoreError",
    "StoreFailed",
    "StoreFull",
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
    """A setting is invalid."""


class StoreError(DanchieuError):
    """The store cannot be used."""


class StoreUnreachable(StoreError):
    """Nothing answers at the store's address, or no store does."""


class PortTaken(StoreUnreachable):
    """The embedded server cannot listen on the given port."""


class StoreNotStarted(StoreUnreachable):
    """The embedded server ended or did not answer while starting."""


class StoreAuthFailed(StoreError):
    """The store refuses user name or password."""


class StoreTooNew(StoreError):
    """The store was made by a newer version of danchieu."""


class StoreTooOld(StoreError):
    """The store was made by an older version of danchieu and has to be brought up to date before it can be read."""


class StoreFull(StoreError):
    """The disk of the store is full, or a Neo4j says that it has to be restarted, which it does then: no further write can succeed."""


class StoreFailed(StoreError):
    """The store failed in a way that no other class describes."""


class MessageTooLarge(StoreFailed):
    """The rows of one query are more than the store takes in one message. Nothing was sent."""


class QueryError(DanchieuError):
    """A query is invalid or refused."""


class QueryRefused(QueryError):
    """The query writes or administers; only read-only queries are allowed."""


class QueryFailed(QueryError):
    """The query is invalid Cypher, or took too long."""


class UnknownQuery(QueryError):
    """No query of the library has this name."""


class UnknownParameter(QueryError):
    """The query has no such parameter."""


class UnknownDocument(QueryError):
    """No document has this id or symbol."""


class UnknownCitation(QueryError):
    """No citation has this id, or begins in this line of a file."""


class AmbiguousDocument(QueryError):
    """Several documents have this symbol: `documents` lists them (id, symbol, name, type, title, issued_on, issuer, status)."""

    def __init__(self, text: str, documents: Sequence[dict[str, Any]]) -> None:
        self.text, self.documents = text, documents
        rows = [
            f"  {row['id']}  {row['issued_on'] or 'no date'}  {row['issuer'] or ''}  {row['title'] or ''}".rstrip() for row in documents
        ]
        super().__init__("\n".join([f"{text!r} is the symbol of {len(documents)} documents; give the id of one of them:", *rows]))
