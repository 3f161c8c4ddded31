# make demo: the constructed sample reports, read, linked and verified.  make test: lint, types, tests.  Both set up what they need.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test screenshots load clean

$(VENV)/.base: pyproject.toml hatch_build.py $(wildcard src/riwaya/*/*.pyx)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	# Without it every start compiles 200 modules again (0.5 s) where PYTHONDONTWRITEBYTECODE is set.
	$(BIN)/python -m compileall -q src/riwaya
	touch $@

$(VENV)/.test: $(VENV)/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	# Old stubs that the FollowTheMoney library brings hide SQLAlchemy's own types from mypy.
	$(BIN)/python -m pip uninstall --quiet --yes sqlalchemy2-stubs
	touch $@

demo: $(VENV)/.base
	$(BIN)/riwaya read src/riwaya/data/samples
	rm -rf build/demo && mkdir -p build/demo
	$(BIN)/riwaya add src/riwaya/data/samples --ledger build/demo/samples.ledger
	$(BIN)/riwaya incidents --ledger build/demo/samples.ledger
	$(BIN)/riwaya export --ledger build/demo/samples.ledger --format figures --output build/demo/figures.csv
	$(BIN)/riwaya export --ledger build/demo/samples.ledger --format ucdp --rule ucdp --output build/demo/ucdp.csv
	$(BIN)/riwaya verify --ledger build/demo/samples.ledger

test: $(VENV)/.test
	$(BIN)/ruff check src tests tools hatch_build.py
	$(BIN)/mypy
	$(BIN)/python -m pytest

# The pictures of docs/app.md, from the sample ledger, in Chromium.
screenshots: $(VENV)/.test
	$(BIN)/python tools/screenshots.py

# Ten clients on the app over a ledger: make load LEDGER=FILE SECONDS=600
load: $(VENV)/.test
	$(BIN)/python tools/load.py $(LEDGER) --seconds $(or $(SECONDS),20)

clean:
	rm -rf $(VENV) build dist
