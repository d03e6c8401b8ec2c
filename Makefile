# Every target sets up .venv by itself on a machine that has Python 3.11 or later with venv; quick when nothing changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
TEST_ARGS ?=
DEMO_ARGS ?=
BENCH_ARGS ?=
RUN_ARGS ?=

# tinso starts many processes; where Python is told to keep nothing it has compiled, each would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo run test lint bench soak lock

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'tinso needs Python 3.11 or later; say which one with: make PYTHON=python3.12'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q *.py commands crawler demo review scheduler seeds storage
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/tinso demo $(DEMO_ARGS)

run: $(STAMP)
	$(BIN)/tinso run $(RUN_ARGS)

test: $(STAMP)
	$(BIN)/python -m pytest -n 4 --dist worksteal -m "not soak" $(TEST_ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

soak: $(STAMP)
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -m "soak or hypothesis" -s $(TEST_ARGS)

# For developers: pin again after a change of the dependencies (needs uv).
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --all-extras --upgrade pyproject.toml -o requirements.txt
