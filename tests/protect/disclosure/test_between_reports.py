"""Two reports of one pilot may be subtracted: what moved by a few is hidden."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import made
import pandas as pd
import pytest

from tsi_eval.designs import TimeSeries
from tsi_eval.findings import Estimate, Findings, Kind, Quantity, Series, people, tallied
from tsi_eval.findings.released import Released
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.between_reports import changed_by_few
from tsi_eval.study import Study

EVENT = Kind.EVENT_ABOUT_PERSON
Parts = Mapping[str, int]


def counted(parts: Parts, *, of_persons: bool, policy: str = "default") -> Findings:
    """Count each part, and all of them together."""
    groups = {name: {name: n} for name, n in parts.items()} | {"all": dict(parts)}
    estimates = []
    for group, inside in groups.items():
        n = sum(inside.values())
        members = frozenset(f"{name} {i}" for name, size in inside.items() for i in range(size))
        cell = people(members, kind=Kind.PERSON) if of_persons else tallied(inside, EVENT)
        estimates.append(made.estimate(Quantity.COUNT, float(n), cell, group=group, n=n))
    return made.findings(made.finding("q", estimates), policy=policy)


def sizes(released: Released) -> dict[str, int | None]:
    return {e.group: e.n for e in released.findings[0].estimates}


def differences(old: dict[str, int | None], new: dict[str, int | None], parts: Parts) -> dict[str, int]:
    """Work out how much each group moved, where that follows.

    The reader has both reports, and knows that the parts sum to all.
    """

    def complete(report: dict[str, int | None]) -> dict[str, int]:
        known = {name: n for name, n in report.items() if n is not None}
        absent = [name for name in (*parts, "all") if name not in known]
        if len(absent) == 1:
            inside = sum(known.get(name, 0) for name in parts)
            known[absent[0]] = inside if absent[0] == "all" else known["all"] - inside
        return known

    before, after = complete(old), complete(new)
    return {name: after[name] - before[name] for name in before.keys() & after.keys()}


def test_quantity_of_another_name_in_an_earlier_version_is_held_beside_it() -> None:
    def minutes(quantity: Quantity, contacts: int) -> Estimate:
        return made.estimate(quantity, 14.2, made.group("all", contacts, EVENT), note="minutes_per_contact")

    first = made.released(minutes(Quantity.RATE, 248))

    assert {0} == changed_by_few([minutes(Quantity.MEAN_PER_EVENT, 250)], [first], "default")
    assert set() == changed_by_few([minutes(Quantity.MEAN_PER_EVENT, 253)], [first], "default")


def test_mean_of_25_and_of_27_would_tell_of_two() -> None:
    first = made.released(made.count("started", 25), made.mean("started", 25, 14.0))
    second = made.count("started", 27), made.mean("started", 27, 14.5)

    assert {0, 1} == changed_by_few(second, [first], "default")
    assert set() == changed_by_few(second, [first], "internal")
    assert set() == changed_by_few(second, [], "default")


@pytest.mark.parametrize(
    "other",
    [
        {"question": "other"},
        {"outcome": "other"},
        {"group": "other"},
        {"reference": "other"},
        {"period": "other"},
        {"method": "other"},
        {"note": "other"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_only_the_same_number_is_held_against(other: dict[str, str]) -> None:
    first = made.released(made.mean("a", 25))

    assert {0} == changed_by_few([made.mean("a", 27)], [first], "default")
    assert set() == changed_by_few([replace(made.mean("a", 27), **other)], [first], "default")


def test_money_may_move_by_little() -> None:
    first = made.released(made.count("cost", 25, Kind.MONEY))

    assert set() == changed_by_few([made.count("cost", 27, Kind.MONEY)], [first], "default")


def tallied_in(period: str, axis: str, n: int) -> Estimate:
    return made.estimate(Quantity.COUNT, n, tallied({period: n}, EVENT), group="s", axis=axis, period=period)


def in_month(month: str, n: int) -> Estimate:
    return tallied_in(month, "month", n)


@pytest.mark.parametrize(("summer", "found"), [((7, 7, 9), {0}), ((7, 7, 14), set()), ((7, 7, 7), set())])
def test_shown_months_are_added_up_to_their_quarter(summer: tuple[int, ...], found: set[int]) -> None:
    months = zip(("2024-07", "2024-08", "2024-09"), summer, strict=True)
    points = tuple(in_month(month, n) for month, n in months)
    first = release(
        made.findings(replace(made.finding("q", []), series=(Series(name="s", axis="month", points=points),)))
    )

    quarter = tallied_in("2024-Q3", "quarter", 21)
    assert found == changed_by_few([quarter], [first], "default")


def test_quarter_with_a_hidden_month_is_not_known() -> None:
    months = (("2024-07", 9), ("2024-08", 3), ("2024-09", 9))
    first = release(made.findings(made.finding("q", [in_month(month, n) for month, n in months])))

    quarter = tallied_in("2024-Q3", "quarter", 23)
    assert None in [item.n for item in made.items(first)]
    assert set() == changed_by_few([quarter], [first], "default")


@pytest.mark.parametrize("of_persons", [False, True])
@pytest.mark.parametrize("move", range(-8, 9))
def test_count_that_moved_by_a_few_is_hidden(move: int, of_persons: bool) -> None:
    old = release(counted({"a": 20}, of_persons=of_persons))
    new = release(counted({"a": 20 + move}, of_persons=of_persons), [old])

    few = 0 < abs(move) < 5
    assert (None if few else 20 + move) == sizes(new)["a"]


@pytest.mark.parametrize("of_persons", [False, True])
@pytest.mark.parametrize(
    "moves", [m for m in itertools.product((0, 2, -3, 6), repeat=3) if any(m)], ids=lambda m: "_".join(map(str, m))
)
def test_no_small_move_follows_from_parts_and_total(moves: tuple[int, ...], of_persons: bool) -> None:
    before = {"a": 20, "b": 30, "c": 40}
    after = {name: n + move for (name, n), move in zip(before.items(), moves, strict=True)}
    old = release(counted(before, of_persons=of_persons))

    new = release(counted(after, of_persons=of_persons), [old])

    found = differences(sizes(old), sizes(new), before)
    assert {} == {name: move for name, move in found.items() if 0 < abs(move) < 5}


def test_every_earlier_report_counts() -> None:
    reports = [release(counted({"a": n}, of_persons=False)) for n in (20, 40)]

    assert None is sizes(release(counted({"a": 22}, of_persons=False), reports))["a"]
    assert None is sizes(release(counted({"a": 42}, of_persons=False), reports))["a"]
    assert 30 == sizes(release(counted({"a": 30}, of_persons=False), reports))["a"]


def test_hidden_before_is_not_compared() -> None:
    old = release(counted({"a": 4}, of_persons=False))

    assert 6 == sizes(release(counted({"a": 6}, of_persons=False), [old]))["a"]


def test_strict_hides_moves_of_less_than_ten() -> None:
    old = release(counted({"a": 20}, of_persons=False, policy="strict"))

    assert None is sizes(release(counted({"a": 29}, of_persons=False, policy="strict"), [old]))["a"]


@pytest.mark.parametrize(("numerator", "n"), [(18, 40), (16, 40), (20, 42), (15, 37)])
def test_share_whose_part_rest_or_whole_moved_by_a_few_is_hidden(numerator: int, n: int) -> None:
    old = release(made.findings(made.finding("q", [made.share("p", 15, "g", 40)])))
    new = release(made.findings(made.finding("q", [made.share("p", numerator, "g", n)])), [old])

    assert "shown" == old.findings[0].estimates[0].status
    assert None is new.findings[0].estimates[0].estimate


def test_share_that_moved_by_many_is_shown() -> None:
    old = release(made.findings(made.finding("q", [made.share("p", 15, "g", 40)])))
    new = release(made.findings(made.finding("q", [made.share("p", 20, "g", 50)])), [old])

    assert 0.4 == new.findings[0].estimates[0].estimate


def test_mean_of_two_more_persons_is_hidden() -> None:
    old = release(made.findings(made.finding("q", [made.mean("g", 40)])))

    for n, status in ((42, "suppressed"), (45, "shown"), (40, "shown")):
        new = release(made.findings(made.finding("q", [made.mean("g", n)])), [old])
        assert status == new.findings[0].estimates[0].status


MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]


def by_month(changed: Parts) -> Findings:
    """Ask about twenty a month, but for some months."""
    rows = [
        {"series": "s", "unit": "a", "month": month, "n": float(changed.get(month, 20)), "status": "", "exposure": None}
        for month in MONTHS
    ]
    study = Study.from_frames(counts=pd.DataFrame(rows).astype({"exposure": float}))
    return made.findings(made.asked("q", TimeSeries(series=("s",), start="2023-08").answer(study)))


def line(released: Released) -> dict[str, int | None]:
    return {point.period: point.n for point in released.findings[0].series["observed"]}


SPRING = ("2022-04", "2022-05", "2022-06")


def test_months_do_not_tell_what_came_late_to_a_quarter() -> None:
    old = release(by_month({"2022-05": 4}))
    new = release(by_month({"2022-05": 6, "2023-01": 30}), [old])

    assert 44 == line(old)["2022-Q2"]
    assert None in [line(new)[month] for month in SPRING]


def test_quarters_do_not_tell_what_came_late_to_their_months() -> None:
    old = release(by_month({}))
    new = release(by_month({"2022-05": 22, "2021-02": 4, "2023-01": 60}), [old])

    assert 20 == line(old)["2022-05"]
    assert None is line(new)["2022-Q2"]


def test_months_that_moved_by_many_are_shown() -> None:
    old = release(by_month({"2022-05": 4}))
    new = release(by_month({"2022-05": 30}), [old])

    assert 30 == line(new)["2022-05"]
