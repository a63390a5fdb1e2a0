"""Small counts stay inside: hidden, and not to be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from tsi_eval import Study, analyse, load_pilot, open_study, release
from tsi_eval.designs import Participation, PrePost
from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Cell, Estimate, Findings, Kind, Partition, Quantity
from tsi_eval.language import Message
from tsi_eval.protect.sets import named
from tsi_eval.released import Released, ReleasedEstimate

Write = Callable[..., Path]
Sizes = Mapping[str, tuple[int, ...]]
Sums = list[tuple[str, tuple[str, ...]]]

FEWEST = 5
TABLES = [[[3, 9, 20], [8, 7, 30], [40, 50, 60]], [[5, 4], [11, 5]], [[0, 4], [12, 0], [5, 5]]]
MORE_THAN_ANY = 10_000
SEARCH = settings(max_examples=40, deadline=None, derandomize=True, database=None)


def pairs(findings: Findings, released: Released) -> Iterator[tuple[Estimate, ReleasedEstimate]]:
    for finding, answer in zip(findings.findings, released.findings, strict=True):
        yield from zip(finding.every_estimate(), (item for _, item in answer.every_estimate()), strict=True)


def rest(cell: Cell) -> str:
    return f"{cell.numerator_group} / {cell.group}"


def with_names(findings: Findings) -> tuple[Findings, Sums]:
    """Return the findings with their sets of persons named, and how these are made of pieces: what a reader knows at most."""
    every = [e for f in findings.findings for e in f.every_estimate()]
    done, sets = named(every)
    left = iter(done)
    answers = tuple(
        replace(
            f,
            estimates=tuple(next(left) for _ in f.estimates),
            series=tuple(replace(s, points=tuple(next(left) for _ in s.points)) for s in f.series),
        )
        for f in findings.findings
    )
    return replace(findings, findings=answers), [(item.total, item.parts) for item in sets.sums()]


def sizes_of(findings: Findings) -> dict[str, int]:
    """Return every group of the findings with its true size, also those that no estimate is about."""
    partitions = [partition for finding in findings.findings for partition in finding.partitions]
    true = {cell.group: cell.n for partition in partitions for cell in (partition.total, *partition.parts)}
    for finding in findings.findings:
        for estimate in finding.every_estimate():
            for cell in estimate.basis:
                true[cell.group] = cell.n
                if cell.numerator is not None:
                    true |= {cell.numerator_group: cell.numerator, rest(cell): cell.n - cell.numerator}
    return true


def sums_of(findings: Findings) -> Sums:
    """Return what the reader knows to add up: declared partitions, and each share's part and rest."""
    partitions = [partition for finding in findings.findings for partition in finding.partitions]
    sums: Sums = [(item.total.group, tuple(part.group for part in item.parts)) for item in partitions]
    cells = [cell for finding in findings.findings for item in finding.every_estimate() for cell in item.basis]
    return sums + [(cell.group, (cell.numerator_group, rest(cell))) for cell in cells if cell.numerator is not None]


def read(findings: Findings, released: Released) -> dict[str, tuple[int, int]]:
    """Return what the reader reads off: sizes, the numerators of shares, and the bands' ends."""
    known: dict[str, tuple[int, int]] = {}
    for estimate, item in pairs(findings, released):
        cell = estimate.basis[0]
        if item.n is None:
            continue
        known[cell.group] = (item.n, item.n)
        if cell.numerator is not None and item.status == "shown" and item.estimate is not None:
            numerator = round(item.estimate * item.n)
            known[cell.numerator_group] = (numerator, numerator)
        elif item.ci_low is not None and item.ci_high is not None and item.status == "banded":
            ends = (round(item.ci_low * item.n), round(item.ci_high * item.n))
            known.setdefault(cell.numerator_group, ends)
    return known


def possible(
    groups: Iterable[str], known: Mapping[str, tuple[int, int]], sums: Sums
) -> dict[str, tuple[int, int] | None]:
    """Return each group's smallest and largest possible size in whole numbers, by an integer programme of our own."""
    groups = tuple(groups)
    names = sorted({*groups, *known, *(name for total, parts in sums for name in (total, *parts))})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(sums) + 1, len(names)))
    for row, (total, parts) in enumerate(sums):
        matrix[row, place[total]] += 1
        for part in parts:
            matrix[row, place[part]] -= 1
    low, high = np.array([known.get(name, (0, MORE_THAN_ANY)) for name in names], dtype=float).T

    def end(name: str, sign: int) -> int:
        goal = np.zeros(len(names))
        goal[place[name]] = sign
        whole = np.ones(len(names))
        solved = milp(goal, constraints=LinearConstraint(matrix, 0, 0), integrality=whole, bounds=Bounds(low, high))
        assert solved.status == 0, "what is shown contradicts itself"
        return sign * round(solved.fun)

    return {name: (end(name, 1), end(name, -1)) for name in groups}


def worked_out(findings: Findings, *, bands: bool = False) -> dict[str, tuple[int, int]]:
    """Release, attack, and return the small groups that turn out to lie within 1 to 4."""
    released = release(findings)
    findings, pieces = with_names(findings)
    known = read(findings, released)
    if not bands:
        known = {name: ends for name, ends in known.items() if ends[0] == ends[1]}
    true = sizes_of(findings)
    small = [name for name, n in true.items() if 0 < n < FEWEST]
    ranges = possible(small, known, sums_of(findings) + pieces)
    assert all(low <= true[name] <= high for name, (low, high) in ranges.items())
    return {name: (low, high) for name, (low, high) in ranges.items() if low >= 1 and high < FEWEST}


def hidden(findings: Findings) -> list[str]:
    return [e.basis[0].group for e, item in pairs(findings, release(findings)) if item.status == "suppressed"]


def table(made: SimpleNamespace, cells: list[list[int]]) -> Findings:
    """Return a two-way table with all margins as counts, and every sum declared."""
    rows = {f"r{i}": {f"r{i}c{j}": n for j, n in enumerate(row)} for i, row in enumerate(cells)}
    columns = {f"c{j}": {f"r{i}c{j}": row[j] for i, row in enumerate(cells)} for j in range(len(cells[0]))}
    margins = [{name: sum(parts.values()) for name, parts in side.items()} for side in (rows, columns)]
    partitions = [made.partition(name, **parts) for name, parts in (rows | columns).items()]
    partitions += [made.partition("all", **margin) for margin in margins]
    sizes = {name: n for parts in rows.values() for name, n in parts.items()}
    sizes |= margins[0] | margins[1] | {"all": sum(margins[0].values())}
    counts = [made.count(name, n) for name, n in sizes.items()]
    return made.findings(made.finding("q", counts, partitions))


def enrolled(sizes: Sizes) -> Study:
    """Return a study in which so many of each group were present at stage s0, s1, …"""
    people = [(f"{group}{i}", group) for group, stages in sizes.items() for i in range(stages[0])]
    present = [
        (f"{group}{i}", f"s{stage}")
        for group, stages in sizes.items()
        for stage, n in enumerate(stages)
        for i in range(n)
    ]
    return Study.from_frames(
        persons=pd.DataFrame(people, columns=["person", "arm"]),
        enrolment=pd.DataFrame(present, columns=["person", "stage"]),
    )


def funnel(made: SimpleNamespace, sizes: Sizes) -> Findings:
    stages = tuple(f"s{i}" for i in range(len(next(iter(sizes.values())))))
    return made.findings(made.asked("q", Participation(stages=stages, by="arm").answer(enrolled(sizes))))


def measured(before: int, both: int, after: int) -> Study:
    """Return a study of one score with so many measured only before, at both occasions, and only after."""
    at = {"T0": range(before + both), "T1": range(before, before + both + after)}
    rows = [(f"p{i}", occasion, "score", float(i * 7 % 11)) for occasion, persons in at.items() for i in persons]
    return Study.from_frames(measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]))


def attrition(made: SimpleNamespace, before: int, both: int, after: int) -> Findings:
    design = PrePost(outcome="score", before="T0", after="T1")
    return made.findings(made.asked("q", design.answer(measured(before, both, after))))


def test_one_way_table_hides_a_second_part_under_a_shown_total(made: SimpleNamespace) -> None:
    parts = {"a": 3, "b": 8, "c": 30}
    counts = [made.count(name, n) for name, n in {"all": 41, **parts}.items()]

    assert ["a", "b"] == hidden(made.findings(made.finding("q", counts, [made.partition("all", **parts)])))


def test_zero_that_covers_nothing_stays_shown(made: SimpleNamespace) -> None:
    parts = {"a": 3, "none": 0, "b": 8}
    counts = [made.count(name, n) for name, n in {"all": 11, **parts}.items()]

    assert ["a", "b"] == hidden(made.findings(made.finding("q", counts, [made.partition("all", **parts)])))


def test_small_total_of_small_parts_is_hidden_too(made: SimpleNamespace) -> None:
    parts = {"a": 1, "b": 2}
    counts = [made.count(name, n) for name, n in {"all": 3, **parts}.items()]

    assert ["all", "a", "b"] == hidden(made.findings(made.finding("q", counts, [made.partition("all", **parts)])))


def test_nothing_is_hidden_without_small_counts(made: SimpleNamespace) -> None:
    assert [] == hidden(table(made, [[5, 0, 9], [12, 7, 5]]))


@pytest.mark.parametrize("cells", TABLES)
def test_two_way_table_gives_back_no_small_cell(made: SimpleNamespace, cells: list[list[int]]) -> None:
    findings = table(made, cells)

    assert {} == worked_out(findings)
    assert {name for name, n in sizes_of(findings).items() if 0 < n < FEWEST} < set(hidden(findings))


@pytest.mark.parametrize("cells", TABLES)
def test_two_way_table_has_no_lone_hidden_part_under_a_shown_total(
    made: SimpleNamespace, cells: list[list[int]]
) -> None:
    findings = table(made, cells)

    out = set(hidden(findings))
    under_shown = [item for item in findings.findings[0].partitions if item.total.group not in out]
    assert 1 not in {len(out & {part.group for part in item.parts}) for item in under_shown}


@pytest.mark.parametrize(
    "sizes",
    [
        {"a": (15, 12), "b": (30, 20)},
        {"a": (15, 14, 12), "b": (30, 30, 28)},
        {"a": (3, 3, 3), "b": (40, 40, 40)},
        {"a": (12, 0, 0), "b": (25, 24, 20), "c": (9, 9, 1)},
        {"a": (40, 38, 37, 36)},
    ],
)
def test_funnel_gives_back_no_small_step(made: SimpleNamespace, sizes: Sizes) -> None:
    assert {} == worked_out(funnel(made, sizes))


@pytest.mark.parametrize("sizes", [(4, 36, 1), (1, 30, 0), (0, 30, 2), (8, 30, 3), (12, 9, 4), (4, 8, 4), (3, 2, 1)])
def test_attrition_gives_back_no_small_group(made: SimpleNamespace, sizes: tuple[int, int, int]) -> None:
    assert {} == worked_out(attrition(made, *sizes))


def test_nested_partitions_give_back_no_small_part(made: SimpleNamespace) -> None:
    nested = [made.partition("all", a=22, b=30), made.partition("a", a1=20, a2=2)]
    counts = [made.count(name, n) for name, n in {"all": 52, "b": 30, "a1": 20, "a2": 2}.items()]
    findings = made.findings(made.finding("q", counts, nested))

    assert {} == worked_out(findings)
    assert {"a2"} < set(hidden(findings))


def test_share_and_count_of_its_part_are_judged_together(made: SimpleNamespace) -> None:
    estimates = [made.share("done", 38, "all", 40), made.count("all", 40), made.count("done", 38)]
    findings = made.findings(made.finding("q", estimates))

    assert {} == worked_out(findings)
    assert ["suppressed"] == [item.status for e, item in pairs(findings, release(findings)) if e is estimates[0]]


def test_shares_of_one_group_do_not_give_back_the_rest_of_another(made: SimpleNamespace) -> None:
    shares = [made.share("done", 20, "all", 40), made.share("left", 17, "all", 40), made.count("gone", 3)]
    findings = made.findings(made.finding("q", shares, [made.partition("all", done=20, left=17, gone=3)]))

    assert {} == worked_out(findings)


def test_group_hidden_in_one_question_is_hidden_in_all(made: SimpleNamespace) -> None:
    first = made.finding(
        "q1", [made.count("all", 43), made.count("a", 3), made.count("b", 40)], [made.partition("all", a=3, b=40)]
    )
    second = made.finding("q2", [made.count("b", 40), made.mean("b", 40)])
    findings = made.findings(first, second)

    assert ["a", "b", "b", "b"] == hidden(findings)


def test_total_shown_in_another_question_counts_as_known(made: SimpleNamespace) -> None:
    first = made.finding("q1", [made.count("a", 3), made.count("b", 40)], [made.partition("all", a=3, b=40)])
    findings = made.findings(first, made.finding("q2", [made.mean("all", 43)]))

    assert {} == worked_out(findings)
    assert ["a", "b"] == hidden(findings)


def test_reason_does_not_tell_a_small_count_from_its_cover(made: SimpleNamespace) -> None:
    findings = table(made, [[3, 9, 20], [8, 7, 30], [40, 50, 60]])

    reasons = {item.reason for _, item in pairs(findings, release(findings)) if item.status == "suppressed"}
    assert {"few"} == reasons


def test_suppressed_estimate_has_no_number(made: SimpleNamespace) -> None:
    numbers = {"se": 0.1, "ci_low": 0.0, "ci_high": 0.2, "level": 0.95, "p_value": 0.5}
    item = release(made.findings(made.finding("q", [made.share("part", 2, "all", 40, **numbers)]))).findings[0]

    assert [None] * 7 == [getattr(item.estimates[0], name) for name in ("estimate", "n", *numbers)]


@pytest.mark.parametrize("n", [10, 12, 19])
@pytest.mark.parametrize("counted", [False, True])
def test_band_looks_the_same_for_none_and_for_a_few(made: SimpleNamespace, n: int, counted: bool) -> None:
    def shown(k: int) -> list[ReleasedEstimate]:
        counts = [made.count("all", n), made.count("yes", k), made.count("no", n - k)] if counted else []
        estimates = [made.share("yes", k, "all", n), made.share("no", n - k, "all", n), *counts]
        findings = made.findings(made.finding("q", estimates, [made.partition("all", yes=k, no=n - k)]))
        return list(release(findings).findings[0].estimates)

    assert all(shown(0) == shown(k) for k in range(1, FEWEST))


def test_estimate_without_basis_releases_nothing(made: SimpleNamespace) -> None:
    with pytest.raises(ProtectionError, match="E181"):
        release(made.findings(made.finding("q", [made.count("a", 40), made.estimate(Quantity.MEAN, 1.0)])))


def test_estimate_of_another_size_than_its_basis_releases_nothing(made: SimpleNamespace) -> None:
    with pytest.raises(ProtectionError, match="E181"):
        release(made.findings(made.finding("q", [replace(made.count("a", 3), n=30)])))


def test_group_with_two_sizes_releases_nothing(made: SimpleNamespace) -> None:
    with pytest.raises(ProtectionError, match="E186"):
        release(made.findings(made.finding("q1", [made.count("a", 40)]), made.finding("q2", [made.count("a", 41)])))


def test_group_of_two_kinds_releases_nothing(made: SimpleNamespace) -> None:
    with pytest.raises(ProtectionError, match="E186"):
        release(made.findings(made.finding("q", [made.count("a", 3), made.count("a", 3, Kind.EVENT)])))


def test_partition_that_does_not_sum_releases_nothing(made: SimpleNamespace) -> None:
    whole, part = made.count("all", 40).basis[0], made.count("a", 39).basis[0]

    with pytest.raises(ProtectionError, match="E186"):
        release(made.findings(made.finding("q", [made.count("all", 40)], [Partition(total=whole, parts=(part,))])))


def test_number_in_a_sentence_releases_nothing(made: SimpleNamespace) -> None:
    inner = Message("caveat.few_clusters", {"few": 3})
    answer = made.finding("q", [made.count("all", 40)])
    told = replace(answer, caveats=(Message("caveat.leavers", {"why": inner}),))

    with pytest.raises(ProtectionError, match="E188"):
        release(made.findings(told))


@given(st.data())
@SEARCH
def test_attacker_finds_no_small_cell_of_a_two_way_table(made: SimpleNamespace, data: st.DataObject) -> None:
    width = data.draw(st.integers(2, 4))
    row = st.lists(st.integers(0, 15), min_size=width, max_size=width)
    cells = data.draw(st.lists(row, min_size=2, max_size=4))

    assert {} == worked_out(table(made, cells))


@st.composite
def funnels(draw: st.DrawFn) -> dict[str, tuple[int, ...]]:
    stages, sizes = draw(st.integers(2, 3)), {}
    for group in "abc"[: draw(st.integers(2, 3))]:
        left = [draw(st.integers(1, 30))]
        for _ in range(stages - 1):
            left.append(max(0, left[-1] - draw(st.sampled_from([0, 0, 1, 2, 3, 5, 8, 30]))))
        sizes[group] = tuple(left)
    return sizes


@given(funnels())
@SEARCH
def test_attacker_finds_no_small_step_of_a_funnel(made: SimpleNamespace, sizes: Sizes) -> None:
    assert {} == worked_out(funnel(made, sizes))


@given(st.tuples(st.integers(0, 12), st.integers(2, 15), st.integers(0, 12)))
@SEARCH
def test_attacker_finds_no_small_group_of_leavers(made: SimpleNamespace, sizes: tuple[int, int, int]) -> None:
    assert {} == worked_out(attrition(made, *sizes))


def test_attacker_who_uses_bands_finds_no_small_step(made: SimpleNamespace) -> None:
    assert {} == worked_out(funnel(made, {"a": (12, 4, 0), "b": (15, 15, 14)}), bands=True)


def test_all_of_a_group_of_eight_is_not_shown(made: SimpleNamespace) -> None:
    findings = funnel(made, {"a": (8, 8), "b": (25, 20)})

    shown = [
        item.period for _, item in pairs(findings, release(findings)) if (item.group, item.status) == ("arm=a", "shown")
    ]
    assert {"s0", "s1"} != set(shown)


def test_reason_does_not_tell_a_small_mean_from_its_cover(made: SimpleNamespace) -> None:
    parts = {"a": 1, "b": 10, "c": 30}
    estimates = [
        *(made.count(name, n) for name, n in {"all": 41, **parts}.items()),
        *map(made.mean, parts, parts.values()),
    ]
    findings = made.findings(made.finding("q", estimates, [made.partition("all", **parts)]))

    reasons = {
        item.reason for _, item in pairs(findings, release(findings)) if item.quantity == Quantity.MEAN and item.reason
    }
    assert 1 == len(reasons)


@pytest.mark.parametrize("numerator", [25, -1])
def test_impossible_share_releases_nothing(made: SimpleNamespace, numerator: int) -> None:
    with pytest.raises(ProtectionError):
        release(made.findings(made.finding("q", [made.share("part", numerator, "all", 20)])))


def asking(files: dict[str, str], *questions: str) -> dict[str, str]:
    """Keep only these questions of the small pilot."""
    head, *entries = files["questions.toml"].split("[[question]]")
    kept = [entry for entry in entries if any(f'id = "{name}"' in entry for name in questions)]
    return files | {"questions.toml": "[[question]]".join([head, *kept])}


def shown_n(released: Released, question: str, quantity: Quantity, group: str, period: str = "") -> int | None:
    estimates = (item for _, item in released.finding(question).every_estimate())
    return next(e.n for e in estimates if (e.quantity, e.group, e.period) == (quantity, group, period))


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
    parts = [shown_n(released, "groups", Quantity.COUNT, f"arm={arm}", "T1") for arm in "abc"]
    assert [58, 30, 25, None] != [total, *parts]


def test_delivered_less_offered_is_not_a_small_count(files: dict[str, str], write: Write) -> None:
    lines = [line for line in files["log.csv"].splitlines() if not line.startswith(("barn058", "barn059"))]
    files["log.csv"] = "\n".join(lines) + "\n"

    released = release(analyse(open_study(load_pilot(write(asking(files, "reached"))))))

    counts = (
        shown_n(released, "receipt", Quantity.COUNT, "people"),
        shown_n(released, "reached", Quantity.COUNT, "", "offered"),
    )
    assert (60, 58) != counts
