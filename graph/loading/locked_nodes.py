"""Locks documents and issuers for a transaction, and runs the queries that load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from danchieu.graph.model import Row
from danchieu.graph.store.bolt import Transaction
from danchieu.graph.store.query_files import query_text

__all__ = ["LockedNodes"]


class LockedNodes:
    """Documents and issuers that a transaction has locked; nodes are locked before they are looked at."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.documents: dict[str, Row] = {}  # properties by id
        self.issuers: dict[str, Row] = {}

    def load(self, name: str, **parameters: Any) -> list[Row]:
        """Run a query of `cypher/load`, unless a parameter is empty."""
        return self._transaction.run(query_text("load", name), **parameters) if all(parameters.values()) else []

    def fetch(self, name: str, **parameters: Any) -> list[Row]:
        """Run a query of `cypher/fetch`, unless a parameter is empty."""
        return self._transaction.run(query_text("fetch", name), **parameters) if all(parameters.values()) else []

    def lock_documents(self, ids: Iterable[str]) -> None:
        """Lock documents, creating those that are missing."""
        rows = self.load("lock_documents", ids=sorted(set(ids) - self.documents.keys()))
        self.documents |= {row["id"]: row["properties"] for row in rows}

    def lock_issuers(self, ids: Iterable[str]) -> None:
        """Lock issuers, creating those that are missing."""
        rows = self.load("lock_issuers", ids=sorted(set(ids) - self.issuers.keys()))
        self.issuers |= {row["id"]: row["properties"] for row in rows}

    def put_documents(self, rows: Iterable[Row]) -> None:
        """Give locked documents new properties and issuers."""
        changed = [row for row in rows if row != self.documents[row["id"]]]
        moved = [row for row in changed if row.get("issuer_id") != self.documents[row["id"]].get("issuer_id")]
        self.load("put_documents", rows=changed)
        self.load("delete_issued_by", ids=[row["id"] for row in moved])
        self.load("put_issued_by", rows=[row for row in moved if "issuer_id" in row])
        self.documents |= {row["id"]: row for row in changed}
