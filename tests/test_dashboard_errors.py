"""Test how the dashboard reports unknown pages and documents, and stores that cannot be reached."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from dashboard_pages import clear_caches, links, show, words
from engines import Engine

from danchieu.dashboards.language import texts
from danchieu.dashboards.launch import HOST

pytestmark = pytest.mark.usefixtures("page_store")


@pytest.fixture
def use_other_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Yield a function that sets another store; caches are cleared before and after."""

    def use(store: str) -> None:
        clear_caches()
        monkeypatch.setenv("DANCHIEU_STORE", store)

    yield use
    clear_caches()


def test_unknown_view_shows_an_error_and_the_overview() -> None:
    app = show("setings")
    assert texts()["error.unknown_view"]["en"] in words(app)
    assert texts()["overview.title"]["en"] in words(app)


@pytest.mark.parametrize("view", ["document", "propagation", "network"])
def test_unknown_document_is_reported_with_a_search_link(view: str) -> None:
    app = show(view, id="99-XX/YY")
    assert "No such document" in words(app) and "'99-XX/YY'" in words(app)
    assert "?view=search&q=99-XX%2FYY" in links(app)


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def test_unreachable_store_is_reported(use_other_store: Callable[[str], None]) -> None:
    use_other_store(f"bolt://{HOST}:{_unused_port()}")
    app = show()
    assert texts()["error.unreachable"]["en"] in words(app) and texts()["error.retry"]["en"] in words(app)


def test_stopped_store_is_restarted_by_the_next_request(embedded_engine: Engine) -> None:
    assert texts()["overview.title"]["en"] in words(show())
    embedded_engine.stop()
    st.cache_data.clear()
    assert texts()["error.unreachable"]["en"] in words(show())
    assert "8 documents loaded" in words(show())
    embedded_engine.stop()
    embedded_engine.start()  # with the query timeout that other tests rely on


def test_unknown_store_address_is_reported(use_other_store: Callable[[str], None]) -> None:
    use_other_store("postgres://localhost")
    assert "postgres://localhost" in words(show())
