"""Says of an item, a text or a part of a register, what it states, which groups concern it and what it adds to the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from danchieu.graph.linking import Linker, list_documents
from danchieu.graph.linking.facts import Fact, GroupFacts
from danchieu.graph.linking.groups import group_of, groups_of_text, home_of_document
from danchieu.graph.linking.jurisdiction import clues_in
from danchieu.graph.linking.testimony import facts_of_row, facts_of_text, is_placed
from danchieu.graph.loading.rows import Contribution, contribution, list_contribution
from danchieu.graph.model import Reading, Register

__all__ = ["Places", "clues_of", "contribution_of", "facts_of", "groups_of", "pack_places", "places_of", "rests_on", "waits_for_places"]

Places = Mapping[str, str]
"""Provinces by the id of the group of a clue."""


def waits_for_places(item: Reading | Register) -> bool:
    """Return whether it is a text whose province only other texts may show: its facts are added after those of the others."""
    return isinstance(item, Reading) and not is_placed(item.head, item.sha256)


def facts_of(item: Reading | Register, places: Places) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that an item states, each with its group."""
    if isinstance(item, Register):
        for document, head in list_documents(item)[0]:
            yield from facts_of_row(document, head)
        return
    elsewhere = {clue: places[group_of(clue)] for clue in clues_in(item.head) if group_of(clue) in places}
    yield from facts_of_text(item.head, item.citations, sha256=item.sha256, elsewhere=elsewhere)


def clues_of(item: Reading) -> set[str]:
    """Return the groups of the clues of a text to its province."""
    return {group_of(clue) for clue in clues_in(item.head)}


def places_of(item: Reading, facts: Mapping[str, GroupFacts]) -> Places:
    """Return the provinces that other texts show for the clues of a text."""
    known = {group: facts[group].provinces for group in clues_of(item) if group in facts}
    return {group: next(iter(provinces)) for group, provinces in known.items() if len(provinces) == 1}


def pack_places(places: Places) -> str:
    """Return places as JSON."""
    return json.dumps(places, ensure_ascii=False, sort_keys=True)


def rests_on(item: Reading | Register) -> set[str]:
    """Return the groups that decide which document a text is: that of its number, and its clues if only other texts may place it."""
    if isinstance(item, Register):
        return set()
    own = {item.head.symbol.group} if item.head.symbol else set()
    return own | clues_of(item) if waits_for_places(item) else own


def groups_of(item: Reading | Register) -> set[str]:
    """Return the groups that linking an item looks up first."""
    if isinstance(item, Reading):
        return groups_of_text(item.head, item.citations)
    return {home for document, _ in list_documents(item)[0] if (home := home_of_document(document))}


def contribution_of(item: Reading | Register, linker: Linker) -> Contribution:
    """Link an item and return what it adds to the graph."""
    if isinstance(item, Reading):
        return contribution(linker.record(item.head, item.citations, path=item.path, sha256=item.sha256))
    listed = [document for document, _ in list_documents(item)[0]]
    known = {one.id: linker.knowledge.described(one, ()) or one for one in listed}
    return list_contribution(listed, list(known.values()))
