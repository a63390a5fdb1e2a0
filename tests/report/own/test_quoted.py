"""A caption is a text in quotes: what is made while a cell runs is none."""

from __future__ import annotations

from nbformat.v4 import new_notebook
from notebooks_by_hand import code, text

from tsi_eval.report.own.quoted import quoted_in


def quoted(*sources: str) -> frozenset[str]:
    return quoted_in(new_notebook(cells=[text('tsi.table(x, caption="In a text")'), *map(code, sources)]))  # type: ignore[no-untyped-call]


def test_texts_in_quotes_are_found_in_every_cell() -> None:
    found = quoted('f(caption="Who\\n   came")', "a = {'One': 1}", '"""Two\nlines"""')

    assert {"Who came", "One", "Two lines"} == found


def test_parts_that_stand_beside_each_other_are_one_text() -> None:
    assert {"One two"} == quoted('f("One "\n  "two")')


def test_what_is_filled_in_is_none() -> None:
    assert not quoted('f(f"{n} came")', 'f(f"came {"twice"}")')
    assert {"a", "b"} == quoted('f("a" + "b")')


def test_magic_is_passed_over_and_a_cell_that_is_no_python_has_none() -> None:
    assert "C" in quoted('%matplotlib inline\nf(caption="C")')
    assert not quoted('f(caption="C"')
