"""The grammar is data: every entry finds its examples, and nothing in its counterexamples."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from danchieu.graph.model import Kind
from danchieu.loaders import grammar
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.grammar import DocumentType, GrammarError, LawName, document_types, law_names, read_table
from danchieu.loaders.text.source import source_text


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.word)
def test_a_type_finds_its_examples(kind: DocumentType) -> None:
    assert kind.examples
    for example in kind.examples:
        text = f"Căn cứ {example};"
        found = find_citations(source_text(text))
        assert [(c.text, c.type) for c in found] == [(example, kind.word)], example


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.word)
def test_a_type_finds_nothing_in_its_counterexamples(kind: DocumentType) -> None:
    for text in kind.counterexamples:
        found = find_citations(source_text(f"Theo {text}."))
        assert [c for c in found if c.type == kind.word and c.kind is not Kind.SELF] == [], text


@pytest.mark.parametrize("law", law_names(), ids=lambda law: f"{law.type} {law.name}")
def test_a_law_is_found_by_its_name(law: LawName) -> None:
    (found,) = find_citations(source_text(f"theo quy định của {law.type} {law.name} và quy định khác"))
    assert found.text == f"{law.type} {law.name}"
    assert found.name == law.normal


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("types.toml", "[[type]\n", "types.toml"),
        ("types.toml", '[[type]]\nword = "Chỉ thị"\n', "codes"),
        ("types.toml", '[[type]]\nword = "Chỉ thị"\ncodes = ["CT"]\nbare = "maybe"\nexamples = []\n', "maybe"),
        ("issuers.toml", "[codes]\nparty = []\n", "issuers.toml"),
        ("laws.txt", "Đất đai\n", "line 1"),
    ],
)
def test_a_malformed_table_raises_and_names_itself(
    name: str, text: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(grammar, "files", lambda package: tmp_path)
    readers = {"types.toml": document_types, "issuers.toml": grammar.issuer_words, "laws.txt": law_names}
    with pytest.raises(GrammarError, match=complaint):
        readers[name].__wrapped__()


def test_a_missing_table_raises_and_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "files", lambda package: tmp_path)
    with pytest.raises(GrammarError, match=r"types\.toml"):
        read_table("types.toml")


def test_no_table_holds_a_name_twice() -> None:
    for names in ([kind.word for kind in document_types()], [(law.type, law.name) for law in law_names()]):
        assert len(names) == len(set(names))
    assert files("danchieu.loaders.grammar").is_dir()
