"""Test which version of a law a bare name means on a given day."""

from __future__ import annotations

from datetime import date

import pytest

from danchieu.graph.linking.law_versions import Version, awaited, in_force, merge, of_day, of_year
from danchieu.graph.model import Document, Status
from danchieu.graph.model.symbols import parse_symbol

OLD, NEW = date(2013, 11, 29), date(2024, 1, 18)
ON = date(2024, 6, 1)


def version(symbol: str | None, on: date | None, *, year: int | None = None, **days: date) -> Version:
    """Build a version known by its number, or only by its name and date."""
    id_ = f"qh/{symbol}" if symbol else f"name/{year or on}"
    document = Document(id_, Status.CITED, symbol=parse_symbol(symbol) if symbol else None)
    return Version(document, on.year if on else year or 0, on, days.get("witnessed"), days.get("in_force"), days.get("until"))


OLD_LAW = version("45/2013/QH13", OLD, witnessed=date(2023, 5, 1))
CASES: dict[str, tuple[list[Version], str | None]] = {
    "the catalogue knows both its first day and that of the next": (
        [version("45/2013/QH13", OLD, in_force=date(2014, 7, 1), until=date(2024, 8, 1)), version("31/2024/QH15", NEW)],
        "qh/45/2013/QH13",
    ),
    "a text of the day or later cites it": ([OLD_LAW, version("31/2024/QH15", NEW, witnessed=date(2024, 7, 1))], "qh/31/2024/QH15"),
    "no text of the day or later cites it": ([OLD_LAW, version("31/2024/QH15", NEW, witnessed=date(2024, 5, 1))], None),
    "the old one is cited after the new one was passed": (
        [version("45/2013/QH13", OLD, witnessed=date(2024, 3, 1)), version("31/2024/QH15", NEW, witnessed=date(2024, 7, 1))],
        None,
    ),
    "the old one is cited still, and the new one is in force": (
        [
            version("45/2013/QH13", OLD, witnessed=date(2024, 3, 1)),
            version("31/2024/QH15", NEW, witnessed=date(2024, 7, 1), in_force=date(2024, 5, 1)),
        ],
        "qh/31/2024/QH15",
    ),
    "the old one is cited still, and the new one is more than a year old": (
        [version("45/2013/QH13", OLD, witnessed=date(2024, 3, 1)), version("5/2022/QH15", date(2022, 6, 15), witnessed=date(2024, 7, 1))],
        "qh/5/2022/QH15",
    ),
    "two laws of one name in one year": (
        [version("65/2024/QH15", None, year=2024, witnessed=ON), version("72/2024/QH15", None, year=2024, witnessed=ON)],
        None,
    ),
    "passed after the day": ([version("31/2024/QH15", date(2024, 6, 29), witnessed=date(2024, 7, 1))], None),
    "none known": ([], None),
}


@pytest.mark.parametrize(("versions", "target"), CASES.values(), ids=CASES)
def test_version_in_force_is_found(versions: list[Version], target: str | None) -> None:
    found = in_force({one.document.id: one for one in versions}, ON)
    assert (found.document.id if found else None) == target


def test_versions_of_a_day_and_of_a_year() -> None:
    numbered, dated, undated = version("31/2024/QH15", NEW), version(None, NEW), version("7/2024/QH15", None, year=2024)
    versions = {one.document.id: one for one in (numbered, dated, undated)}
    assert of_day(versions, NEW) == [numbered]
    assert of_day(versions, date(2024, 2, 1)) == [undated], "one of the year whose day is not known"
    assert of_year(versions, 2024) == [numbered, undated], "a version known by number replaces one known by date"
    assert of_year({dated.document.id: dated}, 2024) == [dated]


def test_merging_does_not_depend_on_the_order() -> None:
    first = version("31/2024/QH15", None, year=2024, witnessed=date(2024, 7, 1))
    second = version("31/2024/QH15", NEW, witnessed=date(2024, 5, 1), in_force=date(2024, 8, 1))
    merged = merge(first, second)
    assert merged == merge(second, first) == merge(None, merged)
    assert (merged.on, merged.witnessed, merged.in_force) == (NEW, date(2024, 7, 1), date(2024, 8, 1))


@pytest.mark.parametrize(
    ("on", "either"),
    [
        (date(2024, 1, 17), []),
        (date(2024, 6, 1), ["qh/45/2013/QH13", "qh/31/2024/QH15"]),  # passed in January, in force from August
        (date(2024, 8, 1), []),
    ],
)
def test_a_law_that_was_passed_and_is_not_in_force_may_be_meant(on: date, either: list[str]) -> None:
    old = version("45/2013/QH13", OLD, in_force=date(2014, 7, 1), until=date(2024, 8, 1))
    versions = {one.document.id: one for one in (old, version("31/2024/QH15", NEW))}
    assert [one.document.id for one in awaited(versions, on)] == either
