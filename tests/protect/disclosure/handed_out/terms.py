"""A pilot that is reported every term: who is in it, what they answered, and what is reported.

Everybody is called by a number, the same in every term. `report` asks the same questions of a
term's persons as a pilot would: how many started and finished, in all and by school, and how two
outcomes changed, one on a scale from 0 to 40 and one from 0 to 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
from made import findings

from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import Participation, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Findings
from tsi_eval.language import Text
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.renewing import Earlier, release_beside
from tsi_eval.protect.pseudonyms.key import Key
from tsi_eval.protect.pseudonyms.lasting import Lasting
from tsi_eval.study import Outcome, Study
from tsi_eval.study.all_measured import measured_in

FIRST_DAY = date(2024, 6, 30)
KEY = Key(bytes(range(32)))
SCHOOLS = ("norra", "södra", "östra")
OUTCOMES = {
    name: Outcome(label=Text(sv=name, en=name), unit=Text(sv="steg", en="steps"), minimum=0, maximum=most, step=1)
    for name, most in (("score", 40), ("mood", 10))
}
QUESTIONS: Mapping[str, Design] = {
    "reached": Participation(stages=("started", "finished")),
    "reached_by_school": Participation(stages=("started", "finished"), by="school"),
    "score": PrePost(outcome="score", before="T0", after="T1"),
    "mood": PrePost(outcome="mood", before="T0", after="T1"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a pilot.

    Attributes:
        school: Where.
        finished: Whether this one stayed to the end.
        answers: (Outcome, occasion) → value, for those that were answered.
    """

    school: str
    finished: bool
    answers: Mapping[tuple[str, str], int] = field(default_factory=dict)


Persons = Mapping[str, Person]


def newcomers(chance: np.random.Generator, names: Iterable[str]) -> dict[str, Person]:
    """Return persons with random answers: one in eight leaves, one answer in ten is blank."""
    found = {}
    for name in names:
        answers = {}
        for outcome, most, change in (("score", 40, -2), ("mood", 10, 1)):
            before = int(chance.integers(most // 4, most + 1))
            after = int(np.clip(before + change + chance.integers(-3, 4), 0, most))
            given = {(outcome, "T0"): before, (outcome, "T1"): after}
            answers |= {at: value for at, value in given.items() if chance.random() < 0.9}
        found[name] = Person(
            school=str(chance.choice(SCHOOLS, p=[0.5, 0.3, 0.2])),
            finished=bool(chance.random() < 7 / 8),
            answers=answers,
        )
    return found


def study_of(persons: Persons) -> Study:
    """Return a study of a term's persons."""
    enrolment = [(name, "started") for name in persons]
    enrolment += [(name, "finished") for name, person in persons.items() if person.finished]
    measures = [
        (name, occasion, outcome, float(value))
        for name, person in persons.items()
        for (outcome, occasion), value in person.answers.items()
    ]
    return Study.from_frames(
        outcomes=OUTCOMES,
        persons=pd.DataFrame([(name, person.school) for name, person in persons.items()], columns=["person", "school"]),
        enrolment=pd.DataFrame(enrolment, columns=["person", "stage"]),
        measures=pd.DataFrame(measures, columns=["person", "occasion", "outcome", "value"]),
    )


def found(
    persons: Persons,
    term: int,
    questions: Mapping[str, Design] = QUESTIONS,
    pilot: str = "made",
    policy: str = "default",
) -> Findings:
    """Return what a term's report finds; its date is half a year after the last one's."""
    study = study_of(persons)
    answers = [stamped(design.answer(study, {}), name) for name, design in questions.items()]
    made = findings(*answers, policy=policy, measured=measured_in(study))
    day = FIRST_DAY + timedelta(days=182 * term)
    return replace(made, cover=replace(made.cover, pilot=pilot, report_date=day))


def lasting() -> Lasting:
    """Return what persons are called in every report."""
    return Lasting(KEY)


def handed_out(every: Sequence[Findings], names: Lasting | None = None) -> list[HandedOut]:
    """Return reports that are handed out one after the other."""
    names, reports = names or lasting(), list[HandedOut]()
    for one in every:
        reports.append(release_beside(one, Earlier(reports=tuple(reports), lasting=names)))
    return reports
