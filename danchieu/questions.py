"""Runs queries for the command line: of the library, with parameters as texts, and the user's own Cypher, with typed ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

import pandas as pd
import typer
from rich.padding import Padding
from rich.text import Text

from danchieu.answers import show_answer
from danchieu.connection import Connection, connect
from danchieu.graph.queries.library import find_query, load_queries, make_frame, run
from danchieu.options import Form
from danchieu.terminal import print_line, print_problem, print_renderable

__all__ = ["ask", "ask_cypher", "parse_pairs", "parse_value", "show_queries"]

_WHOLE, _DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)"), re.compile(r"-?\d+\.\d+")
_DAY, _QUOTED = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"""(["'])(?P<text>.*)\1""", re.DOTALL)
_QUOTE = "in quotes it is text:"
_LARGEST = 2**63 - 1  # a whole number in Cypher


def ask(name: str, given: Iterable[str], form: Form, *, store: str | None = None) -> None:
    """Run a query of the library and print its answer. Wrong parameters are reported before the store is opened."""
    query, parameters = find_query(name), parse_pairs(given)
    query.bind(parameters)
    with connect(store) as connection:
        frame = make_frame(name, run(connection.reader, name, **parameters))
        _tell_if_empty(connection, len(frame))
    show_answer(frame, form, query.table)


def ask_cypher(text: str, given: Iterable[str], form: Form, *, store: str | None = None) -> None:
    """Run the user's own read-only query and print its answer."""
    if not text.strip():
        raise typer.BadParameter("the query is empty; begin it with MATCH", param_hint="--cypher")
    parameters = {name: parse_value(value) for name, value in parse_pairs(given).items()}
    with connect(store) as connection:
        frame = pd.DataFrame(connection.reader.read(text, **parameters))
        _tell_if_empty(connection, len(frame))
    show_answer(frame, form, [str(name) for name in frame])


def _tell_if_empty(connection: Connection, rows: int) -> None:
    """Say that nothing was loaded if that is why there is no answer."""
    if rows == 0 and run(connection.reader, "overview")[0]["loaded"] == 0:
        print_problem("empty", "no documents in the graph yet; load some with danchieu load, or the sample with danchieu demo")


def parse_pairs(given: Iterable[str]) -> dict[str, str]:
    """Parse `key=value` texts into a dictionary; raises a usage error for one without `=`."""
    pairs: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="--parameter")
        pairs[name.strip()] = value.strip()
    return pairs


def parse_value(text: str) -> str | int | float | bool | date:
    """Return a parameter of one's own Cypher: a number, true or false, or a date if it looks like one; else text, and so in quotes.

    >>> [parse_value(text) for text in ("2025", "0.5", "true", "05-CT/TW", "007", '"2025"')]
    [2025, 0.5, True, '05-CT/TW', '007', '2025']
    """
    if quoted := _QUOTED.fullmatch(text):
        return quoted["text"]
    if _WHOLE.fullmatch(text):
        if not -_LARGEST <= int(text) <= _LARGEST:
            raise typer.BadParameter(f"{text} is larger than a number of Cypher; {_QUOTE} '\"{text}\"'", param_hint="--parameter")
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if text in ("true", "false"):
        return text == "true"
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise typer.BadParameter(f"{text} is no day of the calendar; {_QUOTE} '\"{text}\"'", param_hint="--parameter") from None
    return text


def show_queries(name: str | None, given: Collection[str], *, whole: bool = False) -> None:
    """Print names, parameters and questions of all queries, or of the one of this name; with `whole`, their files."""
    queries = load_queries().values() if name is None else [find_query(name)]
    if name is None and given:
        raise typer.BadParameter("name the query that takes it, or give --cypher TEXT", param_hint="--parameter")
    for query in queries:
        if whole:
            print_line(query.source.rstrip("\n") + "\n")
            continue
        parameters = " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters)
        print_renderable(Text.assemble((query.name, "bold"), f" {parameters}" if parameters else ""))
        question = Text.assemble(query.question["en"], "\n", (query.question["vi"], "dim"))
        print_renderable(Padding(question, (0, 0, 0, 4), expand=False))
