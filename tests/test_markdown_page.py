"""Test that the page of a document from Markdown shows its text without marks, with its citations in their places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dashboard_pages import clear_caches, html, show, words

from danchieu.graph.loading.ingest import ingest
from danchieu.graph.model.markdown import READER
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
from danchieu.loaders import read, source_text

TEXT = """**TỈNH ỦY NGHỆ AN**
Số 20-KH/TU

Nghệ An, ngày 22 tháng 7 năm 2016

# **KẾ HOẠCH**

Căn cứ **Chỉ thị số 05\\-CT/TW** ngày 15/5/2016 và [Nghị quyết số 12-NQ/TW](https://example.org/nq-12) ngày 16/01/2012;
"""


@pytest.fixture
def marked(embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with open_store(embedded_store) as writer:
        assert not ingest(writer, [read(source_text(TEXT, path="/texts/kh-20.txt", markdown=True, reader=READER))]).failed
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    clear_caches()
    yield
    clear_caches()


@pytest.mark.usefixtures("marked")
def test_marks_are_not_shown() -> None:
    app = show("document", id="20-KH/TU")
    shown = words(app)
    assert "Chỉ thị số 05-CT/TW" in shown and "example.org" not in html(app) and "**" not in shown and "#" not in shown
    assert ">Chỉ thị số 05-CT/TW</a>" in html(app) and ">Nghị quyết số 12-NQ/TW</a>" in html(app)
