"""Test the views of the dashboard by their addresses on a real store: overview, search, propagation, network."""

from __future__ import annotations

import re

import pytest
from dashboard_pages import html, links, show, words
from directives import DIRECTIVE, TITLE

from danchieu.dashboards import access
from danchieu.dashboards.language import LANGUAGES, texts

pytestmark = pytest.mark.usefixtures("page_store")

VIEWS = ("overview", "search", "document", "propagation", "network", "queries")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_renders_in_both_languages(view: str, language: str) -> None:
    app = show(view, id="" if view in ("overview", "search", "queries") else DIRECTIVE, lang=language)
    shown = words(app)
    if view != "document":
        assert texts()[f"{view}.title"][language] in shown
    else:
        assert TITLE in shown and texts()["document.cited_by"][language] in shown
    assert all(("lang=vi" in href) == (language == "vi") for href in links(app) if href.startswith("?") and f"view={view}" not in href)


def test_overview_shows_counts_and_rankings() -> None:
    shown = words(show())
    assert "8 documents loaded 3 known only from citations 11 citations" in shown
    assert "2011" not in shown and "2016–2024 years covered" in shown
    assert "Chỉ thị 05-CT/TW" in shown and "Nghị quyết 12-NQ/TW" in shown
    assert "view=propagation&id=tw%2Fxii%2Fct-5" in "".join(links(show()))


@pytest.mark.parametrize("text", ["học tập", "hoc tap", "HỌC TẬP"])
def test_search_ignores_case_and_diacritics(text: str) -> None:
    app = show("search", q=text)
    assert app.text_input[0].value == text
    assert "4 documents" in words(app) and "05-CT/TW" in words(app)
    assert "<mark>học</mark> <mark>tập</mark>" in html(app)


def test_search_filter_and_address_stay_in_sync() -> None:
    app = show("search", q="dai", page="1")
    app.selectbox[0].select("Chỉ thị").run()
    assert app.query_params["type"] in ("Chỉ thị", ["Chỉ thị"]) and "page" not in app.query_params
    assert "2 documents" in words(app)
    assert "2 documents" in words(show("search", q="dai", type="Chỉ thị"))
    assert show("search", type="no such type").selectbox[0].value == ""


def test_a_filter_counts_the_values_of_its_own_property(monkeypatch: pytest.MonkeyPatch) -> None:
    facets = [{"facet": "type", "value": "Đà Nẵng", "documents": 7}, {"facet": "province", "value": "Đà Nẵng", "documents": 2}]
    ask = access.rows
    monkeypatch.setattr(access, "rows", lambda name, **given: facets if name == "facets" else ask(name, **given))
    app = show("search")
    assert [box.options[-1] for box in app.selectbox if "Đà Nẵng" in box.options[-1]] == ["Đà Nẵng (7)", "Đà Nẵng (2)"]


def test_empty_search_result_suggests_what_to_do() -> None:
    assert texts()["search.none"]["en"] in words(show("search", q="không có văn bản này"))


def test_propagation_shows_lag_and_the_provinces_without_documents() -> None:
    app = show("propagation", id="05-CT/TW")
    shown = words(app)
    assert app.selectbox[0].value == DIRECTIVE
    assert "4 implementing documents 2 steps 68 median days to the first step" in shown
    assert "93 days to the last document 2/3 provinces with implementing documents" in shown
    assert "None found (1) Bến Tre" in shown and "Bình Thuận · 44 days" in shown
    assert "1 undated document is drawn hollow" in shown
    assert list(app.dataframe[0].value["symbol"]) == ["14-KH/TU", "20-KH/TU", "11-KH/HU", "09-KH/ĐU"]
    assert "3 implementing documents 1 step 68" in words(show("propagation", id="05-CT/TW", depth="1"))


def test_propagation_lists_most_implemented_directives_first() -> None:
    app = show("propagation")
    assert app.selectbox[0].options[:3] == [
        "–",
        "Nghị quyết 12-NQ/TW (5) · một số vấn đề cấp bách về xây dựng Đảng hiện nay",
        f"Chỉ thị 05-CT/TW (4) · {TITLE}",
    ]
    app.selectbox[0].select(DIRECTIVE).run()
    assert app.query_params["id"] in (DIRECTIVE, [DIRECTIVE])
    assert texts()["propagation.nothing"]["en"] in words(show("propagation", id="09-KH/ĐU"))


def test_network_ranks_documents_and_draws_a_neighbourhood() -> None:
    app = show("network", id=DIRECTIVE, steps="1")
    assert "Drawn: 6 of 11 documents" in words(app)
    table = app.dataframe[0].value
    assert table.loc[table["document"] == "05-CT/TW", ["cascade", "cited_by"]].to_numpy().tolist() == [[4, 3]]
    assert texts()["network.no_cycles"]["en"] in words(app)


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    one, many, vietnamese = (words(show("search", q="chuyển đổi")), words(show("search")), words(show("search", lang="vi")))
    assert "1 document Clear" not in one and re.search(r"\b1 document\b(?!s)", one)
    assert "11 documents" in many and "11 văn bản" in vietnamese
