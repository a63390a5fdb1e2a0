"""Tallies have no persons, and may yet be small: what is hidden can't be worked out, and a series leaves in a grain that may be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from tsi_eval.designs import OpenArenas, TimeSeries
from tsi_eval.findings import Estimate, Finding, Findings, Kind, Quantity, tallied
from tsi_eval.findings.released import Released, ReleasedEstimate, to_json
from tsi_eval.language import Text
from tsi_eval.protect import release
from tsi_eval.study import Study, Unit

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


def pairs(findings: Findings, released: Released) -> Iterator[tuple[Estimate, ReleasedEstimate]]:
    for finding, answer in zip(findings.findings, released.findings, strict=True):
        yield from zip(finding.every_estimate(), (item for _, item in answer.every_estimate()), strict=True)


def possible(atoms: list[str], shown: list[tuple[frozenset[str], int]], goal: frozenset[str]) -> tuple[int, int]:
    """Return the smallest and largest sum of some tallies that agrees with every published count, in whole numbers."""
    rows = np.array([[atom in inside for atom in atoms] for inside, _ in shown] or [[0] * len(atoms)], dtype=float)
    sizes = np.array([n for _, n in shown] or [0], dtype=float)
    weight = np.array([float(atom in goal) for atom in atoms])

    def end(sign: int) -> int:
        solved = milp(
            sign * weight,
            constraints=LinearConstraint(rows, sizes, sizes),
            integrality=np.ones(len(atoms)),
            bounds=Bounds(0, 10_000),
        )
        assert solved.status == 0, "what is shown contradicts itself"
        return sign * round(solved.fun)

    return end(1), end(-1)


def worked_out(findings: Findings) -> set[frozenset[str]]:
    """Release, and return the small sets of tallies, counted or left over, that an attacker knows to be 1 to 4."""
    counted = {
        frozenset(name for name, _ in estimate.basis[0].tallies): estimate
        for estimate, _ in pairs(findings, release(findings))
        if estimate.quantity in {Quantity.COUNT, Quantity.RATE}
    }
    sizes = {name: n for estimate in counted.values() for name, n in estimate.basis[0].tallies}
    shown = [
        (frozenset(name for name, _ in estimate.basis[0].tallies), item.n)
        for estimate, item in pairs(findings, release(findings))
        if item.status == "shown" and item.n is not None
    ]
    atoms = sorted(sizes)
    goals = set(counted) | {one - other for one in counted for other in counted if other < one}
    small = {goal for goal in goals if 0 < sum(sizes[name] for name in goal) < FEWEST}
    ranges = {goal: possible(atoms, shown, goal) for goal in small}
    assert all(low <= sum(sizes[n] for n in goal) <= high for goal, (low, high) in ranges.items())
    return {goal for goal, (low, high) in ranges.items() if low >= 1 and high < FEWEST}


def margins(made: SimpleNamespace, table: Table, quantity: Quantity = Quantity.COUNT) -> Findings:
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
def test_no_small_tally_can_be_worked_out(made: SimpleNamespace, table: Table, quantity: Quantity) -> None:
    findings = margins(made, table, quantity)

    assert set() == worked_out(findings)
    for estimate, item in pairs(findings, release(findings)):
        assert item.status == "suppressed" or not 0 < estimate.n < FEWEST


@given(data=st.data())
@SEARCH
def test_attacker_finds_no_small_tally(made: SimpleNamespace, data: st.DataObject) -> None:
    height, width = data.draw(st.integers(2, 3)), data.draw(st.integers(2, 3))
    table = {(f"r{i}", f"c{j}"): data.draw(st.integers(0, 12)) for i in range(height) for j in range(width)}

    assert set() == worked_out(margins(made, table))


def test_same_tally_in_two_questions_is_one(made: SimpleNamespace) -> None:
    parts = {"a": 3, "b": 40, "c": 30}
    whole = made.estimate(Quantity.COUNT, 73, tallied(parts, EVENT), group="all", n=73)
    others = [made.estimate(Quantity.COUNT, n, tallied({k: n}, EVENT), group=k, n=n) for k, n in parts.items() if n > 5]
    findings = made.findings(made.finding("one", [whole]), made.finding("two", others))

    assert set() == worked_out(findings)
    assert "suppressed" in {item.status for _, item in pairs(findings, release(findings))}


def test_tallies_of_nobody_are_not_hidden(made: SimpleNamespace) -> None:
    item = made.estimate(Quantity.COUNT, 3, tallied({"a": 3}, Kind.EVENT), group="a", n=3)

    assert 3 == release(made.findings(made.finding("q", [item]))).findings[0].estimates[0].n


SCHOOLS = tuple(
    Unit(id=name, kind="school", label=Text(sv=name, en=name), pupils=pupils) for name, pupils in (("a", 200), ("b", 300))
)  # fmt: skip
MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
START = "2023-08"


def counts(n: Mapping[tuple[str, str, str], int]) -> Study:
    rows = [
        {"series": series, "unit": unit, "month": month, "n": float(size), "status": "", "exposure": np.nan}
        for (series, unit, month), size in n.items()
    ]
    return Study.from_frames(counts=pd.DataFrame(rows), units=SCHOOLS)


def monthly(least: int, *, low: Mapping[str, int] | None = None) -> Study:
    rng = np.random.default_rng(7)
    found = {("s", unit, month): least + int(rng.poisson(6)) for unit in "ab" for month in MONTHS}
    return counts(found | {("s", "a", month): n for month, n in (low or {}).items()})


def answered(made: SimpleNamespace, answer: Finding) -> Findings:
    return made.findings(made.asked("q", answer))


def axes(released: Released) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, points in released.findings[0].series.items():
        found.setdefault("by_unit" if name.startswith("unit=") else "together", set()).update(p.axis for p in points)
    return found


SERIES = TimeSeries(series=("s",), start=START, units=("a", "b"))


def test_months_are_shown_where_none_is_small(made: SimpleNamespace) -> None:
    released = release(answered(made, SERIES.answer(monthly(20))))

    assert {"together": {"month"}, "by_unit": {"quarter"}} == axes(released)
    assert not [c for c in released.findings[0].caveats if "coarser" in c.key]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_one_small_month_makes_all_of_them_quarters(made: SimpleNamespace, n: int) -> None:
    study = counts({("s", "a", month): n if month == "2022-05" else 20 for month in MONTHS})
    released = release(answered(made, TimeSeries(series=("s",), start=START).answer(study)))

    assert {"together": {"quarter"}} == axes(released)
    assert "caveat.coarser_together" in {caveat.key for caveat in released.findings[0].caveats}
    assert {"suppressed"}.isdisjoint(released.frame()["status"])


@pytest.mark.parametrize("n", [0, 5])
def test_month_of_none_or_of_five_is_shown(made: SimpleNamespace, n: int) -> None:
    study = counts({("s", "a", month): n if month == "2022-05" else 20 for month in MONTHS})

    assert {"together": {"month"}} == axes(
        release(answered(made, TimeSeries(series=("s",), start=START).answer(study)))
    )


def test_small_quarter_makes_terms_of_them(made: SimpleNamespace) -> None:
    small = {"2022-04": 1, "2022-05": 1, "2022-06": 1}
    study = counts({("s", "a", month): small.get(month, 20) for month in MONTHS})

    assert {"together": {"term"}} == axes(release(answered(made, TimeSeries(series=("s",), start=START).answer(study))))


def test_school_with_a_small_quarter_is_shown_by_term_and_the_whole_by_month(made: SimpleNamespace) -> None:
    study = monthly(20, low={"2022-04": 1, "2022-05": 1, "2022-06": 1})

    findings = answered(made, SERIES.answer(study))
    assert {"together": {"month"}, "by_unit": {"term"}} == axes(release(findings))


def test_coarser_series_leaves_no_trace_of_the_finer(made: SimpleNamespace) -> None:
    study = counts({("s", "a", month): 3 if month == "2022-05" else 20 for month in MONTHS})
    released = release(answered(made, TimeSeries(series=("s",), start=START).answer(study)))

    text = to_json(released)
    left = [month for month in MONTHS if month != START and f'"{month}"' in text]
    assert [] == left
    assert '"month"' not in text
    assert not [e.period for _, e in released.findings[0].every_estimate() if e.period in MONTHS]


def test_kept_series_can_not_be_worked_out_across_units_and_questions(made: SimpleNamespace) -> None:
    rng = np.random.default_rng(11)
    for _ in range(6):
        study = counts({("s", unit, month): int(rng.poisson(2.2)) for unit in "ab" for month in MONTHS[20:]})
        answer = TimeSeries(series=("s",), start=START, units=("a", "b")).answer(study)
        released = release(answered(made, answer))
        grains = axes(released)
        kept = [s for s in answer.series if s.axis in grains["by_unit" if s.name.startswith("unit=") else "together"]]
        same = made.findings(made.finding("q", [*answer.estimates, *(p for s in kept for p in s.points)]))
        assert set() == worked_out(same)


CONTACTS = ("unit", "period", "month", "arena", "who", "n", "status", "minutes")


def contacts(*rows: tuple[str, str, str, str, float]) -> Study:
    frame = pd.DataFrame(
        [(unit, month, month, arena, who, n, "", 10 * n) for unit, month, arena, who, n in rows], columns=CONTACTS
    )
    return Study.from_frames(contacts=frame, units=SCHOOLS)


@pytest.mark.parametrize("few", [1, 2, 4])
def test_few_contacts_in_an_arena_can_not_be_worked_out(made: SimpleNamespace, few: int) -> None:
    study = contacts(
        ("a", "2023-09", "corridor", "pupil", 30),
        ("a", "2023-10", "meeting", "guardian", few),
        ("b", "2023-09", "corridor", "pupil", 20),
        ("b", "2024-02", "meeting", "guardian", 12),
        ("b", "2024-02", "corridor", "guardian", 7),
    )
    findings = answered(made, OpenArenas(units=("a", "b")).answer(study))

    assert set() == worked_out(findings)


def test_few_contacts_are_not_given_back_by_rates(made: SimpleNamespace) -> None:
    study = contacts(("a", "2023-09", "corridor", "pupil", 3), ("b", "2023-09", "corridor", "pupil", 40))
    findings = answered(made, OpenArenas(units=("a", "b")).answer(study))
    released = release(findings)

    told = json.dumps([e.estimate for _, e in released.findings[0].every_estimate() if e.status == "shown"])
    assert "1.5" not in told
    assert set() == worked_out(findings)
