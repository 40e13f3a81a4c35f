"""Test the facts of groups: those that are added in parts and merged are those that are added one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from source_files import PROJECT

from danchieu.graph.linking.facts import GroupFacts, add, merge_facts, pack_facts, unpack_facts
from danchieu.graph.linking.registers import listed_document
from danchieu.graph.linking.testimony import facts_of_row, facts_of_text
from danchieu.graph.model import Document, Head, Reading, RegisterRow
from danchieu.graph.model.symbols import parse_symbol
from danchieu.loaders.corpus import read_corpus


def facts_of(readings: Iterable[Reading], listed: Iterable[Document] = ()) -> dict[str, GroupFacts]:
    """Return the facts that texts and rows of a register state, by group."""
    groups: dict[str, GroupFacts] = defaultdict(GroupFacts)
    stated = [fact for one in readings for fact in facts_of_text(one.head, one.citations, sha256=one.sha256, elsewhere={})]
    for group, fact in stated + [fact for one in listed for fact in facts_of_row(one, Head())]:
        add(groups[group], fact)
    return groups


def test_facts_of_parts_are_merged_in_any_order() -> None:
    readings = [one for one in read_corpus(sorted((PROJECT / "data/sample").rglob("*.txt")), processes=1) if isinstance(one, Reading)]
    row = listed_document(Head(symbol=parse_symbol("57-NQ/TW"), issued_on=date(2024, 12, 22)), row=RegisterRow("known.csv", 2))
    whole = facts_of([*readings, readings[0]], [row])
    parts = [facts_of(readings[::2]), facts_of(readings[1::2], [row]), facts_of([readings[0]])]
    for several in (parts, parts[::-1]):
        merged: dict[str, GroupFacts] = defaultdict(GroupFacts)
        before = [{group: pack_facts(facts) for group, facts in part.items()} for part in several]
        for part in several:
            for group, facts in part.items():
                merge_facts(merged[group], facts)
        assert {group: pack_facts(facts) for group, facts in merged.items()} == {group: pack_facts(facts) for group, facts in whole.items()}
        assert [{group: pack_facts(facts) for group, facts in part.items()} for part in several] == before  # what was merged stays


def test_merging_nothing_changes_nothing() -> None:
    facts = GroupFacts(provinces={"Bình Thuận": 2})
    merge_facts(facts, unpack_facts(None))
    assert facts == GroupFacts(provinces={"Bình Thuận": 2})
