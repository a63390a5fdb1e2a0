"""A text that can't be set is told by its notebook."""

from __future__ import annotations

import pytest
from notebooks_by_hand import text, usual

from tsi_eval.errors import ReportError
from tsi_eval.report.own.settable import refuse_unsettable


def test_the_notebook_with_the_fault_is_named() -> None:
    fine, broken = usual(name="a.ipynb"), usual(text("a\x00b"), name="b.ipynb")

    refuse_unsettable((fine,), "en")
    with pytest.raises(ReportError) as error:
        refuse_unsettable((fine, broken), "en")

    (problem,) = error.value.problems
    assert ("E376", "b.ipynb") == (problem.code, problem.params["file"])


def test_a_text_of_the_other_language_is_not_set() -> None:
    refuse_unsettable((usual(text("a\x00b", "sv")),), "en")
