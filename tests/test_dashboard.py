"""Test every view by its address on a real store: what it shows, what it escapes and how it reports errors."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from directives import DIRECTIVE, HOSTILE, TITLE, records
from engines import Engine
from streamlit.testing.v1 import AppTest

from danchieu.dashboards import access, launch
from danchieu.dashboards.language import LANGUAGES, texts
from danchieu.dashboards.launch import HOST, command, free_port
from danchieu.graph.loading.ingest import ingest
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import open_store

ROOM = Path(str(launch.__code__.co_filename)).parent
VIEWS = ("overview", "search", "document", "propagation", "network", "queries")


@pytest.fixture(scope="module")
def store(embedded_engine: Engine) -> Iterator[Settings]:
    """Yield the settings of an embedded store that holds the small graph."""
    embedded_engine.empty()
    with open_store(embedded_engine.settings) as writer:
        assert not ingest(writer, records()).failed
    clear_caches()
    yield embedded_engine.settings
    clear_caches()


@pytest.fixture(autouse=True)
def set_store_in_environment(monkeypatch: pytest.MonkeyPatch, store: Settings) -> None:
    """Set the store in the environment."""
    monkeypatch.setenv("DANCHIEU_STORE", store.store)


@pytest.fixture
def use_other_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Yield a function that sets another store; caches are cleared before and after."""

    def name(store: str) -> None:
        clear_caches()
        monkeypatch.setenv("DANCHIEU_STORE", store)

    yield name
    clear_caches()


def clear_caches() -> None:
    """Clear what the pages cache: answers, the projection, the connection."""
    st.cache_data.clear()
    access.graph.clear()
    access.reader.clear()


def show(view: str = "", **parameters: str) -> AppTest:
    """Run the page at an address."""
    app = AppTest.from_file(str(ROOM / "app.py"), default_timeout=60)
    for name, value in {"view": view, **parameters}.items():
        if value:
            app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """Return all HTML that a page shows in custom components; fail if the page raised an error."""
    assert not app.exception
    return "".join(json.loads(element.proto.json) for element in app.main if element.type == "bidi_component")


def words(app: AppTest) -> str:
    """Return the visible words of that HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html(app))).split())


def links(app: AppTest) -> list[str]:
    """Return the targets of the links of a page."""
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', html(app))]


# every view --------------------------------------------------------------------------------------------------------------------------


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


def test_unknown_view_shows_an_error_and_the_overview() -> None:
    app = show("setings")
    assert texts()["error.unknown_view"]["en"] in words(app)
    assert texts()["overview.title"]["en"] in words(app)


# search ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["học tập", "hoc tap", "HỌC TẬP"])
def test_search_ignores_case_and_diacritics(text: str) -> None:
    app = show("search", q=text)
    assert app.text_input[0].value == text
    assert "3 documents" in words(app) and "05-CT/TW" in words(app)
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


# document ----------------------------------------------------------------------------------------------------------------------------


def test_document_view_links_every_citation() -> None:
    app = show("document", id="05-CT/TW")
    citations = re.findall(r'<span class="c ([^"]*)" id="(c\w+)" style="--c:var\(--r-(\w+)\)"><a href="([^"]*)">([^<]*)</a>', html(app))
    assert [(classes, relation, unescape(href), text) for classes, _, relation, href, text in citations] == [
        ("stub", "REPLACES", "?view=document&id=tw%2Fxi%2Fct-3", "Chỉ thị số 03-CT/TW"),
        ("stub", "IMPLEMENTS", "?view=document&id=tw%2Fxi%2Fnq-12", "Chỉ thị số 12-NQ/TW"),
    ]
    assert {f"#{id_}" for _, id_, *_ in citations} <= set(links(app))  # links from the list back into the text
    shown = words(app)
    assert "relation replaces as stated here 14/05/2011 rule numbered resolved by symbol confidence 90%" in shown
    assert "Cited by 3 based on 1 Kế hoạch 20-KH/TU 22/07/2016 · Tỉnh ủy Nghệ An" in shown


def test_a_document_page_looks_its_document_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    store = access.reader()

    class Counted:
        def read(self, query: str, /, **parameters: object) -> list[access.Row]:
            asked.append(query)
            return store.read(query, **parameters)

    monkeypatch.setattr(access, "reader", Counted)
    st.cache_data.clear()
    assert TITLE in words(show("document", id=DIRECTIVE))
    assert len(asked) == 5  # its id, its facts, its text, what it cites, what cites it


def test_selected_relation_dims_other_citations() -> None:
    shown = html(show("document", id=DIRECTIVE, relation="REPLACES"))
    assert 'class="c stub dim" id=' in shown
    assert shown.count(" dim") == 1


def test_document_content_is_escaped() -> None:
    for page in (
        show("document", id="14-KH/TU"),
        show("search", q="chi thi 05"),
        show("propagation", id=DIRECTIVE),
        show("document", id=DIRECTIVE),
    ):
        assert "<script" not in html(page) and "<b>đậm" not in html(page)
    assert HOSTILE in unescape(html(show("document", id="14-KH/TU")))


def test_stub_page_shows_missing_text_and_citing_documents() -> None:
    shown = words(show("document", id="12-NQ/TW"))
    assert texts()["document.stub"]["en"] in shown
    assert "Chỉ thị 05-CT/TW" in shown and "Kế hoạch 14-KH/TU" in shown


def test_an_ambiguous_citation_offers_its_candidates() -> None:
    app = show("document", id="18-KH/TU")
    assert "May be one of 35-CT/TW 30/05/2019 · Ban Chấp hành Trung ương · 50%" in words(app).replace("Chỉ thị 35", "35")
    assert {"?view=document&id=tw%2Fxii%2Fct-35", "?view=document&id=tw%2Fxiii%2Fct-35"} <= set(links(app))


# propagation, network ----------------------------------------------------------------------------------------------------------------


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
        "Nghị quyết 12-NQ/TW (5) · một số vấn đề cấp bách về xây dựng Đảng",
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


# queries -----------------------------------------------------------------------------------------------------------------------------


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


# pages that cannot be shown ----------------------------------------------------------------------------------------------------------


def test_ambiguous_symbol_lists_its_documents() -> None:
    app = show("document", id="35-CT/TW")
    assert "Several documents have the symbol 35-CT/TW" in words(app)
    assert {"?view=document&id=tw%2Fxii%2Fct-35", "?view=document&id=tw%2Fxiii%2Fct-35"} <= set(links(app))


@pytest.mark.parametrize("view", ["document", "propagation", "network"])
def test_unknown_document_is_reported_with_a_search_link(view: str) -> None:
    app = show(view, id="99-XX/YY")
    assert "No such document" in words(app) and "'99-XX/YY'" in words(app)
    assert "?view=search&q=99-XX%2FYY" in links(app)


def test_unreachable_store_is_reported(use_other_store: Callable[[str], None]) -> None:
    use_other_store(f"bolt://{HOST}:{_unused_port()}")
    app = show()
    assert texts()["error.unreachable"]["en"] in words(app) and texts()["error.retry"]["en"] in words(app)


def test_stopped_store_is_restarted_by_the_next_request(store: Settings) -> None:
    assert texts()["overview.title"]["en"] in words(show())
    assert store.directory is not None
    embedded.stop(store.directory)
    st.cache_data.clear()
    assert texts()["error.unreachable"]["en"] in words(show())
    assert "8 documents loaded" in words(show())


def test_unknown_store_address_is_reported(use_other_store: Callable[[str], None]) -> None:
    use_other_store("postgres://localhost")
    assert "postgres://localhost" in words(show())


# texts, colours, structure -----------------------------------------------------------------------------------------------------------


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    one, many, vietnamese = (words(show("search", q="chuyển đổi")), words(show("search")), words(show("search", lang="vi")))
    assert "1 document Clear" not in one and re.search(r"\b1 document\b(?!s)", one)
    assert "11 documents" in many and "11 văn bản" in vietnamese


# start -------------------------------------------------------------------------------------------------------------------------------


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def test_port_in_use_is_replaced_by_default_and_refused_if_given() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) != port
        with pytest.raises(OSError, match=f"port {port} of {HOST} cannot be used .*; give another with --port"):
            launch(port)


def test_dashboard_listens_on_loopback_by_default() -> None:
    arguments = command(8600, "embedded:here")
    assert "--server.address=127.0.0.1" in arguments and "--browser.gatherUsageStats=false" in arguments
    assert arguments[-3:] == ["--", "--store", "embedded:here"]
    assert "--server.address=0.0.0.0" in command(8501, host="0.0.0.0")  # in a container, whose port is published on the loopback address


def test_launch_serves_the_printed_address_until_terminated(store: Settings) -> None:
    code = f"from danchieu.dashboards import launch; raise SystemExit(launch(None, {store.store!r}, open_browser=False))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = re.search(rf"http://{HOST}:\d+", process.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(address[0], timeout=10) as page:
            assert b"<title>" in page.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    time.sleep(0.2)
    with socket.socket() as gone:
        assert gone.connect_ex((HOST, int(address[0].rpartition(":")[2]))) != 0
