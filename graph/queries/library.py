"""The query library: `cypher/read/*.cypher`, parsed and checked once, run with typed parameters.

The front matter of a file, before the Cypher, states what it answers (the fields of a parameter are separated by bars):

    // name: cites
    // question: What does this document cite?
    // question.vi: Văn bản này dẫn chiếu những văn bản nào?
    // parameter: name | type | default, or required | example | description | description in Vietnamese
    // columns: id, symbol, issued_on date, lag_days int
    // table: symbol, lag_days

Types of parameters: see graph.queries.parameters. Types of columns: text if only the name is given, else int, float, bool, date.
A table that is too narrow for all columns shows those of the line `table` first, the most important before the others; without that
line, all in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

import pandas as pd

from danchieu.graph.errors import AmbiguousDocument, QueryError, UnknownDocument, UnknownParameter, UnknownQuery
from danchieu.graph.model import Row
from danchieu.graph.queries.parameters import Parameter, Value, parse_parameter
from danchieu.graph.queries.spelling import nearest
from danchieu.graph.store import read_only

__all__ = [
    "DocumentId",
    "Query",
    "Reads",
    "find_document",
    "find_query",
    "load_queries",
    "make_frame",
    "names_query",
    "parse_query",
    "run",
]

_HEAD = re.compile(r"^//\s*(name|question|question\.vi|parameter|columns|table):\s*(.+?)\s*$")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*")
_NAME = re.compile(r"[\w-]+")
_DTYPES = {"int": "Int64", "float": "Float64", "bool": "boolean"}


class DocumentId(str):
    """The id of a document that the graph holds, as `find_document` returns it: a query does not look it up again."""

    __slots__ = ()


class Reads(Protocol):
    """The part of a store that a query needs: graph.store.bolt.Reader and Writer have it."""

    def read(self, query: str, /, **parameters: Any) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the library: its front matter and its Cypher, unchanged."""

    name: str
    question: Mapping[str, str]  # by language: en, vi
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]  # name: type
    table: tuple[str, ...]  # the columns that a table shows first
    cypher: str  # without the front matter, with the comment that draws the pattern
    source: str  # the file, verbatim

    def bind(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Return typed values for all parameters; raises QueryError for an unknown name, a missing or a malformed value."""
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                known = f"it takes {', '.join(names)}" if names else "it takes none"
                raise UnknownParameter(f"query {self.name!r} has no parameter {name!r}{nearest(name, names)}; {known}")
        values: dict[str, Value] = {}
        for parameter in self.parameters:
            value = given.get(parameter.name)
            if value is None or (parameter.required and not str(value).strip()):
                if parameter.required:
                    example = f"for example {parameter.name}={parameter.example}"
                    raise QueryError(f"query {self.name!r} needs {parameter.name!r}, {parameter.description['en']}; {example}")
                value = parameter.default
            values[parameter.name] = parameter.value(value)
        return values


@cache
def load_queries(folder: str = "read") -> dict[str, Query]:
    """Load all queries of a folder by name, in alphabetical order; raises QueryError with file and fault if one is malformed."""
    place = resources.files("danchieu.graph.cypher") / folder
    files = sorted((file for file in place.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)
    queries = [parse_query(file.read_text(encoding="utf-8"), file.name.removesuffix(".cypher")) for file in files]
    return {query.name: query for query in queries}


def parse_query(source: str, stem: str) -> Query:
    """Parse one file and check its front matter against its Cypher."""
    fields: dict[str, list[str]] = {}
    lines = source.splitlines()
    for line in lines:
        if not (match := _HEAD.match(line)):
            break
        fields.setdefault(match[1], []).append(match[2])
    cypher = "\n".join(lines[sum(map(len, fields.values())) :]).strip()
    for field in ("name", "question", "question.vi", "columns"):
        if len(fields.get(field, ())) != 1:
            raise QueryError(f"{stem}.cypher: its front matter needs one line '// {field}: ...'")
    columns = dict(_parse_column(part, stem) for part in fields["columns"][0].split(","))
    query = Query(
        name=fields["name"][0],
        question={"en": fields["question"][0], "vi": fields["question.vi"][0]},
        parameters=tuple(parse_parameter(line, stem) for line in fields.get("parameter", ())),
        columns=columns,
        table=tuple(name.strip() for line in fields.get("table", [", ".join(columns)]) for name in line.split(",")),
        cypher=cypher,
        source=source,
    )
    _check(query, stem)
    return query


_PERIOD_UNKNOWN = "/_@"  # in the id of a document cited without date: it may be any of the identified documents of its symbol


def find_document(reader: Reads, text: str) -> DocumentId:
    """Find the document whose id or symbol is `text`.

    Raises UnknownDocument with similar symbols, or AmbiguousDocument with all documents of that symbol: never a guess.
    """
    text = text.strip()
    queries = load_queries()
    if any(row["id"] == text for row in reader.read(queries["find_document"].cypher, text=text)):
        return DocumentId(text)
    rows = reader.read(queries["find_symbol"].cypher, text=text)
    rows = [row for row in rows if row["status"] == "loaded" or _PERIOD_UNKNOWN not in row["id"]] or rows
    if len(rows) > 1:
        raise AmbiguousDocument(text, sorted(rows, key=lambda row: (str(row["issued_on"]), row["id"])))  # a UNION has no order
    if not rows:
        similar = [row["symbol"] for row in reader.read(queries["similar_symbols"].cypher, text=text)]
        raise UnknownDocument(f"no document has the id or symbol {text!r}{nearest(text, similar)}; try the query 'search'")
    return DocumentId(rows[0]["id"])


def names_query(question: str) -> bool:
    """Return whether a question is the name of a query, known or not, rather than Cypher: no Cypher is one word."""
    return _NAME.fullmatch(question) is not None


def find_query(name: str) -> Query:
    """Return the query of this name; raises UnknownQuery with similar names."""
    queries = load_queries()
    if name not in queries:
        raise UnknownQuery(f"no query is called {name!r}{nearest(name, queries)}; known are {', '.join(queries)}")
    return queries[name]


def run(reader: Reads, name: str, /, **parameters: object) -> list[Row]:
    """Run a query of the library and return its rows: the declared columns as plain values, None for what is missing.

    A parameter of type document takes an id or a symbol; a DocumentId is used as it is. Raises QueryError.
    """
    query = find_query(name)
    values = query.bind(parameters)
    for parameter in query.parameters:
        if parameter.type == "document" and not isinstance(parameters.get(parameter.name), DocumentId):
            values[parameter.name] = find_document(reader, str(values[parameter.name]))
    return [{column: row[column] for column in query.columns} for row in reader.read(query.cypher, **values)]


def make_frame(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Make a DataFrame of the rows of a query: its declared columns and types, even without rows; missing values are None or NA."""
    columns = find_query(name).columns
    frame = pd.DataFrame([[row[column] for column in columns] for row in rows], columns=list(columns), dtype=object)
    return frame.astype({column: _DTYPES[kind] for column, kind in columns.items() if kind in _DTYPES})


def _parse_column(part: str, stem: str) -> tuple[str, str]:
    name, _, kind = part.strip().partition(" ")
    if not name.isidentifier() or kind not in ("", "date", *_DTYPES):
        raise QueryError(f"{stem}.cypher: {part.strip()!r} is not a column; write its name, and its type if it is int, float, bool or date")
    return name, kind or "str"


def _check(query: Query, stem: str) -> None:
    """Check front matter and Cypher against each other: name, parameters used and declared, columns returned, read-only."""
    read_only.check(query.cypher)
    code = _STRING.sub("''", query.cypher)
    declared = {parameter.name for parameter in query.parameters}
    used = set(re.findall(r"\$(\w+)", code))
    returned = _returned(code)
    faults = [
        (query.name != stem, f"is named {query.name!r}"),
        (used != declared, f"uses {sorted(used)} and declares {sorted(declared)}"),
        (returned != list(query.columns), f"returns {returned} and declares {list(query.columns)}"),
        (not set(query.table) <= set(query.columns), f"shows {list(query.table)} in a table and declares {list(query.columns)}"),
    ]
    for wrong, what in faults:
        if wrong:
            raise QueryError(f"{stem}.cypher {what}")


def _returned(code: str) -> list[str]:
    """Return the column names of the last RETURN: its items outside brackets, each the name after AS, or a bare name."""
    flat = re.split(r"\bRETURN\b", _emptied(code))[-1]
    flat = re.split(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b", flat)[0]
    return [re.split(r"\bAS\s", item)[-1].strip() for item in flat.split(",")]


def _emptied(code: str) -> str:
    """Remove everything inside brackets of any kind."""
    while (shorter := re.sub(r"\([^(){}\[\]]*\)|\[[^(){}\[\]]*\]|\{[^(){}\[\]]*\}", " ", code)) != code:
        code = shorter
    return code
