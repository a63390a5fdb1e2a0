"""Who took part, beside the pupils who could have."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from made import released_answers

from tsi_eval.designs import Participation
from tsi_eval.findings import Quantity
from tsi_eval.language import Text, say
from tsi_eval.options import OptionError
from tsi_eval.study import Study, Unit


def school(name: str, girls: int, boys: int) -> Unit:
    words = Text(sv=name, en=name)
    divided = {"sex": {"girl": girls, "boy": boys}}
    return Unit(id=name, kind="school", label=words, pupils=girls + boys, pupils_by=divided)


def divided_study(*units: Unit) -> Study:
    """Return a study of 40 who came, of whom 26 are girls."""
    people = [f"p{i:03d}" for i in range(40)]
    stayed = [person for i, person in enumerate(people) if i % 3]
    persons = pd.DataFrame({"person": people, "sex": ["girl" if i < 26 else "boy" for i in range(40)]})
    stages = [(person, stage) for stage, some in (("came", people), ("stayed", stayed)) for person in some]
    return Study.from_frames(persons=persons, enrolment=pd.DataFrame(stages, columns=["person", "stage"]), units=units)


BESIDE = Participation(stages=("came", "stayed"), by="sex", could=("a", "b"))


def test_those_who_came_stand_beside_those_who_could_have() -> None:
    finding = BESIDE.answer(divided_study(school("a", 120, 130), school("b", 100, 150)))

    took, could = (
        {item.group: (item.estimate, item.n) for item in finding.estimates if item.note == note}
        for note in ("took_part", "could_have")
    )
    assert {"sex=girl": (26 / 40, 40), "sex=boy": (14 / 40, 40)} == took
    assert {"sex=girl": (220 / 500, 500), "sex=boy": (280 / 500, 500)} == could
    assert "caveat.could_unknown" not in {message.key for message in finding.caveats}


def test_they_are_said_and_released() -> None:
    report = released_answers(divided_study(school("a", 120, 130), school("b", 100, 150)), q=BESIDE)

    assert {"shown"} == {item.status for item in report.findings[0].estimates if item.quantity is Quantity.RESPONSE}
    few = released_answers(divided_study(school("a", 120, 130), school("b", 250, 0)), q=BESIDE)
    assert "shown" in {item.status for item in few.findings[0].estimates}


NOBODY_SAID = replace(school("b", 1, 1), pupils_by={})


@pytest.mark.parametrize(
    ("units", "design", "caveat"),
    [
        ((school("a", 120, 130), NOBODY_SAID), BESIDE, "could_partly_unknown"),
        ((replace(school("a", 1, 1), pupils_by={}), NOBODY_SAID), BESIDE, "could_unknown"),
        ((school("a", 120, 130), school("b", 100, 150)), replace(BESIDE, could=()), "could_unknown"),
    ],
)
def test_what_nobody_declares_is_not_known(units: tuple[Unit, ...], design: Participation, caveat: str) -> None:
    finding = design.answer(divided_study(*units))

    assert not [item for item in finding.estimates if item.quantity is Quantity.RESPONSE]
    assert {f"caveat.{caveat}"} == {message.key for message in finding.caveats if "could" in message.key}


def test_of_how_many_units_it_is_not_known_is_said() -> None:
    finding = BESIDE.answer(divided_study(school("a", 120, 130), NOBODY_SAID))

    (caveat,) = (message for message in finding.caveats if message.key == "caveat.could_partly_unknown")
    assert say(caveat, "sv").startswith("För 1 av 2 enheter")


def test_a_division_is_of_all_pupils() -> None:
    with pytest.raises(OptionError) as error:
        replace(school("a", 120, 130), pupils=251)

    assert ["E427"] == [problem.code for problem in error.value.problems]
