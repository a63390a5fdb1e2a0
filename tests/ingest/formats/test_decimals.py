"""A number that a file keeps as a number is never read as thousands."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.ingest.formats.decimals import unmistakable
from tsi_eval.ingest.numbers import read_numbers
from tsi_eval.pilot.source import FileFormat


@pytest.mark.parametrize(
    ("number", "decimal", "text"),
    [
        ("42,125", ",", "42,1250"),
        ("-42.125", ".", "-42.1250"),
        ("42,5", ",", "42,5"),
        ("42,1234", ",", "42,1234"),
        ("42125", ",", "42125"),
        ("0", ",", "0"),
    ],
)
def test_three_decimals_get_a_fourth(number: str, decimal: str, text: str) -> None:
    assert text == unmistakable(number, decimal)


def test_number_is_read_as_it_was() -> None:
    fields = pd.Series([unmistakable("42,125", ","), unmistakable("450,5", ",")], dtype="str")

    read = read_numbers(fields, FileFormat(), "x")

    assert [42.125, 450.5] == read.values.tolist()
    assert () == read.unread
