# Every target sets up what it needs: a virtual environment with the locked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := benchmarks/.peers
PEERS_READY := $(PEERS)/.ready
MINUTES ?= 15
TARGETS ?= loader markup importers stamping exports

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint format schemas reference lock clean browser bench fuzz test-crash validate-html

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/\1|\2/' | awk -F'|' '{printf "  make %-13s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("agi_review needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

site: $(READY) schemas ## Set up and build the site into site/
	$(BIN)/agi-review build --zip

serve: $(READY) schemas ## Show the site while you edit, at http://127.0.0.1:8000
	$(BIN)/agi-review serve

check: $(READY) ## Check all entries
	$(BIN)/agi-review check

test: $(READY) browser ## Set up and run all tests
	@# The browser waits much: most of its tests run beside the others, which take the rest of them.
	@$(BIN)/python -m pytest tests/browser/test_[a-r]*.py & browser=$$!; \
	$(BIN)/python -m pytest --ignore-glob='tests/browser/test_[a-r]*'; others=$$?; \
	wait $$browser && exit $$others

browser: $(READY)
	@$(BIN)/python tests/browser/find_chromium.py

test-crash: $(READY) ## Kill, starve, race and spoil builds; print what stood afterwards (an hour)
	$(BIN)/python -m pytest tests/crash/matrix.py -s

validate-html: $(READY) ## Ask the Nu HTML checker about pages of site/ (needs npm and Java; PAGES=--all for all)
	@command -v npm > /dev/null || echo "npm is not here to fetch the checker"
	@! command -v npm > /dev/null || test -d tests/html/node_modules/vnu-jar || \
	npm ci --prefix tests/html --ignore-scripts --no-audit --no-fund --silent || echo "npm could not fetch the checker"
	@$(BIN)/python tests/html/validate.py site $(PAGES)

fuzz: $(READY) ## Search for files that break something, 15 minutes a target (Linux; MINUTES, TARGETS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/fuzz/requirements.lock
	@for target in $(TARGETS); do $(BIN)/python -m tests.fuzz.run $$target $$(( 60 * $(MINUTES) )) || exit 1; done

lint: $(READY) ## Check format, style, types and the direction of imports
	$(BIN)/ruff format --check agi_review tests
	$(BIN)/ruff check agi_review tests
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## Format the code and mend what can be mended
	$(BIN)/ruff format agi_review tests
	$(BIN)/ruff check --fix agi_review tests

bench: $(READY) $(PEERS_READY) ## Time this project beside other generators; say more in OPTIONS, such as OPTIONS=--full
	$(BIN)/python benchmarks/bench.py $(OPTIONS)

# The other generators have an environment of their own; what cannot be installed is left out of the tables.
$(PEERS_READY): benchmarks/requirements.txt
	@rm -rf $(PEERS) && $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< \
		|| echo "the other generators cannot be installed, and are left out"
	@touch $@

schemas: $(READY) ## Write the JSON Schemas that editors use into schemas/
	@$(BIN)/agi-review schema --out schemas

reference: $(READY) ## Write the pages on kinds, fields and commands, and the issue forms
	@$(BIN)/agi-review schema --docs docs/reference --forms .github/ISSUE_TEMPLATE

lock: ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --output-file requirements.lock

clean: ## Remove everything that was made
	rm -rf $(VENV) $(PEERS) site site-offline schemas .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find agi_review tests -name __pycache__ -type d -prune -exec rm -rf {} +
