"""Adds what files state to the facts of groups, and compares these with what they were.

Facts are kept packed: of the documents of a number there are many where the store is large, and a lesson concerns thousands of groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from danchieu.graph.linking.changes import Change, compare
from danchieu.graph.linking.fact_kinds import Fact, Placed
from danchieu.graph.linking.facts import GroupFacts, add, pack_facts, unpack_facts
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.queries import Queries
from danchieu.graph.model import Row

__all__ = ["Board"]


class Board:
    """The groups that a lesson concerns."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries
        self._noted: dict[str, list[tuple[Fact, int]]] = defaultdict(list)
        self._placed: set[str] = set()  # groups of clues of which a province was noted
        self._before: dict[str, str | None] = {}  # packed facts of the groups that the store has
        self._facts: dict[str, str | None] = {}  # packed, with what was noted

    @property
    def groups(self) -> Collection[str]:
        """The ids of all groups that were looked up."""
        return self._facts.keys()

    def note(self, facts: Iterable[tuple[str, Fact]], times: int = 1) -> None:
        """Note facts to be added, or taken away."""
        for group, fact in facts:
            self._noted[group].append((fact, times))
            if isinstance(fact, Placed):
                self._placed.add(group)

    def settle(self) -> None:
        """Fetch the groups concerned and add what was noted."""
        self._fetch(self._noted)
        for id_, several in self._noted.items():
            facts = unpack_facts(self._facts[id_])
            for fact, times in sorted(several, key=lambda one: -one[1]):  # additions first: nothing is deleted and made anew
                add(facts, fact, times)
            self._facts[id_] = pack_facts(facts)
        self._noted.clear()

    def look_up(self, ids: Collection[str]) -> dict[str, GroupFacts]:
        """Return the facts of groups as they are with what was settled."""
        self._fetch(ids)
        return {id_: unpack_facts(self._facts[id_]) for id_ in ids}

    def rows(self, *, stored: bool) -> list[Row]:
        """Return the facts of the groups that the store has, or of the others."""
        return [{"id": id_, "facts": facts} for id_, facts in sorted(self._facts.items()) if (id_ in self._before) == stored]

    def empty(self) -> set[str]:
        """Return the groups of which nothing is stated."""
        return {id_ for id_, facts in self._facts.items() if facts is None}

    def placing(self) -> list[str]:
        """Return the groups of clues that show another province than before, or one where they showed none."""
        shown = ((id_, _province(self._before.get(id_)), _province(self._facts[id_])) for id_ in sorted(self._placed))
        return [id_ for id_, before, now in shown if before != now]

    def changes(self, knowledge: Knowledge) -> Iterator[tuple[str, Change]]:
        """Yield the groups whose facts changed, with what that changes of what is known."""
        for id_, facts in sorted(self._facts.items()):
            if (before := self._before.get(id_)) != facts:
                yield id_, compare(id_, knowledge.view(id_, unpack_facts(before)), knowledge.view(id_, unpack_facts(facts)))

    def _fetch(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids) - self._facts.keys())
        fetched = {row["id"]: row["facts"] for row in self._queries.fetch("facts", "ids", wanted)}
        self._before |= fetched
        self._facts |= {id_: fetched.get(id_) for id_ in wanted}


def _province(packed: str | None) -> str | None:
    """Return the province that a clue shows, if it is one alone."""
    provinces = unpack_facts(packed).provinces
    return next(iter(provinces)) if len(provinces) == 1 else None
