"""Says what a file states: its facts, and the groups that its identity rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from danchieu.graph.linking import list_documents
from danchieu.graph.linking.fact_kinds import Fact
from danchieu.graph.linking.facts import GroupFacts
from danchieu.graph.linking.groups import group_of
from danchieu.graph.linking.jurisdiction import clues_in
from danchieu.graph.linking.testimony import facts_of_row, facts_of_text, is_placed
from danchieu.graph.model import Reading, Register

__all__ = ["Places", "clues_of", "facts_of", "is_unplaced", "pack_places", "places_of", "rests_on"]

Places = Mapping[str, str]
"""Provinces by the id of the group of a clue."""


def is_unplaced(item: Reading | Register) -> bool:
    """Return whether only other texts can show the province of a text."""
    return isinstance(item, Reading) and not is_placed(item.head, item.sha256)


def facts_of(item: Reading | Register, places: Places) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that a text or a part of a register states, each with the id of its group."""
    if isinstance(item, Register):
        for document, head in list_documents(item)[0]:
            yield from facts_of_row(document, head)
        return
    elsewhere = {clue: places[group_of(clue)] for clue in clues_in(item.head) if group_of(clue) in places}
    yield from facts_of_text(item.head, item.citations, sha256=item.sha256, elsewhere=elsewhere)


def clues_of(item: Reading) -> set[str]:
    """Return the groups of the clues that may show the province of a text."""
    return {group_of(clue) for clue in clues_in(item.head)}


def places_of(item: Reading, facts: Mapping[str, GroupFacts]) -> Places:
    """Return the provinces that other texts show for the clues of a text."""
    known = {group: facts[group].provinces for group in clues_of(item) if group in facts}
    return {group: next(iter(provinces)) for group, provinces in known.items() if len(provinces) == 1}


def pack_places(places: Places) -> str:
    """Pack places as they are kept with a file."""
    return json.dumps(places, ensure_ascii=False, sort_keys=True)


def rests_on(item: Reading) -> set[str]:
    """Return the groups that the identity of a text rests on: that of its number, and of its clues if its province is open."""
    own = {item.head.symbol.group} if item.head.symbol else set()
    return own | clues_of(item) if is_unplaced(item) else own
