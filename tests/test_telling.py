"""Test where a page tells what a document says, and where the page speaks again."""

from __future__ import annotations

import pytest

from danchieu.graph.model import Citation
from danchieu.loaders.grammar import GrammarError, read_table
from danchieu.loaders.read_text import read
from danchieu.loaders.relations.telling import read_telling
from danchieu.loaders.text.source import source_text

TABLE = read_table("telling.toml")
PROSE = "Sau mười năm, đời sống của bà con trong huyện có nhiều đổi thay, đường làng sạch và đẹp hơn trước."
LEAD = "Căn cứ theo khoản 2 Điều 5 Nghị định 12/2020/NĐ-CP quy định như sau:"
CITED = "Người lao động được nghỉ theo Thông tư 3/2019/TT-BYT."


def lines(part: str, group: str) -> list[str]:
    entry = TABLE[part]
    assert isinstance(entry, dict)
    return list(entry[group])


def citations(*paragraphs: str) -> list[Citation]:
    text = "\n\n".join((f"# Nghỉ phép ra sao?\n\n{PROSE}", *paragraphs))
    return list(read(source_text(text)).citations)


def source_of(symbol: str, *paragraphs: str) -> str:
    """Return what cites a symbol on a page."""
    found = [edge.source for one in citations(*paragraphs) for edge in one.edges if one.key == symbol]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("lead", lines("verbs", "examples"))
def test_a_document_speaks_after_an_example(lead: str) -> None:
    speaker = citations(lead)[0].key
    assert source_of("3/2019/TT-BYT", lead, CITED) == speaker


@pytest.mark.parametrize("lead", lines("verbs", "counterexamples"))
def test_a_page_speaks_after_a_counterexample(lead: str) -> None:
    assert source_of("3/2019/TT-BYT", lead, CITED) == "self"


@pytest.mark.parametrize(("group", "begins"), [("examples", True), ("counterexamples", False)])
def test_a_paragraph_of_the_page_begins_with_words_of_the_table(group: str, begins: bool) -> None:
    page = read_telling(TABLE).page
    assert [line for line in lines("page", group) if bool(page.match(line.lower())) is not begins] == []


@pytest.mark.parametrize(
    ("paragraphs", "source"),
    [
        pytest.param((LEAD, CITED), "12/2020/NĐ-CP", id="at once"),
        pytest.param((LEAD, "1. Nghỉ 12 ngày.", CITED), "12/2020/NĐ-CP", id="further down"),
        pytest.param((LEAD, "Nghỉ 12 ngày.", "Như vậy, bà con được nghỉ.", CITED), "self", id="the page speaks again"),
        pytest.param((LEAD, "Nghỉ 12 ngày.", "## Thủ tục", CITED), "self", id="a heading follows"),
        pytest.param(("Nghị định 12/2020/NĐ-CP quy định về nghỉ phép.", CITED), "self", id="no colon"),
    ],
)
def test_a_document_speaks_until_the_page_speaks_again(paragraphs: tuple[str, ...], source: str) -> None:
    assert source_of("3/2019/TT-BYT", *paragraphs) == source


def test_a_table_with_an_unknown_part_is_refused() -> None:
    with pytest.raises(GrammarError, match="nothing else"):
        read_telling({**TABLE, "others": {"words": ["x"]}})
