"""An attacker with an integer programme: no small count can be worked out from what is shown.

The sums that everybody knows, such as that a table's cells add up to its margins, are given to the
attacker, who then asks for the smallest and the largest size that each small group can have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import made
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint
from whole_numbers import MORE_THAN_ANY, smallest_and_largest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.findings import Estimate, Findings, Kind, Partition, Quantity, people
from tsi_eval.findings.released import Released, ReleasedEstimate

Write = Callable[..., Path]
Sums = list[tuple[str, tuple[str, ...]]]
Cells = Sequence[Sequence[int]]

FEWEST = 5
TABLES = (((3, 9, 20), (8, 7, 30), (40, 50, 60)), ((5, 4), (11, 5)), ((0, 4), (12, 0), (5, 5)))
SEARCH = settings(max_examples=40, deadline=None, derandomize=True, database=None)


def rest(estimate: Estimate) -> str:
    return f"{estimate.group} without {estimate.basis[0].numerator_group}"


def sizes_of(findings: Findings) -> dict[str, int]:
    """Return the true size of every group that a number is about, and of the parts of shares."""
    true = {estimate.group: estimate.n for estimate in made.every(findings)}
    for estimate in made.every(findings):
        cell = estimate.basis[0]
        if cell.numerator is not None:
            true |= {cell.numerator_group: cell.numerator, rest(estimate): cell.n - cell.numerator}
    return true


def read(findings: Findings, report: Released) -> dict[str, tuple[int, int]]:
    """Return what the reader reads off: sizes, the numerators of shares, and the bands' ends."""
    known: dict[str, tuple[int, int]] = {}
    for estimate, item in made.pairs(findings, report):
        if item.n is None:
            continue
        known[item.group] = (item.n, item.n)
        part = estimate.basis[0].numerator_group
        if part and item.status == "shown":
            numerator = round(item.estimate * item.n)
            known[part] = (numerator, numerator)
        elif part:
            known.setdefault(part, (round(item.ci_low * item.n), round(item.ci_high * item.n)))
    return known


def possible(groups: Iterable[str], known: Mapping[str, tuple[int, int]], sums: Sums) -> dict[str, tuple[int, int]]:
    """Return each group's smallest and largest possible size, by a programme of our own."""
    groups = tuple(groups)
    names = sorted({*groups, *known, *(name for total, parts in sums for name in (total, *parts))})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(sums) + 1, len(names)))
    for row, (total, parts) in enumerate(sums):
        matrix[row, place[total]] += 1
        for part in parts:
            matrix[row, place[part]] -= 1
    low, high = np.array([known.get(name, (0, MORE_THAN_ANY)) for name in names], dtype=float).T
    limits = LinearConstraint(matrix, 0, 0)
    unit = np.eye(len(names))
    return {name: smallest_and_largest(unit[place[name]], limits, low, high) for name in groups}


def small_groups_worked_out(findings: Findings, report: Released, sums: Sums) -> dict[str, tuple[int, int]]:
    """Return the small groups that must lie within 1 to 4, by the report and the sums."""
    shares = [estimate for estimate in made.every(findings) if estimate.quantity is Quantity.SHARE]
    sums = sums + [(item.group, (item.basis[0].numerator_group, rest(item))) for item in shares]
    true = sizes_of(findings)
    small = [name for name, n in true.items() if 0 < n < FEWEST]
    ranges = possible(small, read(findings, report), sums)
    assert all(low <= true[name] <= high for name, (low, high) in ranges.items())
    return {name: (low, high) for name, (low, high) in ranges.items() if low >= 1 and high < FEWEST}


def declared(*partitions: Partition) -> Sums:
    return [(item.total.group, tuple(part.group for part in item.parts)) for item in partitions]


def table(cells: Cells, *, of_persons: bool) -> tuple[Findings, tuple[Partition, ...]]:
    """Return a two-way table with all margins, and its sums.

    Its groups are either sets of persons, or known by names, so that the design declares the sums.
    """
    inner = {
        (i, j): frozenset(f"{i} {j} {k}" for k in range(n)) for i, row in enumerate(cells) for j, n in enumerate(row)
    }
    rows = {f"r{i}": {f"r{i}c{j}": inner[i, j] for j in range(len(row))} for i, row in enumerate(cells)}
    columns = {f"c{j}": {f"r{i}c{j}": inner[i, j] for i in range(len(cells))} for j in range(len(cells[0]))}
    lines = rows | columns
    lines |= {"all": {name: frozenset().union(*parts.values()) for name, parts in rows.items()}}
    sets = {name: frozenset().union(*parts.values()) for name, parts in lines.items()}
    sets |= {name: members for parts in rows.values() for name, members in parts.items()}
    partitions = [made.partition(name, **{part: len(sets[part]) for part in parts}) for name, parts in lines.items()]
    partitions.append(made.partition("all", **{name: len(sets[name]) for name in columns}))
    if of_persons:
        counts = [
            made.estimate(
                Quantity.COUNT, len(sets[name]), people(sets[name], kind=Kind.PERSON), group=name, n=len(sets[name])
            )
            for name in sets
        ]
        return made.findings(made.finding("q", counts)), tuple(partitions)
    counts = [made.count(name, len(members)) for name, members in sets.items()]
    return made.findings(made.finding("q", counts, partitions)), tuple(partitions)


@cache
def released_table(cells: Cells, *, of_persons: bool) -> tuple[Findings, Released, Sums]:
    """Return a two-way table, what is released of it, and the sums that everybody knows."""
    findings, partitions = table(cells, of_persons=of_persons)
    return findings, release(findings), declared(*partitions)


@pytest.mark.parametrize("of_persons", [False, True])
def test_nothing_is_hidden_without_small_counts(of_persons: bool) -> None:
    _, report, _ = released_table(((5, 0, 9), (12, 7, 5)), of_persons=of_persons)

    assert [] == made.hidden_groups(report)


@pytest.mark.parametrize("of_persons", [False, True])
@pytest.mark.parametrize("cells", TABLES)
def test_two_way_table_gives_back_no_small_cell(cells: Cells, of_persons: bool) -> None:
    findings, report, sums = released_table(cells, of_persons=of_persons)

    assert {} == small_groups_worked_out(findings, report, sums)
    assert {name for name, n in sizes_of(findings).items() if 0 < n < FEWEST} < set(made.hidden_groups(report))


@pytest.mark.parametrize("of_persons", [False, True])
@pytest.mark.parametrize("cells", TABLES)
def test_two_way_table_has_no_lone_hidden_part_under_a_shown_total(cells: Cells, of_persons: bool) -> None:
    _, report, sums = released_table(cells, of_persons=of_persons)

    hidden = set(made.hidden_groups(report))
    under_shown = [parts for total, parts in sums if total not in hidden]
    assert 1 not in {len(hidden.intersection(parts)) for parts in under_shown}


def test_nested_partitions_give_back_no_small_part() -> None:
    nested = [made.partition("all", a=22, b=30), made.partition("a", a1=20, a2=2)]
    counts = [made.count(name, n) for name, n in {"all": 52, "b": 30, "a1": 20, "a2": 2}.items()]
    findings = made.findings(made.finding("q", counts, nested))

    report = release(findings)

    assert {} == small_groups_worked_out(findings, report, declared(*nested))
    assert {"a2"} < set(made.hidden_groups(report))


def test_share_and_count_of_its_part_are_judged_together() -> None:
    estimates = [made.share("done", 38, "all", 40), made.count("all", 40), made.count("done", 38)]
    findings = made.findings(made.finding("q", estimates))

    report = release(findings)

    assert {} == small_groups_worked_out(findings, report, [])
    assert "suppressed" == made.items(report)[0].status


def test_shares_of_one_group_do_not_give_back_the_rest_of_another() -> None:
    shares = [made.share("done", 20, "all", 40), made.share("left", 17, "all", 40), made.count("gone", 3)]
    whole = made.partition("all", done=20, left=17, gone=3)

    findings = made.findings(made.finding("q", shares, [whole]))

    assert {} == small_groups_worked_out(findings, release(findings), declared(whole))


def test_total_shown_in_another_question_counts_as_known() -> None:
    whole = made.partition("all", a=3, b=40)
    first = made.finding("q1", [made.count("a", 3), made.count("b", 40)], [whole])
    findings = made.findings(first, made.finding("q2", [made.mean("all", 43)]))

    report = release(findings)

    assert {} == small_groups_worked_out(findings, report, declared(whole))
    assert ["a", "b"] == made.hidden_groups(report)


def test_reason_does_not_tell_a_small_count_from_its_cover() -> None:
    _, report, _ = released_table(TABLES[0], of_persons=True)

    assert {"few"} == {item.reason for item in made.items(report) if item.status == "suppressed"}


@pytest.mark.parametrize("n", [10, 12, 19])
@pytest.mark.parametrize("counted", [False, True])
def test_band_looks_the_same_for_none_and_for_a_few(n: int, counted: bool) -> None:
    def shown(k: int) -> list[ReleasedEstimate]:
        counts = [made.count("all", n), made.count("yes", k), made.count("no", n - k)] if counted else []
        estimates = [made.share("yes", k, "all", n), made.share("no", n - k, "all", n), *counts]
        findings = made.findings(made.finding("q", estimates, [made.partition("all", yes=k, no=n - k)]))
        return list(release(findings).findings[0].estimates)

    assert all(shown(0) == shown(k) for k in range(1, FEWEST))


@pytest.mark.parametrize("of_persons", [False, True])
@given(data=st.data())
@SEARCH
def test_attacker_finds_no_small_cell_of_a_two_way_table(of_persons: bool, data: st.DataObject) -> None:
    width = data.draw(st.integers(2, 4))
    row = st.lists(st.integers(0, 15), min_size=width, max_size=width)
    findings, partitions = table(data.draw(st.lists(row, min_size=2, max_size=4)), of_persons=of_persons)

    assert {} == small_groups_worked_out(findings, release(findings), declared(*partitions))


def test_reason_does_not_tell_a_small_mean_from_its_cover() -> None:
    parts = {"a": 1, "b": 10, "c": 30}
    estimates = [
        *(made.count(name, n) for name, n in {"all": 41, **parts}.items()),
        *map(made.mean, parts, parts.values()),
    ]
    findings = made.findings(made.finding("q", estimates, [made.partition("all", **parts)]))

    means = [item for item in made.items(release(findings)) if item.quantity == Quantity.MEAN]
    assert 1 == len({item.reason for item in means if item.reason})


def asking(files: dict[str, str], *questions: str) -> dict[str, str]:
    """Keep only these questions of the small pilot."""
    head, *entries = files["questions.toml"].split("[[question]]")
    kept = [entry for entry in entries if any(f'id = "{name}"' in entry for name in questions)]
    return files | {"questions.toml": "[[question]]".join([head, *kept])}


def shown_n(released: Released, question: str, quantity: Quantity, group: str, period: str = "") -> int | None:
    estimates = (item for _, item in released.finding(question).every_estimate())
    return next((e.n for e in estimates if (e.quantity, e.group, e.period) == (quantity, group, period)), None)


def test_small_group_is_not_total_less_the_others_of_another_question(files: dict[str, str], write: Write) -> None:
    arms = {"A": 30, "B": 25, "C": 3}
    ids = [(f"barn{arm}{i:02d}", arm) for arm, n in arms.items() for i in range(n)]
    files["sources.toml"] = files["sources.toml"].replace('B = "b" }', 'B = "b", C = "c" }')
    files["persons.csv"] = "id,grupp\n" + "".join(f"{name},{arm}\n" for name, arm in ids)
    files["log.csv"] = "id,steg\n" + "".join(f"{name},erbjuden\n" for name, _ in ids)
    rows = [f"{name},{day},{i * 7 % 31}\n" for i, (name, _) in enumerate(ids) for day in ("2023-09-15", "2024-05-15")]
    files["forms.csv"] = "id,datum,poang\n" + "".join(rows)

    released = release(analyse(open_study(load_pilot(write(asking(files, "changed", "groups"))))))

    total = shown_n(released, "changed", Quantity.COUNT, "after")
    parts = [shown_n(released, "groups", Quantity.COUNT, f"arm={arm}", "T1") for arm in "ab"]
    assert "arm=c" not in {estimate.group for estimate in released.finding("groups").estimates}
    assert [58, 30, 25] != [total, *parts]


def test_delivered_less_offered_is_not_a_small_count(files: dict[str, str], write: Write) -> None:
    lines = [line for line in files["log.csv"].splitlines() if not line.startswith(("barn058", "barn059"))]
    files["log.csv"] = "\n".join(lines) + "\n"

    released = release(analyse(open_study(load_pilot(write(asking(files, "reached"))))))

    counts = (
        shown_n(released, "receipt", Quantity.COUNT, "people"),
        shown_n(released, "reached", Quantity.COUNT, "", "offered"),
    )
    assert (60, 58) != counts
