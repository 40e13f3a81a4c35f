"""Test the tree of words: it builds one regex for many words, which matches the longest first."""

from __future__ import annotations

import re

import pytest

from danchieu.loaders.text.wordtrie import WordTrie


def tree(*words: str) -> WordTrie[str]:
    trie = WordTrie[str]()
    for word in words:
        trie.add(word, word)
    return trie


@pytest.mark.parametrize(
    ("text", "found"),
    [("luật", "luật"), ("lệnh bài", "lệnh bài"), ("lệnh  \nbài", "lệnh  \nbài"), ("lệnh tha", "lệnh"), ("lễ", None)],
)
def test_the_longest_word_is_matched_with_any_white_space(text: str, found: str | None) -> None:
    match = re.match(tree("luật", "lệnh", "lệnh bài").pattern(), text)
    assert (match[0] if match else None) == found


@pytest.mark.parametrize("text", ["lệnh bài", "Lệnh bài", "Lệnh Bài", "lệnh Bài"])
def test_each_word_may_begin_with_a_capital(text: str) -> None:
    words = tree("lệnh bài").pattern(space=" ", capitals=True)
    assert re.fullmatch(words, text)
    assert not re.fullmatch(words, text.upper())


def test_matched_group_identifies_the_word() -> None:
    ends: list[str] = []

    def end(word: str) -> str:
        ends.append(word)
        return "()"

    regex = re.compile(tree("ab", "a", "b c", "abc").pattern(end=end))
    assert [ends[(match.lastindex or 0) - 1] for match in map(regex.match, ["a", "ab", "abc", "b c"]) if match] == ["a", "ab", "abc", "b c"]


@pytest.mark.parametrize("words", [(), ("a",), ("a", "ab"), ("a.b", "a b"), ("", "a")])
def test_every_word_is_matched_in_full(words: tuple[str, ...]) -> None:
    assert all(re.fullmatch(tree(*words).pattern(), word) for word in words)
