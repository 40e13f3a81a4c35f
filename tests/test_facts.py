"""Test that facts are counted: in any order, taken away without a trace, packed and unpacked; and the groups that describe documents."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date

import pytest
from linked_texts import cite

from danchieu.graph.linking.fact_kinds import Fact, Listed, Loaded, Named, Numbered, Passed, Placed, Stated
from danchieu.graph.linking.facts import GroupFacts, add, most_stated, pack_facts, unpack_facts
from danchieu.graph.linking.identity import citation_key
from danchieu.graph.linking.jurisdiction import CitingBody
from danchieu.graph.linking.keys import home_of
from danchieu.graph.model import Document, Head, Key, Status
from danchieu.graph.model.issuers import Place, issuer_at

KEY = Key(issuer_at("TW"), "xiii", "NQ", "57")
ID = "tw/xiii/nq-57"
HEAD = Head(type="Nghị quyết", title="về một việc", issued_on=date(2024, 12, 22), sample=(1, 2, 3))
FACTS: dict[str, Fact] = {
    "a citation": Stated(ID, KEY, {"symbol": "57-NQ/TW", "issued_on": "2024-12-22"}, witness=True),
    "another date": Stated(ID, KEY, {"symbol": "57-NQ/TW", "issued_on": "2024-12-25"}),
    "a name": Named(Document("name/dieu-le-dang", Status.CITED), {"name": "Điều lệ Đảng", "system": "party"}),
    "a text": Loaded(ID, KEY, "a" * 64, {"symbol": "57-NQ/TW", "title": "về một việc", "year": 2024}),
    "the text with other metadata": Loaded(ID, KEY, "a" * 64, {"symbol": "57-NQ/TW", "title": "về hai việc", "year": 2024}),
    "a row": Listed(ID, KEY, "known.csv 2", {"title": "về một việc", "listed_in": "known.csv", "line": 2}),
    "the row of a changed register": Listed(ID, KEY, "known.csv 2", {"title": "về hai việc", "listed_in": "known.csv", "line": 2}),
    "a number": Numbered(ID, "a" * 64, HEAD),
    "the number without date": Numbered(ID, "a" * 64, Head(type="Nghị quyết"), undated=KEY),
    "a version of a law": Passed(
        "qh/13/l-45", None, {"year": "2013", "name": "Luật Đất đai", "on": "2013-11-29", "witnessed": "2022-09-05"}
    ),
    "the version without day": Passed("qh/13/l-45", None, {"year": "2013", "name": "Luật Đất đai", "on": "", "witnessed": ""}),
    "a province": Placed("Bình Thuận"),
}


def group_with(*facts: Fact, gone: tuple[Fact, ...] = ()) -> GroupFacts:
    group = GroupFacts()
    for fact in facts:
        add(group, fact)
    for fact in gone:
        add(group, fact, -1)
    return group


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_that_is_taken_away_leaves_nothing(name: str) -> None:
    fact = FACTS[name]
    assert not group_with(fact).is_empty
    assert group_with(fact, gone=(fact,)) == group_with(fact, fact, gone=(fact, fact)) == GroupFacts()
    assert pack_facts(group_with(fact, gone=(fact,))) is None
    assert group_with(fact, fact, gone=(fact,)) == group_with(fact)


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(FACTS, 2)))
def test_a_fact_that_takes_the_place_of_another_leaves_no_trace_of_it(one: str, other: str) -> None:
    assert group_with(FACTS[other], FACTS[one], gone=(FACTS[other],)) == group_with(FACTS[one])


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_facts_does_not_matter(seed: int) -> None:
    draw = random.Random(seed)
    kept, gone = draw.choices(list(FACTS.values()), k=12), draw.choices(list(FACTS.values()), k=8)
    steps = [(fact, 1) for fact in (*kept, *gone)]
    draw.shuffle(steps)
    group = GroupFacts()
    for fact, times in steps:
        add(group, fact, times)
        group = unpack_facts(pack_facts(group))
    for fact in draw.sample(gone, k=len(gone)):
        add(group, fact, -1)
    assert group == group_with(*kept)
    assert pack_facts(group) == pack_facts(group_with(*draw.sample(kept, k=len(kept))))


def test_facts_are_packed_and_unpacked() -> None:
    group = group_with(*FACTS.values())
    assert unpack_facts(pack_facts(group)) == group
    assert unpack_facts(None) == GroupFacts()


@pytest.mark.parametrize(
    ("counts", "value"),
    [({"b": 2, "a": 2, "c": 1}, "a"), ({"b": 3, "a": 2}, "b"), ({"": 9, "z": 1}, "z"), ({"": 1}, "")],
)
def test_the_value_that_most_state_is_the_smallest_of_several_and_any_is_better_than_none(counts: dict[str, int], value: str) -> None:
    assert most_stated(counts) == value


@pytest.mark.parametrize(
    ("symbol", "on", "type_word", "home"),
    [
        ("57-NQ/TW", date(2024, 12, 22), None, "57//NQ/TW"),
        ("057-NQ/TW", None, None, "57//NQ/TW"),
        ("30/2020/NĐ-CP", date(2020, 3, 5), None, "30/2020/NĐ/CP"),
        ("30/NĐ-CP", date(2020, 3, 5), None, "30/2020/NĐ/CP"),  # a decree bears its year, whatever a citation leaves out
        ("50/CP", date(1996, 8, 28), "Nghị định", "50/1996/NĐ/CP"),
        ("10/2015/QĐ-TTg", date(2015, 3, 26), None, "10/2015/QĐ/TTg"),  # of two series, the one with the year in its symbols
        ("10/QĐ-TTg", date(2015, 1, 5), None, "10//QĐ/TTg"),
        ("45/2013/QH13", date(2013, 11, 29), "Luật", "45///QH"),
        ("55/2005/TTLT-BNV-VPCP", None, None, "55/2005/TTLT/BNV+VPCP"),
        ("55/2005/TTLT-VPCP-BNV", None, None, "55/2005/TTLT/BNV+VPCP"),
    ],
)
def test_one_group_describes_a_document_whatever_form_its_symbol_has(
    symbol: str, on: date | None, type_word: str | None, home: str
) -> None:
    citation = cite(symbol, date=on, type=type_word)
    assert citation.symbol
    key = citation_key(citation.symbol, citation, CitingBody(None, Place(), on=None, superior=None), scope="")
    assert home_of(key) == home


def test_spelling_of_a_body_is_that_of_most_texts_and_goes_with_the_last() -> None:
    right, wrong = (
        Stated(ID, replace(KEY, issuer=replace(KEY.issuer, name=name)), {"symbol": "57-NQ/TW"}) for name in ("Bắc Bình", "Bác Bình")
    )
    facts = GroupFacts()
    names = []
    for fact, times in [(wrong, 1), (right, 1), (right, 1), (right, -1), (right, -1)]:
        add(facts, fact, times)
        key = facts.documents[ID].key
        names.append(key.issuer.name if key else None)
    assert names == ["Bác Bình", "Bác Bình", "Bắc Bình", "Bác Bình", "Bác Bình"]
