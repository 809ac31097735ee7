# `make` alone prints the targets. Needs python3 (3.11 or newer), make and pip; everything else goes into .venv.

# The folder of this file, also when make is called from elsewhere with -f; the path may hold spaces.
HERE := $(shell dirname "$(strip $(MAKEFILE_LIST))")
IN   := cd "$(HERE)" &&
PY   := .venv/bin/python -X utf8
PIP  := $(PY) -m pip --disable-pip-version-check --quiet
PERIOD := 2013H2
QUIETLY := .venv/bin/liuxing --quiet

# pip writes this folder's absolute path; under LC_ALL=C Python cannot read a Chinese one there.
MOVABLE := for pth in .venv/lib/python3*/site-packages/_editable_impl_liuxing.pth; do echo ../../../.. > "$$pth"; done

export PYTHONUTF8 := 1

.PHONY: help install dev demo test lint types contract docs docs-check unit format sample clean

help:  ## print the targets with a line each
	@$(IN) awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

install:  # the package in .venv, once per change of pyproject.toml
	@$(IN) if [ ! -e .venv/.installed ] || [ pyproject.toml -nt .venv/.installed ]; then \
	  echo "installing liuxing into .venv (once) ..." && python3 -m venv .venv && \
	  $(PIP) install --editable . && $(MOVABLE) && touch .venv/.installed; fi

dev: install  # the tools of `make test` as well
	@$(IN) if [ ! -e .venv/.dev ] || [ pyproject.toml -nt .venv/.dev ]; then \
	  echo "installing the development tools into .venv (once) ..." && \
	  $(PIP) install --editable '.[dev]' && $(MOVABLE) && touch .venv/.dev; fi

demo: install  ## validate and score the sample district, write out/
	@$(IN) .venv/bin/liuxing validate
	@$(IN) .venv/bin/liuxing score --period $(PERIOD)
	@$(IN) mkdir -p out && \
	  $(QUIETLY) score --period $(PERIOD) --format json -o out/score-$(PERIOD).json && \
	  $(QUIETLY) score --period $(PERIOD) --format csv -o out/score-$(PERIOD).csv && \
	  $(QUIETLY) notice --kind passed --period $(PERIOD) --format html -o out/notice-$(PERIOD).html && \
	  $(QUIETLY) notice --kind passed --period $(PERIOD) --format docx -o out/notice-$(PERIOD).docx && \
	  $(QUIETLY) report 110199001001 --period $(PERIOD) --format html -o out/report-110199001001.html && \
	  $(QUIETLY) report 110199001001 --period $(PERIOD) --format docx -o out/report-110199001001.docx
	@$(IN) echo "结果已写入 out/：$$(ls out | tr '\n' ' ')"

test: dev lint docs-check unit  ## everything CI runs: lint, types, import contract, docs in step, tests

lint: dev types contract  ## ruff, mypy, import contract
	@$(IN) $(PY) -m ruff check --quiet . && $(PY) -m ruff format --check --quiet . && echo "ruff: clean"

types: dev
	@$(IN) $(PY) -m mypy --no-error-summary && echo "mypy --strict: clean"

contract: dev
	@$(IN) .venv/bin/lint-imports --no-cache > .venv/contract.txt || { cat .venv/contract.txt; exit 1; }; echo "import contract: kept"

docs: dev  ## write the generated pages of docs/ again
	@$(IN) $(PY) docs/generate.py

docs-check: dev
	@$(IN) $(PY) docs/generate.py --check

unit: dev  ## the tests alone
	@$(IN) $(PY) -m pytest -n auto

format: dev  ## let ruff put the code in order
	@$(IN) $(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

sample: install  ## make the sample district under data/ again (same bytes)
	@$(IN) $(PY) tests/sample/make_sample.py --out data

clean:  ## remove .venv, out/ and caches
	@$(IN) rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
