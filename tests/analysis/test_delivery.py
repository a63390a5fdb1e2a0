"""The receipt tells files, columns and how complete each outcome is, and no numbers of rows."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tsi_eval import Study
from tsi_eval.analysis.delivery import received
from tsi_eval.designs import PrePost
from tsi_eval.findings import RECEIPT, Answerable, Claim, Estimate, Finding, Kind, Quantity
from tsi_eval.language import Message, Text, say
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import SourceReceipt

ROWS = 987
NOTE = Message("found.delimiter", {"value": ";"})


def delivered(source: str, **fields: object) -> SourceReceipt:
    usual: dict[str, object] = {"files": 1, "rows": ROWS, "columns_used": 3, "columns_dropped": 2, "values": {}}
    return SourceReceipt(source=source, **usual | fields)  # type: ignore[arg-type]


def counts(finding: Finding) -> list[tuple[str, str, float]]:
    return [(item.group, item.unit, item.estimate) for item in finding.estimates if item.quantity is Quantity.COUNT]


def shares(finding: Finding) -> dict[tuple[str, str], Estimate]:
    return {(item.outcome, item.period): item for item in finding.estimates if item.quantity is Quantity.SHARE}


def with_answers(study: PilotStudy, *rows: tuple[str, str, str], names: tuple[str, ...]) -> PilotStudy:
    """Return the study with other measures.

    Args:
        study: Whose pilot it is.
        rows: Person, outcome and occasion of each value.
        names: What the receipt says was delivered, as "outcome@occasion".
    """
    frame = pd.DataFrame(rows, columns=["person", "outcome", "occasion"]).assign(value=1.0)
    receipt = (delivered("forms", values=dict.fromkeys(names, (1, 0))),)
    return replace(study, receipt=receipt, _tables={**study._tables, "measures": frame})


def test_receipt_is_a_finding_that_describes(study: PilotStudy) -> None:
    finding = received(study)

    assert (RECEIPT, RECEIPT, Claim.DESCRIBES) == (finding.question, finding.design, finding.claim)
    assert Answerable.ESTIMABLE is finding.feasibility.answerable
    assert {Claim.DESCRIBES} == {item.claim for item in finding.estimates}


def test_each_source_has_its_files_and_columns_in_the_order_of_the_sources(study: PilotStudy) -> None:
    receipt = (delivered("forms", files=4), delivered("log", columns_dropped=0))

    assert [
        ("forms", "files", 4.0),
        ("forms", "columns_used", 3.0),
        ("forms", "columns_dropped", 2.0),
        ("log", "files", 1.0),
        ("log", "columns_used", 3.0),
        ("log", "columns_dropped", 0.0),
    ] == counts(received(replace(study, receipt=receipt)))


def test_where_one_source_came_with_hidden_numbers_every_source_says_how_many(study: PilotStudy) -> None:
    receipt = (delivered("absence", hidden=7), delivered("log"))

    hidden = [count for count in counts(received(replace(study, receipt=receipt))) if count[1] == "hidden_at_source"]
    assert [("absence", "hidden_at_source", 7.0), ("log", "hidden_at_source", 0.0)] == hidden


def test_counts_of_files_are_about_no_persons(study: PilotStudy) -> None:
    finding = received(study)

    cells = [item.basis[0] for item in finding.estimates if item.quantity is Quantity.COUNT]
    assert {Kind.EVENT} == {cell.kind for cell in cells}
    assert len(cells) == len({cell.group for cell in cells})


def test_numbers_of_rows_are_nowhere_in_it(study: PilotStudy) -> None:
    receipt = (delivered("forms", values={"score@T0": (ROWS, ROWS)}),)
    finding = received(replace(study, receipt=receipt))

    assert not [item for item in finding.estimates if ROWS in {item.estimate, item.n}]
    assert str(ROWS) not in repr(finding)


def test_share_is_of_those_who_have_a_value_at_any_occasion(study: PilotStudy) -> None:
    # Of 60 children 50 were measured the second time too.
    found = shares(received(study))

    assert [("score", "T0"), ("score", "T1")] == list(found)
    assert [(1.0, 60, 60), (50 / 60, 60, 50)] == [
        (item.estimate, item.n, item.basis[0].numerator) for item in found.values()
    ]
    assert {Kind.PERSON} == {item.basis[0].kind for item in found.values()}


def test_those_who_came_later_are_missing_at_first(study: PilotStudy) -> None:
    rows = (("a", "score", "T0"), ("b", "score", "T0"), ("b", "score", "T1"), ("c", "score", "T1"))
    found = shares(received(with_answers(study, *rows, names=("score@T0", "score@T1"))))

    assert [2 / 3, 2 / 3] == pytest.approx([item.estimate for item in found.values()])
    assert [{"a", "b"}, {"b", "c"}] == [set(item.basis[0].numerator_members) for item in found.values()]


def test_outcome_that_no_question_needs_is_left_out(study: PilotStudy) -> None:
    rows = (("a", "score", "T0"), ("a", "mood", "T0"))
    found = shares(received(with_answers(study, *rows, names=("mood@T0", "score@T0"))))

    assert [("score", "T0")] == list(found)


def test_outcome_whose_name_begins_as_another_does_is_not_counted_with_it(study: PilotStudy) -> None:
    rows = (("a", "score", "T0"), ("b", "score_parent", "T0"), ("c", "score_parent", "T1"))
    both = PrePost(outcome="score", before="T0", after="T1", also=("score_parent",))
    questions = (replace(study.pilot.questions[1], design=both),)
    asking = replace(study, pilot=replace(study.pilot, questions=questions))
    names = ("score@T0", "score_parent@T0", "score_parent@T1")
    found = shares(received(with_answers(asking, *rows, names=names)))

    assert {("score", "T0"): 1, ("score_parent", "T0"): 2, ("score_parent", "T1"): 2} == {
        name: item.n for name, item in found.items()
    }


def test_outcome_of_which_nobody_has_a_value_has_no_share(study: PilotStudy) -> None:
    assert {} == shares(received(with_answers(study, names=("score@T0",))))


def test_occasion_that_nobody_was_measured_at_is_a_share_of_nothing(study: PilotStudy) -> None:
    found = shares(received(with_answers(study, ("a", "score", "T0"), names=("score@T0", "score@T1"))))

    assert [1.0, 0.0] == [item.estimate for item in found.values()]


def test_occasion_that_two_sources_fill_stands_once(study: PilotStudy) -> None:
    receipt = tuple(delivered(source, values={"score@T0": (1, 0)}) for source in ("autumn", "late"))

    assert [("score", "T0")] == list(shares(received(replace(study, receipt=receipt))))


def test_what_was_found_in_a_source_is_said_with_the_pilots_word_for_it(study: PilotStudy) -> None:
    labels = {**study.pilot.labels, "forms": Text(sv="formulären", en="the forms")}
    pilot = replace(study.pilot, labels=labels)
    receipt = (delivered("forms", notes=(NOTE, NOTE)), delivered("log", notes=(NOTE,)), delivered("people"))

    caveats = received(replace(study, pilot=pilot, receipt=receipt)).caveats
    assert ["found.in", "found.in", "found.in"] == [message.key for message in caveats]
    assert ["the forms", "the forms", "log"] == [message.params["source"].en for message in caveats]  # type: ignore[union-attr]
    assert all(say(message, "sv") for message in caveats)


def test_study_of_a_researchers_own_frames_has_no_questions_and_so_no_shares() -> None:
    frame = pd.DataFrame({"person": ["a"], "outcome": ["score"], "occasion": ["T0"], "value": [1.0]})
    study = replace(
        Study.from_frames(measures=frame), receipt=(delivered("forms", values={"score@T0": (1, 0)}, notes=(NOTE,)),)
    )

    finding = received(study)
    assert {Quantity.COUNT} == {item.quantity for item in finding.estimates}
    assert [Text(sv="forms", en="forms")] == [message.params["source"] for message in finding.caveats]


def test_study_without_sources_has_an_empty_receipt() -> None:
    finding = received(Study.from_frames())

    assert ((), ()) == (finding.estimates, finding.caveats)


def test_a_share_rests_on_those_whom_persons_belong_to_as_well(study: PilotStudy) -> None:
    rows = [(f"p{i}", "score", when) for i in range(40) for when in ("T0", "T1") if when == "T0" or i > 5]
    families = pd.DataFrame({"person": [f"p{i}" for i in range(40)], "family": [f"f{i // 2}" for i in range(40)]})
    answered = with_answers(study, *rows, names=("score@T0", "score@T1"))
    together = replace(answered, together=("family",), _tables={**answered._tables, "persons": families})

    basis = shares(received(together))["score", "T1"].basis
    assert {(40, 34), (17, None), (3, None)} == {(cell.n, cell.numerator) for cell in basis}
