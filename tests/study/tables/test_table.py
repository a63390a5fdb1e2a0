"""A table's record: what follows from it, and records that contradict themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, ENROLMENT, MEASURES, PERSONS, Table
from tsi_eval.study.tables.column import Blank, Column, ColumnKind, Limits, Presence
from tsi_eval.study.tables.shared import PERSON

LABEL = Column(name="label", kind=ColumnKind.LABEL)
GOAL = Column(name="goal", kind=ColumnKind.WITHIN_PERSON)


def test_record_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        COUNTS.name = "count"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("columns", "more", "what"),
    [
        ((LABEL, LABEL), {}, "stands twice"),
        ((Column(name="row", kind=ColumnKind.LABEL),), {}, "only an intake has"),
        ((LABEL,), {"attributes": ColumnKind.PERSON}, "never identifiers"),
        ((LABEL,), {"attributes": ColumnKind.OUTSIDE}, "never identifiers"),
        ((PERSON, replace(PERSON, name="parent")), {}, "one person"),
        ((GOAL,), {}, "identifier within a person"),
        ((PERSON, replace(GOAL, file=Presence.MAY)), {}, "identifier within a person"),
        ((PERSON, replace(GOAL, study=False)), {}, "identifier within a person"),
        ((replace(LABEL, limits=Limits(low=0, high=1)),), {}, "only numbers"),
        ((Column(name="note", kind=ColumnKind.OUTSIDE),), {}, "can't enter the study"),
    ],
)
def test_record_that_contradicts_itself_is_refused(
    columns: tuple[Column, ...], more: dict[str, ColumnKind], what: str
) -> None:
    with pytest.raises(ValueError, match=what):
        Table(name="x", columns=columns, **more)  # type: ignore[arg-type]


def test_table_with_a_person_holds_persons() -> None:
    assert PERSON is MEASURES.person
    assert COUNTS.person is None


def test_study_has_the_columns_that_do_not_only_help_to_read() -> None:
    assert ("person", "stage", "state") == ENROLMENT.study_columns
    assert ("unit", "month", "series", "n", "status", "exposure") == COUNTS.study_columns


def test_source_may_declare_the_columns_that_files_have() -> None:
    assert ("unit", "period", "series", "n", "exposure") == COUNTS.file_columns
    assert () == PERSONS.file_columns


def test_unknown_column_is_an_attribute_where_the_table_has_any() -> None:
    attribute = PERSONS.column("arm")

    assert attribute is not None
    assert (ColumnKind.LABEL, Blank.MISSING) == (attribute.kind, attribute.blank)
    assert COUNTS.column("arm") is None


@pytest.mark.parametrize(
    ("record", "columns", "keys", "required"),
    [
        (COUNTS, [], [], ("period", "series", "n")),
        (COUNTS, ["period"], ["series"], ()),
        (ENROLMENT, [], ["stages"], ()),
        (ENROLMENT, ["present"], [], ("stage",)),
        (MEASURES, [], [], ()),
    ],
)
def test_source_has_to_declare_what_nothing_stands_in_for(
    record: Table, columns: list[str], keys: list[str], required: tuple[str, ...]
) -> None:
    assert required == record.required(columns, keys)


@pytest.mark.parametrize(
    ("record", "places"),
    [
        (CONTACTS, ("unit", "period", "arena", "who")),
        (COUNTS, ("unit", "period", "series")),
        (ABSENCE, ("unit", "term", "school_year", "grade")),
        (COSTS, ("item",)),
    ],
)
def test_row_of_sums_has_its_word_where_labels_stand(record: Table, places: tuple[str, ...]) -> None:
    assert places == record.places_of_sums()


def test_row_without_its_value_or_stage_says_nothing() -> None:
    assert (["value"], ["stage"], []) == (MEASURES.rowless(), ENROLMENT.rowless(), COUNTS.rowless())
