"""Compare titles of documents by their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from danchieu.graph.model.folding import fold

__all__ = ["ALIKE", "APART", "best_likeness", "likest"]

ALIKE, APART = 0.6, 0.25
"""Share of the shorter title's words: the same title; surely another."""

_MARGIN = 0.2  # by which the best title must lead
_TELLING_WORDS = 4  # of the shorter title; fewer words are too few to compare


def best_likeness(title: str, titles: Collection[str]) -> float | None:
    """Return the highest share of words that a title has in common with one of others; None if all are too short to compare.

    >>> best_likeness("về phát triển kinh tế tư nhân", ["phát triển kinh tế tư nhân", "cải cách hành chính nhà nước"])
    1.0
    """
    return max((score for other in titles if (score := _likeness(title, other)) is not None), default=None)


def likest(scores: Mapping[str, float], alike: float) -> str | None:
    """Return the document whose title is at least so alike, and clearly more than any other's; None if there is none.

    >>> likest({"a": 1.0, "b": 0.5}, ALIKE), likest({"a": 1.0, "b": 0.9}, ALIKE)
    ('a', None)
    """
    ranked = sorted(scores, key=lambda id_: scores[id_], reverse=True)
    leads = bool(ranked) and scores[ranked[0]] >= alike and all(scores[ranked[0]] - scores[id_] >= _MARGIN for id_ in ranked[1:])
    return ranked[0] if leads else None


def _likeness(first: str, second: str) -> float | None:
    """Return the share of the shorter title that the longer repeats; None for titles too short to compare."""
    a, b = _words(first), _words(second)
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= _TELLING_WORDS else None


@lru_cache(maxsize=20_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(fold(title).split())
