# The two commands: `make demo` and `make test`. Everything else is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := $(VENV)/.peers

# Data for measuring is looked for beside the project unless the environment names it; without it those tests skip.
NEWSPRISM_DATA ?= $(firstword $(wildcard ../shared/data))
export NEWSPRISM_DATA

.PHONY: demo test lint setup proof bench lock clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(STAMP) ## make .venv/bin/newsprism; does nothing when nothing changed

$(STAMP): requirements.lock pyproject.toml tools/setup.sh
	@PYTHON=$(PYTHON) sh tools/setup.sh $(VENV)
	@touch $@

demo: setup ## make a weekly brief from the sample week and show where it lies
	@$(BIN)/newsprism demo

test: setup ## run the tests on all cores
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: setup ## style, types, direction of dependencies
	@$(BIN)/ruff check src tests bench
	@$(BIN)/ruff format --check --quiet src tests bench
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

proof: setup ## long proofs
	@$(BIN)/python -m pytest -n auto --dist loadfile -m proof tests

$(PEERS): $(STAMP) requirements-bench.lock
	@printf 'bench: installing the peers to compare with into %s (some seconds)\n' $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock && touch $@ || \
		printf 'bench: the peers could not be installed; their figures are skipped\n' >&2

bench: $(PEERS) ## benchmarks, as tables, beside peers that it installs
	@$(BIN)/python -m bench

lock: setup ## renew the lock files from pyproject.toml
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra dev pyproject.toml -o requirements.lock
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group bench -c requirements.lock -o requirements-bench.lock
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group train -c requirements.lock -o requirements-train.lock

clean: ## remove what setup made
	rm -rf $(VENV) out
