"""What persons belong to is itself somebody.

A child of two parents is counted, pseudonymised, and named nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import made
import numpy as np
import pandas as pd
import pytest

from tsi_eval import Released, Study, analyse, load_pilot, open_study, release
from tsi_eval.designs import Attendance, Occasions, PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Quantity
from tsi_eval.findings.released import to_json
from tsi_eval.ingest import ingest

Write = Callable[..., Path]
NUMBERS = ("20120319-2033", "201203192033", "120319-2033", "1203192033")
# Its check digit is wrong, so that it may as well be a number of a case.
BARE = "1203192033"
CHANGE = PrePost(outcome="y", before="T0", after="T1", clusters="child", imputations=0)


def study_of_parents(children: list[int], leavers: list[int] | None = None, occasions: int = 2) -> Study:
    """Return parents: so many of each child were measured first, so many of each left.

    They left before the last occasion.
    """
    leavers_of_child = leavers or [0] * len(children)
    names = [f"{child} {i}" for child, n in enumerate(children) for i in range(n)]
    gone = {f"{child} {i}" for child, n in enumerate(leavers_of_child) for i in range(n)}
    rng = np.random.default_rng(17)
    rows = [
        (name, f"T{at}", "y", float(rng.integers(0, 30)))
        for at in range(occasions)
        for name in names
        if at < occasions - 1 or name not in gone
    ]
    rows_log = [(name, stage) for name in names for stage in ("started", "s1")]
    rows_log += [(name, "s2") for name in names if name not in gone]
    return Study.from_frames(
        persons=pd.DataFrame({"person": names, "child": [f"c{name.split()[0]}" for name in names]}),
        measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]),
        enrolment=pd.DataFrame(rows_log, columns=["person", "stage"]),
    )


def sizes(found: Released) -> dict[str, int | None]:
    return {e.group: e.n for e in made.items(found) if e.quantity is Quantity.COUNT and e.axis == "flow"}


def test_parents_of_few_children_are_not_counted() -> None:
    many = [2] * 20
    for leavers, children in (([2, 2, 2], 3), ([1, 1, 1, 1, 1, 1], 6)):
        study = study_of_parents(many, leavers + [0] * (20 - len(leavers)))
        n = sizes(made.released_answers(study, change=CHANGE))
        assert (n["before_only"] is None) == (children < 5)


@pytest.mark.parametrize("left", [[2, 2, 2], [2, 2, 1], [2, 2, 2, 2]])
def test_parents_of_few_children_are_not_everyone_less_the_others(left: list[int]) -> None:
    n = sizes(made.released_answers(study_of_parents([2] * 20, left + [0] * (20 - len(left))), change=CHANGE))

    shown = [size for size in (n["before"], n["both"], n["after"]) if size is not None]
    assert sum(left) not in {a - b for a in shown for b in shown}


@pytest.mark.parametrize("children", [[8, 8, 8, 8], [12, 12, 12, 12, 12, 12, 12, 12, 12]])
def test_mean_of_the_parents_of_fewer_than_ten_children_is_hidden(children: list[int]) -> None:
    found = made.released_answers(study_of_parents(children), change=CHANGE)

    assert not [e for e in made.items(found) if e.quantity in {Quantity.MEAN, Quantity.MEAN_CHANGE} and e.n]


def test_decimals_go_by_the_children() -> None:
    few = made.items(made.released_answers(study_of_parents([4] * 12), "strict", change=CHANGE))
    many = made.items(made.released_answers(study_of_parents([1] * 48), "strict", change=CHANGE))

    assert [{0}, {1}] == [{e.decimals for e in found if e.quantity is Quantity.MEAN and e.n} for found in (few, many)]


@pytest.mark.parametrize(
    "design",
    [
        Attendance(sessions=("s1", "s2"), of="started", completed=2, clusters="child"),
        PrePost(outcome="y", before="T0", after="T2", scale="binary", at_least=15.0, clusters="child"),
        PrePost(outcome="y", before="T0", after="T2", scale="ordinal", clusters="child"),
        PrePost(outcome="y", before="T0", after="T2", scale="counts", clusters="child"),
        Occasions(outcome="y", occasions=("T0", "T1", "T2"), clusters="child"),
        Occasions(outcome="y", occasions=("T0", "T1", "T2"), scale="ordinal", clusters="child"),
        Occasions(outcome="y", occasions=("T0", "T1", "T2"), scale="binary", at_least=15.0, clusters="child"),
    ],
    ids=lambda design: f"{design.name} {getattr(design, 'scale', '')}",
)
def test_every_number_counts_the_children_too(design: Design) -> None:
    study = study_of_parents([3] * 12, [3, 3, 3, 1] + [0] * 8, occasions=3)
    belongs = study.attribute("child")

    for item in design.answer(study).every_estimate():
        counted = {cell.members for cell in item.basis}
        for cell in item.basis:
            sides = (
                [cell.members]
                if cell.numerator is None
                else [cell.numerator_members, cell.members - cell.numerator_members]
            )
            for side in sides:
                if side and side <= set(belongs.index):
                    assert frozenset(belongs[list(side)]) in counted, (item.quantity, item.method, item.group)
    for item in made.items(made.released_answers(study, q=design)):
        if item.quantity is Quantity.COUNT and item.n:
            assert item.n not in {1, 2, 3, 4}


def test_six_parents_of_three_children_who_moved_one_way_are_hidden() -> None:
    names = [f"p{i:02d}" for i in range(40)]
    first = [10.0 + i % 7 for i in range(40)]
    second = [x + (2 if i < 6 else -1 - i % 3) for i, x in enumerate(first)]
    rows = [
        (p, at, "y", x) for at, column in (("T0", first), ("T1", second)) for p, x in zip(names, column, strict=True)
    ]
    study = Study.from_frames(
        persons=pd.DataFrame({"person": names, "child": [f"c{i // 2}" for i in range(40)]}),
        measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]),
    )

    n = {e.group: e.n for e in made.items(made.released_answers(study, q=CHANGE)) if e.quantity is Quantity.COUNT}
    assert n.get("moved_higher") is None
    shown = {size for size in n.values() if size}
    assert 6 not in {a - b for a in shown for b in shown} | shown


# From files to the report


def filed(files: dict[str, str], child: Callable[[int], str]) -> dict[str, str]:
    """Return the small pilot's files, with a column that says whose child each person is about.

    The questions are asked with these children as clusters.
    """
    head, *rows = files["persons.csv"].splitlines()
    people = "\n".join([f"{head},barnets_nr", *(f"{row},{child(i)}" for i, row in enumerate(rows))])
    asked = files["questions.toml"].replace('after = "T1" }', 'after = "T1", clusters = "child" }')
    assert asked != files["questions.toml"]
    return files | {
        "persons.csv": people + "\n",
        "questions.toml": asked,
        "sources.toml": files["sources.toml"].replace(
            'columns = { arm = "grupp" }', 'columns = { arm = "grupp" }\nclusters = { child = "barnets_nr" }'
        ),
    }


def texts_on_the_way_out(folder: Path) -> Mapping[str, str]:
    """Return every text that a pilot's numbers pass through on their way out."""
    pilot = load_pilot(folder)
    study = open_study(pilot)
    findings = analyse(study)
    found = release(findings)
    tables = {name: study.table(name).to_csv() for name in ("persons", "enrolment", "measures")}
    return tables | {
        "released.json": to_json(found),
        "frame": found.frame().to_csv(),
        "study": repr(study),
        "findings": repr(findings),
        "estimates": repr([estimate for finding in findings.findings for estimate in finding.estimates]),
        "cells": repr([e.basis for finding in findings.findings for e in finding.estimates]),
        "intake": repr(ingest(pilot)),
    }


def test_clusters_are_named_nowhere(files: dict[str, str], write: Write) -> None:
    texts = texts_on_the_way_out(write(filed(files, lambda i: f"familj-{i // 2:03d}")))

    assert not [where for where, text in texts.items() if "familj-" in text]


def test_pseudonyms_of_children_are_not_those_of_persons(files: dict[str, str], write: Write) -> None:
    # The child's number is the person's own: the two pseudonyms must still differ, or they could be
    # joined.
    study = open_study(load_pilot(write(filed(files, "barn{:03d}".format))))

    persons = study.table("persons")
    assert set() == set(persons["person"]) & set(persons["child"])
    assert 60 == persons["child"].nunique()
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in persons["child"])


@pytest.mark.parametrize("given", [number for number in NUMBERS if number != BARE])
def test_identity_number_as_a_cluster_is_refused_and_said_nowhere(
    files: dict[str, str], write: Write, given: str
) -> None:
    from tsi_eval.errors import ProtectionError

    folder = write(filed(files, lambda i: given if i < 2 else f"f{i // 2}"))

    with pytest.raises(ProtectionError, match="E357") as caught:
        open_study(load_pilot(folder))
    assert given not in str(caught.value)
    assert given.replace("-", "") not in str(caught.value)


def test_ten_digits_with_a_wrong_check_digit_are_a_pseudonym(files: dict[str, str], write: Write) -> None:
    texts = texts_on_the_way_out(write(filed(files, lambda i: BARE if i < 2 else f"f{i // 2}")))

    assert not [where for where, text in texts.items() if BARE in text]


def test_identity_number_elsewhere_still_stops_the_delivery(files: dict[str, str], write: Write) -> None:
    from tsi_eval.errors import TsiError

    given = filed(files, lambda i: f"f{i // 2}")
    head, first, *rest = given["persons.csv"].splitlines()
    given["persons.csv"] = (
        "\n".join([f"{head},anteckning", f"{first},{NUMBERS[0]}", *(f"{row}," for row in rest)]) + "\n"
    )

    with pytest.raises(TsiError, match="E130") as caught:
        open_study(load_pilot(write(given)))
    assert NUMBERS[0] not in str(caught.value)


def test_persons_without_a_cluster_stand_alone(files: dict[str, str], write: Write) -> None:
    study = open_study(load_pilot(write(filed(files, lambda i: "" if i < 10 else f"f{i // 2}"))))

    persons = study.table("persons")
    names = persons["person"].tolist()
    assert 10 + 25 == len(set(study.clusters("child", names)))


@pytest.mark.parametrize("child", [lambda i: f"f{i // 2}", lambda i: "" if i < 10 else f"f{i // 2}"])
def test_spelling_of_a_cluster_does_not_change_the_report(
    files: dict[str, str], write: Write, child: Callable[[int], str]
) -> None:
    first, second = (
        release(analyse(open_study(load_pilot(write(filed(files, given), name=name)))))
        for name, given in (("one", child), ("one", lambda i: child(i) and f"x{999 - int(child(i)[1:])}"))
    )

    estimates = [[finding.estimates for finding in found.findings] for found in (first, second)]
    assert estimates[0] == estimates[1]
