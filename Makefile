# `make demo` and `make test` install what they need into .venv, once, and run.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BACKENDS := .venv-backends
# Keras itself calls NumPy in a way that NumPy 2.4 warns of
BACKEND_TESTS := tests/nn/metrics tests/arrays tests/estimator tests/nn/test_audit_callback.py \
	tests/nn/test_describing.py tests/rules/test_live_models.py -W "ignore:__array__ implementation:DeprecationWarning"

.DEFAULT_GOAL := help
.PHONY: help demo test test-long check backends format lock benchmarks clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/run.done  ## train on real data of an installed package, and say where the report is
	$(BIN)/multihot demo

test: $(VENV)/dev.done  ## everything that is checked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8

test-long: $(VENV)/dev.done  ## the tests that take minutes by nature, which test leaves out
	$(BIN)/python -m pytest -m long --numprocesses auto --maxprocesses 8

check: test

backends: $(BACKENDS)/run.done  ## the same on TensorFlow and PyTorch: some GB, so not a part of test
	KERAS_BACKEND=tensorflow $(BACKENDS)/bin/python -m pytest $(BACKEND_TESTS)
	KERAS_BACKEND=torch $(BACKENDS)/bin/python -m pytest $(BACKEND_TESTS)

format: $(VENV)/dev.done  ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmarks: $(VENV)/dev.done  ## seconds and ratios, ours and others' side by side
	$(BIN)/python benchmarks/starting.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/splitting.py
	$(BIN)/python benchmarks/pipeline.py
	$(BIN)/python benchmarks/estimator.py

lock:  ## pin every package by its hash (needs uv)
	uv pip compile $(LOCK) --extra demo --group build pyproject.toml -o requirements/run.txt
	uv pip compile $(LOCK) --extra demo --extra arrow --extra zst --group dev pyproject.toml \
		-o requirements/dev.txt

clean:  ## take the environment and all that was made away
	rm -rf $(VENV) $(BACKENDS) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# no address of a registry is written: each machine uses its own
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --upgrade

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "multihot needs Python 3.11 or newer: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(BACKENDS)/run.done: requirements/backends.in pyproject.toml
	$(PYTHON) -m venv $(BACKENDS)
	@# PyTorch first, because others ask for its newest build
	$(BACKENDS)/bin/python -m pip --quiet install $$(grep '^torch==' $<)
	$(BACKENDS)/bin/python -m pip --quiet install -r $<
	$(BACKENDS)/bin/python -m pip --quiet install --no-build-isolation --editable .
	@touch $@

$(VENV)/%.done: requirements/%.txt pyproject.toml | $(BIN)/python
	@echo "installing into $(VENV), once"
	$(PIP) install --require-hashes -r $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
