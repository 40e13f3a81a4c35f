"""Test the page of queries: the library and custom Cypher, from the form and from the address."""

from __future__ import annotations

import pytest
from dashboard_pages import show, words

from danchieu.dashboards import access
from danchieu.dashboards.language import texts

pytestmark = pytest.mark.usefixtures("page_store")


def test_a_query_is_run_from_its_form_and_from_its_address() -> None:
    app = show("queries", name="cited_by")
    assert app.code[0].value == access.load_queries()["cited_by"].cypher
    app.text_input[0].set_value("05-CT/TW")
    app.button[0].click().run()
    assert app.query_params["p.document"] in ("05-CT/TW", ["05-CT/TW"])
    again = show("queries", name="cited_by", run="1", **{"p.document": "05-CT/TW"})
    for page in (app, again):
        assert "4 rows" in words(page)
        assert list(page.dataframe[0].value["symbol"]) == ["14-KH/TU", "20-KH/TU", "20-KH/TU", "11-KH/HU"]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"name": "cited_by", "p.document": "15-CT/TW"}, "(did you mean '35-CT/TW' or '05-CT/TW'"),
        ({"name": "cited_by", "p.document": "35-CT/TW"}, "Several documents have the symbol 35-CT/TW"),
        ({"name": "cited_by", "p.documnt": "x"}, "has no parameter 'documnt'"),
        ({"name": "propagation", "p.document": "05-CT/TW", "p.depth": "deep"}, "takes a whole number, not 'deep'"),
        ({"name": "cypher", "text": "MATCH (d:Document) DETACH DELETE d"}, "only read-only queries are allowed"),
        ({"name": "cypher", "text": "MATCH (d:Document RETURN d"}, texts()["error.title"]["en"]),
        ({"name": "cypher", "text": "MATCH (d:Document {symbol: 'none'}) RETURN d.id"}, texts()["queries.no_rows"]["en"]),
    ],
)
def test_failed_or_empty_query_is_explained(parameters: dict[str, str], message: str) -> None:
    assert message in words(show("queries", run="1", **parameters))


def test_custom_cypher_runs_from_its_address() -> None:
    app = show(
        "queries",
        name="cypher",
        run="1",
        text="MATCH (d:Document {status: 'loaded'}) RETURN d.level AS level, count(d) AS n ORDER BY n DESC, level",
    )
    assert app.dataframe[0].value.to_numpy().tolist() == [["central", 3], ["province", 3], ["commune", 1], ["district", 1]]


@pytest.mark.parametrize("name", access.load_queries())
def test_every_column_of_a_query_has_a_heading(name: str) -> None:
    assert [column for column in access.load_queries()[name].columns if f"column.{column}" not in texts()] == []
