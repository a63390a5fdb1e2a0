"""What a design may ask of a study, and what a study never shows."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from own_frames import SCORE, UNITS, study_of, tidy

from tsi_eval.errors import UsageError
from tsi_eval.study import SourceReceipt, Study
from tsi_eval.study.tables import TABLES, table_named

STUDY = study_of(tidy())


def test_study_prints_its_schema_and_no_row() -> None:
    text = repr(STUDY)

    assert "Study\n  persons: person, arm, unit\n  enrolment: person, stage, state\n" in text
    assert "12.5" not in text
    assert (*STUDY.schema(), *STUDY.who_is_somebody_else()) == tuple(text.splitlines()[1:])


def test_study_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        STUDY.outcomes = {}  # type: ignore[misc]


def test_table_is_a_copy() -> None:
    table = STUDY.table("measures")
    table["value"] = 0.0

    assert [12.5, 7.0, 10.0, 40.0] == STUDY.table("measures")["value"].tolist()


@pytest.mark.parametrize("name", [record.name for record in TABLES])
def test_table_that_the_study_does_not_have_is_empty_with_its_columns(name: str) -> None:
    table = Study.from_frames().table(name)

    assert table.empty
    assert list(table_named(name).study_columns) == list(table.columns)


def test_table_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        STUDY.table("measure")

    assert [("E159", "measures")] == [(p.code, p.params["suggestion"]) for p in error.value.problems]


def test_attribute_is_by_person_and_leaves_out_those_who_lack_it() -> None:
    study = study_of({"persons": tidy()["persons"].assign(arm=["0", None, "1"])})

    assert {"1": "0", "3": "1"} == study.attribute("arm").to_dict()


def test_person_who_belongs_to_nothing_known_is_a_cluster_alone() -> None:
    study = study_of({"persons": tidy()["persons"].assign(family=["f", None, "f"])})

    assert ["f", "alone 2", "f", "alone 9"] == study.clusters("family", ["3", "2", "1", "9"])


def test_values_are_those_of_one_outcome_at_one_occasion() -> None:
    assert {"1": 12.5, "2": 7.0} == STUDY.values("score", "T0").to_dict()
    assert STUDY.values("score", "T2").empty
    assert STUDY.values("mood", "T0").empty


def test_measured_are_those_with_a_value() -> None:
    frame = tidy()["measures"]
    frame.loc[0, "value"] = np.nan

    assert frozenset({"2"}) == study_of({"measures": frame}).measured("score", "T0")


def test_present_are_those_at_a_stage() -> None:
    assert frozenset({"1", "2"}) == STUDY.present("offered")
    assert frozenset() == STUDY.present("completed")


def test_labelled_are_those_with_a_label() -> None:
    assert frozenset({"2", "3"}) == STUDY.labelled("arm", "1")


def test_everyone_is_in_the_table_of_persons_when_there_is_one() -> None:
    assert frozenset("123") == STUDY.everyone()
    assert frozenset("12") == study_of({name: tidy()[name] for name in ("enrolment", "measures")}).everyone()
    assert frozenset() == Study.from_frames().everyone()


def test_units_prices_and_outcomes_are_kept() -> None:
    assert (UNITS, SCORE, {}, ()) == (STUDY.units, STUDY.outcomes["score"], STUDY.prices, STUDY.receipt)


def test_outcomes_of_the_caller_are_not_added_to() -> None:
    outcomes = {"other": SCORE}

    study = Study.from_frames(measures=tidy()["measures"], outcomes=outcomes)

    assert ["other"] == list(outcomes)
    assert ["other", "score"] == list(study.outcomes)


def test_rows_keep_the_order_of_the_frame() -> None:
    frame = tidy()["measures"].iloc[::-1]

    assert [40.0, 10.0, 7.0, 12.5] == study_of({"measures": frame}).table("measures")["value"].tolist()


def test_receipt_of_a_source_hides_nothing_unless_it_says_so() -> None:
    receipt = SourceReceipt(source="s", files=1, rows=2, columns_used=3, columns_dropped=0, values={})

    assert (0, ()) == (receipt.hidden, receipt.notes)


def test_labels_are_declared_for_columns_that_a_table_has() -> None:
    measures = pd.DataFrame({"person": ["p"], "occasion": ["T0"], "outcome": ["y"], "value": [1.0]})
    study = Study.from_frames(
        measures=measures,
        persons=pd.DataFrame({"person": ["p"], "arm": ["a"]}),
        declared={"arm": ["b"], "occasion": "T1"},
    )

    assert (frozenset({"b"}), frozenset({"T1"})) == (study.labels_declared("arm"), study.labels_declared("occasion"))
    with pytest.raises(UsageError) as error:
        Study.from_frames(measures=measures, declared={"occasions": ["T1"]})
    assert ("E159", "occasion") == (error.value.problems[0].code, error.value.problems[0].params["suggestion"])
