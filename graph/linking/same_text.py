"""Decide which of the texts that one id identifies are the same document: number, issuer and period alone do not show it.

A header may be misread, a number may be given twice, a draft or an appendix may bear the header of its document. The texts are compared by
samples of their words, else by their titles. The largest group of equal texts has the id; the others are namesakes with an id of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from danchieu.graph.model import Head
from danchieu.graph.model.folding import fold

__all__ = ["IdentifiedText", "find_namesakes"]

_ALIKE = 0.2  # share of word sequences in common: copies of one text have more than half, different texts hardly any
_ALIKE_DATED_APART = 0.5  # of texts with different dates
_ALIKE_TITLES = 0.5  # share of words
_LEAST = 8  # hashes: a shorter sample shows nothing


@dataclass(frozen=True, slots=True)
class IdentifiedText:
    """A text by its header and digest, and the id that its header gives."""

    id: str
    head: Head
    sha256: str


def find_namesakes(texts: Iterable[IdentifiedText]) -> dict[tuple[str, str], str]:
    """Map id and digest of each text that is not the document of the id to an id of its own: the id with `~` and its digest."""
    by_id: dict[str, dict[str, IdentifiedText]] = defaultdict(dict)
    for text in texts:
        by_id[text.id][text.sha256] = text
    return {
        (id_, text.sha256): f"{id_}~{group[0].sha256[:8]}"
        for id_, several in by_id.items()
        if len(several) > 1
        for group in _groups(several)[1:]
        for text in group
    }


def _groups(texts: Mapping[str, IdentifiedText]) -> list[list[IdentifiedText]]:
    """Group texts that say the same, the group that is the document of the id first; independent of the order of the texts."""
    groups: list[list[IdentifiedText]] = []
    for _, text in sorted(texts.items()):
        fitting = next((group for group in groups if _say_the_same(group[0].head, text.head)), None)
        if fitting is None:
            groups.append([text])
        else:
            fitting.append(text)
    return sorted(groups, key=lambda group: (-len(group), -max(_stated(text.head) for text in group), group[0].sha256))


def _stated(head: Head) -> int:
    """Count what a header states: the fuller one is rather that of the document."""
    return sum(bool(value) for value in (head.issued_on, head.letterhead, head.title, head.type, head.place, head.signatory))


def _say_the_same(one: Head, other: Head) -> bool:
    apart = one.issued_on is not None and other.issued_on is not None and one.issued_on != other.issued_on
    alike = _share_of_words(one.sample, other.sample)
    if alike is not None:
        return alike >= (_ALIKE_DATED_APART if apart else _ALIKE)
    return not apart and _have_like_titles(one.title, other.title)


def _share_of_words(one: tuple[int, ...], other: tuple[int, ...]) -> float | None:
    """Estimate the share of word sequences that two texts have in common; None if a sample is too short."""
    if min(len(one), len(other)) < _LEAST:
        return None
    both = sorted({*one, *other})[: min(len(one), len(other))]
    common = {*one} & {*other}
    return sum(hash_ in common for hash_ in both) / len(both)


def _have_like_titles(one: str | None, other: str | None) -> bool:
    """Return whether two titles share words; True if one is not known."""
    a, b = set(fold(one or "").split()), set(fold(other or "").split())
    return not a or not b or len(a & b) / min(len(a), len(b)) >= _ALIKE_TITLES
