# Needs Python 3.11 or later, make, and the package indexes that pip is set up for.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: install run test bench check lock rebuild pictures

install: $(VENV)/.installed

# --no-deps: the file pins every package, so pip need not resolve anything.
$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Crosscheck needs Python 3.11 or later: make install PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

run: install
	$(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

test: $(VENV)/.installed-dev
	@bash .ci/chromium $(BIN)/python
	$(BIN)/python -m pytest

$(VENV)/.installed-bench: requirements-bench.txt $(VENV)/.installed-dev
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-bench.txt
	@touch $@

bench: $(VENV)/.installed-bench
	$(BIN)/python -m bench

# Style and safety rules, and whether the store is whole.
check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m compare check

# The documentation's pictures of the dashboard, taken anew.
pictures: $(VENV)/.installed-dev
	$(BIN)/python -m bench.pictures

rebuild: install
	$(BIN)/python -m compare rebuild

# After a change to requirements.in or requirements-dev.in.
lock: $(VENV)/.installed-dev
	@bash .ci/lock $(BIN)
