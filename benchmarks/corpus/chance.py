"""Chance that depends on nothing but its keys: the same draw for the same seed and keys, in any order and process."""

from __future__ import annotations

import random

__all__ = ["chance"]


def chance(*keys: object) -> random.Random:
    """Return a generator of random numbers that the keys alone decide."""
    return random.Random("/".join(map(str, keys)))
