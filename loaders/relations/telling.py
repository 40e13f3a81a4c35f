"""Find where a page tells what a document says: "Theo khoản 2 Điều 5 Nghị định A quy định như sau:" and the paragraphs below it.

What is cited there is cited by that document, not by the page: A -> B.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from danchieu.graph.model import SELF, Edge, Kind, Relation, TextKind
from danchieu.graph.model.structure import Block, BlockKind
from danchieu.graph.model.typed_fields import TypedFields
from danchieu.loaders.grammar import GrammarError, read_table
from danchieu.loaders.mention import THIS, Mention
from danchieu.loaders.relations.between_citations import include_articles
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import scan
from danchieu.loaders.relations.enactment import LEGAL
from danchieu.loaders.text.clauses import find_sentence_start
from danchieu.loaders.text.structure import Structure

__all__ = ["Telling", "Told", "find_told", "name_speakers", "read_telling", "relate_told"]

_TABLE = "telling.toml"
_ACTS = frozenset({Relation.IMPLEMENTS, Relation.REVIEWS, *LEGAL})
_VERB = 60  # characters before a document for the verb that acts on it
_SPEAKERS = (Kind.NUMBERED, Kind.NAMED, Kind.SHORT)
_WHOLE_TEXT = re.compile(r"[\s#*]*(?:nội\s+dung|toàn\s+văn)\s", re.IGNORECASE)
_LEADING_MARKS = ' \n*#>-+•"“(….'


@dataclass(frozen=True, slots=True)
class Told:
    """A range of a page, in the normalised text, that tells the words of a document: the citation that names it."""

    start: int
    end: int
    speaker: Mention


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of the table: `verbs` after which a document speaks, `page` with which the page speaks again."""

    verbs: re.Pattern[str]
    page: re.Pattern[str]


def find_told(text: str, structure: Structure, mentions: Sequence[Mention], kind: TextKind | None) -> list[Told]:
    """Return the ranges of a page in which a cited document speaks, in text order. Other texts speak for themselves."""
    if kind is not TextKind.PAGE:
        return []
    turns: list[tuple[int, Mention | None]] = []  # where somebody begins to speak: a cited document, or the page
    starts = [mention.start for mention in mentions]
    for block in structure.blocks:
        words = text[block.start : block.own_end].rstrip(" \n*")
        end = block.start + len(words)
        if _is_of_page(block, words):
            turns.append((block.start, None))
        if speaker := _speaker(text, block, end, mentions[bisect_left(starts, block.start) : bisect_left(starts, end)]):
            turns.append((block.own_end, speaker))
    ends = [*(place for place, _ in turns[1:]), len(text)]
    return [Told(start, end, speaker) for (start, speaker), end in zip(turns, ends, strict=False) if speaker and start < end]


def name_speakers(mentions: Sequence[Mention], told: Sequence[Told]) -> None:
    """Let "Nghị định này" in the words of a decree stand for that decree, whatever is cited in between."""
    for mention, speaker in _within(mentions, told):
        if mention.rule == THIS and mention.type == speaker.type:
            mention.symbol, mention.name = speaker.symbol, None if speaker.symbol else speaker.name


def relate_told(mentions: Sequence[Mention], told: Sequence[Told]) -> None:
    """Let what is cited where a document speaks be cited by that document."""
    for mention, speaker in _within(mentions, told):
        if mention.key != speaker.key:
            source = speaker.key
            mention.edges = [replace(edge, source=source) if edge.source == SELF else edge for edge in mention.edges]
        else:
            mention.edges = [Edge(SELF, Relation.CITES), *(edge for edge in mention.edges if edge.source != SELF)]


def _within(mentions: Sequence[Mention], told: Sequence[Told]) -> list[tuple[Mention, Mention]]:
    """Return the mentions in told ranges, each with the document that speaks there."""
    found, at = [], 0
    for mention in mentions:
        while at < len(told) and told[at].end <= mention.start:
            at += 1
        if at < len(told) and told[at].start <= mention.start:
            found.append((mention, told[at].speaker))
    return found


def _speaker(text: str, block: Block, end: int, cited: Sequence[Mention]) -> Mention | None:
    """Return the document whose words follow a block with its own words up to `end`, the first that its last sentence cites."""
    whole = block.kind is BlockKind.HEADING and _WHOLE_TEXT.match(text, block.start)
    if not whole and text[end - 1 : end] != ":":
        return None
    start = block.start if whole else find_sentence_start(text, block.start, end - 1)
    first = next((mention for mention in cited if mention.start >= start and mention.kind in _SPEAKERS), None)
    if first is None or whole:
        return first
    return first if _telling().verbs.search(text, first.end, end) and not _is_acted_on(text, start, first.start) else None


def _is_acted_on(text: str, start: int, place: int) -> bool:
    """Return whether somebody else speaks and acts on the document at `place`: "Thực hiện Thông báo A, UBND tỉnh thông báo như sau:"."""
    begin = include_articles(text, place)
    cues = scan(text, max(start, begin - _VERB), begin)
    return bool(cues) and cues[-1].cue.role is Role.GOVERNS and cues[-1].cue.relation in _ACTS


def _is_of_page(block: Block, words: str) -> bool:
    """Return whether the page speaks in a block, whatever stood above: a heading, or a paragraph that begins with words of a page."""
    if block.kind is not BlockKind.PARAGRAPH:
        return block.kind is BlockKind.HEADING
    return _telling().page.match(words.lstrip(_LEADING_MARKS).lower()) is not None


def read_telling(table: Mapping[str, object]) -> Telling:
    """Read a parsed table. Raises GrammarError with the entry that is wrong."""
    entries = {
        name: TypedFields(entry, f"loaders/grammar/{_TABLE}: {name}", GrammarError)
        for name, entry in table.items()
        if isinstance(entry, dict)
    }
    words = {name: entry.texts("words") for name, entry in entries.items()}
    if set(words) != {"verbs", "page"}:
        raise GrammarError(f"loaders/grammar/{_TABLE} must hold [verbs] and [page] and nothing else")
    return Telling(
        re.compile(rf"(?<!\w)(?:{_any_of(words['verbs'])})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{_any_of(words['page'])})(?!\w)"),
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _telling() -> Telling:
    return read_telling(read_table(_TABLE))
