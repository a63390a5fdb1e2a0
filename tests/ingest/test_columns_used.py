"""Which columns of a source's files are used, and for what."""

from __future__ import annotations

from tsi_eval.ingest.account import ColumnRead
from tsi_eval.ingest.columns_used import columns_read
from tsi_eval.pilot.source import InstrumentUse, Source


def columns(source: Source) -> list[tuple[str, str, str, str]]:
    return [(column.theirs, column.ours, column.kind, column.at) for column in columns_read(source)]


def test_persons_have_a_number_attributes_and_what_they_belong_to() -> None:
    source = Source(
        id="p",
        table="persons",
        files=("p.csv",),
        person="Ärende",
        columns={"arm": "Grupp"},
        clusters={"family": "Syskon"},
    )

    assert [
        ("Ärende", "person", "person", ""),
        ("Grupp", "arm", "label", ""),
        ("Syskon", "family", "clusters", ""),
    ] == columns(source)


def test_a_column_a_stage_is_filled_in_for_those_who_were_there() -> None:
    source = Source(id="s", table="enrolment", files=("s.csv",), person="id", stages={"started": "Start"})

    assert ("Start", "started", "stages", "") in columns(source)


def test_an_outcome_goes_by_its_occasion_in_wide_files() -> None:
    source = Source(
        id="m", table="measures", files=("m.csv",), person="id", outcomes={"score": {"T0": ("a", "b"), "T1": ("c",)}}
    )

    assert [("a", "score", "outcomes", "T0"), ("b", "score", "outcomes", "T0"), ("c", "score", "outcomes", "T1")] == [
        column for column in columns(source) if column[2] == "outcomes"
    ]


def test_the_items_of_a_form_and_who_answered_are_its_instrument_s() -> None:
    use = InstrumentUse(key="sdq_parent", items="p{item:02}", prefix="sdq", respondent="Vem")
    source = Source(id="m", table="measures", files=("m.csv",), person="id", columns={"date": "Dag"}, instrument=use)

    found = columns(source)

    assert ("Dag", "date", "date", "") == found[1]
    assert [f"p{item:02}" for item in range(1, 26)] == [theirs for theirs, _, kind, _ in found if kind == "items"]
    assert ("Vem", "sdq_parent", "respondent", "") == found[-1]


def test_a_series_goes_by_its_unit_where_each_has_a_column() -> None:
    source = Source(
        id="c",
        table="counts",
        files=("c.csv",),
        columns={"period": "Månad"},
        series={"reports": {"a": "A / antal"}, "calls": "Samtal"},
    )

    assert [
        ColumnRead(theirs="Månad", ours="period", kind="period"),
        ColumnRead(theirs="A / antal", ours="reports", kind="series", at="a"),
        ColumnRead(theirs="Samtal", ours="calls", kind="series"),
    ] == list(columns_read(source))


def test_dates_from_which_and_between_which_days_are_counted_are_used() -> None:
    persons = Source(id="p", table="persons", files=("p.csv",), person="id", dates={"first_meeting": "Första mötet"})
    waits = Source(
        id="m", table="measures", files=("m.csv",), person="id", days={"wait": {"T0": ("Ansökan", "Första mötet")}}
    )

    assert ("Första mötet", "first_meeting", "dates", "") in columns(persons)
    assert [("Ansökan", "wait", "days", "T0"), ("Första mötet", "wait", "days", "T0")] == columns(waits)[1:]
