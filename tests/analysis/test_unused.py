"""What lies in the same files as an answer, and that no question uses, is said by its label."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tsi_eval.analysis import analyse
from tsi_eval.analysis.unused import schools_beside, series_unused
from tsi_eval.designs import TallyShare
from tsi_eval.findings import RECEIPT
from tsi_eval.language import Text, say
from tsi_eval.pilot.declaration import Question
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import Study, Unit

MONTHS = ("2023-05", "2024-05")


def same(text: str) -> Text:
    """Return words that are the same in both languages."""
    return Text(sv=text, en=text)


LABELS = {"told": same("anmälda"), "opened": same("inledda"), "closed": same("avslutade")}


def tallied(study: PilotStudy, *designs: TallyShare, without: tuple[str, ...] = ()) -> PilotStudy:
    """Return the study with counts of three series in schools a to d, asked of by these designs."""
    rows = [
        (unit, month, series, n, "", np.nan)
        for unit in "abcd"
        for month in MONTHS
        for series, n in (("told", 40.0), ("opened", 20.0), ("closed", 10.0))
    ]
    counts = pd.DataFrame(rows, columns=["unit", "month", "series", "n", "status", "exposure"])
    units = tuple(Unit(id=id_, kind="school", label=same(f"Skola {id_.upper()}")) for id_ in "abcd")
    usual = study.pilot.questions[0]
    questions = tuple(replace(usual, id=f"q{place}", design=design) for place, design in enumerate(designs))
    labels = {**study.pilot.labels, **{name: text for name, text in LABELS.items() if name not in without}}
    pilot = replace(study.pilot, units=units, questions=questions, labels=labels)
    return replace(study, pilot=pilot, units=units, _tables={**study._tables, "counts": counts})


def asks(*units: str, part: str = "opened", whole: str = "told") -> TallyShare:
    return TallyShare(part=(part,), whole=(whole,), units=units, start="2024-01", kind="person")


def beside(study: PilotStudy) -> list[str]:
    """Return what is said of other schools in each question's chapter, in Swedish."""
    return [" ".join(say(message, "sv") for message in schools_beside(question, study)) for question in _asked(study)]


def _asked(study: PilotStudy) -> tuple[Question, ...]:
    return study.pilot.questions


def test_schools_of_the_same_series_that_no_question_uses_are_named(study: PilotStudy) -> None:
    asked = tallied(study, asks("a", "b"), asks("a", "b", part="closed"))

    assert ["I samma filer finns också tal för Skola C och Skola D. Den här frågan använder dem inte."] * 2 == beside(
        asked
    )


@pytest.mark.parametrize("units", [(), ("c", "d")])
def test_schools_that_another_question_uses_are_not_named(study: PilotStudy, units: tuple[str, ...]) -> None:
    assert ["", ""] == beside(tallied(study, asks("a", "b"), asks(*units)))


def test_schools_of_which_some_series_is_used_are_not_said_to_be_used_by_nobody(study: PilotStudy) -> None:
    asked = tallied(study, asks("a", "b", part="closed"), asks("c"))

    assert ["I samma filer finns också tal för Skola D. Den här frågan använder dem inte."] * 2 == beside(asked)


def test_a_series_that_no_question_uses_is_named_by_its_label_and_never_by_its_id(study: PilotStudy) -> None:
    labelled, unlabelled = tallied(study, asks("a", "b")), tallied(study, asks("a", "b"), without=("closed",))

    assert ["I filerna finns också räkningar som ingen fråga använder: avslutade."] == [
        say(message, "sv") for message in series_unused(labelled)
    ]
    assert ["In the files there are also 1 count without a name in the declaration, which no question uses."] == [
        say(message, "en") for message in series_unused(unlabelled)
    ]
    assert [] == list(series_unused(tallied(study, asks("a"), asks("a", part="closed"))))
    assert [] == list(series_unused(Study.from_frames()))


def test_both_are_in_what_is_found(study: PilotStudy) -> None:
    question, receipt = analyse(tallied(study, asks("a", "b"))).findings

    assert "caveat.also_in_files" in {message.key for message in question.caveats}
    assert (RECEIPT, True) == (receipt.question, "unused.series" in {message.key for message in receipt.caveats})
