"""Test the catalogue of central documents, and that symbols which two of them share never resolve wrongly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from linked_texts import PLAN, RESOLVED, cite, resolve
from records import symbol_of

from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue, had_reached

COLLIDING: dict[str, list[CatalogueEntry]] = defaultdict(list)
for _entry in catalogue():
    COLLIDING[str(_entry.document.symbol)].append(_entry)
COLLISIONS = [entry for group in COLLIDING.values() if len(group) > 1 for entry in group]


def test_catalogue_holds_the_colliding_symbols() -> None:
    assert len({entry.document.symbol for entry in COLLISIONS}) == 50


@pytest.mark.parametrize("entry", COLLISIONS, ids=[entry.document.id for entry in COLLISIONS])
def test_colliding_central_symbols_never_resolve_wrongly(entry: CatalogueEntry) -> None:
    """Resolve by date or khóa; with only the date of the citing document, resolve or stay open, but never to another document."""
    document = entry.document
    assert document.symbol and document.term
    assert resolve(PLAN, cite(document.symbol.text, term=document.term)).target == document.id
    if document.issued_on:
        assert resolve(PLAN, cite(document.symbol.text, date=document.issued_on)).target == document.id
        for days in (0, 30, 200, 400, 1000, 2000, 4000):
            citing = replace(PLAN, issued_on=document.issued_on + timedelta(days=days))
            resolution = resolve(citing, cite(document.symbol.text))
            assert resolution.target in {None, document.id} or "_" in resolution.target, (days, resolution)


def test_unverified_catalogue_entries_resolve_no_citation() -> None:
    """07-NQ/TW of khóa IX is in the catalogue without a source."""
    entry = next(e for e in catalogue() if e.document.id == "tw/ix/nq-7")
    assert not entry.verified
    assert resolve(replace(PLAN, issued_on=date(2003, 5, 1)), cite("07-NQ/TW")).status is not RESOLVED


def test_series_reaches_a_number_only_after_its_date() -> None:
    symbol = symbol_of("35-CT/TW")
    assert had_reached(symbol, "xii", date(2016, 6, 1)) is False
    assert had_reached(symbol, "xii", date(2020, 6, 1)) is True


def test_catalogue_ids_are_unique_and_complete() -> None:
    ids = [entry.document.id for entry in catalogue()]
    assert len(ids) == len(set(ids))
    assert not [id_ for id_ in ids if "_" in id_]
