"""Which Cypher may be asked: what reads. The server refuses writes by itself; administration has to be kept from it.

Neo4j's community edition knows no roles, so that a reader may still list users and settings there. Hence a list of how a reading
query begins and of the procedures it may call, checked on the text without literals and comments.
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
    """Raise QueryRefused, naming the word, when the query writes, administers, or calls a procedure that is not known to read."""
    if escape := _ESCAPE.search(query):  # Neo4j resolves these before it parses, so that they could hide anything
        raise QueryRefused(f"the query holds {escape[0]}: write the character itself")
    code = _LITERAL.sub(lambda literal: " " if literal[0].startswith("/") else "``", query)
    if not _BEGINS.match(code):
        first = code.split(maxsplit=1)[0] if code.strip() else "nothing"
        raise QueryRefused(f"the query begins with {first}; one that reads begins with MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN or CALL")
    if found := _WRITES.search(code):
        raise QueryRefused(f"the query writes ({found[0].strip().upper()}); queries may only read: files are loaded with danchieu load")
    if found := _CALLS.search(code):
        raise QueryRefused(f"the query calls {found[1]}; open are db.labels, db.relationshipTypes, db.propertyKeys and db.schema")
