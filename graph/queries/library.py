"""The questions that can be asked: `cypher/read/*.cypher`, read and checked once, run with typed parameters.

A file says in its head, before the Cypher, what it answers (fields of a parameter are parted by bars):

    // name: cites
    // question: What does this document cite?
    // question.vi: Văn bản này dẫn chiếu những văn bản nào?
    // parameter: name | type | default, or required | example | description | description in Vietnamese
    // columns: symbol, issued_on date, lag_days int

Types of parameters: str, int, date (ISO), document (an id or a symbol), words (text, folded and split).
Types of columns: text when nothing stands behind the name, else int, float, bool, date.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Protocol

import pandas as pd

from danchieu.graph.errors import AmbiguousDocument, QueryError, UnknownDocument, UnknownParameter, UnknownQuery
from danchieu.graph.model.folding import words
from danchieu.graph.store import read_only as reading

__all__ = [
    "AmbiguousDocument",
    "Parameter",
    "Query",
    "Reads",
    "UnknownDocument",
    "find_document",
    "find_query",
    "load_queries",
    "parse_query",
    "run",
]

Value = str | int | date | list[str] | None

_HEAD = re.compile(r"^//\s*(name|question|question\.vi|parameter|columns):\s*(.+?)\s*$")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*")
_ZEROS = re.compile(r"^0*(\d)(?!\d)")  # of a number of one digit
_PARAMETER_TYPES = ("str", "int", "date", "document", "words")
_DTYPES = {"int": "Int64", "float": "Float64", "bool": "boolean"}


class Reads(Protocol):
    """What a query needs of a store: see graph.store.Reader."""

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as its query's head declares it. `default` is text; None when `required`."""

    name: str
    type: str
    required: bool
    default: str | None
    example: str
    description: Mapping[str, str]  # by language: en, vi

    def value(self, given: object) -> Value:
        """The typed value of what was given as text, or already typed; raises QueryError naming parameter and value."""
        text = given.isoformat() if isinstance(given, date) else str(given).strip()
        if self.type == "words":
            return words(text)
        if self.type == "int":
            try:
                return int(text)
            except ValueError:
                raise QueryError(
                    f"parameter {self.name!r} takes a whole number, not {text!r}; for example {self.name}={self.example}"
                ) from None
        if self.type == "date" and text:
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise QueryError(f"parameter {self.name!r} takes a date as 2024-12-31, not {text!r}") from None
        return text if self.type != "date" else None


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its head, and its Cypher as it stands in the file."""

    name: str
    question: Mapping[str, str]  # by language: en, vi
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]  # name: type
    cypher: str  # without the head, with the drawing of what it matches
    source: str  # the file, verbatim

    def bind(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Typed values for all parameters; raises QueryError for an unknown name (with the nearest), a missing or a malformed value."""
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                known = f"it takes {', '.join(names)}" if names else "it takes none"
                raise UnknownParameter(f"query {self.name!r} has no parameter {name!r}{_nearest(name, names)}; {known}")
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
    """All queries of a folder by name, in alphabetical order; raises QueryError naming file and fault when one is malformed."""
    place = resources.files("danchieu.graph.cypher") / folder
    files = sorted((file for file in place.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)
    queries = [parse_query(file.read_text(encoding="utf-8"), file.name.removesuffix(".cypher")) for file in files]
    return {query.name: query for query in queries}


def parse_query(source: str, stem: str) -> Query:
    """The query of one file; head and Cypher are held against each other."""
    fields: dict[str, list[str]] = {}
    lines = source.splitlines()
    for line in lines:
        if not (match := _HEAD.match(line)):
            break
        fields.setdefault(match[1], []).append(match[2])
    cypher = "\n".join(lines[sum(map(len, fields.values())) :]).strip()
    for field in ("name", "question", "question.vi", "columns"):
        if len(fields.get(field, ())) != 1:
            raise QueryError(f"{stem}.cypher: its head needs one line '// {field}: ...'")
    query = Query(
        name=fields["name"][0],
        question={"en": fields["question"][0], "vi": fields["question.vi"][0]},
        parameters=tuple(_parse_parameter(line, stem) for line in fields.get("parameter", ())),
        columns=dict(_parse_column(part, stem) for part in fields["columns"][0].split(",")),
        cypher=cypher,
        source=source,
    )
    _check(query, stem)
    return query


def find_document(reader: Reads, text: str) -> str:
    """The id of the document that `text` names by id or by symbol.

    Raises UnknownDocument with the nearest symbols, or AmbiguousDocument with all documents of that symbol: never a guess.
    """
    text = text.strip()
    queries = load_queries()
    if any(row["id"] == text for row in reader.read(queries["find_document"].cypher, text=text)):
        return text
    rows = reader.read(queries["find_symbol"].cypher, text=text)
    if len(rows) > 1:
        raise AmbiguousDocument(text, sorted(rows, key=lambda row: (str(row["issued_on"]), row["id"])))  # a UNION has no order
    if not rows:
        known = [row["symbol"] for row in reader.read(queries["documents"].cypher, limit=100_000) if row["symbol"]]
        raise UnknownDocument(f"no document has the id or symbol {text!r}{_nearest(text, known)}; try the query 'search'")
    return str(rows[0]["id"])


def find_query(name: str) -> Query:
    """The query of this name; raises UnknownQuery with the nearest names."""
    queries = load_queries()
    if name not in queries:
        raise UnknownQuery(f"no query is called {name!r}{_nearest(name, queries)}; known are {', '.join(queries)}")
    return queries[name]


def run(reader: Reads, name: str, **parameters: object) -> pd.DataFrame:
    """The answer to a question: one row per result, columns as declared (also when there is no row), missing values None or NA."""
    query = find_query(name)
    values = query.bind(parameters)
    for parameter in query.parameters:
        if parameter.type == "document":
            values[parameter.name] = find_document(reader, str(values[parameter.name]))
    rows = reader.read(query.cypher, **values)
    frame = pd.DataFrame([[row[column] for column in query.columns] for row in rows], columns=list(query.columns), dtype=object)
    return frame.astype({column: _DTYPES[kind] for column, kind in query.columns.items() if kind in _DTYPES})


def _parse_parameter(line: str, stem: str) -> Parameter:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 6 or not all(fields):
        raise QueryError(f"{stem}.cypher: a parameter is 'name | type | default | example | description | Vietnamese', not {line!r}")
    name, kind, default, example, english, vietnamese = fields
    if kind not in _PARAMETER_TYPES:
        raise QueryError(f"{stem}.cypher: parameter {name!r} has the type {kind!r}; known are {', '.join(_PARAMETER_TYPES)}")
    required = default == "required"
    return Parameter(name, kind, required, None if required else default.strip("'"), example, {"en": english, "vi": vietnamese})


def _parse_column(part: str, stem: str) -> tuple[str, str]:
    name, _, kind = part.strip().partition(" ")
    if not name.isidentifier() or kind not in ("", "date", *_DTYPES):
        raise QueryError(f"{stem}.cypher: {part.strip()!r} is no column; write its name, and its type when it is int, float, bool or date")
    return name, kind or "str"


def _check(query: Query, stem: str) -> None:
    """Hold head and Cypher against each other: name, parameters used and declared, columns returned, nothing written."""
    reading.check(query.cypher)
    code = _STRING.sub("''", query.cypher)
    declared = {parameter.name for parameter in query.parameters}
    used = set(re.findall(r"\$(\w+)", code))
    returned = _returned(code)
    faults = [
        (query.name != stem, f"is named {query.name!r}"),
        (used != declared, f"uses {sorted(used)} and declares {sorted(declared)}"),
        (returned != list(query.columns), f"returns {returned} and declares {list(query.columns)}"),
    ]
    for wrong, what in faults:
        if wrong:
            raise QueryError(f"{stem}.cypher {what}")


def _returned(code: str) -> list[str]:
    """Names of the columns of the last RETURN: its items at depth 0, each the name after AS, or a bare name."""
    flat = re.split(r"\bRETURN\b", _emptied(code))[-1]
    flat = re.split(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b", flat)[0]
    return [re.split(r"\s+AS\s+", item.strip())[-1] for item in flat.split(",")]


def _emptied(code: str) -> str:
    """The code without what stands inside brackets of any kind."""
    while (shorter := re.sub(r"\([^(){}\[\]]*\)|\[[^(){}\[\]]*\]|\{[^(){}\[\]]*\}", " ", code)) != code:
        code = shorter
    return code


def _nearest(text: str, known: Iterable[str]) -> str:
    """Up to three names like the text, to be asked for; 5-CT/TU is compared as 05-CT/TU."""
    names = {_ZEROS.sub(r"0\1", name): name for name in sorted(set(known))}
    close = [names[name] for name in difflib.get_close_matches(_ZEROS.sub(r"0\1", text), names, n=3, cutoff=0.6)]
    return f" (did you mean {' or '.join(repr(name) for name in close)}?)" if close else ""
