# Everything a newcomer needs, from a machine that has Python 3.11 (with venv) and make.
#   make run    a demo database, the demo sheets, the report        make test   all that CI runs
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
DEMO := build/demo/jytrack.db
# tests that run at once
CORES ?= auto

.DEFAULT_GOAL := help
.PHONY: help run test lint format docs lock wheel bench looks soak clean

help: ## show these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed: apt-get install python3.11 python3.11-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python has no venv module: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

run: $(READY) ## make a demo database, import the demo sheets, print the report
	@rm -rf $(dir $(DEMO)) && mkdir -p $(dir $(DEMO))
	@$(BIN)/jytrack demo $(DEMO)
	@$(BIN)/jytrack --db $(DEMO) report --as-of 2023-06-30

test: lint ## lint, then every test but the slow ones
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -m "not slow and not looks" -n $(CORES)

lint: $(READY) ## formatting, style, types, the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(READY) ## put the formatting right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY) ## write docs/cli.md, problems.md, json.md, data.md and schemas/ from the program itself
	$(BIN)/python -m tests.docs

lock: ## pin the newest allowed packages, hashed: all, and those that the program runs with (needs uv)
	uv pip compile --all-extras --generate-hashes --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --upgrade -o requirements.lock pyproject.toml
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url -c requirements.lock -o requirements-run.lock pyproject.toml

wheel: $(READY) ## build, install in a fresh venv, leave the checkout, demo and report
	@rm -rf dist build/wheel
	$(BIN)/python -m hatchling build --clean
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-run.lock
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check --no-deps dist/jytrack-*.whl
	cd build/wheel && rm -f wheel.db && ./bin/jytrack demo wheel.db && ./bin/jytrack --db wheel.db report --as-of 2023-06-30 > report.txt && head -n 12 report.txt

bench: $(READY) ## side-by-side timings, written to docs/performance.md (SCALE=12m PARTS="start reading" ROUNDS=0)
	ROUNDS=$(ROUNDS) $(BIN)/python -m tests.bench.run --scale "$(SCALE)" $(PARTS)

looks: $(READY) ## documents drawn by LibreOffice and Chromium, measured, and as pictures in build/looks
	$(BIN)/python -m pytest -m looks

soak: $(READY) ## the slow tests, about an hour on two cores; PART="kills sheets" for some of them (tests/soak/run.py)
	$(BIN)/python -m tests.soak.run $(PART)

clean: ## remove everything that was made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
