"""Test the tables of the grammar: every entry matches its examples and no counterexample."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from danchieu.graph.model import Kind, bodies, reference, types
from danchieu.graph.model.bodies import NamedBody, body_named, issuer_words
from danchieu.graph.model.reference import ReferenceTableError
from danchieu.graph.model.types import DocumentType, cited_types, classes, document_types, only_type_in, types_in, words_by_code
from danchieu.loaders import grammar
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.grammar import GrammarError, LawName, Phrase, law_names, phrases, read_table
from danchieu.loaders.head.read_head import read_head
from danchieu.loaders.text.normalize import normalize
from danchieu.loaders.text.source import source_text


@pytest.mark.parametrize("kind", cited_types(), ids=lambda kind: kind.word)
def test_document_type_matches_its_examples(kind: DocumentType) -> None:
    assert kind.examples
    for example in kind.examples:
        text = f"Căn cứ {example};"
        found = find_citations(source_text(text))
        assert [(c.text, c.type) for c in found] == [(example, kind.word)], example


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.word)
def test_document_type_matches_no_counterexample(kind: DocumentType) -> None:
    for text in kind.counterexamples:
        found = find_citations(source_text(f"Theo {text}."))
        assert [c for c in found if c.type == kind.word and c.kind is not Kind.SELF] == [], text


@pytest.mark.parametrize("phrase", phrases().values(), ids=list(phrases()))
def test_a_phrase_decides_its_examples(phrase: Phrase) -> None:
    for example in phrase.examples:
        source = source_text(example.text)
        found = [read_head(source)] if example.field == "signatory" else find_citations(source)
        assert {str(getattr(one, example.field) or "") for one in found} == {example.value}, example


def test_words_name_the_bodies_of_their_examples() -> None:
    for named in issuer_words().named:
        for words in (*named.words, *named.examples):
            assert body_named(words) == named.code, words


def test_every_law_with_versions_is_found_by_its_name() -> None:
    names = {law.normal for law in law_names()}
    versioned = {row["name"] for row in reference.read_table("laws", "name")}
    assert versioned <= names, sorted(versioned - names)


@pytest.mark.parametrize("law", law_names(), ids=lambda law: f"{law.type} {law.name}")
def test_a_law_is_found_by_its_name(law: LawName) -> None:
    (found,) = find_citations(source_text(f"theo quy định của {law.type} {law.name} và quy định khác"))
    assert found.text == f"{law.type} {law.name}"
    assert found.name == law.normal


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("phrases.toml", "[title]\nwords = []\n", "phrases.toml: title: has no example"),
        ("phrases.toml", "[title]\nwords = ['về']\nexamples = [{ text = 'x' }]\n", "an example has text, field and value"),
        ("laws.txt", "Đất đai\n", "line 1"),
    ],
)
def test_malformed_table_raises_with_the_reason(
    name: str, text: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(grammar, "files", lambda package: tmp_path)
    readers = {"phrases.toml": grammar.phrases, "laws.txt": law_names}
    with pytest.raises(GrammarError, match=complaint):
        readers[name].__wrapped__()


_TYPE = '[[type]]\nword = "Chỉ thị"\ncodes = ["CT"]\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[type]\n", "document_types.toml"),
        ("", "no [[type]]"),
        ('[[type]]\ncodes = ["CT"]\n', "entry 1 has no word"),
        ('[[type]]\nword = "Chỉ thị"\n', "type 'Chỉ thị': has no codes"),
        (_TYPE + 'code = "CT"\n', "type 'Chỉ thị': has the unknown fields code"),
        (_TYPE + 'bare = "maybe"\nexamples = ["Chỉ thị 45"]\n', "bare is 'maybe'; write one of open, cited, never"),
        (_TYPE + 'bare = "open"\n', "needs at least one example"),
        (_TYPE + 'classes = ["heading", "lawful"]\n', "unknown classes lawful"),
        (_TYPE + 'alone = "yes"\n', "write true or false"),
        (_TYPE + 'changed_only_by = ["Luật"]\n', "changed_only_by names Luật"),
        (_TYPE + 'sources = [{ system = "party", code = "CT" }]\n', "each needs system, code, confidence and source"),
        (_TYPE + 'sources = [{ system = "party", code = "KL", confidence = "A", source = "x" }]\n', "sources name KL"),
        (_TYPE + 'sources = [{ system = "party", code = "CT", confidence = "Z", source = "x" }]\n', "confidence 'Z'"),
        (_TYPE * 2, "type 'Chỉ thị': is in the table twice"),
        (_TYPE.replace('"Chỉ thị"', '"chỉ thị"', 1), "type 'chỉ thị': its word must begin with a capital"),
        (_TYPE.replace('codes = ["CT"]', 'codes = ["CT-X"]'), "the code 'CT-X' must be letters alone"),
    ],
)
def test_a_malformed_table_of_types_raises_and_names_the_entry(
    text: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "document_types.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(reference, "files", lambda package: tmp_path)
    monkeypatch.setattr(types, "read_toml", reference.read_toml.__wrapped__)
    with pytest.raises(ReferenceTableError) as raised:
        document_types.__wrapped__()
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[places]", "[spots]", "places: is missing"),
        ("cities = [", "towns = [", "cities is None; write a list of at least one text"),
        ('not_before = { "xã" = "hội" }', "not_before = 1", "not_before is 1; write pairs of texts"),
        ('code = "MTTQ"', 'code = "MTTX"', "has the code 'MTTX', which issuers.csv does not have"),
    ],
)
def test_a_malformed_table_of_bodies_raises_and_names_the_entry(
    old: str, new: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (files("danchieu.data") / "reference" / "issuer_words.toml").read_text(encoding="utf-8")
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "issuer_words.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(reference, "files", lambda package: tmp_path)
    monkeypatch.setattr(bodies, "read_toml", reference.read_toml.__wrapped__)
    with pytest.raises(ReferenceTableError) as raised:
        bodies.issuer_words.__wrapped__()
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("CT,Chủ tịch,provincial,state,,,,A,test", "'CT' has the level 'provincial'"),
        ("CT,Chủ tịch,province,State,,,,A,test", "'CT' has the system 'State'"),
        ("CT,Chủ tịch,province,state,UBNDx,,,A,test", "'CT' has the parent 'UBNDx', which has no row"),
        ("UBND,Ủy ban nhân dân,local,state,,,,A,test", "'UBND' has two rows"),
        ("CT,Chủ tịch,province,state,CT,,,A,test", "'CT' is above itself"),
    ],
)
def test_a_contradicting_row_of_bodies_raises_and_names_the_body(
    row: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (files("danchieu.data") / "reference" / "issuers.csv").read_text(encoding="utf-8")
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "issuers.csv").write_text(f"{text.rstrip()}\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(reference, "files", lambda package: tmp_path)
    monkeypatch.setattr(bodies, "read_table", reference.read_table.__wrapped__)
    with pytest.raises(ReferenceTableError) as raised:
        bodies.bodies.__wrapped__()
    assert complaint in str(raised.value)


def test_the_table_of_types_is_spelt_as_texts_are() -> None:
    for kind in document_types():
        for text in (kind.word, *kind.codes, *kind.headed, *kind.examples, *kind.counterexamples):
            assert normalize(text)[0] == text


def test_the_table_of_bodies_is_spelt_as_texts_are() -> None:
    words = issuer_words()
    for field in fields(words):
        value = getattr(words, field.name)
        for text in value if isinstance(value, tuple | frozenset) else ():
            for spelt in text.words if isinstance(text, NamedBody) else (text,):
                assert normalize(spelt)[0] == spelt


def test_every_class_of_types_has_members_and_every_member_a_code() -> None:
    for name in classes():
        assert types_in(name), name
    with pytest.raises(ValueError, match="'lawful' is not a class"):
        types_in("lawful")
    assert words_by_code()["QĐ"] == ("Quyết định", "Quy định")


def test_a_class_of_one_type_refuses_several() -> None:
    with pytest.raises(ReferenceTableError, match=r"the class 'law' has Luật, .*exactly one type"):
        only_type_in("law")


def test_missing_table_raises_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "files", lambda package: tmp_path)
    with pytest.raises(GrammarError, match=r"phrases\.toml"):
        read_table("phrases.toml")


def test_no_table_holds_a_name_twice() -> None:
    for names in ([kind.word for kind in document_types()], [(law.type, law.name) for law in law_names()]):
        assert len(names) == len(set(names))
    assert files("danchieu.loaders.grammar").is_dir()
