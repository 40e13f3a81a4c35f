"""Find words of the domain in code: types of documents, words and codes of issuing bodies and kinds of places belong in tables.

Docstrings and comments may name them, those in verbose regexes too. Shape words may be part of a pattern: those of SHAPE_WORDS,
and all words that are no type and no body, as "ngày", "số", "Điều", "Đại hội".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.types import document_types

__all__ = ["SHAPE_WORDS", "words_outside_tables"]

SHAPE_WORDS = {
    *("quy định", "hướng dẫn", "báo cáo", "thông báo", "kết luận"),  # verbs too: clauses are recognised by them
    *("văn bản", "pháp luật"),  # any document, the law as such
    *("tỉnh", "thành phố"),  # the two kinds of provinces, values of the table of provinces that rules tell apart
}
SHAPE_CODES = {"TU", "TW"}  # the committees of a province and of the centre: terms, plenums and parents of bodies are defined by them

_COMMENT = re.compile(r"\s#\s.*$", re.MULTILINE)
_SPACE = re.compile(r"\\s(?:\{[\d,]*\}|\{\{[\d,]*\}\}|[*+?]+)?|\\ |~")
_EITHER_CASE = re.compile(r"\[(\w)(\w)\]")


def words_outside_tables(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a complaint for each word of the domain in a regex or string of Python files, given by path and text."""
    words = {kind.word.lower() for kind in document_types()} | {word for named in issuer_words().named for word in named.words}
    words |= {f"{place}(?! {issuer_words().not_before.get(place, '-')})" for place in issuer_words().places}
    listed = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words | SHAPE_WORDS, key=len, reverse=True))})(?!\w)")
    codes = re.compile(rf"(?<![\w/-])(?:{'|'.join(sorted(map(re.escape, bodies().keys() - SHAPE_CODES), key=len, reverse=True))})(?!\w)")
    for path, text in files:
        tree = ast.parse(text)
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
                found = set(listed.findall(_as_read(node.value))) - SHAPE_WORDS
                found |= set(codes.findall(_COMMENT.sub("", node.value)))
                yield from (f"{path}:{node.lineno} has the word {word!r}; take it from its table" for word in sorted(found))


def _as_read(pattern: str) -> str:
    """Return a regex or string as it reads: [Kk]ế\\s+hoạch is kế hoạch, without comments."""
    plain = _SPACE.sub(" ", _COMMENT.sub("", pattern))
    plain = _EITHER_CASE.sub(lambda pair: pair[1] if pair[1].lower() == pair[2].lower() else pair[0], plain)
    return " ".join(plain.lower().split())
