"""Builds the list of provinces with and without documents that implement a directive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from danchieu.dashboards.access import strip_marks
from danchieu.dashboards.address import link
from danchieu.dashboards.language import say
from danchieu.dashboards.markup.element import Markup, element, join
from danchieu.dashboards.markup.parts import chip, chips, note

__all__ = ["provinces"]

Row = Mapping[str, Any]


def provinces(coverage: Sequence[Row]) -> Markup:
    """Build chips of the provinces without implementing documents, then of those with some, from rows of the query `coverage`."""
    implementing = [row for row in coverage if row["implemented"]]
    missing = sorted((row for row in coverage if not row["implemented"]), key=lambda row: strip_marks(row["province"]))
    return join(
        [
            note(say("propagation.scope"), small=True),
            element("h3", say("propagation.without", count=len(missing))),
            chips(map(_province, missing)),
            element("h3", say("propagation.with", count=len(implementing))),
            chips(map(_province, implementing)),
        ]
    )


def _province(row: Row) -> Markup:
    """Build the chip of a province, with the days until its first implementing document."""
    days = f" · {say('propagation.days', count=row['lag_days'])}" if row["lag_days"] is not None else ""
    return chip(row["province"] + days, href=link("search", province=row["province"]), style="" if row["implemented"] else "stub")
