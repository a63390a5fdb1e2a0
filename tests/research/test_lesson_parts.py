"""What a notebook shows of an option, a number and an answer."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval import Text, release
from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post.design import Matters
from tsi_eval.findings import Finding
from tsi_eval.report.reading import Report
from tsi_eval.research.lesson_parts import in_digits, left_out, options, table_of


def test_an_option_is_said_in_one_language() -> None:
    reason = Text(sv="ett svar", en="an answer")
    design = PrePost(outcome="x", before="a", after="b", matters=Matters(change=2.5, reason=reason), also=("y", "z"))

    rows = dict(options(design, "sv").rows)
    assert "change: 2,5; reason: ett svar" == rows["`matters`"]
    assert ("y, z", "nej", "–") == (rows["`also`"], rows["`reliable`"], rows["`clinical`"])


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (0.13548387, "0,1355", "0.1355"),
        (-2, "-2", "-2"),
        (-0.5, "−0,5", "−0.5"),
        ("T0", "T0", "T0"),
        (float("nan"), "–", "–"),
        (pd.NA, "–", "–"),
    ],
)
def test_a_number_has_four_digits_and_the_signs_of_a_language(value: object, swedish: str, english: str) -> None:
    assert (swedish, english) == (in_digits(value, "sv"), in_digits(value, "en"))


def test_without_headings_the_first_value_of_a_row_is_its_heading() -> None:
    assert "| T_0 | 1.5 |".replace("_", "\\_") in table_of("When | Points", [("T_0", 1.5)], "en").markdown


def test_words_stand_to_the_left_and_numbers_to_the_right() -> None:
    shown = table_of("Series | Grain | Points", [("counted", "quarter", 16)], "en").markdown
    assert "| --- | --- | ---: |" in shown
    assert "| --- | ---: |" in table_of("When | Points\nbefore", [(1.0,)], "en").markdown


def test_without_rows_there_is_no_table() -> None:
    assert not table_of("When | Points", [], "en").markdown


def test_a_table_with_a_row_too_many_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zip"):
        table_of("When | Points\nbefore", [(1.0,), (2.0,)], "en")


def test_who_is_missing_and_what_is_hidden_is_said_of_an_answer(finding: Finding) -> None:
    released = release(finding, data="synthetic")
    (question,) = (item.question for item in released.findings if item.question != "receipt")
    shown = left_out(Report(released, "en"), question).markdown

    assert "measured" in shown
    assert "numbers in the answer" in shown
    assert len(released.finding(question).caveats) <= shown.count("\n- ")
