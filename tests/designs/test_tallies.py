"""What designs over tallies share: which rows they are about, and the cells of a number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs.tallies import cell_of, compared, count_of, left_out, rows_of, uneven_ends, without_rows
from tsi_eval.findings import Claim, Kind, Quantity
from tsi_eval.language import say
from tsi_eval.study import Study

ROWS = [
    ("north", "2023-06", "self", 4.0),
    ("north", "2023-08", "self", 5.0),
    ("north", "2024-01", "school", 6.0),
    ("south", "2023-08", "self", 7.0),
    ("south", "2024-02", "self", np.nan),
]
COUNTS = pd.DataFrame(ROWS, columns=["unit", "month", "series", "n"])
STUDY = Study.from_frames(counts=COUNTS.assign(status=["", "", "", "", "secret"]), closed_months=(1, 7, 9, 10, 11, 12))


@pytest.mark.parametrize(
    ("limits", "months"),
    [
        ({}, ["2023-06", "2023-08", "2024-01", "2023-08", "2024-02"]),
        ({"units": ("south",)}, ["2023-08", "2024-02"]),
        ({"series": ("school",)}, ["2024-01"]),
        ({"since": "2023-08"}, ["2023-08", "2024-01", "2023-08", "2024-02"]),
        ({"until": "2023-08"}, ["2023-06"]),
        ({"since": "2023-08", "until": "2024-01", "units": ("north",)}, ["2023-08"]),
        ({"units": ("west",)}, []),
    ],
)
def test_rows_are_of_these_schools_and_series_from_a_month_until_before_another(
    limits: dict[str, object], months: list[str]
) -> None:
    assert months == rows_of(STUDY, "counts", **limits)["month"].tolist()  # type: ignore[arg-type]


def test_rows_have_their_terms() -> None:
    assert ["VT2023", "HT2023", "VT2024"] == rows_of(STUDY, "counts", units=["north"])["term"].tolist()


def test_rows_of_a_table_that_a_study_does_not_have_are_none() -> None:
    assert rows_of(STUDY, "contacts", since="2023-01").empty


def test_cell_names_its_smallest_tallies() -> None:
    cell = cell_of(rows_of(STUDY, "counts", series=("self",), until="2024-01"), "counts", Kind.EVENT_ABOUT_PERSON)

    assert (16, Kind.EVENT_ABOUT_PERSON) == (cell.n, cell.kind)
    assert {
        ("counts|self|north|2023-06", 4),
        ("counts|self|north|2023-08", 5),
        ("counts|self|south|2023-08", 7),
    } == {(name, n) for name, n in cell.tallies}


def test_count_is_of_its_cell_and_was_tallied() -> None:
    cell = cell_of(rows_of(STUDY, "counts", units=("north",)), "counts", Kind.EVENT_ABOUT_PERSON)

    item = count_of("d", Claim.DESCRIBES, cell, "contacts", group="unit=north")

    assert (Quantity.COUNT, 15.0, 15, "contacts", "tally", "unit=north") == (
        item.quantity,
        item.estimate,
        item.n,
        item.unit,
        item.method,
        item.group,
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            ["2023-06", "2023-07", "2023-08"],
            ["2024-01"],
            "Före starten är juni 2023–aug 2023; från starten är jan 2024.",
        ),
        (["HT2022"], ["HT2023"], "Före starten är HT 2022; från starten är HT 2023."),
    ],
)
def test_what_is_compared_is_said_by_the_ends_of_each_side(before: list[str], after: list[str], sentence: str) -> None:
    assert sentence == say(compared(before, after), "sv").replace("\u00a0", " ")


def test_names_that_no_row_has_are_said_once() -> None:
    assert ["west"] == without_rows(COUNTS, "unit", ("north", "west", "west"))


def test_series_that_begins_later_or_ends_earlier_than_others_is_named() -> None:
    rows = pd.DataFrame(
        [
            ("north", month, series)
            for series, months in (("self", ("2023-01", "2023-09")), ("school", ("2023-01", "2023-08")))
            for month in months
        ]
        + [("", "2023-02", "self"), ("", "2023-09", "self")],
        columns=["unit", "month", "series"],
    )

    assert ["self (2023-02\u20132023-09)", "school, north (2023-01\u20132023-08)"] == uneven_ends(rows)
    assert ["school, north (2023-01\u20132023-08)"] == uneven_ends(rows, within="unit")


def test_months_that_are_left_out_are_named_in_order() -> None:
    message = left_out("months_outside", (12, 7))

    assert "juli, december" in say(message, "sv")
    assert "July, December" in say(message, "en")
