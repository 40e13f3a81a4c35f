"""Test the plan of changes when files of documents are added and removed, as tables."""

from __future__ import annotations

import pytest

from danchieu.graph.loading.plan import Holding, Plan, plan


def build_plan(*, release: str = "", hold: str = "", clear: str = "", enter: str = "", primary: str = "", unheld: str = "") -> Plan:
    """Build a plan from words: D/a is file a of document D; a leading minus in `primary` means that it is no longer primary."""
    return Plan(
        release=tuple(release.split()),
        hold=tuple(holdings(hold)),
        clear=tuple(holdings(clear, is_primary=True)),
        enter={one.path: one.document for one in holdings(enter)},
        primary=tuple(one for word in primary.split() for one in holdings(word.lstrip("-"), is_primary=word[0] != "-")),
        unheld=frozenset(unheld.split()),
    )


def holdings(words: str, *, is_primary: bool = False) -> list[Holding]:
    pairs = (word.partition("/") for word in words.split())
    return [Holding(document, path, is_primary) for document, _, path in pairs]


def before(primary: str = "", waiting: str = "") -> list[Holding]:
    return holdings(primary, is_primary=True) + holdings(waiting)


# case: holdings before, arriving files (document by path), leaving files, the plan
CASES: dict[str, tuple[list[Holding], dict[str, str], list[str], Plan]] = {
    "a new document": (before(), {"a": "D"}, [], build_plan(hold="D/a", enter="D/a", primary="D/a")),
    "the same file again": (before("D/a"), {"a": "D"}, [], build_plan(clear="D/a", enter="D/a")),
    "a second file of a document waits": (before("D/a"), {"b": "D"}, [], build_plan(hold="D/b")),
    "a file with a smaller path takes the place of the first": (
        before("D/b"),
        {"a": "D"},
        [],
        build_plan(hold="D/a", clear="D/b", enter="D/a", primary="D/a -D/b"),
    ),
    "a waiting file comes again": (before("D/a", "D/b"), {"b": "D"}, [], build_plan()),
    "the primary file leaves, and a waiting one enters": (
        before("D/a", "D/b"),
        {},
        ["a"],
        build_plan(release="a", clear="D/a", enter="D/b", primary="D/b"),
    ),
    "the only file leaves": (before("D/a"), {}, ["a"], build_plan(release="a", clear="D/a", unheld="D")),
    "a waiting file leaves": (before("D/a", "D/b"), {}, ["b"], build_plan(release="b")),
    "a file now holds another document": (
        before("D/a"),
        {"a": "E"},
        [],
        build_plan(release="a", hold="E/a", clear="D/a", enter="E/a", primary="E/a", unheld="D"),
    ),
    "two files change places": (
        before("D/a E/b"),
        {"a": "E", "b": "D"},
        [],
        build_plan(release="a b", hold="D/b E/a", clear="D/a E/b", enter="D/b E/a", primary="D/b E/a"),
    ),
    "one leaves while a smaller one comes": (
        before("D/b"),
        {"a": "D"},
        ["b"],
        build_plan(release="b", hold="D/a", clear="D/b", enter="D/a", primary="D/a"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_plan_of_changes_is_as_expected(case: str) -> None:
    held, arriving, leaving, expected = CASES[case]
    assert plan(held, arriving, leaving) == expected
    assert plan(held[::-1], dict(reversed(arriving.items())), leaving) == expected


def test_a_file_of_lower_rank_comes_before_one_with_a_smaller_path() -> None:
    ranks = {"a": 1, "b": 0}
    planned = plan(before("D/a"), {"b": "D"}, [], rank=ranks.__getitem__)
    assert planned == build_plan(hold="D/b", clear="D/a", enter="D/b", primary="-D/a D/b")
