"""Who is missing from a change, and what stands beside it: lines, other outcomes, a benchmark."""

from __future__ import annotations

import numpy as np
import pytest
from answers import number
from pre_post_studies import SETS, WORDS, Array, answered, same, sorted_pairs

from tsi_eval.designs.pre_post import Benchmark, Selected
from tsi_eval.findings import Claim, Estimate, Kind, Quantity, Role, Verdict
from tsi_eval.stats.bounds import tail_bounds, worst_case_change
from tsi_eval.stats.difference import difference_in_means
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.imputation import imputed_change
from tsi_eval.stats.multiplicity import adjusted
from tsi_eval.stats.paired import paired_t


def test_flow_and_leavers(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=0)

    assert [52, 46, 40, 12, 6] == [number(finding, Quantity.COUNT, group=group, axis="flow").n for group in SETS]
    left, stayed = missing[0][40:52], missing[0][:40]
    item = number(finding, Quantity.MEAN, group="before_only")
    same(item, mean(left), p_value=None)
    (found,) = difference_in_means(
        np.concatenate([np.sort(stayed), np.sort(left)]), ["both"] * 40 + ["before_only"] * 12, reference="both"
    )
    item = number(finding, Quantity.MEAN_DIFFERENCE)
    same(item, found)
    assert ("before_only", "both", Claim.DIFFERS, 12, [12, 40]) == (
        item.group,
        item.reference,
        item.claim,
        item.n,
        [cell.n for cell in item.basis],
    )


def test_change_of_all_who_were_measured_first(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=30)

    first, second = sorted_pairs(missing[0][:40], missing[1][:40])
    everyone = np.concatenate([first, np.sort(missing[0][40:52])]), np.concatenate([second, np.full(12, np.nan)])
    item = number(finding, Quantity.MEAN_CHANGE, method="imputed")
    same(item, imputed_change(*everyone, imputations=30), p_value=None)
    assert ("before", 52, Role.SENSITIVITY, [52, 40, 12]) == (item.group, item.n, item.role, [c.n for c in item.basis])
    for method, found in (
        ("worst_case", worst_case_change(*everyone, minimum=0, maximum=40)),
        ("tail_bounds", tail_bounds(*everyone)),
    ):
        item = number(finding, Quantity.BOUNDS, method=method)
        assert (found.lower_bound, found.upper_bound) == pytest.approx((item.ci_low, item.ci_high))
        assert (52, [52, 40, 12]) == (item.n, [cell.n for cell in item.basis])


def test_lines_say_what_the_exact_numbers_say(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, selected=Selected(mean=14, source=WORDS), imputations=0)
    by_name: dict[str, Estimate] = {}
    for e in finding.estimates:
        by_name.setdefault(f"|{e.quantity}|{e.outcome}|{e.group}|{e.period}", e)

    for item in finding.estimates:
        for part, line in item.lines.items():
            value = line.constant + sum(weight * getattr(by_name[name], of) for name, of, weight in line.terms)
            assert value == pytest.approx(getattr(item, part), abs=1e-9), (item.quantity, part)


def test_other_outcomes_are_adjusted_for_how_many_they_are(values: tuple[Array, Array]) -> None:
    rng = np.random.default_rng(3)
    others = {
        name: (values[0], np.clip(values[0] + rng.integers(-5, 5 + i, 40), 0, 40)) for i, name in enumerate("abc")
    }
    finding = answered(values, also=tuple(others), also_values=others, adjust="holm")

    p = adjusted([paired_t(*pair).p_value for pair in others.values()], method="holm")
    for (name, pair), value in zip(others.items(), p, strict=True):
        item = number(finding, Quantity.MEAN_CHANGE, outcome=name)
        same(item, paired_t(*pair, level=1 - 0.05 / 3), p_value=float(value))
        assert (Role.SECONDARY, name, "adjusted_holm") == (item.role, item.unit, item.note)


def test_other_outcomes_without_any_change_are_left_out(values: tuple[Array, Array]) -> None:
    flat = {"a": (values[0], values[0])}

    finding = answered(values, also=("a",), also_values=flat)

    assert Verdict.ESTIMABLE is finding.feasibility.verdict
    assert number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE)


def test_benchmark_stands_as_it_was_published(values: tuple[Array, Array]) -> None:
    finding = answered(values, benchmark=Benchmark(name="meta", low=0.2, high=0.5, n=900))

    item = number(finding, Quantity.BENCHMARK)
    assert (0.35, 0.2, 0.5, 900, Kind.EVENT, "sd") == (
        item.estimate,
        item.ci_low,
        item.ci_high,
        item.n,
        item.basis[0].kind,
        item.unit,
    )
