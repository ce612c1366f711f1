PYTHON = .venv/bin/python

.PHONY: install lint test check bench docs catalogue-check

install:  ## everything that working on the project needs, into .venv
	python3 -m venv .venv
	$(PYTHON) -m pip install -q --upgrade pip
	$(PYTHON) -m pip install -q -e '.[all]' --group dev --group docs

lint:  ## style, types and the direction of imports
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

test:
	$(PYTHON) -m pytest

check: lint test

docs:  ## the documentation as a site, into site/; any warning is an error
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict -q

bench:  ## ratios against bare floors, measured in one run
	$(PYTHON) -m bench

catalogue-check:  ## mistakes in the catalogue, and in FILES of your own
	$(PYTHON) -m tools.catalogue_check $(FILES)
