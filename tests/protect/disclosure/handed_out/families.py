"""A pilot's families over terms, what happens to them between two reports, and what is asked.

The attackers of `test_attacks_over_terms.py` read reports about these families. A family has a
name of its own, the same in every term; what schools, stages, occasions and outcomes are called may
change from one report to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np
import pandas as pd
from made import findings
from terms import FIRST_DAY

from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import Participation, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Findings
from tsi_eval.language import Text
from tsi_eval.study import Outcome, Study
from tsi_eval.study.all_measured import measured_in

SCHOOLS, FORMS = ("norra", "södra", "östra"), ("grupp", "enskilt")
STAGES = ("started", "halfway", "finished")
BEFORE, AFTER = "T0", "T1"
MOST, BLANK = 40, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Somebody in a pilot.

    Attributes:
        school: Where.
        form: In which form.
        stages: How many stages were reached, from 1.
        answers: (Outcome, occasion) → value, for those that were answered.
    """

    school: str
    form: str
    stages: int
    answers: Mapping[tuple[str, str], int] = field(default_factory=dict)


Families = Mapping[str, Family]
Chance = np.random.Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a term's report asks, and what it calls things.

    Attributes:
        questions: Question → design, in the words of this report.
        called: Word of every report → this report's word, where it is another.
        pilot: The pilot's name.
        policy: Its policy.
    """

    questions: Mapping[str, Design]
    called: Mapping[str, str] = field(default_factory=dict)
    pilot: str = "made"
    policy: str = "default"


USUAL: Mapping[str, Design] = {
    "reached": Participation(stages=("started", "finished")),
    "by_school": Participation(stages=("started", "finished"), by="school"),
    "score": PrePost(outcome="score", before=BEFORE, after=AFTER),
}


def families(chance: Chance, names: Iterable[str], outcomes: Mapping[str, float]) -> dict[str, Family]:
    """Return new families; an outcome's number is the share of answers that are blank."""
    return {name: _family(chance, outcomes) for name in names}


def _family(chance: Chance, outcomes: Mapping[str, float]) -> Family:
    answers = {}
    for outcome, blank in outcomes.items():
        before = int(chance.integers(8, MOST + 1))
        after = int(np.clip(before - 2 + chance.integers(-4, 5), 0, MOST))
        given = {(outcome, BEFORE): before, (outcome, AFTER): after}
        answers |= {at: value for at, value in given.items() if chance.random() >= blank}
    return Family(
        school=str(chance.choice(SCHOOLS, p=[0.5, 0.3, 0.2])),
        form=str(chance.choice(FORMS)),
        stages=int(chance.choice([1, 2, 3], p=[0.15, 0.1, 0.75])),
        answers=answers,
    )


def study_of(persons: Families, called: Mapping[str, str]) -> Study:
    """Return a study of a term's families, in a report's words."""
    outcomes = sorted({outcome for one in persons.values() for outcome, _ in one.answers})
    enrolment = [(name, stage) for name, one in persons.items() for stage in STAGES[: one.stages]]
    measures = [
        (name, occasion, outcome, float(value))
        for name, one in persons.items()
        for (outcome, occasion), value in one.answers.items()
    ]
    attributes = [(name, one.school, one.form) for name, one in persons.items()]
    frames = {
        "persons": pd.DataFrame(attributes, columns=["person", "school", "form"]),
        "enrolment": pd.DataFrame(enrolment, columns=["person", "stage"]),
        "measures": pd.DataFrame(measures, columns=["person", "occasion", "outcome", "value"]),
    }
    return Study.from_frames(
        outcomes={called.get(name, name): _outcome(name) for name in outcomes},
        **{table: frame.replace(dict(called)).rename(columns=called) for table, frame in frames.items()},  # type: ignore[misc]
    )


def _outcome(name: str) -> Outcome:
    return Outcome(label=Text(sv=name, en=name), unit=Text(sv="steg", en="steps"), minimum=0, maximum=MOST, step=1)


def report_of(persons: Families, term: int, asking: Asking) -> Findings:
    """Return what a term's report finds."""
    study = study_of(persons, asking.called)
    answers = [stamped(design.answer(study, {}), name) for name, design in asking.questions.items()]
    made = findings(*answers, policy=asking.policy, measured=measured_in(study))
    day = FIRST_DAY + timedelta(days=182 * term)
    return replace(made, cover=replace(made.cover, pilot=asking.pilot, report_date=day))


# What happens between two reports: the families, how many it happens to, and chance.


def some(persons: Families, many: int, chance: Chance) -> list[str]:
    """Return the names of so many families, or of all but ten."""
    return [str(name) for name in chance.choice(sorted(persons), min(many, len(persons) - 10), replace=False)]


def come(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Let new families come."""
    outcomes = dict.fromkeys(sorted({outcome for one in persons.values() for outcome, _ in one.answers}), BLANK)
    names = (f"n{chance.integers(10**9):09}" for _ in range(many))
    return dict(persons) | families(chance, names, outcomes)


def leave(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Let families leave."""
    gone = set(some(persons, many, chance))
    return {name: one for name, one in persons.items() if name not in gone}


def exchange(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Let as many leave as come."""
    return come(leave(persons, many, chance), len(some(persons, many, chance)), chance)


def correct(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Correct a value of each."""
    return dict(persons) | {name: _corrected(persons[name], chance) for name in some(persons, many, chance)}


def _corrected(one: Family, chance: Chance) -> Family:
    if not one.answers:
        return one
    at = sorted(one.answers)[int(chance.integers(len(one.answers)))]
    value = (one.answers[at] + 1 + int(chance.integers(MOST))) % (MOST + 1)
    return replace(one, answers=dict(one.answers) | {at: value})


def move(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Move families to another school."""
    names = some(persons, many, chance)
    others = {name: [school for school in SCHOOLS if school != persons[name].school] for name in names}
    return dict(persons) | {name: replace(persons[name], school=str(chance.choice(others[name]))) for name in names}


def restage(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Correct how far families came."""
    names = some(persons, many, chance)
    return dict(persons) | {name: replace(persons[name], stages=1 if persons[name].stages > 1 else 3) for name in names}


def answer_late(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Let an answer come in that was blank, or be withdrawn."""
    return dict(persons) | {name: _flipped(persons[name], chance) for name in some(persons, many, chance)}


def _flipped(one: Family, chance: Chance) -> Family:
    outcomes = sorted({outcome for outcome, _ in one.answers})
    if not outcomes:
        return one
    at = (outcomes[int(chance.integers(len(outcomes)))], AFTER)
    others = {place: value for place, value in one.answers.items() if place != at}
    return replace(one, answers=others if at in one.answers else others | {at: int(chance.integers(MOST + 1))})


def another_window(persons: Families, many: int, chance: Chance) -> dict[str, Family]:
    """Take the second occasion's values of another window, for so many families."""
    changed = {}
    for name in some(persons, many, chance):
        values = {
            at: (value + 1 + int(chance.integers(3))) % (MOST + 1) if at[1] == AFTER else value
            for at, value in persons[name].answers.items()
        }
        changed[name] = replace(persons[name], answers=values)
    return dict(persons) | changed


def nothing(persons: Families, many: int, chance: Chance) -> dict[str, Family]:  # noqa: ARG001
    """Change nothing."""
    return dict(persons)


Change = Callable[[Families, int, Chance], dict[str, Family]]
CHANGES: tuple[Change, ...] = (
    come,
    leave,
    exchange,
    correct,
    move,
    restage,
    answer_late,
    another_window,
    nothing,
)
