"""Test that wrong values of options and parameters are refused with what is allowed, and that right ones are understood."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from shell import run
from typer import BadParameter

from danchieu.graph.errors import QueryError
from danchieu.graph.queries.parameters import parse_parameter
from danchieu.graph.settings import Settings
from danchieu.questions import parse_value


@pytest.fixture
def sample(sample_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the store that holds the sample corpus in the environment."""
    monkeypatch.setenv("DANCHIEU_STORE", sample_store.store)


REFUSED = {
    "query propagation -p document=05-CT/TW -p depth=-1": "parameter 'depth' takes a whole number from 1 to 6, not -1",
    "query propagation -p document=05-CT/TW -p depth=99": "parameter 'depth' takes a whole number from 1 to 6, not 99",
    "query propagation -p document=05-CT/TW -p depth=2.0": "parameter 'depth' takes a whole number, not '2.0'",
    "query most_cited -p status=foo": "parameter 'status' takes loaded or cited, not 'foo'",
    "query search -p order=zzz": "parameter 'order' takes best or newest or oldest, not 'zzz'",
    "query search -p level=tỉnh": "parameter 'level' takes central or province or district or commune or cell, not 'tỉnh'",
    "query search -p province=Bnh-Thuan": "takes a province, not 'Bnh-Thuan' (did you mean 'Bình Thuận'",
    "query most_cited -p limit=-5": "parameter 'limit' takes a whole number from 0 to 1000000, not -5",
    "query most_cited -p limit=99999999999999999999": "parameter 'limit' takes a whole number",
    "query -p limit=3": "name the query that takes it, or give --cypher TEXT",
    "query --cypher ''": "the query is empty; begin it with MATCH",
    "query --cypher most_cited": "only read-only queries are allowed; start with MATCH",
    "query --cypher 'RETURN $n AS n' -p n=99999999999999999999": "99999999999999999999 is larger than a number of Cypher",
    "query --cypher 'RETURN $n AS n' -p n=2024-13-01": "2024-13-01 is no day of the calendar",
    "query --cypher 'RETURN 1' -p =1": "'=1' is not KEY=VALUE",
    "query --cypher 'RETURN 1 AS one' --show": "--show prints a query of the library",
    "query ''": "no query is called ''",
    "dashboard --port 99999": "65535",
    "store start --port 0": "'--port'",
    "store status --store embedded:~nobody-here/x": "the store 'embedded:~nobody-here/x' names no folder",
    "store status --store ''": "it is empty",
}


@pytest.mark.parametrize("command", REFUSED)
def test_wrong_value_is_refused_with_what_is_allowed(command: str, sample: None, tmp_path: Path) -> None:
    ran = run(*shlex.split(command), folder=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert REFUSED[command] in " ".join(ran.err.replace("│", " ").split())


PROVINCES = ("Bình Thuận", "binh thuan", "BINH THUAN", "bình thuận", "Binh  Thuận")


@pytest.mark.parametrize("name", PROVINCES)
def test_province_is_found_with_and_without_diacritics(name: str, sample: None) -> None:
    found = json.loads(run("query", "search", "-p", f"province={name}", "--format", "json").out)
    assert found and {row["province"] for row in found} == {"Bình Thuận"}


def test_every_province_of_the_sample_is_a_value(sample: None) -> None:
    rows = json.loads(run("query", "facets", "--format", "json").out)
    provinces = [row["value"] for row in rows if row["facet"] == "province"]
    parameter = parse_parameter("province | province | '' | Bình Thuận | x | y", "a")
    assert provinces and [parameter.value(name) for name in provinces] == provinces


TYPED = {
    "2025": 2025,
    "-3": -3,
    "0.5": 0.5,
    "true": True,
    "false": False,
    "2016-05-15": date(2016, 5, 15),
    '"2025"': "2025",
    "'true'": "true",
    '""': "",
    "": "",
    "05-CT/TW": "05-CT/TW",
    "007": "007",
    "1.2.3": "1.2.3",
    "15/5/2016": "15/5/2016",
    "True": "True",
}


@pytest.mark.parametrize("text", TYPED)
def test_parameter_of_own_cypher_is_typed(text: str) -> None:
    value = parse_value(text)
    assert (value, type(value)) == (TYPED[text], type(TYPED[text]))


@pytest.mark.parametrize("text", ["9223372036854775808", "2023-02-29"])
def test_value_that_has_no_type_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match=text):
        parse_value(text)


FOUND = {
    "d.year = $v": ("2016", "2025"),
    "d.issued_on = $v": ("2016-05-15", "2016-05-16"),
    "d.symbol = $v": ("05-CT/TW", "'05'"),
    "d.year > $v": ("2016.5", "'2016'"),
    "(d.status = 'loaded') = $v": ("true", '"true"'),
}


@pytest.mark.parametrize("condition", FOUND)
def test_own_cypher_compares_with_typed_values(condition: str, sample: None) -> None:
    some, none = FOUND[condition]
    cypher = f"MATCH (d:Document) WHERE {condition} RETURN count(d) AS n"
    for value, found in ((some, True), (none, none == "2025")):
        [row] = json.loads(run("query", "--cypher", cypher, "-p", f"v={value}", "--format", "json").out)
        assert (row["n"] > 0) is found, value


LINES = {
    "depth | int 1..6 | 4 | 4 | x | y": ("6", 6),
    "status | one of loaded cited | '' | cited | x | y": ("", ""),
    "on | date | '' | 2024-12-31 | x | y": ("2024-12-31", date(2024, 12, 31)),
    "at | str | required | x | x | y": (" x ", "x"),
}


@pytest.mark.parametrize("line", LINES)
def test_parameter_is_parsed_from_its_line(line: str) -> None:
    given, value = LINES[line]
    assert parse_parameter(line, "a").value(given) == value


@pytest.mark.parametrize("kind", ["int 1..", "int 1", "one of", "one", "str 1..2", "number", "province x"])
def test_malformed_type_is_named(kind: str) -> None:
    with pytest.raises(QueryError, match=rf"a\.cypher: parameter 'n' has the type '{kind}'; known are str, int"):
        parse_parameter(f"n | {kind} | 1 | 1 | x | y", "a")
