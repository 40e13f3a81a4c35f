"""Resolves a citation by the year beside it, where no day is stated: Chỉ thị 10-CT/TW năm 2011."""

from __future__ import annotations

from danchieu.graph.linking.citing_text import CitingText
from danchieu.graph.linking.question import NOTHING, Finding, Question
from danchieu.graph.model.symbols import is_party
from danchieu.graph.model.terms import central_terms_in

__all__ = ["find_in_stated_year", "is_of_stated_year", "say_year"]


def is_of_stated_year(text: CitingText, question: Question) -> bool:
    """Return whether a year beside the citation, and nothing stronger, decides the period of its series."""
    symbol, citation = question.symbol, question.citation
    return citation.stated_year is not None and citation.date is None and not symbol.assembly and (is_party(symbol) or not symbol.year)


def find_in_stated_year(text: CitingText, question: Question) -> Finding:
    """Rule out documents of other years; where the year is of two central terms, find the term that has not this number in another year."""
    year, key = question.citation.stated_year, question.key
    dated = {id_: known for id_, known in question.possible.items() if known.document.issued_on and known.verified}
    elsewhere = frozenset(id_ for id_, known in dated.items() if known.document.year != year)
    if year is None or key.dated or key.issuer.level != "central" or not is_party(question.symbol):
        return Finding(dropped=elsewhere) if elsewhere else NOTHING
    taken = {known.document.key.period for id_, known in dated.items() if id_ in elsewhere and known.document.key}
    left = [term.lower() for term in central_terms_in(year) if term and term.lower() not in taken]
    return Finding(key.in_period(left[0]) if len(left) == 1 and key.type_code else None, elsewhere)


def say_year(text: CitingText, question: Question) -> str:
    """Return the year as evidence."""
    return f"of the year {question.citation.stated_year}"
