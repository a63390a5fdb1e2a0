"""The door out, from all that was found to what may leave, step by step."""

from __future__ import annotations

from dataclasses import replace

import made
import pandas as pd
import pytest
from made import cell, number

from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import Participation
from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Findings, Line, Part, Quantity, Role, Series, people
from tsi_eval.findings.cell import Kind
from tsi_eval.findings.released import Released, ReleasedEstimate, to_json
from tsi_eval.protect import release
from tsi_eval.study import Study

# Town, families, and how many of them ended: the example of `door`.
TOWNS = (("nora", 13, 3), ("degerfors", 12, 6), ("askersund", 15, 9))
FINISHED = {"nora": 3, "orsa": 9, "mora": 12}
CHANGE = number(Quantity.MEAN_CHANGE, -1.475, cell(12), ci_low=-2.5, ci_high=-0.4, role=Role.HEADLINE)


def by_group(report: Released, quantity: Quantity) -> dict[str, ReleasedEstimate]:
    return {item.group: item for item in made.items(report) if item.quantity is quantity}


def test_small_town_of_named_persons_and_its_cover_are_hidden() -> None:
    families = [(f"{town}{i}", town, i < ended) for town, n, ended in TOWNS for i in range(n)]
    stages = [(name, "started") for name, _, _ in families] + [(name, "ended") for name, _, ended in families if ended]
    study = Study.from_frames(
        persons=pd.DataFrame([family[:2] for family in families], columns=["person", "town"]),
        enrolment=pd.DataFrame(stages, columns=["person", "stage"]),
    )
    finding = stamped(Participation(stages=("started", "ended"), by="town").answer(study), "q")

    ended = [item for item in made.items(release(made.findings(finding))) if item.period == "ended"]
    counts = {item.group: item.n for item in ended if item.quantity is Quantity.COUNT}
    assert {"": 18, "town=askersund": None, "town=degerfors": 6} == counts


def test_small_town_and_its_cover_are_hidden() -> None:
    counts = [made.count(name, n) for name, n in {"all": 24, **FINISHED}.items()]
    report = release(made.findings(made.finding("q", counts, [made.partition("all", **FINISHED)])))

    assert {"all": 24, "nora": None, "orsa": 9, "mora": None} == {
        group: item.n for group, item in by_group(report, Quantity.COUNT).items()
    }


def test_change_of_twelve_is_rounded_and_their_effect_size_withheld() -> None:
    report = made.released(CHANGE, number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12)), policy="strict")

    (change,) = made.items(report)
    assert (-1.0, 0) == (change.estimate, change.decimals)


def test_number_that_follows_is_computed_from_the_rounded_change_where_its_sum_is_secret() -> None:
    lines = {"estimate": Line(constant=0.0, terms=(("q|mean_change|score|both|t0-t1", "estimate", 1 / 6),))}
    norm = number(Quantity.EFFECT_SIZE_NORM, -0.2458, cell(12), lines=lines)

    found = [
        by_group(made.released(CHANGE, norm, policy=policy), Quantity.EFFECT_SIZE_NORM)[Part.BOTH].estimate
        for policy in ("strict", "default")
    ]
    # The exact sum of twelve is no secret by default.
    assert [-0.2, -0.25] == found


def test_series_is_chosen_before_anything_is_hidden() -> None:
    def by(axis: str, grain: int, *sizes: int) -> Series:
        points = tuple(made.count(f"{axis} {i}", n, axis=axis) for i, n in enumerate(sizes))
        return Series(name="s", axis=axis, points=points, grain=grain, choice="together")

    finding = replace(made.finding("q", []), series=(by("month", 0, 7, 6, 3), by("quarter", 1, 16)))
    report = release(made.findings(finding))
    assert [("quarter 0", 16)] == [(item.group, item.n) for item in made.items(report)]


def test_what_passes_stands_instead_of_what_the_policy_hides() -> None:
    second = number(Quantity.MEAN_CHANGE, 0.1, cell(40), role=Role.HEADLINE, method="second")
    parts = [people(made.persons(*span), kind=Kind.PERSON) for span in ((0, 40), (0, 3), (3, 37))]
    first = number(Quantity.IMPROVEMENT, 0.4, *parts, role=Role.HEADLINE, method="first", instead=second)

    assert ["second"] == [item.method for item in made.items(made.released(first))]


def test_internal_withholds_nothing() -> None:
    report = made.released(CHANGE, number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12)), policy="internal")

    assert [-1.475, -1.15] == [item.estimate for item in made.items(report)]


def everything() -> Findings:
    effect = number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12))
    return made.findings(made.finding("q", [CHANGE, effect, number(Quantity.COUNT, 3.0, cell(3), group="arm=a")]))


def test_no_pseudonym_leaves() -> None:
    assert "p0001" not in to_json(release(everything()))


def test_findings_are_not_changed() -> None:
    findings = everything()
    release(findings)

    assert findings == everything()


def test_nothing_found_is_nothing_released() -> None:
    assert [] == made.items(release(made.findings()))


def test_cover_and_provenance_pass_unchanged() -> None:
    findings = everything()
    report = release(findings)

    assert (findings.cover, findings.provenance) == (report.cover, report.provenance)


def test_one_number_that_can_not_be_judged_stops_everything() -> None:
    with pytest.raises(ProtectionError, match="E181"):
        release(made.findings(made.finding("one", [CHANGE]), made.finding("two", [replace(CHANGE, basis=())])))
