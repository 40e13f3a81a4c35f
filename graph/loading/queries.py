"""Runs the queries of `cypher/load` and `cypher/fetch` in a transaction, rows in messages that the engine takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from danchieu.graph.model import Row
from danchieu.graph.model.rows import batches
from danchieu.graph.store.bolt import Transaction
from danchieu.graph.store.message_size import batches_of_bytes
from danchieu.graph.store.query_files import query_text

__all__ = ["MESSAGE_BYTES", "Queries"]

MESSAGE_BYTES = 8_000_000
"""The largest message, but for a single row that is larger: every engine takes it, and more at once makes no load faster."""
_ROWS = 5_000  # of a message


class Queries:
    """The queries of one transaction; nothing is sent for a query without rows."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def load(self, name: str, rows: Iterable[Row], **parameters: Any) -> None:
        """Run a query of `cypher/load` for rows."""
        for some, size in batches_of_bytes(rows, MESSAGE_BYTES, _ROWS):
            self._transaction.send(query_text("load", name), {"rows": some, **parameters}, size)

    def load_each(self, name: str, parameter: str, values: Iterable[str], **parameters: Any) -> list[Row]:
        """Run a query of `cypher/load` for the values of a parameter; return all its rows."""
        return [row for some in batches(values, _ROWS) for row in self.run("load", name, **{parameter: some}, **parameters)]

    def fetch(self, name: str, parameter: str, values: Iterable[str]) -> list[Row]:
        """Run a query of `cypher/fetch` for the values of a parameter; return all its rows."""
        return [row for some in batches(values, _ROWS) for row in self.run("fetch", name, **{parameter: some})]

    def run(self, folder: Literal["load", "fetch"], name: str, **parameters: Any) -> list[Row]:
        """Run a query once."""
        return self._transaction.run(query_text(folder, name), **parameters)
