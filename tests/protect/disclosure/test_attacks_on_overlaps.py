"""Several questions about overlapping sets of children: what one hides, no other gives back."""

from __future__ import annotations

import made
import numpy as np
import pandas as pd
import pytest

from tsi_eval import Released, Study
from tsi_eval.designs import Comparison, Participation, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Quantity

SCHOOLS = {"A": 22, "B": 20, "C": 3}


def study(unmeasured: int = 0, leavers: int = 0, **schools: int) -> Study:
    """Return children in schools, present at two stages, measured twice but for some."""
    rng = np.random.default_rng(5)
    labels = [name for name, n in (schools or SCHOOLS).items() for _ in range(n)]
    persons = pd.DataFrame({"person": [f"p{i}" for i in range(len(labels))], "school": labels})
    measured = persons["person"][unmeasured:]
    measures = [(p, "T0", "s", float(rng.integers(5, 30))) for p in measured]
    measures += [(p, "T1", "s", float(rng.integers(5, 30))) for p in measured[leavers:]]
    log = [(p, "in") for p in persons["person"]] + [(p, "out") for p in persons["person"][2:]]
    return Study.from_frames(
        persons=persons,
        enrolment=pd.DataFrame(log, columns=["person", "stage"]),
        measures=pd.DataFrame(measures, columns=["person", "occasion", "outcome", "value"]),
    )


def sizes(found: Released) -> dict[tuple[str, str, str], int | None]:
    return {
        (e.question, e.group, e.period): e.n
        for finding in found.findings
        for _, e in finding.every_estimate()
        # Who moved which way are parts of one group: their sizes lie where they like.
        if e.quantity is Quantity.COUNT and not e.group.startswith("moved_")
    }


CHANGE = PrePost(outcome="s", before="T0", after="T1")
SCHOOL = Comparison(outcome="s", occasion="T0", group="school", reference="A")
FLOW = Participation(stages=("in", "out"), by="school")


def test_small_school_is_not_everyone_measured_less_the_others() -> None:
    n = sizes(made.released_answers(study(), change=CHANGE, school=SCHOOL))

    assert ("school", "school=C", "T0") not in n
    # A school of which everything is hidden is not named at all.
    assert None in {n["change", "before", ""], n.get(("school", "school=A", "T0")), n.get(("school", "school=B", "T0"))}


def test_what_participation_hides_no_comparison_shows() -> None:
    n = sizes(made.released_answers(study(), flow=FLOW, school=SCHOOL))

    hidden = {group for group in ("", "school=A", "school=B", "school=C") if n.get(("flow", group, "in")) is None}
    assert {"school=C"} < hidden or n["flow", "", "in"] is None
    assert all(n.get(("school", group, "T0")) is None for group in hidden if group)


def test_two_who_left_between_stages_are_hidden_in_every_list_of_stages() -> None:
    short, long = Participation(stages=("in", "out")), Participation(stages=("out", "in"))
    n = sizes(made.released_answers(study(A=40), short=short, long=long))

    shown = {size for size in n.values() if size is not None}
    assert not {a - b for a in shown for b in shown} & {1, 2, 3, 4}


@pytest.mark.parametrize("lacking", [1, 3])
def test_few_who_were_not_measured_are_not_a_difference(lacking: int) -> None:
    n = sizes(
        made.released_answers(study(unmeasured=lacking, A=45), flow=Participation(stages=("in", "out")), change=CHANGE)
    )

    shown = {size for size in n.values() if size is not None}
    assert not {a - b for a in shown for b in shown} & {1, 2, 3, 4}


def error_of_the_smallest_mean(of: Study, **designs: Design) -> float:
    """Return how near an attacker comes to the mean of the smallest school at T0.

    Every shown mean is a sum of the three schools' sums, and these are worked out by least squares.
    """
    report = made.released_answers(of, **designs)
    names = of.table("persons")["school"]
    rows, sums = [], []
    for item in made.items(report):
        if item.quantity is Quantity.MEAN and item.estimate is not None and item.period == "T0":
            members = names == item.group[-1] if "=" in item.group else names.notna()
            rows.append([int((members & (names == school)).sum()) for school in "ABC"])
            sums.append(item.estimate * sum(rows[-1]))
    worked_out = np.zeros(3)
    if rows:
        worked_out = np.linalg.lstsq(np.array(rows) / np.array([22, 20, 3]), np.array(sums), rcond=None)[0]
    values = of.values("s", "T0")
    true = values[names[names == "C"].index.map(lambda i: f"p{i}")].mean()
    return abs(float(worked_out[2]) / 3 - float(true))


def test_mean_of_the_small_school_is_not_what_is_left_of_all() -> None:
    assert error_of_the_smallest_mean(study(), change=CHANGE, school=SCHOOL) > 3


def test_leavers_mean_is_not_the_whole_less_the_stayers() -> None:
    whole = Comparison(outcome="s", occasion="T0", group="school", reference="A")
    found = made.released_answers(study(leavers=6, A=30, B=30), change=CHANGE, school=whole)

    shown = {
        (e.question, e.group, e.period)
        for f in found.findings
        for _, e in f.every_estimate()
        if e.quantity is Quantity.MEAN and e.n
    }
    assert not {("change", "both", "T0"), ("school", "school=A", "T0"), ("school", "school=B", "T0")} <= shown


def test_hidden_mean_is_not_the_other_less_the_change() -> None:
    found = made.released_answers(study(leavers=6, A=30, B=30), change=CHANGE, school=SCHOOL)

    change = {
        (e.quantity, e.period): e.estimate is not None
        for f in found.findings
        for _, e in f.every_estimate()
        if e.question == "change" and e.group == "both"
    }
    if not change[Quantity.MEAN, "T0"]:
        assert not (change[Quantity.MEAN, "T1"] and change[Quantity.MEAN_CHANGE, "T0 > T1"])


def test_results_do_not_depend_on_names_of_persons() -> None:
    first = study()
    renamed = Study.from_frames(
        **{
            name: first.table(name).assign(person=lambda t: t["person"].map(lambda p: f"x{999 - int(p[1:])}"))
            for name in ("persons", "enrolment", "measures")
        }
    )

    assert made.released_answers(first, flow=FLOW, change=CHANGE, school=SCHOOL) == made.released_answers(
        renamed, flow=FLOW, change=CHANGE, school=SCHOOL
    )
