"""Test the documentation: its output is that of the program, what it names exists, and nothing important is missing."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions, metadata
from pathlib import Path
from typing import Any

import pytest
import typer
from shell import run
from transcripts import PAGES, refresh, schema_page

from danchieu.commands import app
from danchieu.graph.checks.findings import kinds
from danchieu.graph.queries.library import load_queries
from danchieu.graph.settings import Settings

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`")
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LICENCES = {
    "MIT": "MIT",
    "Apache-2.0": "Apache",
    "Apache-2.0 and MIT": "Apache-2.0 AND MIT",
    "BSD-3-Clause": "BSD",
    "BSD-2-Clause": "BSD",
    "MIT-CMU": "MIT",
}


def commands() -> dict[str, set[str]]:
    """Return every command with its options."""
    root = typer.main.get_command(app)
    found: dict[str, set[str]] = {}
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        for below, one in getattr(command, "commands", {"": command}).items():
            found[f"{name} {below}".strip()] = {option for p in one.params for option in (*p.opts, *p.secondary_opts) if option[0] == "-"}
    return found


def commands_shown() -> Iterator[str]:
    """Yield the commands that the README shows or names, without comments."""
    for block in SHELL.findall(README):
        yield from (line.split("  #")[0].strip() for line in block.splitlines())
    yield from (code for code in CODE.findall(README) if code.startswith(("danchieu ", "make ")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_documented_output_matches_the_program(page: Path, sample_store: Settings) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == refresh(text, sample_store.store), "python tests/transcripts.py STORE updates them"


def test_readme_answers_five_questions() -> None:
    assert len(re.findall(r"^```cypher\n.*?^```\n```text\n.+?^```$", README, re.MULTILINE | re.DOTALL)) == 5


def test_readme_python_example_runs() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README.md", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_command_is_documented() -> None:
    table = README[README.index("## Commands") :]
    assert {name for name in commands() if f"`danchieu {name}" not in table} == set()


def test_every_command_shown_exists_with_its_options() -> None:
    known, shown = commands(), [line.removeprefix("danchieu ") for line in commands_shown() if line.startswith("danchieu ")]
    assert shown
    for line in shown:
        name = next((name for name in known if line == name or line.startswith(name + " ")), None)
        assert name, f"danchieu {line}"
        assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", line)) <= known[name], f"danchieu {line}"


def test_every_option_named_exists() -> None:
    named = {word for code in CODE.findall(README) for word in re.findall(r"(?:^|(?<=\s))--[a-z][a-z-]*", code)}
    assert named and named <= {option for options in commands().values() for option in options}


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {line.split()[1] for line in commands_shown() if line.startswith("make ")}
    assert {"demo", "test", "bench", "accuracy"} <= named <= targets


def test_every_query_named_exists() -> None:
    named = set(re.findall(r"danchieu query ([a-z_]+)", README))
    assert named and named <= set(load_queries())


@pytest.mark.parametrize("page", [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md")), PROJECT / "data/README.md"], ids=str)
def test_every_file_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = {target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target and not target.startswith("#")}
    named = {code for code in CODE.findall(text) if re.fullmatch(r"[\w.-]+(/[\w.-]+)*(/|\.(py|md|toml|lock|yml|jsonl|conf))", code)}
    places = (page.parent, PROJECT, PROJECT / "data/sample")
    assert sorted(name for name in linked | named - MADE if not any((place / name).exists() for place in places)) == []


MADE = {".danchieu", "documents/"}
"""Folders that a user has, or that commands create."""


def test_every_package_is_described_in_the_readme() -> None:
    table = README[README.index("## Where things live") : README.index("## Dependencies")]
    rooms = {path.parent.name for path in PROJECT.glob("*/__init__.py")} | {"tests"}
    assert {room for room in rooms if f"`{room}" not in table} == set()


def _requirements(project: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what danchieu requires, and what its extras do."""
    return project["dependencies"], [one for extra in project["optional-dependencies"].values() for one in extra]


def test_every_dependency_has_its_licence_and_a_reason() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core, extra = ({re.split(r"[<>=\[; ]", one)[0] for one in asked} for asked in _requirements(project))
    table = README[README.index("## Dependencies") : README.index("## Figures")]
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([\w. -]+) \| .{8,} \|$", table, re.MULTILINE))
    rows.pop("package", None)
    assert set(rows) == core | extra
    installed = {str(one.metadata["Name"]).lower() for one in distributions()}
    for name, licence in rows.items():
        if name not in core | installed:
            continue  # of an extra that need not be installed for the tests
        about = metadata(name)
        said = [one for field in ("License-Expression", "License", "Classifier") for one in about.get_all(field) or []]
        assert any(LICENCES[licence] in one for one in said if one == said[0] or "License" in one), name


def test_accuracy_is_not_overstated() -> None:
    done = subprocess.run([sys.executable, "benchmarks/accuracy.py"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    measured = {name: float(share) for name, share in re.findall(r"^  (.+?) +(\d\.\d{3})$", done.stdout, re.MULTILINE)}
    stated = {name: float(share) for name, share in re.findall(r"^\| (.+?) \| (\d\.\d{3}) \|$", README, re.MULTILINE)}
    assert {"mention F1", "links F1", "typed edges F1"} <= set(stated)
    assert {name: (share, measured[name]) for name, share in stated.items() if share > measured[name]} == {}


def test_schema_page_is_up_to_date() -> None:
    assert (PROJECT / "docs/graph.md").read_text(encoding="utf-8") == schema_page(), "python tests/transcripts.py STORE updates it"


def test_every_field_of_extract_is_documented() -> None:
    page = (PROJECT / "docs/extract.md").read_text(encoding="utf-8")
    first = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    documented = [name for names in first for name in CODE.findall(names)]
    row = json.loads(run("extract", "--jsonl", "-", stdin='{"file": "a", "text": "Căn cứ Chỉ thị số 05-CT/TW"}').out)
    assert len(documented) == len(set(documented))
    assert set(documented) == set(row)


def test_every_kind_of_finding_is_documented() -> None:
    page = (PROJECT / "docs/checks.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {query.question['en']} | {query.question['vi']} |" for name, query in kinds().items()]
    assert re.findall(r"^\| `.*$", page, re.MULTILINE) == rows
    shown = " ".join(run("check", "--help", environment={"COLUMNS": "200"}).out.replace("│", " ").split())
    assert f"(repeatable): {', '.join(kinds())}." in shown
    assert "](docs/checks.md)" in README
