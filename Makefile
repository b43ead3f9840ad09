# Two words are enough to begin: make demo, make test. Both set everything up themselves.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FILM   ?= demo/brownstone.intercut
EXAMPLE := examples/brownstone

.DEFAULT_GOAL := help
.PHONY: help setup kernel web types run demo test quick check format bench docs tour lock dist clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | column -t -s '|'

setup: ## install everything into .venv (again only when something changed)
	@sh .ci/setup "$(PYTHON)" "$(VENV)"

kernel: setup ## build the native kernel again after its sources changed
	@rm -f $(VENV)/.kernel-stamp
	@sh .ci/setup "$(PYTHON)" "$(VENV)"

web: setup ## build the page of the app (again only when something changed)
	@sh .ci/page "$(VENV)"

types: setup ## draw the page's types from what the API promises
	@$(BIN)/python frontend/openapi.py > frontend/openapi.json
	@npm --prefix frontend run --silent types

demo: setup web ## plan the example, print its board and cost, write its documents into demo/
	@sh $(EXAMPLE)/demo "$(BIN)/intercut" demo

run: setup web ## open the app (FILM=path for a film of your own)
	@test -e "$(FILM)" || $(MAKE) --no-print-directory demo
	@$(BIN)/intercut "$(FILM)"

test: setup web ## run every test
	@$(BIN)/python -m pytest -n auto -q $(ARGS)

quick: setup ## run the tests that take no time
	@$(BIN)/python -m pytest -q -m "not slow and not postgres and not browser" $(ARGS)

check: setup ## lint, layout, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=src $(BIN)/lint-imports --no-logo

format: setup ## put the code into its layout
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup ## measure what design and README promise
	@$(BIN)/python -m bench $(ARGS)

docs: setup ## print what the program says today into docs/
	@$(BIN)/python docs/make.py

tour: setup web ## walk the tour of the guides in the browser and take its pictures again
	@INTERCUT_TOUR=docs/pictures $(BIN)/python -m pytest -q -n 0 tests/browser/test_tour.py -k empty_start

lock: setup ## choose versions again and write their hashes
	@for part in run dev page; do \
	  UV_PYTHON_DOWNLOADS=never $(BIN)/uv --no-config pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --no-emit-find-links $(LOCK) \
	    requirements/$$part.in --output-file requirements/$$part.txt || exit 1; \
	done

dist: setup web ## build wheel and source archive; a kernel that does not build is an error
	@INTERCUT_REQUIRE_KERNEL=1 $(BIN)/uv --no-config build --no-build-isolation --python $(BIN)/python --out-dir dist

clean: ## remove what was made, and leave .venv
	@rm -rf build dist demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
