"""What follows from other columns of a frame, or may be left out."""

from __future__ import annotations

from typing import Any

import pandas as pd
from own_frames import read, tidy

from tsi_eval.study.frame_fill import contradictions, filled, with_years
from tsi_eval.study.tables import ABSENCE, CONTACTS, COUNTS, PERSONS, Table


def rows_of(record: Table, frame: pd.DataFrame) -> pd.DataFrame:
    return filled(record, read(record, frame), frame.index)


def test_columns_stand_in_the_order_of_the_table_and_attributes_after_them() -> None:
    frame = tidy()["persons"][["unit", "arm", "person"]]

    assert ["person", "unit", "arm"] == list(rows_of(PERSONS, frame).columns)
    assert list(COUNTS.study_columns) == list(rows_of(COUNTS, tidy()["counts"].iloc[:, ::-1]).columns)


def test_month_follows_from_the_period() -> None:
    rows = rows_of(CONTACTS, tidy()["contacts"].drop(columns="month"))

    assert ["2024-02", "2023-08"] == rows["month"].tolist()


def test_period_is_the_month_where_only_that_is_known() -> None:
    rows = rows_of(CONTACTS, tidy()["contacts"].drop(columns="period"))

    assert ["2024-02", "2023-08"] == rows["period"].tolist()


def test_period_that_only_helps_to_read_does_not_enter() -> None:
    rows = rows_of(COUNTS, tidy()["counts"].rename(columns={"month": "period"}))

    assert "period" not in rows
    assert "2023-01" == rows["month"].iloc[0]


def test_what_may_be_left_out_is_empty_text_or_no_number() -> None:
    rows = rows_of(COUNTS, tidy()["counts"][["month", "series", "n"]])

    assert {""} == {*rows["unit"], *rows["status"]}
    assert rows["exposure"].isna().all()
    assert float == rows["exposure"].dtype


def test_blank_in_a_column_of_words_that_may_be_left_out_is_empty_text() -> None:
    rows = rows_of(ABSENCE, tidy()["absence"].assign(grade=None, status=None))

    assert {""} == {*rows["grade"], *rows["status"]}


def dated(terms: list[Any], years: list[Any]) -> list[Any]:
    columns = with_years(ABSENCE, {"term": pd.Series(terms), "school_year": pd.Series(years)})
    return columns["term"].tolist()


def test_term_takes_its_year_from_the_school_year() -> None:
    assert ["HT2023", "VT2024"] == dated(["höst", "vt"], ["2023/24", "23/24"])


def test_term_with_a_year_of_its_own_keeps_it() -> None:
    assert ["HT2022"] == dated(["HT2022"], ["2023/24"])


def test_term_beside_no_school_year_stays_as_it_is() -> None:
    assert ["höst"] == dated(["höst"], ["x"])
    assert ["höst"] == with_years(ABSENCE, {"term": pd.Series(["höst"])})["term"].tolist()


def test_month_of_another_period_contradicts_it() -> None:
    frame = tidy()["contacts"].assign(month=["2024-01", "2023-08"])

    (fault,) = contradictions(CONTACTS, read(CONTACTS, frame))

    assert ("E308", "month", [True, False]) == (fault.code, fault.column, fault.rows.tolist())
    assert {"other": "period"} == fault.more
