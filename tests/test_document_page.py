"""Test the page of a document: its text with linked citations, who cites it, candidates and escaping."""

from __future__ import annotations

import re
from html import unescape

import pytest
import streamlit as st
from dashboard_pages import html, links, show, words
from directives import DIRECTIVE, HOSTILE, TITLE

from danchieu.dashboards import access
from danchieu.dashboards.language import texts

pytestmark = pytest.mark.usefixtures("page_store")


def test_document_view_links_every_citation() -> None:
    app = show("document", id="05-CT/TW")
    citations = re.findall(r'<span class="c ([^"]*)" id="(c\w+)" style="--c:var\(--r-(\w+)\)"><a href="([^"]*)">([^<]*)</a>', html(app))
    assert [(classes, relation, unescape(href), text) for classes, _, relation, href, text in citations] == [
        ("resolved stub", "REPLACES", "?view=document&id=tw%2Fxi%2Fct-3", "Chỉ thị số 03-CT/TW"),
        ("resolved stub", "IMPLEMENTS", "?view=document&id=tw%2Fxi%2Fnq-12", "Nghị quyết số 12-NQ/TW"),
    ]
    assert {f"#{id_}" for _, id_, *_ in citations} <= set(links(app))  # links from the list back into the text
    shown = words(app)
    assert "relation replaces as stated here 14/05/2011 rule numbered resolved by own date confidence 90%" in shown
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
    assert 'class="c resolved stub dim" id=' in shown
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
    shown = words(app).replace("Chỉ thị 35", "35")
    assert re.search(r"May be one of 35-CT/TW 14/06/2024 · Trung ương · \d+% .*35-CT/TW 30/05/2019 · Trung ương · \d+%", shown)
    assert {"?view=document&id=tw%2Fxii%2Fct-35", "?view=document&id=tw%2Fxiii%2Fct-35"} <= set(links(app))


def test_ambiguous_symbol_lists_its_documents() -> None:
    app = show("document", id="35-CT/TW")
    assert "Several documents have the symbol 35-CT/TW" in words(app)
    assert {"?view=document&id=tw%2Fxii%2Fct-35", "?view=document&id=tw%2Fxiii%2Fct-35"} <= set(links(app))
