"""Walk along the known names of laws: commas, "và" and quotation marks change, words are abbreviated, letters slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from danchieu.graph.model.folding import slug
from danchieu.loaders.grammar import law_names
from danchieu.loaders.text.wordtrie import WordTrie

__all__ = ["KnownName", "find_known_name"]

_STEP = re.compile(r"[\s,()/“”\"‘’-]{1,10}(\w+(?:&\w+)?)")
_QUOTES = {"“": "”", '"': '"', "‘": "’"}
_ONE_SOUND = str.maketrans("ýỳỷỹỵy", "íìỉĩịi")  # quản lý and quản lí
_AND = "và"
_SLIPS = 2  # letters of a name that may be wrong
_SHORT = 3  # letters of a word in which only one may be wrong
_TELLING = 3  # words of a name that must be right for each wrong one
_LONGEST_ACRONYM = 10

Node = WordTrie[str]


@dataclass(frozen=True, slots=True)
class KnownName:
    """The end of a known name in a text, its normal form, and the letters by which the text differs from it."""

    end: int
    normal: str
    slips: int


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way along the tree: the node, the end of its words in the text, words that are right, words and letters that are not."""

    node: Node
    end: int
    right: int = 0
    wrong: int = 0  # a word in which a mark alone is wrong does not count
    slips: int = 0
    after_slip: bool = False


@cache
def _tries() -> dict[str, Node]:
    """Return the known names by type word, each a path of words with the normal form of the law."""
    tries: dict[str, Node] = {}
    for law in law_names():
        tries.setdefault(law.type, WordTrie()).add(re.findall(r"\w+", _key(law.name)), law.normal)
    return tries


def _key(word: str) -> str:
    return word.lower().translate(_ONE_SOUND)


def find_known_name(text: str, position: int, type_word: str) -> KnownName | None:
    """Return the longest known name of a law from `position` on, right behind its type word; one with slips if none is right.

    >>> find_known_name("Luật Quản lí và sử dụng tài sản công", 4, "Luật").normal
    'Luật Quản lý, sử dụng tài sản công'
    >>> find_known_name("Luật Bảo hiễm tiền gửi", 4, "Luật").slips
    1
    """
    best: KnownName | None = None
    walks = [_Walk(_tries()[type_word], position)]
    while walks:
        walk = walks.pop()
        step = _STEP.match(text, walk.end)
        if step is None:
            continue
        for following in _steps(walk, step):
            walks.append(following)
            best = _better(best, following) if following.node is not walk.node else best
    return replace(best, end=_past_quote(text, position, best.end)) if best else None


def _steps(walk: _Walk, step: re.Match[str]) -> Iterator[_Walk]:
    """Yield the ways on over the next word of the text."""
    word, node = _key(step[1]), walk.node
    nodes = [node, *([node.branches[_AND]] if _AND in node.branches else [])]  # commas and "và" change places in names
    known = [one.branches[word] for one in nodes if word in one.branches]
    for found in known:
        yield replace(walk, node=found, end=step.end(), right=walk.right + 1, after_slip=False)
    if word == _AND:
        yield replace(walk, end=step.end())
    elif not known and step[1].isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
        for found in _of_initials(node, word.replace("&", "")):
            yield replace(walk, node=found, end=step.end(), right=walk.right + len(word))
    elif not known and walk.slips < _SLIPS:
        yield from _misspelt(walk, word, step.end())


def _of_initials(node: Node, letters: str) -> Iterator[Node]:
    """Yield the nodes whose path has these initials: BHXH leads to bảo hiểm xã hội."""
    if not letters:
        yield node
        return
    for word, branch in node.branches.items():
        if word == _AND and letters[0] != "v":
            yield from _of_initials(branch, letters)
        elif word.startswith(letters[0]):
            yield from _of_initials(branch, letters[1:])


def _misspelt(walk: _Walk, word: str, end: int) -> Iterator[_Walk]:
    for other, branch in walk.node.branches.items():
        slips = _distance(word, other)
        if slips == 1 or (slips <= _SLIPS - walk.slips and min(len(word), len(other)) > _SHORT):
            wrong = walk.wrong + (slug(word) != slug(other))
            yield replace(walk, node=branch, end=end, wrong=wrong, slips=walk.slips + slips, after_slip=True)


def _better(best: KnownName | None, walk: _Walk) -> KnownName | None:
    """Return the better of two names: the right one, else the longer. One with slips needs many right words, and the last of them right."""
    if not walk.node.values or walk.right < max(_TELLING * walk.wrong, 1):
        return best
    found = KnownName(walk.end, walk.node.values[-1], walk.slips)
    if best is None or (best.slips == 0) == (found.slips == 0):
        return found if best is None or found.end > best.end else best
    right, wrong = (best, found) if best.slips == 0 else (found, best)
    return wrong if wrong.end > right.end and wrong.slips == 1 and not walk.after_slip else right


def _past_quote(text: str, position: int, end: int) -> int:
    """Return the end of a name, over the mark that closes a quotation which the name opens: Luật “Đất đai”."""
    opened = next((mark for mark in text[position:end].lstrip()[:1] if mark in _QUOTES), None)
    return end + 1 if opened and text[end : end + 1] == _QUOTES[opened] else end


@lru_cache(maxsize=4096)
def _distance(word: str, other: str) -> int:
    """Return how many letters differ between two words, at most three."""
    if abs(len(word) - len(other)) > _SLIPS:
        return _SLIPS + 1
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted)))
        above = line
    return above[-1]
