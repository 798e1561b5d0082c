# Every target makes its own .venv at first use: nothing but Python 3.10 or newer and a package index is needed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: draft test coverage lint bench fuzz clean

# How many inputs `make fuzz` tries (0: until the time is over), and for how many seconds at most (0: no end).
N ?= 5000
SECONDS ?= 0

.venv/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "需要 Python 3.10 或更新的版本")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

draft: .venv/.ready
	@$(BIN)/drafter draft cases/wenming-city.toml

test: .venv/.ready
	$(BIN)/python -m pytest

coverage: .venv/.ready
	$(BIN)/python -m pytest --cov --cov-report=term
	$(BIN)/coverage report --include='drafter/tui/*' --fail-under=90

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.ready
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/composing.py
	$(BIN)/python benchmarks/diff_quality.py --no-speed

fuzz: .venv/.ready
	$(BIN)/python -m fuzz --inputs $(N) --seconds $(SECONDS)

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
