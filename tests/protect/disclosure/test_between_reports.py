"""Two reports of one pilot may be subtracted: what moved by a few is hidden, and the register knows what was said before."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from tsi_eval.designs import TimeSeries
from tsi_eval.errors import ReportError
from tsi_eval.findings import Findings, Kind, Quantity, people, tallied
from tsi_eval.findings.released import Released, to_json
from tsi_eval.making.register import Register
from tsi_eval.protect import release
from tsi_eval.study import Study

EVENT = Kind.EVENT_ABOUT_PERSON
Parts = Mapping[str, int]


def counted(made: SimpleNamespace, parts: Parts, *, of_persons: bool, policy: str = "default") -> Findings:
    """Count each part, and all of them together."""
    groups = {name: {name: n} for name, n in parts.items()} | {"all": dict(parts)}
    estimates = []
    for group, inside in groups.items():
        n = sum(inside.values())
        members = frozenset(f"{name} {i}" for name, size in inside.items() for i in range(size))
        cell = people(members, kind=Kind.PERSON) if of_persons else tallied(inside, EVENT)
        estimates.append(made.estimate(Quantity.COUNT, float(n), cell, group=group, n=n))
    return made.findings(made.finding("q", estimates), policy=policy)


def shown(released: Released) -> dict[str, int | None]:
    return {e.group: e.n for e in released.findings[0].estimates}


def differences(old: dict[str, int | None], new: dict[str, int | None], parts: Parts) -> dict[str, int]:
    """Work out, from both reports and the sum that everyone knows, how much each group moved, where that follows."""

    def complete(said: dict[str, int | None]) -> dict[str, int]:
        known = {name: n for name, n in said.items() if n is not None}
        absent = [name for name in (*parts, "all") if name not in known]
        if len(absent) == 1:
            inside = sum(known.get(name, 0) for name in parts)
            known[absent[0]] = inside if absent[0] == "all" else known["all"] - inside
        return known

    one, two = complete(old), complete(new)
    return {name: two[name] - one[name] for name in one.keys() & two.keys()}


@pytest.mark.parametrize("of_persons", [False, True])
@pytest.mark.parametrize("move", range(-8, 9))
def test_count_that_moved_by_a_few_is_hidden(made: SimpleNamespace, move: int, of_persons: bool) -> None:
    old = release(counted(made, {"a": 20}, of_persons=of_persons))
    new = release(counted(made, {"a": 20 + move}, of_persons=of_persons), [old])

    few = 0 < abs(move) < 5
    assert (None if few else 20 + move) == shown(new)["a"]


@pytest.mark.parametrize("of_persons", [False, True])
@pytest.mark.parametrize(
    "moves", [m for m in itertools.product((0, 2, -3, 6), repeat=3) if any(m)], ids=lambda m: "_".join(map(str, m))
)
def test_no_small_move_follows_from_parts_and_total(
    made: SimpleNamespace, moves: tuple[int, ...], of_persons: bool
) -> None:
    before = {"a": 20, "b": 30, "c": 40}
    after = {name: n + move for (name, n), move in zip(before.items(), moves, strict=True)}
    old = release(counted(made, before, of_persons=of_persons))

    new = release(counted(made, after, of_persons=of_persons), [old])

    found = differences(shown(old), shown(new), before)
    assert {} == {name: move for name, move in found.items() if 0 < abs(move) < 5}


def test_every_earlier_report_counts(made: SimpleNamespace) -> None:
    reports = [release(counted(made, {"a": n}, of_persons=False)) for n in (20, 40)]

    assert None is shown(release(counted(made, {"a": 22}, of_persons=False), reports))["a"]
    assert None is shown(release(counted(made, {"a": 42}, of_persons=False), reports))["a"]
    assert 30 == shown(release(counted(made, {"a": 30}, of_persons=False), reports))["a"]


def test_hidden_before_is_not_compared(made: SimpleNamespace) -> None:
    old = release(counted(made, {"a": 4}, of_persons=False))

    assert 6 == shown(release(counted(made, {"a": 6}, of_persons=False), [old]))["a"]


def test_strict_hides_moves_of_less_than_ten(made: SimpleNamespace) -> None:
    old = release(counted(made, {"a": 20}, of_persons=False, policy="strict"))

    assert None is shown(release(counted(made, {"a": 29}, of_persons=False, policy="strict"), [old]))["a"]


@pytest.mark.parametrize(("numerator", "n"), [(18, 40), (16, 40), (20, 42), (15, 37)])
def test_share_whose_part_rest_or_whole_moved_by_a_few_is_hidden(made: SimpleNamespace, numerator: int, n: int) -> None:
    old = release(made.findings(made.finding("q", [made.share("p", 15, "g", 40)])))
    new = release(made.findings(made.finding("q", [made.share("p", numerator, "g", n)])), [old])

    assert "shown" == old.findings[0].estimates[0].status
    assert None is new.findings[0].estimates[0].estimate


def test_share_that_moved_by_many_is_shown(made: SimpleNamespace) -> None:
    old = release(made.findings(made.finding("q", [made.share("p", 15, "g", 40)])))
    new = release(made.findings(made.finding("q", [made.share("p", 20, "g", 50)])), [old])

    assert 0.4 == new.findings[0].estimates[0].estimate


def test_mean_of_two_more_persons_is_hidden(made: SimpleNamespace) -> None:
    old = release(made.findings(made.finding("q", [made.mean("g", 40)])))

    for n, status in ((42, "suppressed"), (45, "shown"), (40, "shown")):
        new = release(made.findings(made.finding("q", [made.mean("g", n)])), [old])
        assert status == new.findings[0].estimates[0].status


def test_answers_of_the_last_report_stand_beside(made: SimpleNamespace) -> None:
    old = release(counted(made, {"a": 20}, of_persons=False))
    new = release(counted(made, {"a": 30}, of_persons=False), [old])

    assert None is old.last
    assert new.last is not None
    assert old.cover.report_date == new.last.report_date


MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]


def by_month(made: SimpleNamespace, changed: Parts) -> Findings:
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


def test_months_do_not_tell_what_came_late_to_a_quarter(made: SimpleNamespace) -> None:
    old = release(by_month(made, {"2022-05": 4}))
    new = release(by_month(made, {"2022-05": 6, "2023-01": 30}), [old])

    assert 44 == line(old)["2022-Q2"]
    assert None in [line(new)[month] for month in SPRING]


def test_quarters_do_not_tell_what_came_late_to_their_months(made: SimpleNamespace) -> None:
    old = release(by_month(made, {}))
    new = release(by_month(made, {"2022-05": 22, "2021-02": 4, "2023-01": 60}), [old])

    assert 20 == line(old)["2022-05"]
    assert None is line(new)["2022-Q2"]


def test_months_that_moved_by_many_are_shown(made: SimpleNamespace) -> None:
    old = release(by_month(made, {"2022-05": 4}))
    new = release(by_month(made, {"2022-05": 30}), [old])

    assert 30 == line(new)["2022-05"]


def delivered(made: SimpleNamespace, n: int, digest: str) -> Released:
    released = release(counted(made, {"a": n}, of_persons=False))
    return replace(released, provenance=replace(released.provenance, data={"source": digest}))


def test_ledger_keeps_reports_in_the_order_of_their_deliveries(made: SimpleNamespace, tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "made" / "deliveries")
    reports = [delivered(made, n, digest) for n, digest in ((20, "b"), (30, "a"), (40, "c"))]
    for report in reports:
        assert len(register.before(report.provenance)) == reports.index(report)
        register.keep(report)

    assert reports == list(register.before(delivered(made, 50, "d").provenance))
    assert [path.name[:5] for path in sorted(register.folder.iterdir())] == ["0001-", "0002-", "0003-"]


def test_same_delivery_keeps_its_place(made: SimpleNamespace, tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    first, second = delivered(made, 20, "a"), delivered(made, 30, "b")
    for report in (first, second, first, first):
        register.keep(report)

    assert () == register.before(first.provenance)
    assert (first,) == register.before(second.provenance)
    assert 2 == len(list(register.folder.iterdir()))


def test_place_is_kept_whatever_the_order_of_sources(made: SimpleNamespace, tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    report = delivered(made, 20, "a")
    one, other = (
        replace(report, provenance=replace(report.provenance, data=data))
        for data in ({"x": "1", "y": "2"}, {"y": "2", "x": "1"})
    )
    register.keep(one)

    assert () == register.before(other.provenance)


def test_ledger_keeps_no_report_within_a_report(made: SimpleNamespace, tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    old = delivered(made, 20, "a")
    register.keep(replace(release(counted(made, {"a": 30}, of_persons=False), [old]), provenance=old.provenance))

    assert '"last":null' in next(register.folder.iterdir()).read_text().replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cover": 1}', "\x00"])
def test_unreadable_report_stops_the_next(made: SimpleNamespace, tmp_path: Path, content: str) -> None:
    register = Register(folder=tmp_path / "made" / "deliveries")
    register.keep(delivered(made, 20, "a"))
    next(register.folder.iterdir()).write_text(content)

    with pytest.raises(ReportError, match="E176"):
        register.before(delivered(made, 30, "b").provenance)


def test_half_written_report_is_no_report(made: SimpleNamespace, tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    register.keep(delivered(made, 20, "a"))
    (register.folder / "0002-abc.partial").write_text("{")

    assert 1 == len(register.before(delivered(made, 30, "b").provenance))


def test_released_values_survive_the_ledger(made: SimpleNamespace, tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    report = delivered(made, 20, "a")
    register.keep(report)

    assert [to_json(report)] == [to_json(kept) for kept in register.before(delivered(made, 30, "b").provenance)]
