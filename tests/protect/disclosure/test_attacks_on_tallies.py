"""An attacker with an integer programme: no small tally can be worked out from what is shown.

Tallies have no persons, and may yet be few. They overlap by their smallest tallies, and a share of
tallies may be subtracted from another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import permutations

import made
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schools import MONTHS, SCHOOLS, START, axes, counts
from scipy.optimize import LinearConstraint
from whole_numbers import smallest_and_largest

from tsi_eval.designs import OpenArenas, TallyShare, TimeSeries
from tsi_eval.findings import Estimate, Finding, Findings, Kind, Quantity, Series, tallied
from tsi_eval.findings.released import Released
from tsi_eval.protect import release
from tsi_eval.study import Study

FEWEST = 5
EVENT = Kind.EVENT_ABOUT_PERSON
SEARCH = settings(max_examples=25, deadline=None, derandomize=True, database=None)
Table = Mapping[tuple[str, ...], int]
TABLES: tuple[Table, ...] = (
    {("a", "x"): 3, ("a", "y"): 9, ("b", "x"): 20, ("b", "y"): 8},
    {("a", "x"): 3, ("a", "y"): 2, ("b", "x"): 1, ("b", "y"): 40},
    {("a", "x"): 0, ("a", "y"): 4, ("b", "x"): 12, ("b", "y"): 0, ("c", "x"): 5, ("c", "y"): 5},
    {("a", "x"): 1, ("a", "y"): 30, ("b", "x"): 25, ("b", "y"): 40, ("c", "x"): 6, ("c", "y"): 7},
    {("a", "x"): 2, ("a", "y"): 2, ("b", "x"): 2, ("b", "y"): 2},
)


def names_in(estimate: Estimate) -> frozenset[str]:
    """Return the smallest tallies that a number is the sum of."""
    return frozenset(name for name, _ in estimate.basis[0].tallies)


def small_tallies_worked_out(findings: Findings, report: Released) -> set[frozenset[str]]:
    """Return the small sets of tallies that an attacker with a report knows to be 1 to 4.

    They are those that are counted somewhere, and what one of these has more than another.
    """
    counted = {
        names_in(item): item for item in made.every(findings) if item.quantity in {Quantity.COUNT, Quantity.RATE}
    }
    sizes = {name: n for estimate in counted.values() for name, n in estimate.basis[0].tallies}
    sets = set(counted) | {one - other for one, other in permutations(counted, 2) if other < one}
    small = {inside for inside in sets if 0 < sum(sizes[name] for name in inside) < FEWEST}
    known = sums_known(findings, report, sorted(sizes))
    worked_out = set()
    for inside in small:
        low, high = smallest_and_largest([name in inside for name in sorted(sizes)], known)
        assert low <= sum(sizes[name] for name in inside) <= high
        if low >= 1 and high < FEWEST:
            worked_out.add(inside)
    return worked_out


def sums_known(findings: Findings, report: Released, names: list[str]) -> LinearConstraint:
    """Return every shown count as a sum of smallest tallies."""
    rows, totals = [[0.0] * len(names)], [0.0]
    for estimate, item in made.pairs(findings, report):
        if item.status == "shown" and item.n is not None:
            inside = names_in(estimate)
            rows.append([float(name in inside) for name in names])
            totals.append(float(item.n))
    return LinearConstraint(np.array(rows), np.array(totals), np.array(totals))


def margins(table: Table, quantity: Quantity = Quantity.COUNT) -> Findings:
    """Count each smallest tally, each row, each column and all."""
    lines: dict[str, dict[str, int]] = {}
    for key, n in table.items():
        for group in ("all", f"row {key[0]}", f"column {key[1]}", "|".join(key)):
            lines.setdefault(group, {})["|".join(key)] = n
    estimates = [
        made.estimate(quantity, float(sum(parts.values())), tallied(parts, EVENT), group=group, n=sum(parts.values()))
        for group, parts in lines.items()
    ]
    return made.findings(made.finding("q", estimates))


@pytest.mark.parametrize("quantity", [Quantity.COUNT, Quantity.RATE])
@pytest.mark.parametrize("table", TABLES)
def test_no_small_tally_can_be_worked_out(table: Table, quantity: Quantity) -> None:
    findings = margins(table, quantity)

    report = release(findings)

    assert set() == small_tallies_worked_out(findings, report)
    for estimate, item in made.pairs(findings, report):
        assert item.status == "suppressed" or not 0 < estimate.n < FEWEST


@given(data=st.data())
@SEARCH
def test_attacker_finds_no_small_tally(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(2, 3)), data.draw(st.integers(2, 3))
    table = {(f"r{i}", f"c{j}"): data.draw(st.integers(0, 12)) for i in range(height) for j in range(width)}

    findings = margins(table)

    assert set() == small_tallies_worked_out(findings, release(findings))


def test_same_tally_in_two_questions_is_one() -> None:
    parts = {"a": 3, "b": 40, "c": 30}
    whole = made.estimate(Quantity.COUNT, 73, tallied(parts, EVENT), group="all", n=73)
    others = [made.estimate(Quantity.COUNT, n, tallied({k: n}, EVENT), group=k, n=n) for k, n in parts.items() if n > 5]
    findings = made.findings(made.finding("one", [whole]), made.finding("two", others))

    report = release(findings)

    assert set() == small_tallies_worked_out(findings, report)
    assert made.hidden_groups(report)


def test_tallies_of_nobody_are_not_hidden() -> None:
    item = made.estimate(Quantity.COUNT, 3, tallied({"a": 3}, Kind.EVENT), group="a", n=3)

    assert 3 == release(made.findings(made.finding("q", [item]))).findings[0].estimates[0].n


def test_kept_series_can_not_be_worked_out_across_units_and_questions() -> None:
    rng = np.random.default_rng(11)
    for _ in range(6):
        study = counts({("s", unit, month): int(rng.poisson(2.2)) for unit in "ab" for month in MONTHS[20:]})
        answer = TimeSeries(series=("s",), start=START, units=("a", "b")).answer(study)
        kept = released_series(answer, release(made.findings(made.asked("q", answer))))
        points = [point for series in kept for point in series.points]
        same = made.findings(made.finding("q", [*answer.estimates, *points]))
        assert set() == small_tallies_worked_out(same, release(same))


def released_series(answer: Finding, report: Released) -> list[Series]:
    """Return the series, as they were found, whose grain is the one that the report shows."""
    grains = axes(report)
    kept = []
    for series in answer.series:
        whose = "by_unit" if series.name.startswith("unit=") else "together"
        if series.axis in grains[whose]:
            kept.append(series)
    return kept


CONTACTS = ("unit", "period", "month", "arena", "who", "n", "status", "minutes")


def contacts(*rows: tuple[str, str, str, str, float]) -> Study:
    frame = pd.DataFrame(
        [(unit, month, month, arena, who, n, "", 10 * n) for unit, month, arena, who, n in rows], columns=CONTACTS
    )
    return Study.from_frames(contacts=frame, units=SCHOOLS)


@pytest.mark.parametrize("few", [1, 2, 4])
def test_few_contacts_in_an_arena_can_not_be_worked_out(few: int) -> None:
    study = contacts(
        ("a", "2023-09", "corridor", "pupil", 30),
        ("a", "2023-10", "meeting", "guardian", few),
        ("b", "2023-09", "corridor", "pupil", 20),
        ("b", "2024-02", "meeting", "guardian", 12),
        ("b", "2024-02", "corridor", "guardian", 7),
    )
    findings = made.findings(made.asked("q", OpenArenas(units=("a", "b")).answer(study)))

    assert set() == small_tallies_worked_out(findings, release(findings))


def test_few_contacts_are_not_given_back_by_rates() -> None:
    study = contacts(("a", "2023-09", "corridor", "pupil", 3), ("b", "2023-09", "corridor", "pupil", 40))
    findings = made.findings(made.asked("q", OpenArenas(units=("a", "b")).answer(study)))
    report = release(findings)

    assert "1.5" not in json.dumps([item.estimate for item in made.items(report) if item.status == "shown"])
    assert set() == small_tallies_worked_out(findings, report)


# Shares of tallies: their parts are tallies as well.


def polled(rows: dict[tuple[str, str], tuple[int, int]]) -> Study:
    """Return polls: (school, month) → yes, answers."""
    frame = [
        {"series": series, "unit": unit, "month": month, "n": float(n), "status": "", "exposure": np.nan}
        for (unit, month), pair in rows.items()
        for series, n in zip(("yes", "answers"), pair, strict=True)
    ]
    return Study.from_frames(counts=pd.DataFrame(frame))


def part(released: Released, question: str, period: str = "") -> int | None:
    found = next(e for e in released.finding(question).estimates if (e.quantity, e.period) == ("share", period))
    return None if found.estimate is None or found.n is None else round(found.estimate * found.n)


@pytest.mark.parametrize("few", [1, 4, 46, 49])
def test_part_in_one_school_is_not_both_less_the_other(few: int) -> None:
    study = polled({("a", "2024-05"): (38, 100), ("b", "2024-05"): (few, 50)})
    findings = [
        made.asked(name, TallyShare(part=("yes",), whole=("answers",), kind="person", units=units).answer(study))
        for name, units in (("both", ("a", "b")), ("one", ("a",)))
    ]

    released = release(made.findings(*findings))

    assert None in {part(released, "both"), part(released, "one")}


def test_part_among_the_whole_is_not_given_back_by_a_series_of_it() -> None:
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
    rows = {("a", month): (3 if month == "2023-12" else 20, 90) for month in months}
    study = polled(rows)
    shares = {
        name: TallyShare(part=("yes",), whole=("yes", "answers"), until=until)
        for name, until in (("every", ""), ("but_one", "2023-12"))
    }

    released = release(made.findings(*(made.asked(name, design.answer(study)) for name, design in shares.items())))

    assert None in {part(released, name) for name in shares}


def test_large_parts_are_shown() -> None:
    study = polled({("a", "2024-05"): (38, 100), ("b", "2024-05"): (20, 50)})
    findings = [
        made.asked(name, TallyShare(part=("yes",), whole=("answers",), kind="person", units=units).answer(study))
        for name, units in (("both", ("a", "b")), ("one", ("a",)))
    ]

    released = release(made.findings(*findings))

    assert (58, 38) == (part(released, "both"), part(released, "one"))
