"""Test the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib

import pytest
from source_files import PROJECT, SCRIPTS, module_of, sources

MODULES = [
    module_of(path)
    for path, text in sources(PROJECT, "danchieu", "loaders", "graph", "dashboards")
    if ">>>" in text and not path.startswith(SCRIPTS)
]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 0 and result.failed == 0
