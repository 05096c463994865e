# Commands of the project; CONTRIBUTING.md says when to use which. Nothing is rebuilt unless its lock
# or its sources changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

APP := .venv/app/bin/python
RASA := .venv/rasa/bin/python
UV = $(shell scripts/uv)
QUIET := OMP_NUM_THREADS=1 PYTHONWARNINGS=ignore RASA_TELEMETRY_ENABLED=false SQLALCHEMY_SILENCE_UBER_WARNING=1 TF_CPP_MIN_LOG_LEVEL=3 PYTHONPATH=.
RASA_TESTS := tests/intake tests/bot tests/actions tests/checks tests/evaluation tests/benchmarks tests/legal
N ?= 200
EVAL_DIR ?= ../shared/eval

.PHONY: help
help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

.PHONY: run
run: build  ## everything on loopback, until Ctrl-C
	@PYTHONPATH=. exec $(APP) -m launcher

.PHONY: chat
chat: .venv/app/.built  ## a citizen's phone in the terminal (needs a running service; ARGS=--openid=NAME)
	@PYTHONPATH=. $(APP) -m launcher.with_settings $(APP) -m wechat.standin.chat $(ARGS)

.PHONY: phone
phone: .venv/app/.built  ## a citizen's phone in the browser (needs a running service)
	@PYTHONPATH=. exec $(APP) -m launcher.with_settings $(APP) -m wechat.standin.phone

.PHONY: demo
demo: .venv/app/.built  ## fill an empty database with 2,000 invented cases (ARGS="--cases 200")
	@PYTHONPATH=. $(APP) -m launcher.with_settings $(APP) -m mediation demo $(ARGS)

.PHONY: corrections
corrections: .venv/app/.built  ## what staff corrected, without identities, to var/ for a person to approve
	@PYTHONPATH=. $(APP) -m launcher.with_settings $(APP) -m mediation corrections

.PHONY: rotate-keys
rotate-keys: .venv/app/.built  ## encrypt personal data anew under the first of MEDIATION_DATA_KEYS
	@PYTHONPATH=. $(APP) -m launcher.with_settings $(APP) -m mediation rotate-keys

.PHONY: menu
menu: .venv/app/.built  ## show the public account's menu; ARGS=--push sends it
	@PYTHONPATH=. $(APP) -m launcher.with_settings $(APP) -m wechat menu $(ARGS)

.PHONY: test
test: build dev  ## the whole test suite
	@scripts/needs chromium
	@echo "— tests in the Rasa environment"
	@$(QUIET) $(RASA) -m pytest -q -c pytest-rasa.ini $(RASA_TESTS)
	@echo "— tests in the app environment"
	@PYTHONPATH=. $(APP) -m pytest -q

.PHONY: test-postgres
test-postgres: build dev  ## the backend's tests on a temporary PostgreSQL cluster (two minutes)
	@TEST_DATABASE=postgres PYTHONPATH=. $(APP) -m pytest -q tests/mediation

.PHONY: unit
unit: build dev  ## the fast tests alone: seconds
	@$(QUIET) $(RASA) -m pytest -q -c pytest-rasa.ini -m "not model" $(RASA_TESTS)
	@PYTHONPATH=. $(APP) -m pytest -q tests/intake tests/wechat tests/mediation tests/launcher tests/docs

.PHONY: lint
lint: build dev  ## ruff, type check, data checks
	@$(APP) -m ruff check .
	@$(APP) -m ruff format --check .
	@$(APP) -m mypy
	@$(QUIET) $(RASA) -m checks

.PHONY: eval
eval: build  ## measure understanding on the project's own texts and on EVAL_DIR
	@$(QUIET) EVAL_DIR=$(EVAL_DIR) $(RASA) -m evaluation

.PHONY: bench
bench: build dev  ## speed, beside stock and peer implementations (three quarters of an hour)
	@$(QUIET) $(RASA) -m benchmarks.understanding
	@PYTHONPATH=. $(APP) -m benchmarks.turns
	@PYTHONPATH=. $(APP) -m benchmarks.gateway
	@PYTHONPATH=. $(APP) -m benchmarks.load
	@PYTHONPATH=. $(APP) -m benchmarks.search
	@PYTHONPATH=. $(APP) -m benchmarks.desk

.PHONY: simulate
simulate: build dev  ## scripted citizens against the real stack: make simulate N=200
	@PYTHONPATH=. $(APP) -m simulate --number $(N)

.PHONY: assess
assess: build  ## batch assessment: make assess IN=a.jsonl OUT=b.jsonl
	@test -n "$(IN)" -a -n "$(OUT)" || { echo "usage: make assess IN=a.jsonl OUT=b.jsonl" >&2; exit 2; }
	@$(QUIET) $(RASA) -m evaluation.assess "$(IN)" "$(OUT)"

.PHONY: ask
ask: build  ## batch legal questions: make ask IN=a.jsonl OUT=b.jsonl
	@test -n "$(IN)" -a -n "$(OUT)" || { echo "usage: make ask IN=a.jsonl OUT=b.jsonl" >&2; exit 2; }
	@$(QUIET) $(RASA) -m evaluation.ask "$(IN)" "$(OUT)"

.PHONY: train
train: .venv/rasa/.built  ## train the model if its sources changed
	@$(QUIET) OMP_NUM_THREADS=$$(nproc) $(RASA) -m scripts.train

.PHONY: index
index: .venv/rasa/.built  ## index the articles of law if the database changed
	@$(QUIET) $(RASA) -m scripts.index_statutes

.PHONY: build
build: .venv/app/.built .venv/rasa/.built train index  ## environments, model and statute index, where missing or stale

.PHONY: dev
dev: .venv/app/.dev .venv/rasa/.dev

.PHONY: lock
lock:  ## write the lock files anew from their .in files
	@scripts/lock

.PHONY: clean
clean:  ## remove environments, models and caches (var/ is left alone)
	rm -rf .venv .rasa models/*.tar.gz models/MANIFEST.json .mypy_cache .ruff_cache .pytest_cache

.venv/app/.built: requirements/app.txt
	@echo "— building the app environment (Python 3.11+)"
	@$(UV) venv -q --clear --python "$$(scripts/find-python 3.11)" .venv/app
	@$(UV) pip install -q --python $(APP) --require-hashes -r $<
	@touch $@

.venv/rasa/.built: requirements/rasa.txt requirements/rasa-data.txt
	@echo "— building the Rasa environment (Python 3.10; about two minutes, 3 GB)"
	@$(UV) venv -q --clear --python "$$(scripts/find-python 3.10)" .venv/rasa
	@$(UV) pip install -q --python $(RASA) --require-hashes -r $<
	@$(UV) pip install -q --python $(RASA) --require-hashes --no-deps -r requirements/rasa-data.txt
	@touch $@

.venv/%/.dev: requirements/%-dev.txt .venv/%/.built
	@echo "— adding the $* environment's test tools"
	@$(UV) pip install -q --python .venv/$*/bin/python --require-hashes -r $<
	@touch $@
