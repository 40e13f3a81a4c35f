"""Holds the rungs of the ladder on which a citation by symbol is resolved, strongest first, as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from danchieu.graph.linking.by_date import (
    by_basis_of_the_year,
    by_number_order,
    by_one_known,
    by_only_known,
    by_running_term,
    by_same_year,
)
from danchieu.graph.linking.citing_text import CitingText
from danchieu.graph.linking.keys import id_of, may_be, only_period_open, period_on
from danchieu.graph.linking.precision import precisions
from danchieu.graph.linking.question import NOTHING, Finding, Question
from danchieu.graph.linking.stated_year import find_in_stated_year, is_of_stated_year, say_year
from danchieu.graph.linking.titles import ALIKE, APART, best_likeness, likest
from danchieu.graph.model import Symbol
from danchieu.graph.model.bodies import words_of_body
from danchieu.graph.model.folding import fold
from danchieu.graph.model.symbols import is_party

__all__ = [
    "AMONG_KNOWN",
    "BY_EARLIER_MENTION",
    "BY_NAME",
    "BY_OWN_DATE",
    "BY_OWN_YEAR",
    "BY_TITLE",
    "INFERRED_BY_NAME",
    "INFERRING",
    "LAW_CITED_ELSEWHERE",
    "LAW_IN_FORCE",
    "MEASURED",
    "NO_RUNG",
    "ONLY_KNOWN",
    "RUNGS",
    "SHORT_FORM",
    "STATED",
    "Rung",
    "documentation",
]

BY_OWN_DATE, BY_OWN_YEAR, BY_EARLIER_MENTION, BY_TITLE = "own date", "own year", "earlier mention", "title"
BY_NAME, LAW_IN_FORCE, LAW_CITED_ELSEWHERE = "name", "law in force", "law cited elsewhere"
SHORT_FORM, NO_RUNG = "short form", "none"  # of a short form of several documents; of a citation that no rung settles
_KNOWN_IN_YEAR, ONLY_KNOWN = "known in year", "only known"

_SURELY_ALIKE = 0.8  # share of the shorter title's words from which it is the same title,
_WORDS_OF_A_TITLE = 6  # if both have so many: documents share "phê duyệt Đề án"
_CENTRAL_BODIES = words_of_body("TW")


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung: its name, its meaning, when it applies, how it finds a document, and the evidence that it goes by."""

    name: str
    meaning: str
    find: Callable[[CitingText, Question], Finding]
    evidence: Callable[[CitingText, Question], str]
    applies: Callable[[CitingText, Question], bool] = lambda text, question: True


def _dated_in_series(text: CitingText, question: Question) -> bool:
    """Return whether the date decides the period: the symbol has neither assembly nor, for the State, a year."""
    symbol = question.symbol
    return question.citation.date is not None and not symbol.assembly and (is_party(symbol) or not symbol.year)


def _counted_by_term(text: CitingText, question: Question) -> bool:
    return is_party(question.symbol) and not _dated_in_series(text, question)


def _counted_by_year(text: CitingText, question: Question) -> bool:
    return not is_party(question.symbol) and not _dated_in_series(text, question)


def _as_stated(text: CitingText, question: Question) -> Finding:
    return Finding(question.key) if question.key.complete else NOTHING


def _by_issuer_words(text: CitingText, question: Question) -> Finding:
    """Rule out candidates of another body: one code stands for the Central Committee, Bộ Chính trị and Ban Bí thư."""
    stated = _central_bodies_in(fold(question.citation.issuer or ""))
    issuers = {id_: fold(known.document.issuer_words or "") for id_, known in question.possible.items()}
    if len(stated) != 1 or len(issuers) < 2 or not all(issuers.values()):
        return NOTHING
    dropped = frozenset(id_ for id_, issuer in issuers.items() if not stated & _central_bodies_in(issuer))
    only = question.without(dropped).only
    return Finding(only.document.key if only and only.verified else None, dropped)


def _by_title(text: CitingText, question: Question) -> Finding:
    """Find the candidate whose title the citation repeats almost wholly; candidates with another title are ruled out."""
    return _by_likeness(question, _SURELY_ALIKE, _WORDS_OF_A_TITLE)


def _by_part_of_title(text: CitingText, question: Question) -> Finding:
    """Find the candidate whose title the citation repeats in part."""
    return _by_likeness(question, ALIKE, 0)


def _by_likeness(question: Question, alike: float, words: int) -> Finding:
    title = question.citation.title
    if not title or len(title.split()) < words:
        return NOTHING
    titles = {id_: [one for one in known.titles if len(one.split()) >= words] for id_, known in question.possible.items()}
    scores = {id_: score for id_, several in titles.items() if (score := best_likeness(title, several)) is not None}
    dropped = frozenset(id_ for id_, score in scores.items() if score < APART)
    id_of_best = likest(scores, alike)
    best = question.possible[id_of_best] if id_of_best else None
    return Finding(best.document.key if best and best.verified else None, dropped)


def _by_earlier_mention(text: CitingText, question: Question) -> Finding:
    """Find the only document that the text names completely; if just the place is open, one of the same day."""
    key, on = question.key, question.citation.date
    own = id_of(key)
    others = [mentioned for id_, mentioned in text.mentions_of(question.symbol.group).items() if id_ != own]
    if on and not key.issuer.place_named:
        others = [other for other in others if on in other.dates and other.key.issuer.place_named]
    else:
        others = [other for other in others if may_be(other.key, key)]
    return Finding(others[0].key) if len(others) == 1 else NOTHING


def _by_content(text: CitingText, question: Question) -> Finding:
    """Find the one period between the newest document it deals with and the text, or the document, that deals with it."""
    key, symbol = question.key, question.symbol
    opens, closes = text.not_before.get(question.citation.key), text.document.issued_on
    if not opens or not closes or opens > closes or not only_period_open(key, opens):
        return NOTHING
    first, last = period_on(symbol, key.issuer, opens), period_on(symbol, key.issuer, closes)
    if last == str(closes.year) and _is_after_own_number(text, question):
        last = str(closes.year - 1)
    return Finding(key.in_period(first)) if first and first == last else NOTHING


def _is_after_own_number(text: CitingText, question: Question) -> bool:
    """Return whether a number is of the text's own series and greater than its own: it was not reached by then."""
    own, symbol = text.document.symbol, question.symbol
    if own is None or text.document.issuer != question.key.issuer or own.type_code != symbol.type_code:
        return False
    issued = text.document.issued_on
    return issued is not None and text.document.year == issued.year and _number(symbol) > _number(own)


def _central_bodies_in(words: str) -> set[str]:
    return {body for body in _CENTRAL_BODIES if body in words}


def _number(symbol: Symbol) -> int:
    return int("".join(letter for letter in symbol.number.split(".")[0] if letter.isdigit()) or 0)


def _own_date(text: CitingText, question: Question) -> str:
    return f"dated {question.citation.date}"


def _own_term(text: CitingText, question: Question) -> str:
    return f"khóa {question.citation.term}" if question.citation.term else "neither date nor khóa beside it"


def _own_year(text: CitingText, question: Question) -> str:
    return f"{question.symbol} is of {question.symbol.year or question.symbol.assembly or 'no year'}"


def _issuer_beside(text: CitingText, question: Question) -> str:
    return question.citation.issuer or "no issuer beside it"


def _title_beside(text: CitingText, question: Question) -> str:
    return question.citation.title or "no title beside it"


def _mentions(text: CitingText, question: Question) -> str:
    mentioned = text.mentions_of(question.symbol.group)
    return f"named in full: {', '.join(mentioned)}" if mentioned else "nowhere named in full in this text"


def _content(text: CitingText, question: Question) -> str:
    opens = text.not_before.get(question.citation.key)
    return f"deals with a document of {opens}" if opens else "deals with no dated document"


def _date_of_text(text: CitingText, question: Question) -> str:
    return f"the text is of {text.written or 'no date'}; known in all: {', '.join(sorted(question.known)) or 'none'}"


STATED = (
    Rung(BY_OWN_DATE, "the date beside the citation gives term or year", _as_stated, _own_date, _dated_in_series),
    Rung(BY_OWN_YEAR, "the year beside it gives the year, or a term that holds the whole year", _as_stated, say_year, is_of_stated_year),
    Rung("own term", "the khóa beside it gives the term", _as_stated, _own_term, _counted_by_term),
    Rung("symbol", "the symbol itself has year or assembly", _as_stated, _own_year, _counted_by_year),
)
"""Rungs that need nothing but the citation: a document that they settle on is knowledge for other texts."""

AMONG_KNOWN = (
    Rung(_KNOWN_IN_YEAR, "only one of the two terms of its year can have this number", find_in_stated_year, say_year, is_of_stated_year),
    Rung("issuer words", "the body named beside it issued only one of the candidates", _by_issuer_words, _issuer_beside),
    Rung(BY_TITLE, "its title is almost wholly that of one candidate", _by_title, _title_beside),
    Rung(BY_EARLIER_MENTION, "the same text names the document completely elsewhere", _by_earlier_mention, _mentions),
    Rung("content", "a nested citation bounds its date to one term or year", _by_content, _content),
    Rung("basis of the year", "a submission on which a dated document is based is of its year", by_basis_of_the_year, _date_of_text),
    Rung(ONLY_KNOWN, "no other document of the State symbol is known, and several texts name this one", by_only_known, _date_of_text),
    Rung(
        "number order", "numbers and dates of a series rise together: the running term had not reached it", by_number_order, _date_of_text
    ),
    Rung("part of title", "some words of its title are those of one candidate", _by_part_of_title, _title_beside),
    Rung("running term", "the term that runs at the date of the text may have reached the number", by_running_term, _date_of_text),
    Rung("same year", "a letter, report or submission is of the year of the text", by_same_year, _date_of_text),
    Rung("one known", "no other document of the symbol is known, and this one is recent", by_one_known, _date_of_text),
)
"""Rungs that choose among the known documents of the symbol's group."""

RUNGS = (*STATED, *AMONG_KNOWN)
"""The ladder, strongest rung first."""

INFERRED_BY_NAME = {
    LAW_CITED_ELSEWHERE: "the text cites one version of the law by number or date elsewhere",
    LAW_IN_FORCE: "the version in force at the date of the text",
}
"""Rungs that choose among the versions of a law that is cited by name, with their meanings."""

INFERRING = (*(rung.name for rung in AMONG_KNOWN if rung.name != _KNOWN_IN_YEAR), *INFERRED_BY_NAME)
"""Names of the rungs that go by more than what the citation states: they assert only if their measured precision allows."""

MEASURED = (*INFERRING, BY_NAME, SHORT_FORM, NO_RUNG)
"""Names of all rungs with a row in the table of precisions: those that infer, and those under which several candidates stand."""


def documentation() -> str:
    """Return the ladder as Markdown, with the measured precision of each rung that infers."""
    rows = [f"| {number} | `{rung.name}` | {rung.meaning} | {_shown(rung.name)} |" for number, rung in enumerate(RUNGS, start=1)]
    rows += [f"| | `{name}` | {meaning} | {_shown(name)} |" for name, meaning in INFERRED_BY_NAME.items()]
    return "\n".join(("| | rung | settles the document because | right in cases |", "|---|---|---|---|", *rows)) + "\n"


def _shown(rung: str) -> str:
    if rung not in MEASURED:
        return "stated"
    precision = precisions()[rung]
    return f"{precision.places[0]} of {precision.cases}: {'asserts' if precision.asserts else 'orders'}"
