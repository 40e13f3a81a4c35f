"""Test the Python API: what danchieu, loaders and graph export, that importing them is light, and the examples of docs/python.md."""

from __future__ import annotations

import ast
import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import danchieu
from danchieu.graph.errors import SettingsError, StoreUnreachable, UnknownParameter, UnknownQuery
from danchieu.loaders.errors import SourceMissing

PROJECT = Path(__file__).parents[1]
PACKAGES = {"danchieu": "danchieu/__init__.py", "danchieu.graph": "graph/__init__.py", "danchieu.loaders": "loaders/__init__.py"}
HEAVY = ("pandas", "networkx", "neo4j", "streamlit", "typer", "spacy")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_exists_and_is_known_to_mypy(package: str) -> None:
    module = importlib.import_module(package)
    [block] = [node for node in ast.parse((PROJECT / PACKAGES[package]).read_text(encoding="utf-8")).body if isinstance(node, ast.If)][:1]
    typed = {alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert list(module.__all__) == sorted(module.__all__)
    assert set(module.__all__) - set(typed) <= {"main"}
    for name in module.__all__:
        assert name in dir(module)
        if name in typed:
            assert getattr(module, name) is getattr(importlib.import_module(str(typed[name])), name)
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'qury'"):
        module.qury  # noqa: B018


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import danchieu", []),
        ("import danchieu.loaders, danchieu.graph", []),
        ("import danchieu; danchieu.find_citations('Chỉ thị số 05-CT/TW')", []),
        ("from danchieu.loaders.corpus import read_corpus", []),
        ("import danchieu; danchieu.load", ["pandas", "neo4j"]),
    ],
)
def test_importing_is_light(code: str, heavy: list[str]) -> None:
    listed = f"{code}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, encoding="utf-8", check=True, cwd=PROJECT)
    assert done.stdout.split() == heavy


def test_the_documentation_runs(store: str) -> None:
    """Run all examples in sequence on an empty store that is set in the environment."""
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    result = doctest.testfile(str(PROJECT / "docs/python.md"), module_relative=False, optionflags=options, encoding="utf-8")
    assert result.attempted > 15
    assert result.failed == 0


def test_a_path_is_a_file_and_a_string_is_text(folder: Path) -> None:
    reading = danchieu.read_text(folder / "kh-12.txt")
    assert reading.path == (folder / "kh-12.txt").as_posix()
    assert [citation.text for citation in reading.citations] == ["Chỉ thị số 05-CT/TW", "Kế hoạch số 11-KH/TU"]
    assert danchieu.find_citations(str(folder / "kh-12.txt")) == []


def test_load_takes_a_path_or_several_and_prunes(folder: Path, store: str) -> None:
    assert danchieu.load(str(folder)).documents == 3
    with danchieu.connect(store) as connection:
        assert (connection.load([folder]).documents, len(connection.query("documents"))) == (0, 5)
        (folder / "kh-13.txt").unlink()
        assert connection.load([folder], prune=True).pruned == 1
        assert len(connection.query("documents")) == 4
    with pytest.raises(SourceMissing, match="nowhere"):
        danchieu.load("nowhere", store=store)


def test_a_script_without_main_guard_reads_in_several_processes(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text("theo Chỉ thị số 05-CT/TW ngày 15/5/2016", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from danchieu.loaders.corpus import read_corpus\n"
        "from danchieu.loaders.sources import find_files\n"
        "from pathlib import Path\n"
        "readings = list(read_corpus(find_files([Path(__file__).parent]), processes=2))\n"
        "print(sum(len(reading.citations) for reading in readings))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert (done.stdout, done.stderr) == ("20\n", "")


def test_a_parameter_may_have_any_name(folder: Path, store: str) -> None:
    danchieu.load(folder)
    assert danchieu.query("RETURN $name AS found", name="a").found.tolist() == ["a"]
    with pytest.raises(UnknownParameter, match="'name'"):
        danchieu.query("overview", name="a")


def test_a_word_that_is_no_query_is_named_before_the_store_refuses_it(folder: Path, store: str) -> None:
    danchieu.load(folder)
    with pytest.raises(UnknownQuery, match="did you mean 'most_cited'"):
        danchieu.query("most-cited")


def test_a_store_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="postgres://localhost"):
        danchieu.connect("postgres://localhost")
    with pytest.raises(StoreUnreachable, match=r"no store in .*: load documents first"):
        danchieu.query("most_cited", store=f"embedded:{tmp_path / 'none'}")
    assert not (tmp_path / "none").exists()
