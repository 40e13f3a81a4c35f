"""Test the files of the query library: their front matter and the parameters that they take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danchieu.graph.errors import QueryError, QueryRefused, UnknownParameter, UnknownQuery
from danchieu.graph.queries.library import load_queries, parse_query, run

QUERIES = load_queries()

GOOD = """// name: roots
// question: Which documents have this symbol?
// question.vi: Những văn bản nào mang số ký hiệu này?
// parameter: symbol | str | required | 05-CT/TW | a symbol | số ký hiệu
// columns: id, issued_on date
MATCH (d:Document {symbol: $symbol})
RETURN d.id AS id, d.issued_on AS issued_on
"""


def test_library_has_the_documented_queries() -> None:
    assert {"document", "cites", "cited_by", "chain", "propagation", "most_cited"} <= set(QUERIES)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_query_has_questions_and_descriptions_in_both_languages(query: Any) -> None:
    for language in ("en", "vi"):
        assert query.question[language].endswith("?")
        assert all(parameter.description[language] for parameter in query.parameters)
    assert query.question["en"] != query.question["vi"]
    for parameter in query.parameters:
        if parameter.type != "document":
            parameter.value(parameter.example)  # the example is a valid value of the parameter


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// name: roots", "// name: twigs", "is named 'twigs'"),
        ("// question.vi: Những văn bản nào mang số ký hiệu này?\n", "", "needs one line '// question.vi: ...'"),
        ("| a symbol ", "", "a parameter is 'name | type | default"),
        ("| str |", "| text |", "has the type 'text'; known are str, int, date, document, words"),
        ("$symbol}", "$sign}", "uses ['sign'] and declares ['symbol']"),
        ("id, issued_on date", "id", "returns ['id', 'issued_on'] and declares ['id']"),
        ("issued_on date", "issued_on day", "'issued_on day' is not a column"),
    ],
)
def test_a_malformed_file_is_refused_with_its_name(old: str, new: str, message: str) -> None:
    assert parse_query(GOOD, "roots").columns == {"id": "str", "issued_on": "date"}
    with pytest.raises(QueryError, match=r"roots\.cypher") as error:
        parse_query(GOOD.replace(old, new), "roots")
    assert message in str(error.value)


def test_query_file_that_writes_is_refused() -> None:
    with pytest.raises(QueryRefused, match="SET"):
        parse_query(GOOD.replace("RETURN", "SET d.symbol = ''\nRETURN"), "roots")


@pytest.mark.parametrize(
    ("name", "given", "kind", "message"),
    [
        ("propogation", {}, UnknownQuery, "did you mean 'propagation'"),
        ("propagation", {"documnt": "x"}, UnknownParameter, "did you mean 'document'"),
        (
            "propagation",
            {"document": " "},
            QueryError,
            "needs 'document', the directive: id or symbol; for example document=05-CT/TW",
        ),
        (
            "propagation",
            {"document": "05-CT/TW", "depth": "two"},
            QueryError,
            "'depth' takes a whole number, not 'two'; for example depth=4",
        ),
        ("overview", {"limit": 3}, UnknownParameter, "it takes none"),
    ],
)
def test_wrong_query_or_parameter_is_explained(name: str, given: dict[str, Any], kind: type[QueryError], message: str) -> None:
    class Unused:
        def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
            raise AssertionError("the store must not be queried")

    with pytest.raises(kind) as error:
        run(Unused(), name, **given)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("str", " Chỉ thị ", "Chỉ thị"),
        ("int", " 12 ", 12),
        ("date", "2024-12-31", date(2024, 12, 31)),
        ("date", date(2024, 12, 31), date(2024, 12, 31)),
        ("date", "", None),
        ("words", "Chuyển đổi 05-CT/TW", [" chuyen", " doi", " 5-ct/tw"]),
    ],
)
def test_parameters_are_parsed_from_text(kind: str, text: object, value: object) -> None:
    query = parse_query(GOOD.replace("| str |", f"| {kind} |"), "roots")
    assert query.parameters[0].value(text) == value


def test_invalid_date_is_refused_with_the_format() -> None:
    query = parse_query(GOOD.replace("| str |", "| date |"), "roots")
    with pytest.raises(QueryError, match="a date as 2024-12-31, not '31/12/2024'"):
        query.bind({"symbol": "31/12/2024"})
