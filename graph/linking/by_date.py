"""Rungs that go by the date of the citing document and by what else is known of the symbol's series.

BASIS_OF_THE_YEAR   a submission on which a document is based was made in the year of the document
ONLY_KNOWN          one State document of the symbol is known, and well
RUNNING_TERM        a Party document of the term that runs
SAME_YEAR           a letter, report or submission of the year of the text
ONE_KNOWN           one document of the symbol is known, from few texts
"""

from __future__ import annotations

from datetime import timedelta

from danchieu.graph.linking.catalogue import had_reached
from danchieu.graph.linking.citing_text import CitingText
from danchieu.graph.linking.keys import id_of, only_period_open, period_on, term_runs_long
from danchieu.graph.linking.knowledge import KnownDocument
from danchieu.graph.linking.question import NOTHING, Finding, Question
from danchieu.graph.model import SELF, Key, Relation, TextKind
from danchieu.graph.model.symbols import is_party
from danchieu.graph.model.types import codes_in

__all__ = ["by_basis_of_the_year", "by_number_order", "by_one_known", "by_only_known", "by_running_term", "by_same_year"]

_OF_THE_MATTER, _LETTERS = codes_in("of_the_matter"), codes_in("letter")
_LEAD = timedelta(days=90)  # by which a submission or letter may come before the text that cites it
_RECENT_YEARS = 2  # how far back a bare State symbol may reach to the only document known


def by_basis_of_the_year(text: CitingText, question: Question) -> Finding:
    """Find the submission or report on which a dated document is based, in the year of the document."""
    based = any(edge.source == SELF and edge.relation is Relation.BASED_ON for edge in question.citation.edges)
    is_letter = question.symbol.type_code in _LETTERS
    return by_same_year(text, question) if based and not is_letter and _is_dated_document(text) else NOTHING


def by_same_year(text: CitingText, question: Question) -> Finding:
    """Find a submission, report or letter in the year of the citing document, unless it deals with a document of another year."""
    symbol, key, on = question.symbol, question.key, text.written
    if on is None or symbol.type_code not in _OF_THE_MATTER or is_party(symbol) or not only_period_open(key, on - _LEAD):
        return NOTHING
    earlier = text.not_before.get(question.citation.key) if symbol.type_code in _LETTERS else None
    return Finding(key.in_period(str(on.year))) if earlier is None or earlier.year == on.year else NOTHING


def by_only_known(text: CitingText, question: Question) -> Finding:
    """Find the only State document known, if several texts agree on it; without its year, or as 43/2024/QH15 without its type.

    Of a Party symbol the catalogue rarely has the documents of all terms: that one is known says little of the others.
    """
    only = question.only
    is_open = _is_undated(question) or question.key.type_code is None
    if only is None or not only.verified or not is_open or is_party(question.symbol):
        return NOTHING
    return Finding(only.document.key) if only.well_known else NOTHING


def by_number_order(text: CitingText, question: Question) -> Finding:
    """Find the only older document: the running term had not reached the number."""
    here = _in_running_term(text, question)
    if here is None or not _is_excluded(text, question, here):
        return NOTHING
    older = _others(here, question)
    return Finding(older[0].document.key) if len(older) == 1 and older[0].verified else NOTHING


def by_running_term(text: CitingText, question: Question) -> Finding:
    """Find a Party document in the term that runs at the date of the text, if no other is known and the number may be reached."""
    here = _in_running_term(text, question)
    if here is None or text.written is None or _others(here, question) or _is_excluded(text, question, here):
        return NOTHING
    certain = here.issuer.level == "central" or id_of(here) in question.possible or term_runs_long(here.issuer, text.written)
    return Finding(here) if certain else NOTHING


def by_one_known(text: CitingText, question: Question) -> Finding:
    """Find the only document known, if it is recent."""
    on, only = text.written, question.only
    if on is None or only is None or not only.verified or not _is_undated(question) or _in_running_term(text, question):
        return NOTHING
    recent = only.document.year is not None and on.year - only.document.year <= _RECENT_YEARS
    return Finding(only.document.key) if recent else NOTHING


def _is_dated_document(text: CitingText) -> bool:
    """Return whether a text is a document with a date: what a page cites is often much older than the page."""
    return text.document.issued_on is not None and text.document.kind is not TextKind.PAGE


def _is_undated(question: Question) -> bool:
    """Return whether the period is unknown and the place is not."""
    return not question.key.dated and question.key.issuer.place_named


def _in_running_term(text: CitingText, question: Question) -> Key | None:
    """Return the key in the term that runs at the date of the text, for a Party document without date and term."""
    if not _is_undated(question) or not is_party(question.symbol) or text.written is None:
        return None
    running = period_on(question.symbol, question.key.issuer, text.written)
    return question.key.in_period(running) if running else None


def _is_excluded(text: CitingText, question: Question, here: Key) -> bool:
    """Return whether dates of other documents show that the running term had not reached the number."""
    dated = text.document.issued_on is not None and here.issuer.level == "central"
    return dated and text.written is not None and had_reached(question.symbol, here.period or "", text.written) is False


def _others(here: Key, question: Question) -> list[KnownDocument]:
    """Return the possible documents of other terms."""
    return [known for id_, known in question.possible.items() if id_ != id_of(here)]
