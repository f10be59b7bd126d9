"""The GitHub action and the hooks for pre-commit: what they promise, and what their scripts do."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from glasshouse.cli.app import glasshouse
from glasshouse.cli.audit import audit
from glasshouse.cli.render import FORMATS

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
GUIDE = (ROOT / "docs" / "how-to" / "ci.md").read_text("utf-8")

#: A program that stands in for ours: it writes down how it was called and leaves with a code.
STAND_IN = '#!/bin/sh\nprintf "%s\\n" "$@" > called\nexit "${CODE:-0}"\n'


def run_audit_step(folder: Path, code: int = 0, **inputs: str) -> tuple[int, list[str], str]:
    """Run the script of the step with these inputs; return its code, how we were called, and its outputs."""
    program = folder / "bin" / "glasshouse"
    program.parent.mkdir()
    program.write_text(STAND_IN)
    program.chmod(0o755)
    step = next(step for step in STEPS if step.get("id") == "audit")
    given = {name: ACTION["inputs"][name].get("default", "") for name in ACTION["inputs"]} | inputs
    values = {name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in step["env"].items()}
    env = {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "CODE": str(code),
        **values,
    }
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]  # as GitHub starts it
    done = subprocess.run(script, cwd=folder, env=env, capture_output=True, text=True, check=False)
    called, outputs = folder / "called", folder / "outputs"
    return (
        done.returncode,
        called.read_text().splitlines() if called.exists() else [],
        outputs.read_text() if outputs.exists() else "",
    )


def test_every_input_is_explained_and_stands_in_the_guide() -> None:
    for name, about in ACTION["inputs"].items():
        assert about["description"].strip()
        assert f"`{name}`" in GUIDE


def test_no_value_of_a_workflow_becomes_part_of_a_script() -> None:
    assert not [step["name"] for step in STEPS if "${{" in step["run"]]


def test_no_other_action_is_used() -> None:
    assert not [step for step in STEPS if "uses" in step]


def test_it_asks_for_options_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.apk").touch()
    code, called, outputs = run_audit_step(
        tmp_path, targets="a.apk\n", category="1", jurisdiction="cn", date="2026-01-31", baseline="b.toml"
    )
    options = {name for parameter in audit.params for name in parameter.opts}
    assert {word for word in called if word.startswith("--")} - {"--"} <= options
    assert (code, outputs) == (0, "exit-code=0\n")
    assert ACTION["inputs"]["format"]["default"] in FORMATS
    assert called[-2:] == ["--", "a.apk"]
    assert called[called.index("--output") + 1] == "glasshouse-reports/"


def test_patterns_are_filled_in_and_names_stay_whole(tmp_path: Path) -> None:
    for name in ("b 1.apk", "a.apk", "$(touch hacked).apk", "--version.apk"):
        (tmp_path / name).touch()
    _, called, _ = run_audit_step(tmp_path, targets="*.apk\n$(touch hacked).apk\n", policy="p 1.md\np2.md\n")
    assert called[called.index("--") + 1 :] == [
        "$(touch hacked).apk",
        "--version.apk",
        "a.apk",
        "b 1.apk",
        "$(touch hacked).apk",
    ]
    assert [called[n + 1] for n, word in enumerate(called) if word == "--policy"] == ["p 1.md", "p2.md"]
    assert not (tmp_path / "hacked").exists()


def test_a_pattern_without_a_file_is_an_error(tmp_path: Path) -> None:
    assert run_audit_step(tmp_path, targets="*.apk")[:2] == (3, [])


@pytest.mark.parametrize(("code", "leaves_with"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 0), (70, 70)])
def test_only_a_part_unseen_is_let_through(code: int, leaves_with: int, tmp_path: Path) -> None:
    (tmp_path / "a.apk").touch()
    assert run_audit_step(tmp_path, code, targets="a.apk")[::2] == (leaves_with, f"exit-code={code}\n")


def test_hooks_name_commands_that_there_are_and_stand_in_the_guide() -> None:
    for hook in HOOKS:
        command = re.search(r"glasshouse (\w+)", hook["entry"])
        assert command
        assert command[1] in glasshouse.commands
        assert hook["id"] in GUIDE


@pytest.mark.parametrize(("code", "leaves_with"), [(0, 0), (1, 1), (4, 0), (3, 1)])
def test_the_hook_lets_only_a_part_unseen_through(code: int, leaves_with: int, tmp_path: Path) -> None:
    program = tmp_path / "glasshouse"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    entry = next(hook["entry"] for hook in HOOKS if hook["id"] == "glasshouse-audit")
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "CODE": str(code)}
    command = ["bash", "-c", f'{entry} "a b.apk"']
    done = subprocess.run(command, cwd=tmp_path, env=env, check=False)
    assert done.returncode == leaves_with
    assert (tmp_path / "called").read_text() == "audit\na b.apk\n"


@pytest.mark.parametrize(
    ("path", "hook", "matches"),
    [
        ("laws/cn-csl/pack.toml", "glasshouse-rules-lint", True),
        ("laws/cn-csl/notice/undeclared-collection.yml", "glasshouse-rules-lint", True),
        ("docker-compose.yml", "glasshouse-rules-lint", False),
        ("app/release/app.apk", "glasshouse-audit", True),
        ("app/apk.txt", "glasshouse-audit", False),
    ],
)
def test_hooks_see_the_files_they_are_for(path: str, hook: str, matches: bool) -> None:
    files = next(item["files"] for item in HOOKS if item["id"] == hook)
    assert bool(re.search(files, path)) is matches
