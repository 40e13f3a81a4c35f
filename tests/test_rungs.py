"""Test each rung of resolution alone: the documents it finds, those it rules out, and when it applies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from records import symbol_of
from transcripts import linking_page

from danchieu.graph.linking import RUNGS, KnowledgeBuilder
from danchieu.graph.linking.citing_text import CitingText, survey
from danchieu.graph.linking.identity import citation_key, identify_document
from danchieu.graph.linking.keys import id_of
from danchieu.graph.linking.question import Question
from danchieu.graph.linking.rungs import STATED
from danchieu.graph.model import Citation, Edge, Head, Kind, Relation, Span

DOCS = Path(__file__).parents[1] / "docs" / "linking.md"
PLAN = Head(symbol=symbol_of("165/KH-UBND"), type="Kế hoạch", issued_on=date(2025, 11, 21), letterhead=("UBND TỈNH NGHỆ AN",))
TITLE = "về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị"


def cite(symbol: str, **fields: object) -> Citation:
    base = Citation(span=Span(0, 1), text=symbol, kind=Kind.NUMBERED, rule="test", symbol=symbol_of(symbol))
    return replace(base, **fields)  # type: ignore[arg-type]


def ask(citation: Citation, *others: Citation, head: Head = PLAN) -> tuple[CitingText, Question]:
    """Build a citing text, and the question of its first citation with the documents of the catalogue."""
    document = identify_document(head, sha256="a" * 64)
    text = survey(document, [citation, *others], scope="a")
    assert citation.symbol is not None and text.written is not None
    known = KnowledgeBuilder().build().knowledge.candidates(citation.symbol.group)
    key = citation_key(citation.symbol, citation, text.body, scope="a")
    possible = {id_: one for id_, one in known.items() if one.document.issued_on is None or one.document.issued_on <= text.written}
    return text, Question(citation, citation.symbol, key, possible=possible, known=known)


def nested(symbol: str, on: date) -> Citation:
    """Build a citation in the title of an undated document, which implements it."""
    return cite(symbol, date=on, edges=(Edge("1745/QĐ-TTg", Relation.IMPLEMENTS),))


CASES: list[tuple[str, Citation, tuple[Citation, ...], str | None, set[str]]] = [
    ("own date", cite("35-CT/TW", date=date(2019, 5, 30)), (), "tw/xii/ct-35", set()),
    ("own date", cite("812/QĐ-TTg", date=date(2018, 7, 4)), (), "ttg/2018/qd-812", set()),
    ("own year", cite("35-CT/TW", stated_year=2014), (), "tw/xi/ct-35", set()),
    ("own year", cite("35-CT/TW", stated_year=2016), (), None, set()),
    ("own year", cite("812/QĐ-TTg", stated_year=2018), (), "ttg/2018/qd-812", set()),
    ("known in year", cite("10-CT/TW", stated_year=2011), (), "tw/xi/ct-10", {"tw/ix/ct-10", "tw/x/ct-10"}),
    ("known in year", cite("69-CT/TW", stated_year=2011), (), None, set()),
    ("own term", cite("35-CT/TW", term="XIII"), (), "tw/xiii/ct-35", set()),
    ("own term", cite("35-CT/TW"), (), None, set()),
    ("symbol", cite("87/2007/NĐ-CP"), (), "cp/2007/nd-87", set()),
    ("symbol", cite("87/NĐ-CP"), (), None, set()),
    ("issuer words", cite("50-CT/TW", issuer="Bộ Chính trị"), (), "tw/xi/ct-50", {"tw/ix/ct-50", "tw/xiii/ct-50"}),
    ("issuer words", cite("50-CT/TW"), (), None, set()),
    ("title", cite("18-NQ/TW", title=TITLE), (), "tw/xii/nq-18", set()),
    ("title", cite("18-NQ/TW", title="về biển"), (), None, set()),
    ("earlier mention", cite("2437/QĐ-TTg"), (cite("2437/QĐ-TTg", date=date(2025, 11, 4)),), "ttg/2025/qd-2437", set()),
    ("earlier mention", cite("2437/QĐ-TTg"), (), None, set()),
    ("content", cite("1745/QĐ-TTg"), (nested("149-KL/TW", date(2025, 4, 10)),), "ttg/2025/qd-1745", set()),
    ("content", cite("1745/QĐ-TTg"), (nested("149-KL/TW", date(2024, 4, 10)),), None, set()),
    ("same year", cite("844/TTr-BTC"), (), "btc/2025/ttr-844", set()),
    ("basis of the year", cite("844/TTr-BTC", edges=(Edge("self", Relation.BASED_ON),)), (), "btc/2025/ttr-844", set()),
    ("basis of the year", cite("844/TTr-BTC"), (), None, set()),
    ("only known", cite("57-NQ/TW"), (), None, set()),
    ("running term", cite("57-NQ/TW"), (), "tw/xiii/nq-57", set()),
    ("same year", cite("844/QĐ-BTC"), (), None, set()),
]


@pytest.mark.parametrize(("name", "citation", "others", "target", "dropped"), CASES)
def test_rung_gives_the_expected_answer(
    name: str, citation: Citation, others: tuple[Citation, ...], target: str | None, dropped: set[str]
) -> None:
    (rung,) = (rung for rung in RUNGS if rung.name == name)
    text, question = ask(citation, *others)
    assert rung.applies(text, question)
    finding = rung.find(text, question)
    assert (id_of(finding.key) if finding.key else None) == target
    assert finding.dropped == dropped


@pytest.mark.parametrize(
    ("symbol", "on", "target"),
    [
        ("36-NQ/TW", date(2006, 6, 4), "tw/ix/nq-36"),  # khóa X had not reached 36 by then
        ("35-CT/TW", date(2020, 6, 1), None),
        ("57-NQ/TW", date(2025, 11, 21), None),
    ],
)
def test_number_order_finds_only_if_the_running_term_is_ruled_out(symbol: str, on: date, target: str | None) -> None:
    (rung,) = (rung for rung in RUNGS if rung.name == "number order")
    text, question = ask(cite(symbol), head=replace(PLAN, issued_on=on))
    found = rung.find(text, question).key
    assert (id_of(found) if found else None) == target


@pytest.mark.parametrize(
    ("citation", "names"),
    [
        (cite("35-CT/TW", date=date(2019, 5, 30)), {"own date"}),
        (cite("35-CT/TW"), {"own term"}),
        (cite("87/2007/NĐ-CP", date=date(2007, 5, 28)), {"symbol"}),
        (cite("812/QĐ-TTg", date=date(2018, 7, 4)), {"own date"}),
        (cite("812/QĐ-TTg", stated_year=2018), {"own year", "symbol"}),
        (cite("35-CT/TW", stated_year=2014), {"own year", "own term"}),
        (cite("85/2015/QH13", date=date(2015, 6, 25)), {"symbol"}),
    ],
)
def test_rungs_that_need_only_the_citation_apply_by_what_it_states(citation: Citation, names: set[str]) -> None:
    assert {rung.name for rung in STATED if rung.applies(*ask(citation))} == names


def test_the_ladder_is_documented() -> None:
    assert DOCS.read_text(encoding="utf-8") == linking_page(), "python tests/transcripts.py STORE updates it"
