"""Lower bound of a measured share: what precision of a rule or a rung is claimed from a number of cases."""

from __future__ import annotations

import math

__all__ = ["wilson_lower_bound"]

_Z = 1.6448536269514722  # two-sided 90 %


def wilson_lower_bound(hits: int, cases: int) -> float:
    """Return the lower bound of the 90 % Wilson score interval of a share (Wilson 1927), 0 when there are no cases.

    >>> round(wilson_lower_bound(3, 3), 3), round(wilson_lower_bound(300, 310), 3)
    (0.526, 0.947)
    """
    if not cases:
        return 0.0
    share, square = hits / cases, _Z * _Z
    spread = _Z * math.sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    return max(0.0, (share + square / (2 * cases) - spread) / (1 + square / cases))
