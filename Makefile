# Walkalong, every task in one word. Data go to ./data (or WALKALONG_HOME); `clean` leaves them alone.
VENV := .venv
BIN  := $(VENV)/bin
DONE := $(VENV)/.installed
export WALKALONG_HOME ?= $(CURDIR)/data
READY := $(WALKALONG_HOME)/.ready
export OMP_NUM_THREADS ?= 1
# With the home in sight: what it tells people to type works in their own shell, too.
WALKALONG := $(BIN)/walkalong --home '$(patsubst $(CURDIR)/%,%,$(WALKALONG_HOME))'

# The first Python on this machine that is new enough; `make PYTHON=… run` names one.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c '$(NEW_ENOUGH)' 2>/dev/null && echo $(p))))
LOCK := pip compile pyproject.toml --universal --python-version 3.11 --all-extras \
	--generate-hashes --no-emit-index-url --no-header --quiet --output-file

.PHONY: help run test check demo bench lock clean
.DEFAULT_GOAL := help

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s %s\n", $$1, $$2}' Makefile

run: $(READY) ## install what is missing, prepare the data, talk in the terminal
	@$(WALKALONG) chat

demo: $(DONE) ## play a recorded walk and write its ledger and report to ./out
	@$(BIN)/walkalong demo --out out

# Half of the files each, and help for who is slower: so what a file shares is made once, not twice.
TWO := -n 2 --dist worksteal

# Tracing doubles what a test takes, so it is only where there is a floor to be held.
test: $(DONE) ## all tests; those of flows/ and of storage/ cover at least 95 % of its branches
	$(BIN)/python -m pytest $(TWO) --cov --cov-report= tests/flows tests/storage
	@$(BIN)/coverage report --include='flows/*' --fail-under=95
	@$(BIN)/coverage report --include='storage/*' --fail-under=95
	$(BIN)/python -m pytest $(TWO) --ignore=tests/flows --ignore=tests/storage

check: $(DONE) ## style, types, the rooms' borders, and a lock that fits pyproject.toml
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@cp requirements.lock $(VENV)/now.lock && $(BIN)/uv $(LOCK) $(VENV)/now.lock
	@diff requirements.lock $(VENV)/now.lock || { echo "requirements.lock is behind pyproject.toml: make lock" >&2; exit 1; }

bench: $(DONE) ## measure against what else could do the work
	@for name in benchmarks/*/; do $(BIN)/python -m benchmarks.$$(basename $$name) || exit 1; done

lock: $(DONE) ## choose the newest versions that pyproject.toml allows
	$(BIN)/uv $(LOCK) requirements.lock --upgrade

clean: ## remove what was made (not ./data)
	rm -rf $(VENV) out dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Once, and again when there is something new to load.
$(READY): $(DONE) $(wildcard storage/migrations/versions/*.py knowledge/samples/*)
	@$(WALKALONG) init
	@touch $(READY)

# Locked and checked by hash: uv by pip, the rest by uv, this project last.
$(DONE): requirements.lock pyproject.toml
	@test -n '$(PYTHON)' && $(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Walkalong needs Python 3.11 or newer. Install one, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@awk '/^[^ ]/ {uv = /^uv==/} uv' requirements.lock >$(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.lock
	$(BIN)/uv pip install --python $(BIN)/python --compile-bytecode --require-hashes --requirement requirements.lock
	$(BIN)/uv pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(DONE)
