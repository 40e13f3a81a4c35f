"""Holds the rungs of the ladder on which a citation by symbol is resolved, strongest first, as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from danchieu.graph.linking.catalogue import had_reached
from danchieu.graph.linking.citing_text import CitingText
from danchieu.graph.linking.keys import id_of, may_be, only_period_open, period_on, term_runs_long
from danchieu.graph.linking.knowledge import KnownDocument
from danchieu.graph.linking.question import NOTHING, Finding, Question
from danchieu.graph.linking.stated_year import find_in_stated_year, is_of_stated_year, say_year
from danchieu.graph.linking.titles import ALIKE, APART, MARGIN, best_likeness
from danchieu.graph.model import Key, Symbol
from danchieu.graph.model.bodies import words_of_body
from danchieu.graph.model.folding import fold
from danchieu.graph.model.symbols import is_party
from danchieu.graph.model.types import codes_in

__all__ = [
    "AMONG_KNOWN",
    "BY_CITING_DATE",
    "BY_EARLIER_MENTION",
    "BY_NAME",
    "BY_OWN_DATE",
    "BY_OWN_YEAR",
    "BY_TITLE",
    "NO_RUNG",
    "RUNGS",
    "STATED",
    "Rung",
    "documentation",
]

BY_OWN_DATE, BY_OWN_YEAR, BY_EARLIER_MENTION, BY_CITING_DATE = "own date", "own year", "earlier mention", "citing date"
BY_TITLE, BY_NAME, NO_RUNG = "title", "name", "none"  # of a citation by name; of one that no rung settles

_CENTRAL_BODIES = words_of_body("TW")
_OF_THE_MATTER, _LETTERS = codes_in("of_the_matter"), codes_in("letter")
_LEAD = timedelta(days=90)  # by which a submission or letter may come before the text that cites it
_RECENT_YEARS = 2  # how far back a bare State symbol may reach to the only document known,
_WITNESSES = 2  # or how many texts must agree on it


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
    """Find the candidate whose title the citation repeats; candidates with another title are ruled out."""
    title = question.citation.title
    if not title:
        return NOTHING
    scores = {id_: score for id_, known in question.possible.items() if (score := best_likeness(title, known.titles)) is not None}
    dropped = frozenset(id_ for id_, score in scores.items() if score < APART)
    ranked = sorted(((score, id_) for id_, score in scores.items()), reverse=True)
    leads = bool(ranked) and ranked[0][0] >= ALIKE and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MARGIN)
    best = question.possible[ranked[0][1]] if leads else None
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


def _by_citing_date(text: CitingText, question: Question) -> Finding:
    """Find the document of the matter's own year, or the newest known by the date of the text, unless evidence favours another."""
    return _of_the_matter(text, question) or _of_running_period(text, question) or _only_known(text, question) or NOTHING


def _of_the_matter(text: CitingText, question: Question) -> Finding | None:
    """Find a submission, report or letter in the year of the citing document, unless a letter deals with a document of the year before."""
    symbol, key, on = question.symbol, question.key, text.written
    if on is None or symbol.type_code not in _OF_THE_MATTER or is_party(symbol) or not only_period_open(key, on - _LEAD):
        return None
    earlier = text.not_before.get(question.citation.key) if symbol.type_code in _LETTERS else None
    return Finding(key.in_period(str(on.year))) if earlier is None or earlier.year == on.year else None


def _of_running_period(text: CitingText, question: Question) -> Finding | None:
    """Find a Party document in the term that runs at the date of the text, if no other is known and the number may be reached."""
    here = _in_running_term(text, question)
    if here is None or text.written is None or _others(here, question) or _is_excluded(text, question, here):
        return None
    certain = here.issuer.level == "central" or id_of(here) in question.possible or term_runs_long(here.issuer, text.written)
    return Finding(here) if certain else None


def _only_known(text: CitingText, question: Question) -> Finding | None:
    """Find the only document known, if it is recent or several texts name it completely."""
    on, only = text.written, question.only
    if on is None or only is None or not _is_undated(question) or _in_running_term(text, question):
        return None
    recent = only.document.year is not None and on.year - only.document.year <= _RECENT_YEARS
    return Finding(only.document.key) if only.verified and (recent or only.witnesses >= _WITNESSES) else None


def _by_number_order(text: CitingText, question: Question) -> Finding:
    """Find the only older document: the running term had not reached the number."""
    here = _in_running_term(text, question)
    older = _others(here, question) if here else []
    return Finding(older[0].document.key) if len(older) == 1 and older[0].verified else NOTHING


def _is_not_yet_reached(text: CitingText, question: Question) -> bool:
    """Return whether dates of other documents rule out that the running term had reached the number."""
    here = _in_running_term(text, question)
    return here is not None and _is_excluded(text, question, here) and _by_number_order(text, question).key is not None


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
    dated = text.document.issued_on is not None and here.issuer.level == "central"
    return dated and text.written is not None and had_reached(question.symbol, here.period or "", text.written) is False


def _others(here: Key, question: Question) -> list[KnownDocument]:
    """Return the possible documents of other terms."""
    return [known for id_, known in question.possible.items() if id_ != id_of(here)]


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
    Rung("known in year", "only one of the two terms of its year can have this number", find_in_stated_year, say_year, is_of_stated_year),
    Rung("issuer words", "the body named beside it issued only one of the candidates", _by_issuer_words, _issuer_beside),
    Rung(BY_TITLE, "the words of its title are those of one candidate", _by_title, _title_beside),
    Rung(BY_EARLIER_MENTION, "the same text names the document completely elsewhere", _by_earlier_mention, _mentions),
    Rung("content", "a nested citation bounds its date to one term or year", _by_content, _content),
    Rung(
        BY_CITING_DATE,
        "the newest known by the date of the citing document, of the running term or year; a submission is of that year",
        _by_citing_date,
        _date_of_text,
    ),
    Rung(
        "number order",
        "numbers and dates of a series rise together, which rules the running term out",
        _by_number_order,
        _date_of_text,
        _is_not_yet_reached,
    ),
)
"""Rungs that choose among the known documents of the symbol's group."""

RUNGS = (*STATED, *AMONG_KNOWN)
"""The ladder, strongest rung first."""


def documentation() -> str:
    """Return the ladder as Markdown."""
    rows = (f"| {number} | `{rung.name}` | {rung.meaning} |" for number, rung in enumerate(RUNGS, start=1))
    return "\n".join(("| | rung | settles the document because |", "|---|---|---|", *rows)) + "\n"
