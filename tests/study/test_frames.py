"""A researcher's own frames: written otherwise they give the same study, spoilt none.

They are written as somebody would who has read what `from_frames` says, and not its code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from own_frames import MONTHS, SCORE, codes_of, refusal_of, study_of, tidy

from tsi_eval.errors import UsageError
from tsi_eval.language import LANGUAGES
from tsi_eval.study.frames import TWINS

Change = Callable[[pd.DataFrame], Any]


def setting(column: str, row: int, value: Any) -> Change:
    """Return a change of one field, in a column that may then hold anything."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        fields = frame[column].astype(object).tolist()
        fields[row] = value
        return frame.assign(**{column: pd.Series(fields, dtype=object, index=frame.index)})

    return change


def column(name: str, *values: Any, dtype: Any = None) -> Change:
    """Return a change of a whole column."""
    return lambda frame: frame.assign(**{name: pd.Series(list(values), dtype=dtype, index=frame.index)})


def typed(**dtypes: Any) -> Change:
    return lambda frame: frame.astype(dtypes)


def without(*names: str) -> Change:
    return lambda frame: frame.drop(columns=list(names))


def renamed(**names: str) -> Change:
    return lambda frame: frame.rename(columns=names)


def indexed(index: Any) -> Change:
    return lambda frame: frame.set_axis(index, axis=0)


def both(*changes: Change) -> Change:
    def change(frame: pd.DataFrame) -> Any:
        for one in changes:
            frame = one(frame)
        return frame

    return change


def as_types(values: list[Any]) -> Change:
    return column("value", *values, dtype=object)


FIRSTS = [pd.Timestamp(f"{month}-01") for month in MONTHS]
DAYS = [dt.date(2023, month, 15) for month in range(1, 9)]

# The same study as the tidy frame gives: table, and how the frame is written otherwise.
SAME: dict[str, tuple[str, Change]] = {
    "nothing is different": ("measures", lambda frame: frame),
    "columns in another order": ("measures", lambda frame: frame[["value", "outcome", "person", "occasion"]]),
    "object columns": ("measures", lambda frame: frame.astype(object)),
    "numpy strings": ("measures", column("person", *np.array(["1", "2", "1", "2"]), dtype=object)),
    "categories": ("measures", typed(person="category", occasion="category", outcome="category")),
    "categories of numbers": ("measures", typed(value="category")),
    "categories with one that no row has": (
        "persons",
        column("arm", *pd.Categorical(["0", "1", "1"], categories=["0", "1", "2"]), dtype="category"),
    ),
    "persons as whole numbers": ("measures", typed(person=int)),
    "persons as 8-bit numbers": ("measures", typed(person="int8")),
    "persons as nullable numbers": ("measures", typed(person="Int64")),
    "persons as floats, as pandas reads a column with a blank": ("measures", typed(person=float)),
    "persons as numbers and text mixed": ("measures", column("person", 1, "2", 1.0, np.int64(2), dtype=object)),
    "persons as decimals": ("measures", column("person", *map(Decimal, (1, 2, 1, 2)), dtype=object)),
    "blanks around labels": ("measures", column("occasion", " T0", "T0 ", "\tT1", "T1\n")),
    "nullable text": ("measures", typed(occasion="string", outcome="string")),
    "nullable floats": ("measures", typed(value="Float64")),
    "32-bit floats": ("measures", typed(value="float32")),
    "numbers as objects": ("measures", as_types([12.5, 7, np.float64(10), np.int8(40)])),
    "decimals and fractions": ("measures", as_types([Decimal("12.5"), Decimal(7), Fraction(10), 40])),
    "sparse numbers": ("measures", typed(value=pd.SparseDtype(float))),
    "a measure without its value": (
        "measures",
        lambda frame: pd.concat([frame, pd.DataFrame([("3", "T0", "score", None)], columns=frame.columns)]),
    ),
    "a measure without its value twice": (
        "measures",
        lambda frame: pd.concat([frame, pd.DataFrame([("3", "T0", "score", np.nan)] * 2, columns=frame.columns)]),
    ),
    "an index of names": ("measures", indexed(list("wxyz"))),
    "an index of which two are alike": ("measures", indexed([7, 7, 7, 7])),
    "an index of several levels": ("measures", indexed(pd.MultiIndex.from_product([[0, 1], ["x", "y"]]))),
    "an index of dates": ("measures", indexed(pd.date_range("2023-01-01", periods=4))),
    "an index called as a column": ("measures", lambda frame: frame.rename_axis("person")),
    "a part of a frame": ("measures", lambda frame: pd.concat([frame, frame]).iloc[:4]),
    "a frame that may not be written to": ("measures", lambda frame: frame.copy().pipe(frozen)),
    "labels as whole numbers": ("persons", typed(arm=int)),
    "labels as unsigned numbers": ("persons", typed(arm="uint16")),
    "labels as floats": ("persons", typed(arm=float)),
    "a stage that is blank": (
        "enrolment",
        lambda frame: pd.concat([frame, pd.DataFrame([("3", None)], columns=frame.columns)]),
    ),
    "whole counts": ("counts", typed(n=int, exposure=int)),
    "nullable counts": ("counts", typed(n="Int64", exposure="UInt16")),
    "months as timestamps": ("counts", column("month", *FIRSTS)),
    "months as timestamps of a timezone": ("counts", column("month", *(t.tz_localize("Europe/Stockholm") for t in FIRSTS))),
    "months as dates within them": ("counts", column("month", *DAYS, dtype=object)),
    "months as datetimes": (
        "counts",
        column("month", *(dt.datetime(2023, m, 28, 23, 59) for m in range(1, 9)), dtype=object),  # noqa: DTZ001
    ),
    "months as numpy's": ("counts", column("month", *np.array(MONTHS, dtype="datetime64[M]"), dtype=object)),
    "months as pandas Periods": ("counts", column("month", *(pd.Period(m, "M") for m in MONTHS))),
    "days as pandas Periods": ("counts", column("month", *(pd.Period(day, "D") for day in DAYS))),
    "months in words": (
        "counts",
        column("month", "jan 2023", "feb 2023", "mars 2023", "april-23", "maj 23", "juni 2023", "jul 2023", "aug. 2023"),
    ),
    "months under the name of periods": ("counts", renamed(month="period")),
    "months and periods that agree": ("counts", lambda frame: frame.assign(period=FIRSTS)),
    "no status": ("counts", without("status")),
    "a status that is NaN": ("counts", column("status", *[None] * 8)),
    "a period without its month": ("contacts", without("month")),
    "a period as mixed objects": (
        "contacts",
        both(without("month"), column("period", pd.Period("2024-01-29", "W-SUN"), pd.Period("2023-08", "M"), dtype=object)),
    ),
    "terms as people write them": ("absence", column("term", "ht 23", "VT-2024")),
    "terms as dates in them": ("absence", column("term", pd.Timestamp("2023-09-15"), pd.Timestamp("2024-02-01"))),
    "terms beside their school year": (
        "absence",
        both(column("term", "höst", "vårterminen"), column("school_year", "2023/24", "23/24")),
    ),
    "terms beside a date in their school year": (
        "absence",
        both(column("term", "HT", "VT"), column("school_year", *[pd.Timestamp("2023-10-01")] * 2)),
    ),
    "grades as numbers": ("absence", typed(grade="int64")),
    "absence without a status": ("absence", without("status")),
    "a year as a whole number": ("costs", typed(price_year=int, quantity=int)),
}  # fmt: skip


def frozen(frame: pd.DataFrame) -> pd.DataFrame:
    values = np.array(frame["value"])
    values.flags.writeable = False
    return frame.assign(value=values)


@pytest.mark.parametrize("way", SAME)
def test_frame_that_is_written_otherwise_gives_the_same_study(way: str) -> None:
    name, change = SAME[way]

    found = study_of({name: change(tidy()[name])}).table(name)

    pd.testing.assert_frame_equal(study_of({name: tidy()[name]}).table(name), found)


def more_rows(*rows: tuple[Any, ...]) -> Change:
    return lambda frame: pd.concat([frame, pd.DataFrame(list(rows), columns=frame.columns)])


# What is refused: table, codes, and how the frame is spoilt.
SPOILT: dict[str, tuple[str, list[str], Change]] = {
    # no frame of the table
    "a dictionary": ("measures", ["E300"], lambda frame: frame.to_dict("list")),
    "a list of rows": ("measures", ["E300"], lambda frame: frame.to_dict("records")),
    "a column": ("measures", ["E300"], lambda frame: frame["value"]),
    "an array": ("measures", ["E300"], lambda frame: frame.to_numpy()),
    "a file's name": ("measures", ["E300"], lambda _: "measures.csv"),
    "no rows": ("measures", ["E301"], lambda frame: frame.iloc[:0]),
    "nothing at all": ("measures", ["E302"] * 4 + ["E301"], lambda _: pd.DataFrame()),
    # columns
    "a column that is not there": ("measures", ["E302"], without("outcome")),
    "two columns that are not there": ("measures", ["E302", "E302"], without("outcome", "value")),
    "a column in the index": ("measures", ["E302"], lambda frame: frame.set_index("person")),
    "neither month nor period": ("counts", ["E302"], without("month")),
    "neither period nor month": ("contacts", ["E302", "E302"], without("month", "period")),
    "a name in capitals": ("measures", ["E303", "E302"], renamed(value="Value")),
    "a column too many": ("measures", ["E303"], lambda frame: frame.assign(note="x")),
    "a date, which no window is told for": ("measures", ["E303"], lambda frame: frame.assign(date="2023-09-01")),
    "who was absent, read over": ("enrolment", ["E303"], lambda frame: frame.assign(present="no")),
    "a row number as an attribute": ("persons", ["E303"], lambda frame: frame.assign(row=1)),
    "a column without a name": ("persons", ["E303"], lambda frame: frame.assign(**{"": "x"})),
    "a column that is called by a number": ("persons", ["E303"], lambda frame: frame.assign(x="y").rename(columns={"x": 0})),
    "a wide frame": (
        "measures", ["E303", "E303", "E302", "E302", "E302"],
        lambda frame: frame.pivot_table(index="person", columns="occasion", values="value").reset_index(),
    ),
    "columns of two levels": (
        "measures", ["E317"] + ["E302"] * 4, lambda frame: pd.concat({"x": frame}, axis=1),
    ),
    "a column twice": ("measures", ["E123"], lambda frame: pd.concat([frame, frame[["value"]]], axis=1)),
    # words
    "a person that is blank": ("measures", ["E129"], setting("person", 0, None)),
    "a person that is NaN among numbers": ("measures", ["E129"], column("person", 1, np.nan, 1, 2)),
    "a person of empty text": ("measures", ["E129"], setting("person", 2, "  ")),
    "a person of half a number": ("measures", ["E305"], column("person", 1.5, 2, 1, 2)),
    "a person whose number is too long for a float": ("measures", ["E305"], column("person", 2.0**53, 2, 1, 2)),
    "a person that is a list": ("measures", ["E305"], setting("person", 0, ["1"])),
    "a label that is a fraction": ("persons", ["E305"], column("arm", 0.5, 1, 1)),
    "a label that is infinite": ("persons", ["E305"], column("arm", 0, 1, np.inf)),
    "a label that is a date": ("persons", ["E305"], setting("arm", 0, pd.Timestamp("2023-08-01"))),
    "a label that is bytes": ("persons", ["E305"], setting("arm", 0, b"0")),
    "an occasion that is a date": ("measures", ["E305"], column("occasion", *[pd.Timestamp("2023-09-01")] * 4)),
    "an occasion that is blank": ("measures", ["E306"], setting("occasion", 1, np.nan)),
    "an outcome that is blank": ("measures", ["E306"], setting("outcome", 1, "")),
    "a meeting place that is blank": ("contacts", ["E306"], setting("arena", 1, None)),
    "a school that is blank": ("contacts", ["E306"], setting("unit", 1, None)),
    "a school of some counts that is blank": ("counts", ["E306", "E204"], setting("unit", 1, None)),
    "a grade of some that is blank": ("absence", ["E306"], setting("grade", 1, np.nan)),
    "a source that is blank": ("costs", ["E208"], setting("source", 0, " ")),
    # numbers
    "text among numbers": ("measures", ["E304"], setting("value", 0, "7")),
    "a column of numbers as text": ("measures", ["E304"], typed(value=str)),
    "a decimal comma": ("measures", ["E304"], setting("value", 0, "12,5")),
    "true and false": ("measures", ["E304"], column("value", True, False, True, False)),
    "nullable true and false": ("measures", ["E304"], column("value", True, None, True, False, dtype="boolean")),
    "complex numbers": ("measures", ["E304"], typed(value=complex)),
    "a timedelta": ("measures", ["E304"], column("value", *pd.to_timedelta([1, 2, 3, 4], unit="D"))),
    "a date among numbers": ("measures", ["E304"], setting("value", 3, dt.date(2023, 8, 1))),
    "a list among numbers": ("measures", ["E304"], setting("value", 3, [1.0])),
    "infinity": ("measures", ["E304"], setting("value", 3, np.inf)),
    "infinity of floats": ("measures", ["E304"], column("value", 1.0, -np.inf, 1.0, 1.0)),
    "too little": ("measures", ["E136"], setting("value", 0, -0.5)),
    "too much": ("measures", ["E136"], setting("value", 0, 40.5)),
    "between two steps": ("measures", ["E290"], setting("value", 0, 12.25)),
    "a negative count": ("counts", ["E205"], setting("n", 0, -1)),
    "negative hours": ("absence", ["E205"], setting("valid", 0, -0.1)),
    "a negative price": ("costs", ["E205"], setting("price", 0, -1)),
    "half a contact": ("contacts", ["E209"], setting("n", 0, 2.5)),
    "half a pupil": ("absence", ["E209"], setting("pupils", 0, 98.5)),
    "half a year": ("costs", ["E209"], setting("price_year", 0, 2023.5)),
    "a price without its year": ("costs", ["E207"], setting("price_year", 0, None)),
    "a cost without its price": ("costs", ["E306"], setting("price", 0, None)),
    "a count that is not there": ("counts", ["E306"], setting("n", 0, None)),
    "a count that is not there, without a status": ("counts", ["E306"], both(without("status"), setting("n", 0, np.nan))),
    "children of some months only": ("counts", ["E306"], setting("exposure", 0, None)),
    "hours that are not there": ("absence", ["E306"], setting("invalid", 0, None)),
    # statuses
    "a status that no record knows": ("counts", ["E309"], setting("status", 0, "..")),
    "a status in Swedish": ("contacts", ["E309", "E306"], setting("status", 1, "dolt")),
    "a hidden number that is there": ("counts", ["E307"], setting("status", 0, "secret")),
    "an unknown number that is there": ("absence", ["E307"], setting("status", 0, "missing")),
    "a sign for nothing beside something": ("counts", ["E307"], setting("status", 0, "zero")),
    # periods
    "a month that there is none of": ("counts", ["E203"], setting("month", 1, "2023-13")),
    "a month without its year": ("counts", ["E203"], setting("month", 1, "februari")),
    "a month as one number": ("counts", ["E203"], column("month", *(202301 + i for i in range(8)))),
    "a quarter": ("counts", ["E203"], column("month", *(pd.Period(m, "Q") for m in MONTHS))),
    "a term as a month": ("counts", ["E203"], setting("month", 7, "HT2023")),
    "a list as a month": ("counts", ["E203"], setting("month", 7, ["2023-08"])),
    "a month that is blank": ("counts", ["E203"], setting("month", 1, None)),
    "a timestamp that is blank": ("counts", ["E203"], column("month", FIRSTS[0], pd.NaT, *FIRSTS[2:])),
    "a month that is another than the period's": ("contacts", ["E308"], setting("month", 0, "2024-01")),
    "a year as a term": ("absence", ["E203"], column("term", 2023, 2024)),
    "a month in words as a term": ("absence", ["E203"], setting("term", 0, "aug 2023")),
    "a term without its year": ("absence", ["E203"], setting("term", 0, "höst")),
    "a school year that there is none of": (
        "absence", ["E203"], lambda frame: frame.assign(school_year=["2023/25", "2023/24"]),
    ),
    "a month missing inside the series": ("counts", ["E204"], lambda frame: frame.drop(index=4)),
    # who is who, and one thing in two spellings
    "a person in two spellings": ("measures", ["E356"], setting("person", 0, "01")),
    "a person with a sign that nobody sees": ("measures", ["E356"], setting("person", 0, "1\u200b")),
    "a person who goes by an identity number": ("measures", ["E357"], setting("person", 0, "19811228-9874")),
    "a person who goes by ten digits": ("persons", ["E357"], column("person", 8112289874, 2, 3)),
    "a label in two spellings": ("persons", ["E355"], column("arm", "a", "A", "b")),
    "a year without its century": ("costs", ["E351"], setting("price_year", 0, 23)),
    # keys, units and more
    "a person twice": ("persons", ["E132"], more_rows(("1", "0", "a"))),
    "a person twice, as number and as text": ("persons", ["E132"], more_rows((1, "0", "a"))),
    "a person twice at a stage": ("enrolment", ["E132"], more_rows(("1", "started"))),
    "a person twice at an occasion": ("measures", ["E366"], setting("occasion", 2, "T0")),
    "a month twice": ("counts", ["E132"], lambda frame: pd.concat([frame, frame.tail(1)])),
    "two days of a month": (
        "counts", ["E132"], column("month", *FIRSTS[:-1], pd.Timestamp("2023-07-31")),
    ),
    "a week twice": ("contacts", ["E132"], lambda frame: pd.concat([frame, frame.head(1)])),
    "a term twice in two ways": ("absence", ["E132"], column("term", "HT2023", "ht 23")),
    "a school that was not given": ("counts", ["E309"], column("unit", *["c"] * 8)),
    "a school by its name": ("contacts", ["E309"], setting("unit", 0, "Skola A")),
    "a person's school that was not given": ("persons", ["E309"], setting("unit", 0, "c")),
    "a term of another school year": ("absence", ["E316"], lambda frame: frame.assign(school_year="2021/22")),
    "a school that is the frame's index": ("contacts", ["E302"], lambda frame: frame.set_index("unit")),
    "a school of counts that is the frame's index": ("counts", ["E315"], lambda frame: frame.set_index("unit")),
    "two columns that are the frame's index": ("counts", ["E315", "E302"], lambda frame: frame.set_index(["n", "unit"])),
    "a Decimal that signals among numbers": ("measures", ["E304"], setting("value", 0, Decimal("sNaN"))),
    "a Decimal that signals among labels": ("measures", ["E305"], setting("person", 0, Decimal("sNaN"))),
    "a Decimal that signals as a month": ("counts", ["E203"], setting("month", 1, Decimal("sNaN"))),
    "a Decimal that signals as a term": ("absence", ["E203"], setting("term", 0, Decimal("sNaN"))),
    "a meeting place that is all of them": ("contacts", ["E318"], setting("arena", 0, " totalt, alla arenor")),
    "a meeting place that is every place": ("contacts", ["E318"], setting("arena", 0, "Alla platser")),
    "a mean beside what it is of": ("counts", ["E318"], column("series", *["Medelvärde"] * 8)),
    "people that are all of them": ("contacts", ["E318"], setting("who", 0, "Samtliga")),
    "a series that sums others": ("counts", ["E318"], column("series", *["Summa"] * 8)),
    "a grade that is all of them": ("absence", ["E318"], setting("grade", 0, "Totalt")),
    "a cost that sums others": ("costs", ["E318"], setting("item", 0, "TOTALT ")),
    "more absence than was offered": ("absence", ["E206"], setting("offered", 0, 60)),
}  # fmt: skip


@pytest.mark.parametrize("way", SPOILT)
def test_spoilt_frame_is_refused_in_words_of_frames_and_never_of_files(way: str) -> None:
    name, codes, change = SPOILT[way]

    refusal = refusal_of({name: change(tidy()[name])})

    assert codes == [problem.code for problem in refusal.problems]
    for language in LANGUAGES:
        text = refusal.text(language)
        assert name in text
        assert [] == [word for word in ("sources.toml", "pilot.toml", "format.", "–", "{") if word in text]


def test_every_way_to_spoil_a_frame_has_its_code() -> None:
    found = {code for _, codes, _ in SPOILT.values() for code in codes}

    assert {f"E30{i}" for i in range(10)} | {"E315", "E316", "E317", "E318"} <= found
    assert set(TWINS.values()) <= found
    assert not found & set(TWINS)


def test_refusal_says_frame_column_and_rows_but_no_value() -> None:
    frame = setting("value", 2, "hemligt värde")(tidy()["measures"])

    (problem,) = refusal_of({"measures": frame.set_axis(list("wxyz"))}).problems

    assert ("value", 1, 4, (2,)) == (*(problem.params[key] for key in ("column", "count", "of")), problem.rows)
    assert [
        "E304 The column 'value' must hold finite numbers, but has something else in 1 of 4 rows.",
        "  where: the frame 'measures', whose rows are counted from 0, column 'value' (row 2)",
    ] == problem.text("en").splitlines()[:2]
    assert "hemligt" not in problem.text("sv")


def test_problems_of_all_frames_are_said_at_once() -> None:
    frames = tidy()
    frames["measures"] = setting("value", 0, "x")(setting("person", 1, None)(frames["measures"]))
    frames["counts"] = without("n")(setting("month", 0, "2023-13")(frames["counts"]))
    frames["costs"] = frames["costs"].iloc[:0]

    problems = refusal_of(frames).problems

    places = [(problem.code, problem.params["file"].params["table"]) for problem in problems]
    assert [
        ("E304", "measures"),
        ("E129", "measures"),
        ("E302", "counts"),
        ("E203", "counts"),
        ("E301", "costs"),
    ] == places


def test_person_who_is_not_among_persons_is_refused() -> None:
    frames = {name: tidy()[name] for name in ("persons", "enrolment", "measures")}

    assert [] == codes_of(frames)
    assert ["E133", "E133"] == codes_of(frames | {"persons": frames["persons"].drop(index=0)})


def test_person_in_two_spellings_is_found_across_frames() -> None:
    frames = {name: tidy()[name] for name in ("persons", "measures")}
    spelled = frames["measures"].assign(person=frames["measures"]["person"].str.zfill(3))

    problems = refusal_of(frames | {"measures": spelled}).problems

    assert ["E133", "E356", "E356"] == [problem.code for problem in problems]
    assert "pandas.factorize" in problems[1].text("sv")


def test_number_and_text_are_the_same_person_in_all_frames() -> None:
    frames = {"persons": tidy()["persons"].astype({"person": int}), "measures": tidy()["measures"]}

    assert {"1", "2", "3"} == study_of(frames).everyone()


def test_label_of_a_number_is_found_by_its_digits() -> None:
    study = study_of({"persons": tidy()["persons"].astype({"arm": int})})

    assert {"1"} == study.labelled("arm", "0")
    assert {"2", "3"} == study.labelled("arm", "1")


def test_true_and_false_are_labels() -> None:
    study = study_of({"persons": tidy()["persons"].assign(arm=[False, True, True])})

    assert {"1"} == study.labelled("arm", "False")


def test_attribute_that_is_blank_is_missing() -> None:
    study = study_of({"persons": tidy()["persons"].assign(arm=[0, np.nan, 1])})

    assert {"1": "0", "3": "1"} == study.attribute("arm").to_dict()


def test_tables_that_are_none_are_left_out() -> None:
    assert study_of({}).schema() == study_of({"measures": None}).schema()


def test_tables_stand_in_the_order_of_the_list_whatever_the_order_of_the_arguments() -> None:
    frames = tidy()

    assert study_of(frames).schema() == study_of(dict(reversed(frames.items()))).schema()


def test_without_units_every_unit_is_known() -> None:
    assert [] == codes_of({"counts": tidy()["counts"].assign(unit="anywhere")}, units=())


def test_row_of_no_school_has_empty_text() -> None:
    frame = tidy()["counts"]

    assert [] == codes_of({"counts": pd.concat([frame, frame.assign(unit="", n=9)])})


@pytest.mark.parametrize("change", [without("unit"), column("unit", *[None] * 8), column("unit", *[""] * 8)])
def test_counts_may_be_of_no_school(change: Change) -> None:
    assert {""} == set(study_of({"counts": change(tidy()["counts"])}).table("counts")["unit"])


def test_months_may_be_missing_where_they_are_closed() -> None:
    frame = tidy()["counts"].drop(index=6)

    assert ["E204"] == codes_of({"counts": frame})
    assert [] == codes_of({"counts": frame}, closed_months=(7,))
    assert "2023-07" in refusal_of({"counts": frame}).text("en")


def test_series_may_be_of_different_months() -> None:
    frame = tidy()["counts"]
    other = frame.assign(series="calls").iloc[2:]

    assert [] == codes_of({"counts": pd.concat([frame, other])})


def test_exposure_may_be_of_one_series_only() -> None:
    frame = tidy()["counts"]

    assert [] == codes_of({"counts": pd.concat([frame, frame.assign(series="calls", exposure=None)])})


def test_hidden_number_is_kept_with_its_status() -> None:
    frame = setting("n", 2, None)(setting("status", 2, "secret")(tidy()["counts"]))

    row = study_of({"counts": frame}).table("counts").iloc[2]
    assert ("secret", True) == (row["status"], np.isnan(row["n"]))


def test_step_that_is_no_binary_fraction_is_exact() -> None:
    frame = tidy()["measures"].assign(value=[0.1, 0.3, 0.7, 1.1])

    assert [] == codes_of({"measures": frame}, outcomes={"score": replace(SCORE, step=0.1)})
    assert ["E290"] == codes_of({"measures": frame}, outcomes={"score": replace(SCORE, step=0.2)})


def test_outcome_that_is_named_by_a_number_is_the_one_of_its_digits() -> None:
    frame = tidy()["measures"].assign(outcome=1)
    outcomes: Any = {1: SCORE}

    assert [] == codes_of({"measures": frame}, outcomes=outcomes)
    assert ["E136"] == codes_of({"measures": setting("value", 0, 41)(frame)}, outcomes=outcomes)


def test_outcome_that_is_not_named_has_no_range() -> None:
    frame = tidy()["measures"].assign(outcome="other", value=[-3.25, 1e6, 0.1, 7])

    study = study_of({"measures": frame})
    assert 1.0 == study.outcomes["other"].step
    assert ["score", "other"] == list(study.outcomes)


def test_frames_of_the_caller_are_never_changed() -> None:
    frames, before = tidy(), tidy()
    frames["measures"] = frames["measures"].set_axis([9, 8, 7, 6])
    before["measures"] = before["measures"].set_axis([9, 8, 7, 6])

    table = study_of(frames).table("measures")
    table.loc[0, "value"] = 99
    codes_of(frames | {"counts": frames["counts"].astype({"n": str})})

    for name, frame in frames.items():
        pd.testing.assert_frame_equal(before[name], frame)


def test_study_does_not_change_with_the_callers_frame() -> None:
    frame = tidy()["measures"]
    study = study_of({"measures": frame})

    frame.loc[0, "value"] = 0.0

    assert 12.5 == study.table("measures").loc[0, "value"]


def test_tables_of_a_study_make_the_same_study() -> None:
    study = study_of(tidy())
    again = study_of({name: study.table(name) for name in tidy()})

    for name in tidy():
        pd.testing.assert_frame_equal(study.table(name), again.table(name))


def test_table_that_was_written_to_csv_and_read_again_makes_the_same_study(tmp_path: Any) -> None:
    study = study_of(tidy())
    for name in tidy():
        study.table(name).to_csv(tmp_path / name, index=False)

    again = study_of({name: pd.read_csv(tmp_path / name) for name in tidy()})

    for name in tidy():
        pd.testing.assert_frame_equal(study.table(name), again.table(name))


def test_frame_that_no_table_is_called_as_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as error:
        study_of({"mesures": tidy()["measures"]})

    assert [("E159", "measures")] == [(p.code, p.params["suggestion"]) for p in error.value.problems]


def test_column_that_no_record_knows_is_refused_with_the_nearest() -> None:
    (problem, _) = refusal_of({"measures": tidy()["measures"].rename(columns={"value": "valeu"})}).problems

    assert ("E303", "valeu", "value") == (problem.code, problem.params["column"], problem.params["suggestion"])


def test_column_that_is_called_by_an_identity_number_is_not_said() -> None:
    error = refusal_of({"measures": tidy()["measures"].assign(**{"19811228-9874": 1})})

    assert "9874" not in error.text("en")


def test_hundred_thousand_rows_are_checked() -> None:
    rows = 100_000
    frame = pd.DataFrame(
        {
            "person": np.arange(rows),
            "occasion": np.where(np.arange(rows) % 2, "T0", "T1"),
            "outcome": "score",
            "value": np.arange(rows) % 41,
        }
    )
    frame.loc[rows - 1, "value"] = 99

    (problem,) = refusal_of({"measures": frame}).problems
    assert (rows - 1,) == problem.rows


def test_school_that_sums_all_is_refused_where_no_schools_are_given() -> None:
    frame = tidy()["counts"]
    summed = pd.concat([frame, frame.assign(unit="Totalt")])

    assert ["E318"] == codes_of({"counts": summed}, units=())
    assert ["E309"] == codes_of({"counts": summed})


@pytest.mark.parametrize("name", ["summer school", "totally new", "sums", "Salstotal"])
def test_label_that_is_no_sum_is_taken(name: str) -> None:
    assert [] == codes_of({"contacts": setting("arena", 0, name)(tidy()["contacts"])})


def test_cost_whose_name_begins_as_a_sum_does_is_taken_as_in_a_file() -> None:
    assert [] == codes_of({"costs": setting("item", 0, "total station, hired")(tidy()["costs"])})


def test_term_beside_its_own_school_year_is_taken() -> None:
    assert [] == codes_of({"absence": tidy()["absence"].assign(school_year="2023/24")})


def test_outcome_and_column_from_a_mac_are_those_of_the_rows() -> None:
    frames = {
        "persons": tidy()["persons"].rename(columns={"arm": "a\u030ar"}),
        "measures": tidy()["measures"].assign(outcome="m\u00e5"),
    }

    study = study_of(frames, outcomes={" ma\u030a": SCORE})

    assert {"m\u00e5": SCORE} == study.outcomes
    assert {"1", "2", "3"} == set(study.attribute("\u00e5r").index)
    assert ["E136"] == codes_of(
        {"measures": setting("value", 0, 41.0)(frames["measures"])}, outcomes={"ma\u030a": SCORE}
    )
