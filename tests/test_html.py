"""Test the HTML and the texts of the pages: escaping, highlighting, one package that builds HTML, two languages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from danchieu.dashboards import access, launch, palette
from danchieu.dashboards.language import LANGUAGES, say, texts
from danchieu.dashboards.markup.cards import mark_words
from danchieu.dashboards.markup.element import classes, element
from danchieu.graph.model import Relation
from danchieu.marked_text import STYLES

ROOM = Path(str(launch.__code__.co_filename)).parent


def test_html_is_built_in_one_package() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py")}
    assert [path.name for path, source in sources.items() if 'Markup("<' in source or "Markup(f" in source] == ["element.py"]
    tags = re.compile(r"""["']</?(?:div|span|a|p|b|ul|li|h[1-6]|section)\b""")
    assert {path.relative_to(ROOM).as_posix() for path, source in sources.items() if tags.search(source)} <= {
        "linked.py",
        "markup/element.py",
    }


def test_elements_escape_text_and_keep_markup() -> None:
    link = element("a", "<b>", href='?q="&view=x', data_stay=True, title=None, hidden=False)
    assert str(link) == '<a href="?q=&#34;&amp;view=x" data-stay>&lt;b&gt;</a>'
    assert str(element("p", "1 < 2 ", link, class_=classes("a", "b", "a"))) == f'<p class="a b">1 &lt; 2 {link}</p>'


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        ("Chỉ thị 05-CT/TW", "05-ct/tw", ["05-CT/TW"]),
        ("Chỉ thị 05-CT/TW", "5-CT/TW", ["05-CT/TW"]),
        ("Chỉ thị 105-CT/TW", "5-CT/TW", []),
        ("học tập và làm theo Bác", "hoc BAC", ["học", "Bác"]),
        ("khoa học", "oc", []),
        ("<b>Luật</b> 31/2024/QH15", "luat 031/2024", ["Luật", "31/2024"]),
        ("Luật Đất đai", "", []),
    ],
)
def test_a_search_marks_what_it_finds(text: str, query: str, marks: list[str]) -> None:
    marked = str(mark_words(text, access.words(query)))
    assert re.findall("<mark>(.*?)</mark>", marked) == marks
    assert unescape(re.sub("</?mark>", "", marked)) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 documents"), (1, "1 document"), (2, "2 documents"), (2581, "2,581 documents")])
def test_a_count_takes_its_plural(count: int, text: str) -> None:
    assert say("search.count", count=count) == text


def test_every_text_has_both_languages_with_the_same_placeholders() -> None:
    for key, entry in texts().items():
        assert set(entry) == set(LANGUAGES), key
        assert all(text.strip() for text in entry.values()), key
        places = {language: set(re.findall(r"{(\w+)}", text)) for language, text in entry.items()}
        assert places["en"] == places["vi"], key


def test_every_text_is_used_and_every_used_text_exists() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))
    used = set(re.findall(r"""say\(\s*["']([\w.]+)["']""", sources))
    families = set(re.findall(r"""(?:say\(f["']|name_of\(["']|\bf["'])(\w+)(?:\.\{|["'])""", sources))
    families |= set(re.findall(r'choose\("(\w+)"\)', sources)) | {"resolution"}
    assert used <= set(texts())
    assert {key for key in texts() if key.removesuffix(".one") not in used and key.split(".")[0] not in families} == set()


def test_every_relation_has_a_colour_and_a_name() -> None:
    assert set(palette.RELATIONS) == set(STYLES) == {str(relation) for relation in Relation}
    assert {f"relation.{relation}" for relation in Relation} <= set(texts())
    assert {f"level.{level}" for level in palette.LEVELS} <= set(texts())
