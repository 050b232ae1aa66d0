# Everything a checkout needs. Only Python 3.11+ and make have to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check format bench install screens constraints clean
.DEFAULT_GOAL := run

run: $(VENV)/installed
	@$(BIN)/redrill

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n 2 tests

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/redrill check decks

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/installed-bench .venv-clanki/bin/clanki
	$(BIN)/python -m tests.bench

screens: $(VENV)/installed-dev
	$(BIN)/python -m tests.tui.screens docs/screens first today answer typed-checked choice ordering \
	  browse-large summary info keys

constraints: $(VENV)/installed-dev
	$(BIN)/python -m tests.packaging.constraints

clean:
	rm -rf $(VENV) .venv-clanki build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

install: $(VENV)/installed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Redrill needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 3; }
	@echo "Making $(VENV) and installing Redrill into it; this takes about a minute, once."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: constraints-dev.txt $(VENV)/installed
	@$(PIP) install --require-hashes -r constraints-dev.txt
	@touch $@

# The terminal client that the first screen is measured against; it pins an Anki of its own.
.venv-clanki/bin/clanki: constraints-clanki.txt
	@$(PYTHON) -m venv .venv-clanki
	@.venv-clanki/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
	  -r constraints-clanki.txt

$(VENV)/installed-bench: constraints-bench.txt $(VENV)/installed-dev
	@$(PIP) install --require-hashes -r constraints-bench.txt
	@touch $@
