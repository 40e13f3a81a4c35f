"""Rejects Cypher that is not read-only.

The server refuses writes; administrative commands must be refused here because Neo4j Community has no roles, so that a reader may list
users and settings there. A query is checked, without its literals and comments, against the words it may start with and the procedures
it may call.
"""

from __future__ import annotations

import re

from danchieu.graph.errors import QueryRefused

__all__ = ["check"]

_LITERAL = re.compile(
    r"""
      '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*"  # strings
    | `(?:[^`]|``)*`                         # names in backticks
    | //[^\n]* | /\*.*?\*/                   # comments
    """,
    re.VERBOSE | re.DOTALL,
)
_BEGINS = re.compile(r"\s*(?:(?:EXPLAIN|PROFILE)\s+)*(?:MATCH|OPTIONAL|UNWIND|WITH|RETURN|CALL)\b", re.IGNORECASE)
_WRITES = re.compile(
    # a clause, not a property (d.set), a label (:Set), a key (set: 1) or a function (set(...))
    r"(?<![.:\w$])(?:CREATE|MERGE|DELETE|DETACH|SET|REMOVE|DROP|FOREACH|LOAD\s+CSV)(?=\s*\(\w*[\s:{)]|\s+\S)(?!\s*[:=,.)])",
    re.IGNORECASE,
)
_CALLS = re.compile(r"\bCALL\b\s*(?![\s({])(?!db\.(?:labels|relationshipTypes|propertyKeys|schema\.\w+)\b)([\w.`]*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")


def check(query: str) -> None:
    """Raise QueryRefused, naming the word, for a query that writes, administers, or calls a procedure other than the allowed ones."""
    if escape := _ESCAPE.search(query):  # Neo4j resolves these before it parses, so that they could hide anything
        raise QueryRefused(f"the query contains {escape[0]}: write the character itself")
    code = _LITERAL.sub(lambda literal: " " if literal[0].startswith("/") else "``", query)
    if not _BEGINS.match(code):
        first = code.split(maxsplit=1)[0] if code.strip() else "nothing"
        allowed = "MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN or CALL"
        raise QueryRefused(f"only read-only queries are allowed; start with {allowed} (this one starts with {first})")
    if found := _WRITES.search(code):
        raise QueryRefused(
            f"the query writes ({found[0].strip().upper()}); only read-only queries are allowed: load files with danchieu load"
        )
    if found := _CALLS.search(code):
        raise QueryRefused(f"the query calls {found[1]}; allowed are db.labels, db.relationshipTypes, db.propertyKeys and db.schema")
