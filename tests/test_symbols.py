"""Test symbols: parsed from a text, built from number and codes as written, and recognised as those of the Party."""

from __future__ import annotations

import pytest

from danchieu.graph.model.symbols import is_party, is_party_code, make_symbol, parse_symbol, typed
from danchieu.loaders.grammar.symbols import read_symbol


@pytest.mark.parametrize(
    ("text", "number", "year", "type_code", "issuers", "assembly"),
    [
        ("05-CT/TW", "5", None, "CT", ("TW",), None),
        ("87/2007/NĐ-CP", "87", 2007, "NĐ", ("CP",), None),
        ("165/KH-UBND", "165", None, "KH", ("UBND",), None),
        ("6676/BYT-CDS", "6676", None, "CV", ("BYT",), None),
        ("2074a/QĐ-TTTT", "2074a", None, "QĐ", ("TTTT",), None),
        ("66.4/2025/NQ-CP", "66.4", 2025, "NQ", ("CP",), None),
        ("459-KHHĐ/TU", "459", None, "KHHĐ", ("TU",), None),
        ("85/2015/QH13", "85", 2015, None, ("QH",), 13),
        ("101/2025/NQ-UBTVQH15", "101", 2025, "NQ", ("UBTVQH",), 15),
        ("55/2005/TTLT-VPCP-BNV", "55", 2005, "TTLT", ("BNV", "VPCP"), None),
        ("50/CP", "50", None, None, ("CP",), None),
        ("1/hd-MTTQ", "1", None, "HD", ("MTTQ",), None),
    ],
)
def test_symbol_is_parsed_into_its_parts(
    text: str, number: str, year: int | None, type_code: str | None, issuers: tuple[str, ...], assembly: int | None
) -> None:
    symbol = parse_symbol(text)
    assert symbol is not None and str(symbol) == text
    assert (symbol.number, symbol.year, symbol.type_code, symbol.issuers, symbol.assembly) == (number, year, type_code, issuers, assembly)


@pytest.mark.parametrize(
    ("number", "tail", "text"),
    [
        ("36", "/NQ-TW", "36-NQ/TW"),
        ("87", "/2007-NĐ-CP", "87/2007/NĐ-CP"),
        ("05", "- CT/TƯ", "05-CT/TW"),
        ("12", "/QĐ-BTCThU", "12-QĐ/BTCThU"),
        ("7", "/CV-VPTXU", "7-CV/VPTXU"),
        ("3", "/HD-BTGĐUK", "3-HD/BTGĐUK"),
        ("174", "/CV-BCĐ", "174/CV-BCĐ"),
        ("12", "-CTr/BCĐ", "12-CTr/BCĐ"),
    ],
)
def test_a_symbol_read_from_a_text_is_the_one_parsed_from_its_spelling(number: str, tail: str, text: str) -> None:
    symbol, parsed = read_symbol(number, tail), parse_symbol(text)
    assert symbol is not None and parsed is not None and symbol.text == text
    assert (symbol.number, symbol.year, symbol.type_code, symbol.issuers, symbol.group) == (
        parsed.number,
        parsed.year,
        parsed.type_code,
        parsed.issuers,
        parsed.group,
    )


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("12-QĐ/BTCThU", True),
        ("7-CV/VPTXU", True),
        ("3-HD/BTGĐUK", True),
        ("20-CT/TU", True),
        ("12-CTr/BCĐ", True),
        ("174/CV-BCĐ", False),
        ("165/KH-UBND", False),
        ("04/TT-MTTW", False),
    ],
)
def test_party_symbols(text: str, party: bool) -> None:
    symbol = parse_symbol(text)
    assert symbol is not None and is_party(symbol) is party


def test_a_code_of_party_and_state_is_not_a_party_code() -> None:
    assert [is_party_code(code) for code in ("TW", "BTV", "UBTV", "BCĐ")] == [True, True, False, False]


def test_a_number_without_code_is_no_symbol() -> None:
    assert make_symbol("57", "57", []) is None
    assert make_symbol("57/2024", "57", ["2024"]) is None
    assert make_symbol("số/TW", "số", ["TW"]) is None


def test_the_type_word_counts_only_where_the_symbol_has_no_type() -> None:
    law, directive = parse_symbol("85/2015/QH13"), parse_symbol("40-KH/TU")
    assert law is not None and directive is not None
    assert [typed(law, "Luật"), typed(law, None), typed(directive, "Chỉ thị")] == ["L", None, "KH"]
