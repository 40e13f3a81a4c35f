"""How citations came to be linked otherwise than they were: what, when and why, for texts that were loaded before.

The graph is a function of the files in it; its history is not: it tells in which order they came. So it is kept beside the graph, as lines
with the file whose citations they are about, and goes with that file's text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime

from danchieu.graph.loading.rows import Contribution

__all__ = ["relinked"]


def relinked(before: Contribution, after: Contribution, arrived: Mapping[str, str]) -> list[str]:
    """A line for each citation that is linked otherwise: time, citation, what it was, what it is, why; parted by tabs.

    `arrived` are the paths of the files that came with this load, by document.
    """
    was, is_ = _outcomes(before), _outcomes(after)
    rungs = {row["id"]: row["properties"].get("rung", "none") for row in after.citations}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    changed = [id_ for id_ in is_ if id_ in was and is_[id_] != was[id_]]
    lines = ((id_, was[id_], is_[id_], _reason(was[id_], is_[id_], rungs[id_], after, arrived)) for id_ in changed)
    return ["\t".join((now, id_, _shown(earlier), _shown(later), why)) for id_, earlier, later, why in lines]


Outcome = tuple[str, tuple[str, ...]]  # resolution, and the documents that the citation means or may mean


def _outcomes(rows: Contribution) -> dict[str, Outcome]:
    targets: dict[str, list[str]] = defaultdict(list)
    for row in (*rows.refers, *rows.may_refer):
        targets[row["citation"]].append(row["target"])
    return {row["id"]: (row["properties"]["resolution"], tuple(targets[row["id"]])) for row in rows.citations}


def _shown(outcome: Outcome) -> str:
    return f"{outcome[0]}: {', '.join(outcome[1])}"


def _reason(was: Outcome, is_: Outcome, rung: str, after: Contribution, arrived: Mapping[str, str]) -> str:
    """What came or went, as far as the citation shows it, and the rung that settles it now."""
    described = {row["id"]: row["description"].get("evidence", ()) for row in after.cited}
    for document in is_[1]:
        if document in arrived:
            return f"{rung}; {document} came with {arrived[document]}"
        if listed := next((source for source in described.get(document, ()) if source.startswith("register: ")), None):
            return f"{rung}; {document} is listed in {listed.removeprefix('register: ')}"
    gone = [document for document in was[1] if document not in is_[1] or was[0] == "resolved"]
    return f"{rung}; {gone[0]} is known no longer as it was" if gone else f"{rung}; other documents came or went"
