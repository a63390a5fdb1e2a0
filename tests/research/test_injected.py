"""Parameters that papermill gave are read from the cell that it added."""

from __future__ import annotations

from IPython.core.interactiveshell import InteractiveShell
from papermill.translators import translate_parameters

from tsi_eval.research.injected import given_in, injected


def test_papermills_own_cell_is_read_as_papermill_writes_it() -> None:
    given = {"pilot": "star", "n": 3, "names": ["a", "b"], "none": None}
    cell = translate_parameters("python3", "python", given, "Parameters")

    assert given == given_in(['pilot = "other"', cell, "x = 1"])


def test_a_value_that_is_no_plain_one_has_no_type_of_a_parameter() -> None:
    assert {"x": ...} == given_in(["# Parameters\nx = float('nan')\n"])


def test_outside_a_notebook_nothing_was_given() -> None:
    InteractiveShell.clear_instance()

    assert {} == injected()
