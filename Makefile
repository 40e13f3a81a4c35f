# Two commands on a fresh machine (Python 3.11 or later, git, make): `make demo` and `make test`.
# Everything else: `make help`.

SHELL := /bin/sh
.DEFAULT_GOAL := help

CODE := danchieu loaders graph dashboards benchmarks tests  # for ruff, which follows no links
TYPED := danchieu benchmarks tests
OLDEST := (3, 11)
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for name in $(CANDIDATES); do $$name -c 'import sys; sys.exit(sys.version_info < $(OLDEST))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: help
help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

.PHONY: demo
demo: $(INSTALLED)  ## install what is locked, load the sample corpus, open the dashboard
	@$(BIN)/danchieu demo $(ARGS)

.PHONY: test
test: lint  ## lint, then every test that this machine can run; the others say why they are skipped
	@$(BIN)/python -m pytest -rs $(ARGS)

.PHONY: lint
lint: $(INSTALLED)  ## ruff, its format, mypy --strict, and no function of complexity D or worse
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check --quiet $(CODE)
	@$(BIN)/mypy $(TYPED)
	@complex=$$($(BIN)/radon cc --min D --show-complexity $(CODE)) && [ -z "$$complex" ] || { \
		printf 'Too complex (21 or more; name the conditions, cut the function):\n%s\n' "$$complex" >&2; exit 1; }

.PHONY: format
format: $(INSTALLED)  ## rewrite the code in the house format
	@$(BIN)/ruff check --fix --select I $(CODE)
	@$(BIN)/ruff format $(CODE)

.PHONY: accuracy
accuracy: $(INSTALLED)  ## compare what is extracted from data/sample with what its texts cite
	@$(BIN)/python benchmarks/accuracy.py $(ARGS)

.PHONY: calibrate
calibrate: $(INSTALLED)  ## measure how often each rule is right on annotated texts (more with ARGS="TEXTS ANNOTATIONS")
	@$(BIN)/python -m benchmarks.calibrate $(ARGS)

.PHONY: measure
measure: $(INSTALLED)  ## measure how often each rung of linking is right with dates hidden (ARGS="PATH...")
	@$(BIN)/python -m benchmarks.linking --write $(ARGS)

.PHONY: bench
bench: $(VENV)/bench.stamp  ## speed of extraction beside a one-line regex and eyecite, and of loading
	@$(BIN)/python -m benchmarks.extract $(ARGS)
	@$(BIN)/python -m benchmarks.load first

.PHONY: readers
readers: $(VENV)/readers.stamp  ## install the readers of .doc and of scans; tesseract needs its Vietnamese data too: docs/files.md

.PHONY: spark
spark: $(VENV)/spark.stamp  ## install pyspark (320 MB), to build the graph on a cluster: docs/scale.md

.PHONY: lock
lock: $(INSTALLED)  ## renew requirements.lock from pyproject.toml, for every platform and Python
	@$(PIP) install --quiet 'uv>=0.9'
	@$(BIN)/uv pip compile pyproject.toml --group test --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --quiet \
		--custom-compile-command 'make lock' --output-file requirements.lock

.PHONY: clean
clean:  ## remove the environment and all caches; a store (.danchieu) stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: python
python:
	@$(or $(PYTHON),python3) -c 'import sys; sys.exit(sys.version_info < $(OLDEST))' 2>/dev/null || { \
		echo "danchieu needs Python 3.11 or later; found: $$($(or $(PYTHON),python3) --version 2>&1 | tail -n 1)." >&2; \
		echo "Install one and name it: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12" >&2; \
		exit 1; }

$(INSTALLED): requirements.lock pyproject.toml | python
	@echo "Installing the locked packages into $(VENV) (once; about 360 MB)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --no-compile --require-hashes --only-binary :all: --requirement requirements.lock
	@PYTHONWARNINGS=ignore $(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/bench.stamp: $(INSTALLED)
	@$(PIP) install --quiet --no-build-isolation --editable '.[bench]'
	@touch $@

$(VENV)/readers.stamp: $(INSTALLED)
	@$(PIP) install --quiet --no-build-isolation --editable '.[doc,ocr]'
	@touch $@

$(VENV)/spark.stamp: $(INSTALLED)
	@$(PIP) install --quiet --no-build-isolation --editable '.[spark]'
	@touch $@
