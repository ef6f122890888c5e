# make memo   sets everything up and writes the weekly memo to output/
# make test   sets everything up and runs lint, types and tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

.PHONY: help memo test lint bench lock clean
help:
	@sed -n 's/^# make/make/p' Makefile

memo: $(VENV)/.ready
	$(BIN)/reebrief render weekly

# What the memo needs: pinned, hashes checked. pyproject.toml is a reason to install again.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

lint: $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n 2

# make bench  prints medians, ratios and peak memory
bench: $(VENV)/.dev
	$(BIN)/python bench/bench.py

# make lock   chooses the newest versions again and writes the lock files
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml requirements-build.in $(COMPILE) --output-file requirements.lock --upgrade
	$(BIN)/uv pip compile pyproject.toml requirements-build.in --group dev --constraints requirements.lock $(COMPILE) --output-file requirements-dev.lock --upgrade

# make clean  removes what make made
clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
