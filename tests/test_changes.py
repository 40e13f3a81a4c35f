"""Test which citations a change of what is known of a group concerns, as tables: facts before, facts after, the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from records import symbol_of

from danchieu.graph.linking.changes import Change, Concern, compare
from danchieu.graph.linking.fact_kinds import Fact, Listed, Loaded, Numbered, Passed, Stated
from danchieu.graph.linking.facts import GroupFacts, add
from danchieu.graph.linking.knowledge import Group, Knowledge, lists_of
from danchieu.graph.model import Head, Key
from danchieu.graph.model.issuers import Place, issuer_at
from danchieu.graph.model.provinces import all_provinces

KEY = Key(issuer_at("TW"), "xiii", "NQ", "57")
ID, OTHER = "tw/xiii/nq-57", "tw/xii/nq-57"
GROUP = "57//NQ/TW"
LAW = "name luật kiểm thử"
CITED = Stated(ID, KEY, {"symbol": "57-NQ/TW", "issued_on": "2024-12-22"}, witness=True)
AGAIN = Stated(ID, KEY, {"symbol": "57-NQ/TW", "issued_on": "2024-12-22"})
EARLIER = Stated(OTHER, KEY.in_period("xii"), {"symbol": "57-NQ/TW"}, witness=True)
TEXT = Loaded(ID, KEY, "a" * 64, {"symbol": "57-NQ/TW", "issued_on": "2024-12-22"})
ROW = Listed(ID, KEY, "known.csv 2", {"symbol": "57-NQ/TW", "issued_on": "2024-12-22", "listed_in": "known.csv", "line": 2})
NUMBERED = [Numbered(ID, sha256 * 64, Head(title=title)) for sha256, title in (("a", "về một việc lớn"), ("b", "phòng chống thiên tai"))]


def titled(title: str) -> Stated:
    return Stated(ID, KEY, {"symbol": "57-NQ/TW", "issued_on": "2024-12-22", "title": title})


def passed(on: str, witnessed: str) -> Passed:
    return Passed("name/luat-kiem-thu/2019", None, {"year": "2019", "name": "Luật Kiểm thử", "on": on, "witnessed": witnessed})


def view(group: str, facts: Sequence[Fact]) -> Group:
    held = GroupFacts()
    for fact in facts:
        add(held, fact)
    return Knowledge(lambda ids: {}, lists_of([])).view(group, held)


def without_descriptions(change: Change) -> Change:
    return replace(change, described=())


CENTRAL = frozenset({""})
"""The province of a central body."""
NINE = [titled(f"việc thứ {number}") for number in range(1, 10) for _ in range(2)]

# facts before, facts after, what changed but for descriptions, and whether a description did
CASES: dict[str, tuple[Sequence[Fact], Sequence[Fact], Change, bool]] = {
    "nothing": ([CITED], [CITED], Change(), False),
    "the first citation: a new candidate": ([], [CITED], Change(candidates=CENTRAL), True),
    "a citation as before": ([CITED], [CITED, AGAIN], Change(), False),
    "a witness as before": ([CITED], [CITED, CITED], Change(), False),
    "a third witness: well known, which decides nothing for the Party": ([CITED, CITED], [CITED] * 3, Change(), False),
    "a citation that names nothing completely": ([], [AGAIN], Change(), True),
    "another date of most": (
        [CITED],
        [CITED, *[Stated(ID, KEY, {"symbol": "57-NQ/TW", "issued_on": "2024-12-25"})] * 2],
        Change(candidates=CENTRAL),
        True,
    ),
    "another type": ([CITED], [CITED, Stated(ID, KEY, {"symbol": "57-NQ/TW", "type": "Đề án"})], Change(), True),
    "a document of another term": ([CITED], [CITED, EARLIER], Change(candidates=CENTRAL), True),
    "its text: certain": ([CITED], [CITED, TEXT], Change(settled=frozenset({ID}), candidates=CENTRAL), False),
    "its text goes": ([CITED, TEXT], [CITED], Change(settled=frozenset({ID}), candidates=CENTRAL), False),
    "a row of a register: certain": ([CITED], [CITED, ROW], Change(settled=frozenset({ID}), identities=True), True),
    "a row beside its text": ([CITED, TEXT], [CITED, TEXT, ROW], Change(identities=True), True),
    "the last citation goes": ([CITED], [], Change(candidates=CENTRAL), True),
    "a title": ([CITED], [CITED, titled("về một việc")], Change(titles=CENTRAL), True),
    "a title beyond the eight that most state": ([CITED, *NINE], [CITED, *NINE, titled("việc thứ 0")], Change(), False),
    "a title among the eight that most state": ([CITED, *NINE], [CITED, *NINE, titled("việc thứ 9")], Change(titles=CENTRAL), True),
    "a second text of its number that says something else": (
        [TEXT, NUMBERED[0]],
        [TEXT, *NUMBERED],
        Change(identities=True),
        False,
    ),
    "a version of a law": ([], [passed("2019-11-20", "2022-01-01")], Change(names=True), False),
    "the version gets a day": ([passed("", "")], [passed("", ""), passed("2019-11-20", "")], Change(names=True), False),
    "a later text cites the version": (
        [passed("2019-11-20", "2022-01-01")],
        [passed("2019-11-20", "2022-01-01"), passed("2019-11-20", "2023-05-05")],
        Change(since=date(2022, 1, 1)),
        False,
    ),
    "an earlier text cites the version": (
        [passed("2019-11-20", "2022-01-01")],
        [passed("2019-11-20", "2022-01-01"), passed("2019-11-20", "2021-01-01")],
        Change(),
        False,
    ),
    "the latest text that cites it goes": (
        [passed("2019-11-20", "2022-01-01"), passed("2019-11-20", "2023-05-05")],
        [passed("2019-11-20", "2022-01-01")],
        Change(since=date(2022, 1, 1)),
        False,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_change_concerns_the_citations_that_it_may_link_differently(case: str) -> None:
    before, after, expected, described = CASES[case]
    group = LAW if any(isinstance(fact, Passed) for fact in after) else GROUP
    found = compare(group, view(group, before), view(group, after))
    assert without_descriptions(found) == expected
    assert bool(found.described) == described
    back = compare(group, view(group, after), view(group, before))
    assert without_descriptions(back) == expected


def test_change_concerns_citations_of_the_place_of_the_candidate() -> None:
    [province] = (one for one in all_provinces() if one.name == "Nghệ An")
    key = Key(issuer_at("UBND", Place(province)), "2016", "KH", "57")
    cited = Stated("nghe-an/ubnd/2016/kh-57", key, {"symbol": "57/KH-UBND", "issued_on": "2016-12-22"}, witness=True)
    titled = Stated("nghe-an/ubnd/2016/kh-57", key, {"symbol": "57/KH-UBND", "title": "về một việc lớn"}, witness=True)
    before, after = (view("57//KH/UBND", facts) for facts in ([cited, cited], [cited, cited, titled]))
    place = frozenset({"Nghệ An"})
    assert compare("57//KH/UBND", before, after).concerns == (Concern(place, titled=True), Concern(place, weak=True))
    assert compare("57//KH/UBND", view("57//KH/UBND", []), before).concerns == (Concern(place),)


def test_document_that_nothing_states_any_more_is_described_by_its_identity_alone() -> None:
    [described] = compare(GROUP, view(GROUP, [CITED]), view(GROUP, [])).described
    assert (described.id, described.symbol, described.issued_on) == (ID, symbol_of("57-NQ/TW"), None)


def test_document_is_described_by_its_own_group_alone() -> None:
    """A decree that is cited without its year has facts in two groups; the one that its usual symbol names describes it."""
    decree = Key(issuer_at("CP"), "2020", "NĐ", "30")
    stated = Stated("cp/2020/nd-30", decree, {"symbol": "30/NĐ-CP", "issued_on": "2020-03-05"}, witness=True)
    for group, described in (("30//NĐ/CP", 0), ("30/2020/NĐ/CP", 1)):
        assert len(compare(group, view(group, []), view(group, [stated])).described) == described
