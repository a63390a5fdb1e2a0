"""No design knows another: what two of them share lies beside their folders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tsi_eval import designs
from tsi_eval.designs import DESIGNS

ROOM = Path(designs.__file__).parent
FOLDERS = {design.name: ROOM / design.name for design in DESIGNS}


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of every module, and of everything out of one, that a file imports.

    It does not matter where in the file that is.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("name", FOLDERS)
def test_design_imports_from_no_other_designs_folder(name: str) -> None:
    others = {other for other in FOLDERS if other != name}

    known = {
        (path.name, module)
        for path in FOLDERS[name].rglob("*.py")
        for module in imported(path)
        if module.startswith("tsi_eval.designs.") and module.split(".")[2] in others
    }

    assert known == set()


def test_what_designs_share_knows_no_design() -> None:
    beside = [path for path in ROOM.glob("*.py") if path.name != "__init__.py"]
    known = {
        (path.name, module)
        for path in beside
        for module in imported(path)
        if module.startswith("tsi_eval.designs.") and module.split(".")[2] in FOLDERS
    }

    assert beside
    assert known == set()


def test_folder_is_a_design() -> None:
    assert {path.parent.name for path in ROOM.glob("*/design.py")} == set(FOLDERS)
