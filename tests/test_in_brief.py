"""Records show four digits, one line, and nothing that could be taken for HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pytest

from tsi_eval.findings import Claim
from tsi_eval.in_brief import as_html, as_text, brief, html_table


@dataclass
class Record:
    share: float
    label: str
    hidden: str = field(default="secret", repr=False)
    _own: int = 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1 / 3, "0.3333"),
        (np.float64(2 / 3), "0.6667"),
        (12345.678, "12346"),
        (-98765.4, "-98765"),
        (1e20, "1e+20"),
        (1.006e-07, "1.006e-07"),
        (float("nan"), "nan"),
        (3, "3"),
        (np.int64(3), "3"),
        (True, "True"),
        (np.bool_(False), "False"),
        (None, "None"),
        ("north", "north"),
        (Claim.CHANGED, "changed"),
        ((1 / 3, 2), "(0.3333, 2)"),
        ({"a": 1 / 3}, "{a: 0.3333}"),
        ([1] * 7, "7 values"),
        (dict.fromkeys(range(7)), "7 values"),
        (np.zeros((3, 4)), "array of 3 × 4"),
        ({1}, "{1}"),
    ],
)
def test_value_in_brief(value: object, shown: str) -> None:
    assert shown == brief(value)


def test_record_is_a_line_without_what_it_does_not_show() -> None:
    assert "Record(share=0.3333, label=a)" == as_text(Record(1 / 3, "a"))


def test_html_escapes_what_people_wrote() -> None:
    shown = as_html(Record(0.5, "<script>alert(1)</script>"))

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.count("<tr>") == 2


def test_words_stand_to_the_left_and_numbers_to_the_right() -> None:
    shown = html_table("Caption", ("name", "value"), [("a", "0.5"), ("b", "none"), ("c", "−2")])

    assert ["0.5", "−2"] == re.findall(r"<td>([^<]+)</td>", shown)
    assert ["none"] == re.findall(r'<td style="text-align: left">([^<]+)</td>', shown)
