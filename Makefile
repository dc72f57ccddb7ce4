# Two commands do everything on a machine that has Python 3.11+, git and make:
#   make serve    answer calls with the flows in flows/, on port 8080; make serve PORT=8090: on another
#   make test     check everything that is checked before a change is taken

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080

.PHONY: serve test check format lint types layers audit laws proof chaos fuzz bench node-parts clean

$(VENV)/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "callwright needs Python 3.11 or newer; set PYTHON=python3.12, for example")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

serve: $(VENV)/ready
	$(BIN)/callwright serve flows --port $(PORT) --store sqlite:///calls.db --reload

test: check

check: lint types layers
	$(BIN)/pytest -n auto --dist loadfile

lint: $(VENV)/ready
	$(BIN)/ruff format --check engine tests examples
	$(BIN)/ruff check engine tests examples

types: $(VENV)/ready
	$(BIN)/mypy

layers: $(VENV)/ready
	$(BIN)/lint-imports --no-cache

audit: $(VENV)/ready
	$(BIN)/python -m tests.audit

node-parts:
	npm install --prefix tests/editor --no-package-lock --no-audit --no-fund --loglevel=error
	npm install --prefix editors/vscode --no-package-lock --no-audit --no-fund --loglevel=error

format: $(VENV)/ready
	$(BIN)/ruff format engine tests examples
	$(BIN)/ruff check --fix engine tests examples

laws: $(VENV)/ready
	$(BIN)/python -m tests.laws --flows 4000 --calls 50 --fresh

proof: $(VENV)/ready
	CALLWRIGHT_VALUES=10000 $(BIN)/pytest tests/languages/values/test_laws.py -k "en-US or de-DE"
	CALLWRIGHT_VALUES=1000 $(BIN)/pytest tests/languages/values/test_laws.py -k "not en- and not de-"
	$(BIN)/python -m tests.understanding.pieces_proof --numbers 1000

chaos: $(VENV)/ready
	CALLWRIGHT_LARGE=1 $(BIN)/pytest tests/chaos
	CALLWRIGHT_LARGE=1 $(BIN)/pytest tests/runtime/test_reload.py
	CALLWRIGHT_KILLS=200 $(BIN)/pytest tests/stores/test_killed.py
	CALLWRIGHT_RECORDED_CALLS=1000 $(BIN)/pytest tests/rehearsal/test_parting.py

fuzz: $(VENV)/ready
	$(BIN)/python -m tests.fuzz --seconds 600
	CALLWRIGHT_LONG=1 $(BIN)/pytest tests/wire

bench: $(VENV)/ready
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf tests/editor/node_modules editors/vscode/node_modules $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .schemathesis calls.db calls.db-*
