"""Response rates cost nothing, and tell of no few who did not answer."""

from __future__ import annotations

from dataclasses import replace

import made
import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import Participation, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Quantity, people
from tsi_eval.findings.cell import Kind
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect import release
from tsi_eval.study import Asking, Outcome, Study
from tsi_eval.study.all_measured import measured_in

CHANGED = PrePost(outcome="y", before="T0", after="T1")
REACHED = Participation(stages=("offered", "started"))
POLICIES = ("default", "strict")


def pilot(offered: int, started: int, first: int, again: int) -> Study:
    """Return a study of so many who were offered, who started, who were measured, and twice."""
    rng = np.random.default_rng(first)
    before = rng.integers(8, 30, first)
    rows = [(f"p{i}", "T0", "y", float(value)) for i, value in enumerate(before)]
    rows += [(f"p{i}", "T1", "y", float(before[i] - rng.integers(-3, 6))) for i in range(again)]
    stages = [(f"p{i}", name) for name, n in (("offered", offered), ("started", started)) for i in range(n)]
    return Study.from_frames(
        measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]),
        enrolment=pd.DataFrame(stages, columns=["person", "stage"]),
        outcomes={"y": replace(Outcome.plain("y"), minimum=0, maximum=40)},
    )


def items(study: Study, policy: str, *askings: Asking, **designs: Design) -> list[ReleasedEstimate]:
    asked = replace(study, askings=askings)
    answers = tuple(made.asked(name, design.answer(asked)) for name, design in designs.items())
    measured = tuple(measured_in(asked))
    return made.items(release(made.findings(*answers, policy=policy, measured=measured)))


def others(found: list[ReleasedEstimate]) -> list[ReleasedEstimate]:
    return [replace(item, rating=None) for item in found if item.quantity is not Quantity.RESPONSE]


SIZES = [
    (n, n - a, n - a - b, n - a - b - c) for n in (24, 40, 61) for a in (0, 3, 7) for b in (0, 2, 8) for c in (0, 4, 9)
]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("sizes", SIZES[::4])
def test_nothing_else_is_hidden_for_a_rate(sizes: tuple[int, int, int, int], policy: str) -> None:
    study = pilot(*sizes)
    both = {"reached": REACHED, "changed": CHANGED}
    without = others(items(study, policy, **both))

    by_stage = Asking(source="s", answers=("y",), stage="started")
    by_number = Asking(source="s", answers=("y",), period="T0", n=sizes[2] + 3)
    assert without == others(items(study, policy, by_stage, **both))
    assert without == others(items(study, policy, by_number, **both))


def sizes_of(found: list[ReleasedEstimate]) -> dict[str, set[int]]:
    """Return the groups' sizes that a reader has, by name, from counts and from rates."""
    known: dict[str, set[int]] = {}
    for item in found:
        if item.status == "shown" and item.n is not None and item.estimate is not None:
            if item.quantity is Quantity.COUNT:
                known.setdefault(str(item.group or item.period), set()).add(item.n)
            if item.quantity is Quantity.RESPONSE and not item.note:
                known.setdefault("asked", set()).add(item.n)
                known.setdefault(str(item.group), set()).add(round(item.estimate * item.n))
            if item.quantity is Quantity.RESPONSE and item.note:
                known.setdefault("before", set()).add(item.n)
                known.setdefault("both", set()).add(round(item.estimate * item.n))
    return known


NESTED = ("offered", "asked", "before", "both")


@pytest.mark.parametrize("silent", [0, 1, 2, 3, 4, 5, 9])
@pytest.mark.parametrize("sizes", SIZES[::5])
def test_no_reader_subtracts_few_who_did_not_answer(sizes: tuple[int, int, int, int], silent: int) -> None:
    study = pilot(*sizes)
    asking = Asking(source="s", answers=("y",), period="T0", n=sizes[2] + silent)
    known = sizes_of(items(study, "default", asking, reached=REACHED, changed=CHANGED))

    for place, whole in enumerate(NESTED[1:], 1):
        for part in NESTED[place + 1 :]:
            for n in known.get(whole, ()):
                assert not {n - k for k in known.get(part, ())} & {1, 2, 3, 4}


def test_rates_that_may_be_shown_are() -> None:
    found = items(pilot(60, 60, 45, 33), "default", Asking(source="s", answers=("y",), period="T0", n=60), q=CHANGED)

    assert [0.75, 0.55] == [item.estimate for item in found if item.quantity is Quantity.RESPONSE]


def test_of_57_of_60_the_rate_goes_and_the_answer_stays() -> None:
    asking = Asking(source="s", answers=("y",), period="T0", n=60)
    found = items(pilot(60, 60, 57, 40), "default", asking, q=CHANGED)
    first, _ = (item for item in found if item.quantity is Quantity.RESPONSE)

    assert "suppressed" == first.status
    assert {57, 40} <= {item.n for item in found if item.status == "shown"}
    assert 60 not in {item.n for item in found}


def test_rates_of_another_question_stay() -> None:
    everyone, few = made.persons(0, 60), made.persons(0, 57)
    first = made.number(Quantity.RESPONSE, 57 / 60, people(everyone, few, kind=Kind.PERSON), question="a")
    half = made.number(
        Quantity.RESPONSE, 0.5, people(made.persons(100, 40), made.persons(100, 20), kind=Kind.PERSON), question="b"
    )
    report = release(made.findings(made.finding("a", [first]), made.finding("b", [half])))

    assert ["suppressed", "shown"] == [item.status for item in made.items(report)]
