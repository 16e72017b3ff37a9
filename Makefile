# Everything a person needs: make run, make test. The rest is for those who change Metier.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup setup-dev test check bench evals nightly lock clean docs

run: setup ## Set up and start Metier on http://127.0.0.1:8765
	@$(BIN)/metier serve

setup: $(VENV)/.run ## Install what running needs into .venv

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml
	@scripts/setup run "$(PYTHON)"
	@touch $@

setup-dev: $(VENV)/.dev ## Install what testing needs, Debian packages included when root

$(VENV)/.dev: requirements/dev.txt requirements/build.txt pyproject.toml
	@scripts/setup dev "$(PYTHON)"
	@touch $@ $(VENV)/.run

test: setup-dev ## Set up and run the tests
	@scripts/debian-packages
	$(BIN)/python -m pytest -n 2

check: setup-dev ## Format, lint, types, imports, data, generated files
	$(BIN)/ruff format --check src tests evals benchmarks scripts
	$(BIN)/ruff check src tests evals benchmarks scripts
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/metier framework check
	$(BIN)/python scripts/docs.py --check
	$(BIN)/python scripts/moves.py --check
	$(BIN)/python scripts/messages.py --check
	scripts/no-registry

.venv-peers/.done: requirements/peers.txt
	@scripts/peers "$(PYTHON)" && touch $@ || echo "Rows of peers that are missing say so."

bench: setup-dev .venv-peers/.done ## Speed, each beside a named peer in the same run
	$(BIN)/python benchmarks/cli_speed.py
	$(BIN)/python benchmarks/plan_speed.py
	$(BIN)/python benchmarks/plan_value.py
	$(BIN)/python benchmarks/match_scale.py
	$(BIN)/python benchmarks/team_invest.py
	$(BIN)/python benchmarks/extract_speed.py
	$(BIN)/python benchmarks/pages.py

evals: setup-dev .venv-peers/.done ## Accuracy on the labeled sets kept beside the project, beside the peers
	$(BIN)/python evals/extraction.py
	$(BIN)/python evals/skillspan.py
	$(BIN)/python evals/esco_links.py
	$(BIN)/python evals/fit.py
	$(BIN)/python evals/fit_adverts.py
	$(BIN)/python evals/names.py
	$(BIN)/python evals/titles.py
	$(BIN)/python evals/cv_skills.py

nightly: setup-dev ## What takes long: Spark, 100,000 fuzz cases, a coverage-guided fuzzer
	@scripts/setup nightly "$(PYTHON)"
	@scripts/debian-packages openjdk-17-jre-headless
	METIER_NIGHTLY=1 METIER_FUZZ_CASES=7200 $(BIN)/python -m pytest -n 2 tests/nightly tests/fuzz
	cd $$(mktemp -d) && $(CURDIR)/$(BIN)/python $(CURDIR)/tests/nightly/coverage_guided.py -runs=20000 -timeout=2

docs: setup-dev ## Write the generated references and schemas anew
	$(BIN)/python scripts/docs.py

lock: ## Pin all requirements by hash
	scripts/lock

clean: ## Remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
