# `make run` and `make test` need Python 3.11 or later and make; the rest is brought.
PORT ?= 8501
BIN := .venv/bin
SYNCED := .venv/.synced
RUN := $(BIN)/python -m

.PHONY: run test verify bench screenshot format clean

run: $(SYNCED) ## start the wizard on 127.0.0.1:$(PORT)
	$(RUN) streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

test: $(SYNCED) ## everything that must hold before a commit
	@$(RUN) tools.chromium --install >/dev/null
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy advisor knowledge app.py tools
	$(BIN)/lint-imports --no-logo
	$(RUN) knowledge
	$(RUN) pytest -m "not verify and not browser" --numprocesses logical --dist loadfile
	$(RUN) pytest -m "browser and not verify"

verify: $(SYNCED) ## the long proofs
	$(RUN) pytest -m verify --timeout 0 --numprocesses logical

bench: $(SYNCED) ## times and memory, as ratios to an empty page
	@$(RUN) tools.chromium --install >/dev/null
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_solver.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_engine.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_app.py

screenshot: $(SYNCED) ## pictures of the screens
	@$(RUN) tools.chromium --install >/dev/null
	$(RUN) tools.screenshot

format: $(SYNCED)
	$(RUN) ruff check --fix
	$(RUN) ruff format

clean: ## what the tools leave behind; the environment stays
	rm -rf artefacts build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -not -path './.tools/*' -prune -exec rm -rf {} +

$(SYNCED): pyproject.toml uv.lock tools/bootstrap
	@tools/bootstrap
	@touch $@
