"""Records of the ladder: a question, that is a citation to be resolved, and the finding of a rung."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from danchieu.graph.linking.knowledge import KnownDocument
from danchieu.graph.model import Citation, Key, Symbol

__all__ = ["NOTHING", "Finding", "Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """A citation to be resolved: its key as stated, and the known documents that it may mean."""

    citation: Citation
    symbol: Symbol
    key: Key
    possible: Mapping[str, KnownDocument] = field(default_factory=dict)
    known: Collection[str] = ()  # ids of all known documents of the symbol's group

    def without(self, dropped: Collection[str]) -> Question:
        """Return the question without some of the possible documents."""
        if not dropped:
            return self
        return replace(self, possible={id_: known for id_, known in self.possible.items() if id_ not in dropped})

    @property
    def only(self) -> KnownDocument | None:
        """The possible document if there is only one."""
        return next(iter(self.possible.values())) if len(self.possible) == 1 else None


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a rung: the key of the document that it settles on, and the possible documents that it rules out."""

    key: Key | None = None
    dropped: frozenset[str] = frozenset()


NOTHING = Finding()
