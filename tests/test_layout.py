"""The house stands as drawn: who imports whom, no rings, late imports only where agreed, a test beside each file.

The table is ``[tool.glasshouse.layout]`` in ``pyproject.toml``; ``docs/architecture.md`` draws it.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "glasshouse"
FILES = sorted(HOUSE.rglob("*.py"))
LAYOUT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["glasshouse"]["layout"]
OPEN_TO_ALL = {"", "errors"}


@dataclass(frozen=True)
class Import:
    """One imported module, and whether the import waits inside a function."""

    module: str
    inside_function: bool


def name_of(path: Path) -> str:
    """``observe/app/calls.py``."""
    return path.relative_to(HOUSE).as_posix()


def room_of(module: str) -> str:
    """``observe`` of ``glasshouse.observe.app.calls``; empty for the package itself."""
    return [*module.split("."), ""][1]


def module_of(path: Path) -> str:
    return ".".join(("glasshouse", *path.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__")


def is_module(name: str) -> bool:
    path = HOUSE.parent.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists() or path.with_suffix(".pyi").exists()


def imports_in(tree: ast.AST, *, inside_function: bool = False) -> Iterator[Import]:
    """Every import that is carried out when the program runs; those for the type checker alone are not."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, inside_function) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (Import(part if is_module(part) else str(node.module), inside_function) for part in parts)
        else:
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from imports_in(node, inside_function=inside_function or is_function)


IMPORTS = {path: tuple(imports_in(ast.parse(path.read_text("utf-8")))) for path in FILES}
each_file = pytest.mark.parametrize("path", FILES, ids=name_of)


def complaint(name: str, found: Import) -> str | None:
    """The sentence that says what is wrong with an import, if anything is."""
    room = room_of(f"glasshouse.{name.removesuffix('.py').replace('/', '.')}")
    rules = LAYOUT["rooms"].get(room, {})
    top, target = found.module.partition(".")[0], room_of(found.module)
    if top == "glasshouse":
        if room in {"__init__", target} or target in OPEN_TO_ALL or target in rules.get("own", ()):
            return None
        return f"{name} imports {target}: {rules.get('law', 'its room is not in the table')}"
    if top in sys.stdlib_module_names:
        return None
    if top not in rules.get("outside", ()):
        return f"{name} imports {top}: not among the outside modules of {room}"
    if name not in LAYOUT["only"].get(top, [name]):
        return f"{name} imports {top}: only {', '.join(LAYOUT['only'][top])} may"
    return None


@each_file
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    wrong = [sentence for found in IMPORTS[path] if (sentence := complaint(name_of(path), found))]
    assert not wrong, "; ".join(wrong)


@each_file
def test_imports_inside_functions_are_agreed(path: Path) -> None:
    agreed = tuple(LAYOUT["inside_functions"].get(room_of(module_of(path)), ()))
    late = [found.module for found in IMPORTS[path] if found.inside_function]
    wrong = [module for module in late if not f"{module}.".startswith(tuple(f"{name}." for name in agreed))]
    assert not wrong, f"{name_of(path)} imports {', '.join(wrong)} inside a function: not in the list of late imports"


def test_no_file_imports_itself_through_others() -> None:
    modules = {module_of(path): path for path in FILES}
    graph = {
        module: {found.module for found in IMPORTS[path] if found.module in modules and found.module != module}
        for module, path in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("import ring: " + " -> ".join(error.args[1]))


def has_code(path: Path) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def test_each_source_file_has_its_test_file() -> None:
    sources = {name_of(path) for path in FILES if has_code(path)}
    without = {name for name in sources if not _test_of(name).exists()}
    excused = set(LAYOUT["untested"])
    assert not without - excused, f"no test file: {', '.join(sorted(without - excused))}"
    assert not excused - without, f"no longer in need of an excuse: {', '.join(sorted(excused - without))}"


def _test_of(name: str) -> Path:
    folder, _, file = name.rpartition("/")
    return ROOT / "tests" / folder / f"test_{file}"


@pytest.mark.parametrize(
    ("name", "module", "sentence"),
    [
        ("observe/app/calls.py", "glasshouse.judge", "observe/app/calls.py imports judge: facts may not know law"),
        ("open/apk.py", "glasshouse.observe.app", "open/apk.py imports observe: files may not know meaning"),
        ("cli/audit.py", "glasshouse.open", "cli/audit.py imports open: a door goes through the hall"),
        ("model/party.py", "msgspec", "model/party.py imports msgspec: only model/codec.py may"),
        ("answer/access.py", "requests", "answer/access.py imports requests: not among the outside modules of answer"),
        ("attic/box.py", "glasshouse.model", "attic/box.py imports model: its room is not in the table"),
        ("observe/app/calls.py", "glasshouse.model.place", None),
        ("observe/app/calls.py", "glasshouse.errors", None),
        ("model/codec.py", "msgspec", None),
    ],
)
def test_the_check_itself(name: str, module: str, sentence: str | None) -> None:
    assert complaint(name, Import(module, inside_function=False)) == sentence
