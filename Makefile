# make demo    an audit of the bundled example: no phone, no network once set up
# make test    every test, Rust and Python, against the package as users install it
# make lint    formatting, lints, types, spelling, vocabulary
# make develop the package in place: changes of Python files count without a build
# make clean   forget everything that was built
#
# Each target does its whole set-up the first time and is quick afterwards. Needed: Python 3.11+ with venv, a Rust
# toolchain with a linker, make. VENV and CARGO_TARGET_DIR may point elsewhere.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
WHEELS := build/wheels
# The first Python on the path that is new enough; `make PYTHON=... test` to choose.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v "$$name" && break; done)
RUST_SOURCES := Cargo.toml Cargo.lock $(shell find crates -type f \( -name '*.rs' -o -name Cargo.toml \))
PYTHON_SOURCES := $(shell find src -type f -not -name '*.pyc' -not -name '*.so')

export PYO3_PYTHON := $(if $(filter /%,$(VENV)),,$(CURDIR)/)$(BIN)/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export CARGO_TERM_PROGRESS_WHEN ?= never

.PHONY: help demo test test-rust test-python lint lint-rust lint-python develop clean need-python need-cargo

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(VENV)/.installed
	@$(BIN)/glasshouse demo

test: test-rust test-python

test-rust: $(VENV)/.tools
	@echo "== cargo test"
	@cargo test --workspace --exclude glasshouse-py --locked --quiet

test-python: $(VENV)/.installed
	@echo "== pytest"
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: lint-python lint-rust

lint-python: $(VENV)/.installed
	@echo "== ruff"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo "== mypy"
	@$(BIN)/mypy
	@echo "== stubtest: _core.pyi against the binary"
	@MYPYPATH= $(BIN)/python -m mypy.stubtest glasshouse._core
	@echo "== typos"
	@$(BIN)/typos

lint-rust: $(VENV)/.tools
	@echo "== cargo fmt"
	@cargo fmt --all --check
	@echo "== clippy"
	@cargo clippy --workspace --all-targets --locked --quiet -- -D warnings

# A virtual environment with everything but the package itself, at the versions of constraints.txt.
$(VENV)/.tools: pyproject.toml constraints.txt | need-python need-cargo
	@echo "== set-up: $(VENV)"
	@"$(PYTHON)" -m venv $(VENV) || { echo "no virtual environment: on Debian, install python3-venv" >&2; exit 1; }
	@"$(BIN)/python" -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb"))["project"]; \
		print(*p["dependencies"], *p["optional-dependencies"]["dev"], sep="\n")' > $(VENV)/needs.txt
	@$(BIN)/python -m pip install --quiet --requirement $(VENV)/needs.txt --constraint constraints.txt
	@touch $@

# The wheel as users get it, installed as users install it.
$(VENV)/.installed: $(VENV)/.tools $(RUST_SOURCES) $(PYTHON_SOURCES) README.md
	@echo "== build: the core in release mode, then the wheel"
	@rm -rf $(WHEELS)
	@mkdir -p build
	@$(BIN)/maturin build --release --locked --out $(WHEELS) --interpreter $(BIN)/python >build/log.txt 2>&1 \
		|| { cat build/log.txt >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --force-reinstall --no-deps $(WHEELS)/glasshouse-*.whl
	@touch $@

develop: $(VENV)/.tools
	@VIRTUAL_ENV="$${PYO3_PYTHON%/bin/python}" $(BIN)/maturin develop --release --locked
	@touch $(VENV)/.installed

need-python:
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer found: install it, or name it with make PYTHON=/path/to/python3" >&2; exit 1; }

need-cargo:
	@command -v cargo >/dev/null || { echo "cargo not found: install Rust from your system's packages or rustup (1.88 or newer)" >&2; exit 1; }
	@command -v cc >/dev/null || { echo "cc not found: Rust needs a linker; on Debian, install build-essential" >&2; exit 1; }

clean:
	rm -rf $(VENV) build target .mypy_cache .ruff_cache .pytest_cache .hypothesis src/glasshouse/*.so
