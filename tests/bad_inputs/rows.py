"""The 71 kinds of bad input, and what the package answers to each.

`python tests/bad_inputs/rows.py` writes them to `docs/bad_inputs.md`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cases import CASES

from tsi_eval.strict import parsed

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "bad_inputs.md"
HEAD = """\
# Bad inputs

What may be wrong with what a pilot delivers or declares, and what the package answers: 71 kinds.
Every case is made and tried by `tests/bad_inputs/`: its code and its words in both languages are
looked at, that no message holds a value of a person's row, that nothing is written, and that
nothing in the folder is changed. This page is written by `python tests/bad_inputs/rows.py`.

A case that is *read* gives the same tables as the unspoiled delivery. *Not yet* means that the
reader which answers so is being built.

| # | what is wrong | cases and their codes | and |
|---:|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind of bad input.

    Attributes:
        number: Its place in the list.
        what: What is wrong.
        cases: Names of the cases that are made and tried.
        held_by: Another test that holds it, as "file::function".
        why: What else is to be said, such as why it can't happen here.
    """

    number: int
    what: str
    cases: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """`rows.toml`."""

    row: tuple[Row, ...]


ROWS: tuple[Row, ...] = parsed(
    Rows, tomllib.loads((Path(__file__).parent / "rows.toml").read_text(encoding="utf-8"))
).row


def page() -> str:
    """Return the page that says all of it."""
    return HEAD + "".join(
        f"| {row.number} | {row.what} | {'<br>'.join(_tried(row))} | {row.why or ''} |\n" for row in ROWS
    )


def _tried(row: Row) -> Iterator[str]:
    for name in row.cases:
        case = CASES[name]
        yield f"{name}: {case.code or 'read'}" + (" (not yet)" if case.planned else "")
    for test in row.held_by:
        yield f"`{test}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
