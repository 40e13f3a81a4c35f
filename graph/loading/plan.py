"""Plans what changes in the graph when files come and go. Pure: nothing here reads or writes a store.

A document is described by its primary file, of lowest rank and then with the smallest path; other files of the same document wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Holding", "Plan", "plan"]


@dataclass(frozen=True, slots=True, order=True)
class Holding:
    """A file that holds the text of a document."""

    document: str
    path: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes, each in the order in which they are applied."""

    release: tuple[str, ...]  # paths that no longer hold their document
    hold: tuple[Holding, ...]  # files that hold another document than before; none is primary yet
    clear: tuple[Holding, ...]  # files whose citations, relations and descriptions are deleted
    enter: Mapping[str, str]  # files whose contribution is written: document by path
    primary: tuple[Holding, ...]  # files that become primary, or are no longer
    unheld: frozenset[str]  # documents that no file holds any more


def plan(
    before: Collection[Holding], arriving: Mapping[str, str], leaving: Collection[str], *, rank: Callable[[str], int] = lambda path: 0
) -> Plan:
    """Plan the replacement of files.

    `before` are all files that hold a document which an arriving or leaving file holds, or will hold. `arriving` are documents by path.
    """
    held = {one.path: one.document for one in before}
    released = {path for path in {*arriving, *leaving} & held.keys() if arriving.get(path) != held[path]}
    hold = [Holding(document, path) for path, document in arriving.items() if held.get(path) != document]
    after = _by_document([*(one for one in before if one.path not in released), *hold])
    first = {document: min(paths, key=lambda path: (rank(path), path)) for document, paths in after.items()}
    cleared = (one for one in before if one.is_primary and (one.path in arriving or first.get(one.document) != one.path))
    return Plan(
        release=tuple(sorted(released)),
        hold=tuple(sorted(hold)),
        clear=tuple(sorted(cleared)),
        enter={path: document for document, path in sorted(first.items()) if path in arriving or not after[document][path]},
        primary=tuple(
            Holding(document, path, path == first[document])
            for document, paths in sorted(after.items())
            for path, is_primary in sorted(paths.items())
            if is_primary != (path == first[document])
        ),
        unheld=frozenset({*held.values(), *arriving.values()} - first.keys()),
    )


def _by_document(holdings: Iterable[Holding]) -> dict[str, dict[str, bool]]:
    """Return whether each file is primary, by document and path."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for one in holdings:
        found[one.document][one.path] = one.is_primary
    return found
