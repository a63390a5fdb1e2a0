"""Protection and report know designs, parts, methods and notes by typed values.

No two rooms know one by happening to spell it alike.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tsi_eval
from tsi_eval.designs import DESIGNS
from tsi_eval.findings import RECEIPT, Method, Note, Part
from tsi_eval.language import keys

PACKAGE = Path(tsi_eval.__file__).parent
FILES = sorted(path for room in ("protect", "report") for path in (PACKAGE / room).rglob("*.py"))


def ids_said_by(group: str, *, before_last: bool = False) -> set[str]:
    """Return the ids under a group of catalogue keys.

    Example: "note.steps" gives "steps", and "method.wilson.name" gives "wilson".
    """
    found = (key.split(".") for key in keys("sv") if key.startswith(f"{group}."))
    return {parts[-2] if before_last else parts[-1] for parts in found if len(parts) == 2 + before_last}


IDS = {
    "design": {design.name for design in DESIGNS} | {RECEIPT},
    # "payer=" is no part: it is what all parts by their payers begin with.
    "part": {name for name in ids_said_by("group") if not name.endswith("=")} | set(map(str, Part)),
    "method": ids_said_by("method", before_last=True) | set(map(str, Method)),
    "note": ids_said_by("note") | set(map(str, Note)),
}


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every string of a file that is no docstring, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_ids_are_found() -> None:
    assert {"pre_post", "receipt"} <= IDS["design"]
    assert {"both", "moved_higher", "whole"} <= IDS["part"]
    assert {"wilson", "newcombe_margins"} <= IDS["method"]
    assert {"steps", "at_an_end"} <= IDS["note"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_constant_is_the_id_of_a_design_part_method_or_note(path: Path) -> None:
    spelled = [
        f"line {line}: {kind} “{text}”"
        for line, text in constants(path)
        for kind, names in IDS.items()
        if text in names
    ]

    assert spelled == []
