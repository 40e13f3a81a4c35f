"""Test which package imports which, and other rules that can be checked by reading the source.

Every rule lists violations below a root and is tested twice: it finds none in the project, and one in a planted file.
"""

from __future__ import annotations

from pathlib import Path

import code_rules
import import_rules
import pytest
from source_files import PROJECT, Rule, imports

PLANTED: dict[Rule, tuple[str, str]] = {
    import_rules.model_imports_only_the_standard_library: ("graph/model/documents.py", "import pandas"),
    import_rules.loaders_import_only_graph_model: ("loaders/citations/find.py", "from danchieu.graph import store"),
    import_rules.graph_imports_no_higher_package: (
        "graph/loading/ingest.py",
        "def read() -> None:\n    from danchieu.loaders.text.source import source_text",
    ),
    import_rules.dashboards_import_graph_and_loaders_in_one_module_each: ("dashboards/views/search.py", "import danchieu.graph.store"),
    import_rules.packages_import_only_lower_packages: ("loaders/grammar/symbols.py", "from danchieu.loaders.citations import find"),
    import_rules.kinds_of_files_import_no_other_kind: (
        "loaders/files/word/docx.py",
        "from danchieu.loaders.files.web.page import write_page",
    ),
    import_rules.imports_form_no_cycle: ("graph/terms.py", "from danchieu.graph.terms import term_of"),
    import_rules.only_the_store_imports_neo4j: ("danchieu/commands.py", "from neo4j import GraphDatabase"),
    import_rules.only_the_component_imports_spacy: ("loaders/citations/find.py", "import spacy.tokens"),
    code_rules.only_settings_read_the_environment: ("graph/store/bolt.py", "import os\nhome = os.environ['HOME']"),
    code_rules.files_are_short: ("dashboards/views/search.py", "\n" * 101),
    code_rules.dashboards_shadow_no_module: ("dashboards/html/parts.py", ""),
    code_rules.file_names_are_specific: ("loaders/text_utils.py", ""),
    code_rules.public_names_are_exported: ("graph/terms.py", "__all__ = ['Term']\nclass Term: ...\ndef term_of() -> Term: ..."),
    code_rules.commands_are_thin: ("danchieu/commands.py", "@app.command()\ndef load():\n" + "    print()\n" * 16),
    code_rules.domain_words_are_in_tables: (
        "loaders/citations/find.py",
        r'PLAN = rf"[Kk]ế\s{{1,4}}hoạch\s+(?P<number>{NUMBER})"  # Chỉ thị',
    ),
    import_rules.imports_have_no_side_effects: ("danchieu/__init__.py", "TABLE = open(__file__.replace('__init__.py', 'table.csv'), 'w')"),
}


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_project_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(PROJECT)) == []


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_planted_violation_is_found(rule: Rule, tmp_path: Path) -> None:
    path, text = PLANTED[rule]
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text + "\n", encoding="utf-8")
    assert len(list(rule(tmp_path))) == 1


def test_relative_import_is_resolved_to_its_full_name() -> None:
    assert list(imports("loaders/files/text.py", "from ..source import source_text\nfrom . import html")) == [
        "danchieu.loaders.source.source_text",
        "danchieu.loaders.files.html",
    ]
