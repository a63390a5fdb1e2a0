"""Which columns a frame must have and may have."""

from __future__ import annotations

import pytest

from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, ENROLMENT, MEASURES, PERSONS, Table
from tsi_eval.study.tables.column import Presence
from tsi_eval.study.tables.in_frames import absent, frame_columns, presence, spelt_out, stand_ins


@pytest.mark.parametrize(
    ("record", "needed"),
    [
        (PERSONS, ["person"]),
        (ENROLMENT, ["person", "stage"]),
        (MEASURES, ["person", "occasion", "outcome", "value"]),
        (CONTACTS, ["unit", "period", "month", "arena", "who", "n"]),
        (COUNTS, ["month", "series", "n"]),
        (ABSENCE, ["unit", "term", "pupils", "valid", "invalid", "offered"]),
        (COSTS, ["item", "kind", "quantity", "measure", "price", "price_year", "payer", "source"]),
    ],
)
def test_frame_without_columns_lacks_what_it_must_have(record: Table, needed: list[str]) -> None:
    assert needed == absent(record, ())
    assert [] == absent(record, needed)


@pytest.mark.parametrize("record", [CONTACTS, COUNTS])
@pytest.mark.parametrize("one", ["month", "period"])
def test_month_and_period_stand_in_for_each_other(record: Table, one: str) -> None:
    others = {*record.study_columns} - {"month", "period"}

    assert [] == absent(record, {*others, one})
    assert "month" in absent(record, others)


@pytest.mark.parametrize(
    ("record", "name", "expected"),
    [
        (MEASURES, "date", Presence.NEVER),
        (MEASURES, "occasion", Presence.MUST),
        (ENROLMENT, "present", Presence.NEVER),
        (COUNTS, "unit", Presence.MAY),
        (COUNTS, "period", Presence.MAY),
        (CONTACTS, "period", Presence.MUST),
        (CONTACTS, "status", Presence.MAY),
        (CONTACTS, "minutes", Presence.MAY),
        (ABSENCE, "school_year", Presence.MAY),
        (ABSENCE, "grade", Presence.MAY),
    ],
)
def test_column_is_required_optional_or_of_no_use(record: Table, name: str, expected: Presence) -> None:
    column = record.column(name)

    assert column is not None
    assert expected is presence(record, column)
    assert (expected is not Presence.NEVER) == (name in frame_columns(record))


def test_only_months_and_periods_have_something_that_stands_in() -> None:
    having = {
        (record.name, c.name)
        for record in (CONTACTS, COUNTS, ABSENCE, MEASURES)
        for c in record.columns
        if stand_ins(record, c)
    }

    assert {("contacts", "period"), ("contacts", "month"), ("counts", "period"), ("counts", "month")} == having


def test_what_a_frame_must_have_stands_before_what_it_may_have() -> None:
    assert "contacts: unit, period or month, arena, who, n; status, minutes" == spelt_out(CONTACTS)
    assert "persons: person; any other" == spelt_out(PERSONS)
    assert "enrolment: person, stage; state" == spelt_out(ENROLMENT)
