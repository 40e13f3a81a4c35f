"""A tree of words by common beginnings, to walk along or to render as one regex."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

__all__ = ["WordTrie"]

Value = TypeVar("Value")


class WordTrie(Generic[Value]):
    """A node of the tree: its branches by next step (a letter or a word), and the values of the words that end here.

    >>> laws = WordTrie[str]()
    >>> laws.add(["đất", "đai"], "Luật Đất đai")
    >>> laws.branches["đất"].branches["đai"].values
    ['Luật Đất đai']
    """

    __slots__ = ("branches", "values")

    def __init__(self) -> None:
        self.branches: dict[str, WordTrie[Value]] = {}
        self.values: list[Value] = []

    def add(self, steps: Iterable[str], value: Value) -> None:
        """Add a word with its value: a string adds its letters, a list of strings its words."""
        node = self
        for step in steps:
            node = node.branches.setdefault(step, WordTrie())
        node.values.append(value)

    def pattern(self, *, space: str = r"\s{1,8}", capitals: bool = False, end: Callable[[Value], str] = lambda _: "") -> str:
        r"""Render a tree of letters as a regex that prefers the longest word.

        `space` matches a space in a word; the default takes a line break with its indentation and is bounded, so that matching stays
        linear. With `capitals` each word may begin with a capital; the tree must then be in lower case. `end` makes the regex for what
        must follow a word from the value that the word was added with.

        >>> words = WordTrie[None]()
        >>> for word in ("luật", "lệnh", "lệnh bài"):
        ...     words.add(word, None)
        >>> words.pattern()
        'l(?:uật|ệnh(?:\\s{1,8}bài)?)'
        >>> words.pattern(space=" ", capitals=True, end=lambda _: r"\b")
        '[lL](?:uật\\b|ệnh(?: [bB]ài\\b|\\b))'
        """
        return self._pattern(space, capitals, end, begins=True)

    def _pattern(self, space: str, capitals: bool, end: Callable[[Value], str], *, begins: bool) -> str:
        """Render what may follow at this node; `begins` means that a word of several begins here."""
        ways = []
        for letter, branch in self.branches.items():
            first = space if letter == " " else f"[{letter}{letter.upper()}]" if capitals and begins else re.escape(letter)
            ways.append(first + branch._pattern(space, capitals, end, begins=letter == " "))
        ends = end(self.values[0]) if self.values else ""
        if ends:
            return _either([*ways, ends])
        return f"(?:{'|'.join(ways)})?" if self.values and ways else _either(ways)


def _either(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""
