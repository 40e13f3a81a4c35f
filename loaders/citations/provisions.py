"""Parse the provisions that a citation gives: "điểm a, b khoản 1 Điều 5" are two points of one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from danchieu.graph.model.provisions import Provision

__all__ = ["parse_provisions"]

_LEVELS = {"tiết": 0, "điểm": 1, "khoản": 2, "điều": 3, "mục": 4, "chương": 5, "phần": 6, "phụ lục": 7}  # innermost first
_FIELDS = {1: "point", 2: "clause", 3: "article", 4: "section", 5: "chapter", 6: "part", 7: "appendix"}
_LABEL = r"(?:\d{1,4}[a-zđ]{0,2}(?:\.\d{1,3}){0,3}|[a-zđ]{1,2}\d?|[IVXLC]{1,6}|[A-Z])(?!\w)"
_WORDS = "|".join(_LEVELS).replace(" ", r"\s{1,4}")
_GROUP = re.compile(
    rf"""(?P<join>[,;]|(?<!\w)(?:và|hoặc|(?P<to>đến))(?!\w))?\s{{0,8}}(?:các\s{{1,4}})?
    (?<!\w)(?P<word>{_WORDS})\s{{1,4}}(?:số\s{{1,4}})?
    (?P<labels>{_LABEL}(?:\s{{0,4}}(?:,|;|và|hoặc|đến)\s{{0,4}}{_LABEL}(?=[\s,;.)]|\Z)){{0,12}})""",
    re.IGNORECASE | re.VERBOSE,
)
_LABELS = re.compile(rf"(?P<to>đến\s{{0,4}})?(?<!\w)(?P<label>{_LABEL})", re.IGNORECASE)
_CONNECTIVES = frozenset({"và", "hoặc", "đến"})
_LONGEST_RANGE = 60  # articles of "Điều 5 đến Điều 60": more are kept as the first and the last


_Labels = dict[int, str]
"""The labels of one provision by level."""


class _Group(NamedTuple):
    """Labels of one level in a row, and whether a comma, "và" or "đến" separates them from what stands before."""

    level: int
    labels: tuple[str, ...]
    joined: bool
    is_range: bool


def parse_provisions(words: str) -> tuple[Provision, ...]:
    """Return the provisions that the words before a citation name, in the order of the text.

    >>> [str(one) for one in parse_provisions("điểm a, b khoản 1 Điều 5 và khoản 2 Điều 7")]
    ['Điều 5 khoản 1 điểm a', 'Điều 5 khoản 1 điểm b', 'Điều 7 khoản 2']
    """
    found: list[_Labels] = []
    for group in _groups(words):
        found = _with_group(found, group)
    return tuple(Provision(**{_FIELDS[level]: label for level, label in one.items() if level in _FIELDS}) for one in found)


def _with_group(found: list[_Labels], group: _Group) -> list[_Labels]:
    """Add the labels of a group to what was found before it."""
    single = [{group.level: label} for label in group.labels]
    last = found[-1] if found else {}

    # CASE 1: "khoản 1 | Điều 5": what has no article yet stands in it.
    if inner := [one for one in found if max(one) < group.level]:
        return [one for one in found if one not in inner] + [one | outer for outer in single for one in inner]

    # CASE 2: "Điều 5 | khoản 1".
    if last and not group.joined and min(last) > group.level:
        return found[:-1] + [last | more for more in single]

    # CASE 3: "Điều 5 đến | Điều 9".
    if last and group.is_range and set(last) == {group.level}:
        single = [{group.level: label} for label in _between(last[group.level], group.labels[0])] + single

    # CASE 4: others beside them.
    return found + single


def _groups(words: str) -> Iterator[_Group]:
    for match in _GROUP.finditer(words):
        level = _LEVELS[" ".join(match["word"].lower().split())]
        yield _Group(level, tuple(_expand(match["labels"])), match["join"] is not None, match["to"] is not None)


def _expand(labels: str) -> Iterator[str]:
    """Yield labels one by one: "5, 7 đến 9" gives 5, 7, 8, 9."""
    last = ""
    for match in _LABELS.finditer(labels):
        label = match["label"]
        if label.lower() in _CONNECTIVES:
            continue
        if match["to"]:
            yield from _between(last, label)
        yield label
        last = label


def _between(first: str, last: str) -> Iterator[str]:
    """Yield the numbers between two labels of a range: 6, 7, 8 of "Điều 5 đến Điều 9"."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) <= _LONGEST_RANGE:
        yield from map(str, range(int(first) + 1, int(last)))
