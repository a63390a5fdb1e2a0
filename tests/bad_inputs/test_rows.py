"""All kinds of bad input have an answer, and the page says what the tests hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cases import CASES
from rows import PAGE, ROOT, ROWS, page

from tsi_eval.language import keys

TESTS = sorted({test for row in ROWS for test in row.held_by})


def test_every_kind_stands_once_in_order_and_has_an_answer() -> None:
    assert list(range(1, 72)) == [row.number for row in ROWS]
    assert [] == [row.number for row in ROWS if not (row.cases or row.held_by)]


def test_every_case_answers_a_kind_and_has_words_for_its_code() -> None:
    assert set(CASES) == {name for row in ROWS for name in row.cases}
    planned = {case.code for case in CASES.values() if case.planned}
    said = {key.partition(".")[0] for key in keys("sv")}
    assert {case.code for case in CASES.values() if case.code} - planned <= said


@pytest.mark.parametrize("test", TESTS)
def test_what_another_test_holds_is_held_there(test: str) -> None:
    file, _, name = test.partition("::")
    module = ast.parse((ROOT / file).read_text(encoding="utf-8"))

    assert name in {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


def test_the_page_is_what_the_table_says() -> None:
    assert page() == PAGE.read_text(encoding="utf-8")
    assert Path("docs/bad_inputs.md") == PAGE.relative_to(ROOT)
