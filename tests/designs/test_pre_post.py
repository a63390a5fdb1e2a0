"""Every number of a change before and after is the one that its method computes, of the persons it says."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post import Benchmark, Clinical, Matters, Selected
from tsi_eval.errors import DataError
from tsi_eval.findings import Claim, Estimate, Finding, Kind, Quantity, Role, Verdict
from tsi_eval.language import Text
from tsi_eval.stats import effect_size
from tsi_eval.stats.bootstrap import paired_effects
from tsi_eval.stats.bounds import tail_bounds, worst_case_change
from tsi_eval.stats.clinical_change import clinically_significant_change
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.difference import difference_in_means
from tsi_eval.stats.equivalence import paired_equivalence
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.imputation import imputed_change
from tsi_eval.stats.marginal_homogeneity import stuart_maxwell
from tsi_eval.stats.mean import mean
from tsi_eval.stats.multiplicity import adjusted
from tsi_eval.stats.paired import paired_t, smallest_detectable_change
from tsi_eval.stats.paired_counts import rate_ratio
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar, paired_share_difference
from tsi_eval.stats.power import detectable_change
from tsi_eval.stats.proportion import newcombe_difference, wilson
from tsi_eval.stats.rank_effects import probability_of_improvement, rank_biserial
from tsi_eval.stats.regression_to_mean import expected_movement, observed_beyond_expected
from tsi_eval.stats.reliable_change import directions, reliable_change
from tsi_eval.stats.scale_ends import at_ends
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank
from tsi_eval.study import Outcome, Study

Array = npt.NDArray[np.float64]
WORDS = Text(sv="x", en="x")
SCALE = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=40, sd=6.0, reliability=0.8)
BETWEEN = "T0 > T1"
ASKED: dict[str, Any] = {"outcome": "y", "before": "T0", "after": "T1"}
PARTS = ("ci_low", "ci_high", "level", "se", "p_value")
SETS = ("before", "after", "both", "before_only", "after_only")


def studied(
    first: Sequence[float],
    second: Sequence[float],
    *,
    family: Sequence[str] = (),
    outcome: Outcome = SCALE,
    also: dict[str, tuple[Sequence[float], Sequence[float]]] | None = None,
    name: Callable[[int], str] = "p{:03d}".format,
) -> Study:
    """Return a study of persons with two values each; NaN where there is none."""
    columns = {"y": (first, second)} | (also or {})
    rows = [
        (name(i), at, of, float(value))
        for of, pair in columns.items()
        for at, values in zip(("T0", "T1"), pair, strict=True)
        for i, value in enumerate(values)
        if not math.isnan(value)
    ]
    persons = pd.DataFrame({"person": [name(i) for i in range(len(first))]})
    if len(family):
        persons["family"] = list(family)
    measures = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    return Study.from_frames(persons=persons, measures=measures, outcomes=dict.fromkeys(columns, outcome))


def number(finding: Finding, quantity: Quantity, **wanted: object) -> Estimate:
    """Return the one number of a finding that is what was asked for."""
    (found,) = (
        e for e in finding.estimates if e.quantity is quantity and all(getattr(e, k) == v for k, v in wanted.items())
    )
    return found


def same(item: Estimate, found: Any, **other: float | None) -> None:
    """Assert that an estimate says what a result says, and nothing that it does not say."""
    assert other.pop("estimate", getattr(found, "estimate", None)) == pytest.approx(item.estimate, rel=1e-12, abs=1e-12)
    for part in PARTS:
        said, expected = getattr(item, part), other.get(part, getattr(found, part, None))
        if part in other and other[part] is None:
            assert said is None, part
        elif said is not None:
            assert expected is not None, part
            assert expected == pytest.approx(said, rel=1e-10, abs=1e-12), part


def sorted_pairs(first: Array, second: Array) -> tuple[Array, Array]:
    order = np.lexsort((second, first))
    return first[order], second[order]


@pytest.fixture(scope="module")
def values() -> tuple[Array, Array]:
    """Return forty pairs, sorted, so that resampling draws the same persons as the design."""
    rng = np.random.default_rng(7)
    first = rng.integers(8, 33, 40).astype(float)
    return sorted_pairs(first, np.clip(first + rng.integers(-9, 6, 40), 0, 40))


@pytest.fixture(scope="module")
def missing() -> tuple[Array, Array]:
    """Return forty pairs, twelve who left, and six who came."""
    rng = np.random.default_rng(8)
    first = rng.integers(8, 33, 58).astype(float)
    second = np.clip(first + rng.integers(-9, 6, 58), 0, 40)
    second[40:52], first[52:] = np.nan, np.nan
    return first, second


def answered(values: tuple[Array, Array], **options: Any) -> Finding:
    family = options.pop("family", ())
    also = options.pop("also_values", None)
    return PrePost(**ASKED, **options).answer(studied(*values, family=family, also=also))


FAMILIES = [f"f{i // 2:02d}" for i in range(40)]


def test_mean_change_is_the_paired_t(values: tuple[Array, Array]) -> None:
    item = number(answered(values), Quantity.MEAN_CHANGE, role=Role.HEADLINE)

    same(item, paired_t(*values))
    assert ("paired_t", "both", BETWEEN, "y", Claim.CHANGED, 40) == (
        item.method,
        item.group,
        item.period,
        item.unit,
        item.claim,
        item.n,
    )
    assert [40] == [cell.n for cell in item.basis]
    assert ("|mean|y|both|T0", "|mean|y|both|T1") == item.derived_from


def test_mean_change_of_those_who_belong_together_is_clustered(values: tuple[Array, Array]) -> None:
    finding = answered(values, clusters="family", family=FAMILIES)
    found = clustered_mean(values[1] - values[0], FAMILIES)

    item = number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE)
    same(item, found)
    assert ("clustered_mean", [40, 20]) == (item.method, [cell.n for cell in item.basis])
    alone = number(finding, Quantity.MEAN_CHANGE, method="without_clusters")
    same(alone, paired_t(*values))
    assert Role.SENSITIVITY is alone.role
    together = number(finding, Quantity.INTRACLASS)
    assert found.icc == pytest.approx(together.estimate)
    for at, column in zip(("T0", "T1"), values, strict=True):
        same(number(finding, Quantity.MEAN, period=at), clustered_mean(column, FAMILIES), p_value=None)
    assert not [e for e in finding.estimates if e.quantity in {Quantity.EFFECT_SIZE_Z, Quantity.EFFECT_SIZE_GLASS}]


def test_clusters_change_no_estimate_of_a_change(values: tuple[Array, Array]) -> None:
    alone, together = answered(values), answered(values, clusters="family", family=FAMILIES)

    for quantity in (Quantity.MEAN_CHANGE, Quantity.MEAN, Quantity.EFFECT_SIZE_NORM):
        one, other = ([e.estimate for e in f.estimates if e.quantity is quantity] for f in (alone, together))
        assert set(np.round(one, 9)) == set(np.round(other, 9))


def test_means_are_of_the_same_persons(missing: tuple[Array, Array]) -> None:
    finding = answered(missing, imputations=0)

    for at, column in zip(("T0", "T1"), missing, strict=True):
        item = number(finding, Quantity.MEAN, period=at, group="both")
        same(item, mean(column[:40]), p_value=None)
        assert ("mean", 40, Claim.DESCRIBES, Role.SUPPORTING) == (item.method, item.n, item.claim, item.role)


@pytest.mark.parametrize(
    ("quantity", "size"),
    [
        (Quantity.EFFECT_SIZE_Z, effect_size.d_z),
        (Quantity.EFFECT_SIZE_AV, effect_size.d_av),
        (Quantity.EFFECT_SIZE_GLASS, glass_pre),
    ],
)
def test_effect_sizes(values: tuple[Array, Array], quantity: Quantity, size: Callable[..., Any]) -> None:
    item = number(answered(values, level=0.9), quantity, method=quantity.value)

    same(item, size(*values, level=0.9))
    assert ("sd", Claim.CHANGED, Role.SUPPORTING) == (item.unit, item.claim, item.role)


@pytest.mark.parametrize("clusters", ["", "family"])
def test_effect_size_of_the_norm_is_the_change_in_its_standard_deviations(
    values: tuple[Array, Array], clusters: str
) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES)
    change, item = number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE), number(finding, Quantity.EFFECT_SIZE_NORM)

    assert [change.estimate / 6, change.ci_low / 6, change.ci_high / 6] == pytest.approx(
        [item.estimate, item.ci_low, item.ci_high]
    )
    assert ("sd", "norm_sd", 40) == (item.unit, item.method, item.n)


def test_correlation_is_pearsons(values: tuple[Array, Array]) -> None:
    assert np.corrcoef(*values)[0, 1] == pytest.approx(number(answered(values), Quantity.CORRELATION).estimate)


def test_ranks_are_the_rank_biserial_with_wilcoxons_p(values: tuple[Array, Array]) -> None:
    item = number(answered(values), Quantity.RANK_BISERIAL)

    test = wilcoxon_signed_rank(*values)
    same(item, rank_biserial(*values), p_value=test.p_value)
    assert (f"wilcoxon_{test.method}", Role.SENSITIVITY, "r") == (item.method, item.role, item.unit)


@pytest.mark.parametrize("clusters", ["", "family"])
def test_bootstrap_draws_persons_or_families(values: tuple[Array, Array], clusters: str) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES)

    drawn = paired_effects(*values, clusters=FAMILIES if clusters else None)
    for quantity, found in ((Quantity.MEAN_CHANGE, drawn.mean_change), (Quantity.EFFECT_SIZE_AV, drawn.d_av)):
        item = number(finding, quantity, method="bootstrap")
        assert (found.estimate, found.ci_low, found.ci_high) == pytest.approx(
            (item.estimate, item.ci_low, item.ci_high)
        )
        assert (Role.SENSITIVITY, None) == (item.role, item.se)


def test_who_moved_where(values: tuple[Array, Array]) -> None:
    finding, found = answered(values), directions(*values)

    groups = {"moved_lower": found.n_decreased, "moved_nowhere": found.n_unchanged, "moved_higher": found.n_increased}
    for group, n in groups.items():
        item = number(finding, Quantity.COUNT, group=group)
        assert (n, n, "persons", BETWEEN) == (item.estimate, item.n, item.unit, item.period)
    assert groups["moved_lower"] == int((values[1] < values[0]).sum())


def test_a_move_smaller_than_rounding_is_none() -> None:
    first = np.arange(12) * 0.1 + 0.1
    second = first + 0.2 - 0.2
    second[:2] = first[:2] + 0.5

    finding = PrePost(**ASKED, scale="ordinal").answer(studied(first, second, outcome=replace(SCALE, step=0.1)))

    assert 10 == number(finding, Quantity.COUNT, group="moved_nowhere").n


def test_who_changed_reliably(values: tuple[Array, Array]) -> None:
    finding, found = (
        answered(values, reliable=True, level=0.9),
        reliable_change(*values, sd=6, reliability=0.8, level=0.9),
    )

    item = number(finding, Quantity.SMALLEST_RELIABLE)
    assert (found.smallest, "reliable_change", 40) == (pytest.approx(item.estimate), item.method, item.n)
    assert [found.n_decreased, found.n_unchanged, found.n_increased] == [
        number(finding, Quantity.COUNT, group=group).n
        for group in ("reliably_lower", "no_reliable_change", "reliably_higher")
    ]
    assert 0 < found.n_decreased < 40
    assert "caveat.reliable_change" in {message.key for message in finding.caveats}


def test_who_crossed_the_cut_off(values: tuple[Array, Array]) -> None:
    given = {"clinical_mean": 25.0, "clinical_sd": 6.0, "norm_mean": 12.0, "norm_sd": 5.0, "cutoff": "c"}
    finding = answered(values, clinical=Clinical(source=WORDS, **given))  # type: ignore[arg-type]

    found = clinically_significant_change(*values, sd=6, reliability=0.8, **given)  # type: ignore[arg-type]
    assert found.cutoff == pytest.approx(number(finding, Quantity.CUTOFF, group="cutoff_c").estimate)
    for group in ("recovered", "improved", "unchanged", "deteriorated"):
        assert getattr(found, f"n_{group}") == number(finding, Quantity.COUNT, group=group).n


def test_who_stood_at_the_ends(values: tuple[Array, Array]) -> None:
    second = values[1].copy()
    second[:7], second[-6:] = 0, 40
    finding = answered((values[0], second))

    for at, column in (("T0", values[0]), ("T1", second)):
        found = at_ends(column, minimum=0, maximum=40)
        for group, end in (("at_floor", found.floor), ("at_ceiling", found.ceiling)):
            item = number(finding, Quantity.SHARE, group=group, period=at)
            same(item, end)
            assert (40, round(40 * end.estimate)) == (item.basis[0].n, item.basis[0].numerator)


def test_what_comes_by_itself(values: tuple[Array, Array]) -> None:
    finding = answered(values, selected=Selected(mean=14, source=WORDS), level=0.9)

    expected = number(finding, Quantity.EXPECTED_CHANGE)
    assert expected_movement(values[0], population_mean=14, reliability=0.8).estimate == pytest.approx(
        expected.estimate
    )
    beyond = number(finding, Quantity.BEYOND_EXPECTED)
    change = paired_t(*values, level=0.9)
    assert observed_beyond_expected(*values, population_mean=14, reliability=0.8).estimate == pytest.approx(
        beyond.estimate
    )
    ends = [end - expected.estimate for end in (change.ci_low, change.ci_high)]
    assert ends == pytest.approx([beyond.ci_low, beyond.ci_high])
    keys = {message.key for message in finding.caveats}
    assert "caveat.selected" in keys
    assert "caveat.regression_to_mean" not in keys


@pytest.mark.parametrize("clusters", ["", "family"])
def test_whether_it_was_small(values: tuple[Array, Array], clusters: str) -> None:
    finding = answered(values, matters=Matters(change=2.0, reason=WORDS), clusters=clusters, family=FAMILIES)

    found = paired_equivalence(*values, margin=2.0, clusters=FAMILIES if clusters else None)
    same(number(finding, Quantity.EQUIVALENCE), found, level=0.9)
    assert 0.9 == pytest.approx(found.ci_level)
    assert 2.0 == number(finding, Quantity.SMALLEST_THAT_MATTERS).estimate


@pytest.mark.parametrize("clusters", ["", "family"])
def test_what_so_many_could_have_shown(values: tuple[Array, Array], clusters: str) -> None:
    finding = answered(values, clusters=clusters, family=FAMILIES, power=0.9)

    units, se = 40, paired_t(*values).se
    if clusters:
        units, se = 20, clustered_mean(values[1] - values[0], FAMILIES).se
    seen = smallest_detectable_change(units, se * math.sqrt(units), power=0.9)
    assert seen == pytest.approx(number(finding, Quantity.SMALLEST_DETECTABLE, method="smallest_detectable").estimate)
    planned = detectable_change(units, sd=6, correlation=0.8, power=0.9)
    item = number(finding, Quantity.SMALLEST_DETECTABLE, method="planned")
    assert planned == pytest.approx(item.estimate)


def test_planned_number_is_of_the_pairs_whether_somebody_left_or_not(
    values: tuple[Array, Array], missing: tuple[Array, Array]
) -> None:
    for given in (values, missing):
        item = number(answered(given, imputations=0), Quantity.SMALLEST_DETECTABLE, method="planned")
        assert ("both", 40) == (item.group, item.n)


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
        assert (found.low, found.high) == pytest.approx((item.ci_low, item.ci_high))
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


# Ordinal


@pytest.fixture(scope="module")
def steps() -> tuple[Array, Array]:
    """Return sixty answers on five steps."""
    rng = np.random.default_rng(9)
    first = rng.integers(0, 5, 60).astype(float)
    return sorted_pairs(first, np.clip(first + rng.choice([-1, 0, 1, 2], 60, p=[0.2, 0.3, 0.3, 0.2]), 0, 4))


def test_steps_are_how_probable_a_higher_value_was(steps: tuple[Array, Array]) -> None:
    finding = answered(steps, scale="ordinal", level=0.9)

    item = number(finding, Quantity.IMPROVEMENT)
    same(item, probability_of_improvement(*steps, level=0.9))
    found = directions(*steps)
    parts = [found.n_decreased, found.n_unchanged, found.n_increased]
    assert (Role.HEADLINE, "probability", [60, *parts]) == (item.role, item.unit, [cell.n for cell in item.basis])
    assert item.instead is not None
    same(item.instead, paired_t(*steps, level=0.9))
    assert (Role.HEADLINE, "steps", [60]) == (
        item.instead.role,
        item.instead.note,
        [cell.n for cell in item.instead.basis],
    )
    ranks = number(finding, Quantity.RANK_BISERIAL)
    same(ranks, rank_biserial(*steps, level=0.9), p_value=wilcoxon_signed_rank(*steps).p_value)
    assert (Role.SENSITIVITY, [60, *parts]) == (ranks.role, [cell.n for cell in ranks.basis])
    assert parts == [number(finding, Quantity.COUNT, group=f"moved_{way}").n for way in ("lower", "nowhere", "higher")]


def test_steps_have_wilcoxons_and_stuart_maxwells_tests(steps: tuple[Array, Array]) -> None:
    finding = answered(steps, scale="ordinal")

    table = pd.crosstab(*steps).reindex(index=range(5), columns=range(5), fill_value=0).to_numpy()
    tests = {e.method: e.estimate for e in finding.estimates if e.quantity is Quantity.TEST}
    assert tests == pytest.approx(
        {"wilcoxon": wilcoxon_signed_rank(*steps).p_value, "stuart_maxwell": stuart_maxwell(table).p_value}
    )
    for item in finding.estimates:
        if item.quantity is Quantity.TEST:
            assert (Role.SENSITIVITY, "p", 60) == (item.role, item.unit, item.n)


def test_steps_of_families_are_the_mean_of_up_same_and_down(steps: tuple[Array, Array]) -> None:
    family = [f"f{i // 2:02d}" for i in range(60)]
    finding = answered(steps, scale="ordinal", clusters="family", family=family)

    scores = np.select([steps[1] > steps[0], steps[1] < steps[0]], [1.0, 0.0], 0.5)
    item = number(finding, Quantity.IMPROVEMENT)
    same(item, clustered_mean(scores, family))
    assert probability_of_improvement(*steps).estimate == pytest.approx(item.estimate)
    assert "improvement_clustered" == item.method
    # Tests that count all persons as independent are left out.
    assert not [e for e in finding.estimates if e.quantity in {Quantity.TEST, Quantity.RANK_BISERIAL}]


# Binary


@pytest.fixture(scope="module")
def shares() -> tuple[Array, Array]:
    """Return eighty pairs of no and yes: 22 yes twice, 9 lost, 17 gained, 32 no twice."""
    four = [(1.0, 1.0)] * 22 + [(1.0, 0.0)] * 9 + [(0.0, 1.0)] * 17 + [(0.0, 0.0)] * 32
    first, second = np.array(four).T
    return sorted_pairs(first, second)


def test_share_changes_by_newcombes_interval_of_the_same_persons(shares: tuple[Array, Array]) -> None:
    finding = answered(shares, scale="binary", level=0.9)

    item = number(finding, Quantity.SHARE_DIFFERENCE)
    same(item, paired_share_difference(both=22, lost=9, gained=17, neither=32, level=0.9))
    assert (8 / 80, "newcombe_paired", Role.HEADLINE, "share", 80) == (
        pytest.approx(item.estimate),
        item.method,
        item.role,
        item.unit,
        item.n,
    )
    assert [(80, 39), (80, 31), (22, None), (9, None), (17, None), (32, None)] == [
        (cell.n, cell.numerator) for cell in item.basis
    ]
    assert item.instead is not None
    same(item.instead, newcombe_difference(31, 80, 39, 80, level=0.9))
    assert ("newcombe_margins", 2) == (item.instead.method, len(item.instead.basis))
    for at, k in (("T0", 31), ("T1", 39)):
        same(number(finding, Quantity.SHARE, period=at), wilson(k, 80, level=0.9))
    assert [17, 9] == [number(finding, Quantity.COUNT, group=group).n for group in ("gained", "lost")]


def test_share_has_mcnemars_tests_and_the_matched_odds_ratio(shares: tuple[Array, Array]) -> None:
    finding = answered(shares, scale="binary")

    tests = {e.method: e.estimate for e in finding.estimates if e.quantity is Quantity.TEST}
    expected = {f"mcnemar_{kind}": mcnemar(gained=17, lost=9, method=kind).p_value for kind in ("exact", "midp")}  # type: ignore[arg-type]
    assert expected == pytest.approx(tests)
    item = number(finding, Quantity.ODDS_RATIO)
    same(item, matched_odds_ratio(gained=17, lost=9))
    assert (17 / 9, "log", [80, 17, 9]) == (pytest.approx(item.estimate), item.scale, [cell.n for cell in item.basis])


def test_share_from_a_threshold_on(values: tuple[Array, Array]) -> None:
    finding = answered(values, scale="binary", at_least=20)

    before, after = values[0] >= 20, values[1] >= 20
    four = {
        "both": int((before & after).sum()),
        "lost": int((before & ~after).sum()),
        "gained": int((~before & after).sum()),
        "neither": int((~before & ~after).sum()),
    }
    same(number(finding, Quantity.SHARE_DIFFERENCE), paired_share_difference(**four))


def test_share_of_families_is_clustered(shares: tuple[Array, Array]) -> None:
    family = [f"f{i // 2:02d}" for i in range(80)]
    finding = answered(shares, scale="binary", clusters="family", family=family)

    item = number(finding, Quantity.SHARE_DIFFERENCE)
    same(item, clustered_mean(shares[1] - shares[0], family), se=item.se, p_value=item.p_value)
    assert "clustered_mean" == item.method


def test_share_without_finite_ratio_has_none() -> None:
    four = [(1.0, 1.0)] * 22 + [(0.0, 1.0)] * 17 + [(0.0, 0.0)] * 32
    finding = answered(tuple(np.array(four).T), scale="binary")  # type: ignore[arg-type]

    assert not [e for e in finding.estimates if e.quantity is Quantity.ODDS_RATIO]
    assert 17 / 71 == pytest.approx(number(finding, Quantity.SHARE_DIFFERENCE).estimate)


def test_worst_case_of_a_share_counts_those_who_left_as_none_and_as_all() -> None:
    first = np.array([1.0] * 30 + [0.0] * 30 + [1.0] * 8 + [0.0] * 6)
    second = np.concatenate([np.array([1.0] * 20 + [0.0] * 10 + [1.0] * 12 + [0.0] * 18), np.full(14, np.nan)])
    finding = answered((first, second), scale="binary")

    item = number(finding, Quantity.BOUNDS)
    assert ((32 - 38) / 74, (32 + 14 - 38) / 74) == pytest.approx((item.ci_low, item.ci_high))
    assert (74, [74, 60, 14]) == (item.n, [cell.n for cell in item.basis])
    gone = number(finding, Quantity.SHARE, group="before_only")
    same(gone, wilson(8, 14))


# Counts


def test_events_change_by_the_ratio_of_their_sums() -> None:
    rng = np.random.default_rng(4)
    events = sorted_pairs(rng.poisson(3, 50).astype(float), rng.poisson(2, 50).astype(float))
    plain = replace(SCALE, minimum=None, maximum=None, sd=None, reliability=None)
    finding = PrePost(**ASKED, scale="counts", level=0.9).answer(studied(*events, outcome=plain))

    item = number(finding, Quantity.RATE_RATIO)
    same(item, rate_ratio(*events, level=0.9, variance="jackknife"))
    assert (events[1].sum() / events[0].sum(), "log", Role.HEADLINE, "rate_ratio_robust", 50) == (
        pytest.approx(item.estimate),
        item.scale,
        item.role,
        item.method,
        item.n,
    )
    change = number(finding, Quantity.MEAN_CHANGE)
    same(change, paired_t(*events, level=0.9))
    assert Role.SUPPORTING is change.role
    assert int((events[1] > events[0]).sum()) == number(finding, Quantity.COUNT, group="moved_higher").n


def test_events_of_families_are_summed() -> None:
    rng = np.random.default_rng(5)
    events = sorted_pairs(rng.poisson(3, 40).astype(float), rng.poisson(2, 40).astype(float))
    finding = answered(events, scale="counts", clusters="family", family=FAMILIES)

    sums = [column.reshape(20, 2).sum(axis=1) for column in events]
    item = number(finding, Quantity.RATE_RATIO)
    same(item, rate_ratio(*sums, variance="jackknife"))
    assert 40 == item.n


# Refusals


@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary", "counts"])
def test_nine_pairs_are_refused(scale: str) -> None:
    first, second = np.arange(9) % 2, np.arange(9) // 3 % 2
    finding = answered((first.astype(float), second.astype(float)), scale=scale)

    assert (Verdict.REFUSED, "refusal.few_pairs") == (finding.feasibility.verdict, finding.feasibility.reason.key)
    assert {"10"} == set(finding.feasibility.reason.params.values())
    assert {Quantity.COUNT, Quantity.SMALLEST_DETECTABLE} >= {e.quantity for e in finding.estimates}
    if scale == "continuous":
        assert detectable_change(9, sd=6, correlation=0.8) == pytest.approx(
            number(finding, Quantity.SMALLEST_DETECTABLE).estimate
        )


def test_ten_pairs_are_enough(values: tuple[Array, Array]) -> None:
    assert Verdict.ESTIMABLE is answered((values[0][:10], values[1][:10])).feasibility.verdict


@pytest.mark.parametrize(("clusters", "verdict"), [(4, Verdict.REFUSED), (5, Verdict.ESTIMABLE)])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "counts"])
def test_fewer_than_five_clusters_are_refused(
    values: tuple[Array, Array], clusters: int, verdict: Verdict, scale: str
) -> None:
    finding = answered(values, scale=scale, clusters="family", family=[f"f{i % clusters}" for i in range(40)])

    assert verdict is finding.feasibility.verdict
    if verdict is Verdict.REFUSED:
        assert "refusal.few_clusters" == finding.feasibility.reason.key


def test_second_measurement_that_has_not_come_leaves_what_so_many_will_show(values: tuple[Array, Array]) -> None:
    finding = answered((values[0], np.full(40, np.nan)))

    assert (Verdict.REFUSED, "refusal.not_yet") == (finding.feasibility.verdict, finding.feasibility.reason.key)
    item = number(finding, Quantity.SMALLEST_DETECTABLE)
    assert (detectable_change(40, sd=6, correlation=0.8), "before", 40) == (
        pytest.approx(item.estimate),
        item.group,
        item.n,
    )
    assert [40, 0, 0, 40, 0] == [number(finding, Quantity.COUNT, group=group).n for group in SETS]


def test_families_count_once_in_what_is_planned(values: tuple[Array, Array]) -> None:
    finding = answered((values[0], np.full(40, np.nan)), clusters="family", family=FAMILIES)

    assert detectable_change(20, sd=6, correlation=0.8) == pytest.approx(
        number(finding, Quantity.SMALLEST_DETECTABLE).estimate
    )


@pytest.mark.parametrize("scale", ["continuous", "ordinal"])
def test_no_change_at_all_is_no_variation(values: tuple[Array, Array], scale: str) -> None:
    finding = answered((values[0], values[0]), scale=scale)

    assert (Verdict.REFUSED, "refusal.no_variation") == (finding.feasibility.verdict, finding.feasibility.reason.key)


def test_the_same_change_for_all_is_no_variation(values: tuple[Array, Array]) -> None:
    finding = answered((values[0], values[0] + 3))

    assert "refusal.no_variation" == finding.feasibility.reason.key


def test_no_events_at_the_second_occasion_are_said() -> None:
    first = np.arange(20) % 4
    second = np.zeros(20)
    second[0] = np.nan
    both = np.append(first, 0.0), np.append(second, 2.0)
    study = studied(*both)
    rows = study.table("measures")
    keep = ~((rows["person"] == "p020") & (rows["occasion"] == "T0"))
    study = Study.from_frames(measures=rows[keep], outcomes={"y": SCALE})

    finding = PrePost(**ASKED, scale="counts").answer(study)

    assert (Verdict.REFUSED, "refusal.no_events") == (finding.feasibility.verdict, finding.feasibility.reason.key)


# Lacks


NO_VALUE = [math.nan] * 12
SOME = [float(i % 3) for i in range(12)]
BARE = replace(SCALE, sd=None, reliability=None)
CLINICAL = Clinical(clinical_mean=20, clinical_sd=5, norm_mean=10, norm_sd=5, source=WORDS)


@pytest.mark.parametrize(
    ("first", "second", "options", "outcome", "codes"),
    [
        (NO_VALUE, SOME, {}, SCALE, {"E141"}),
        ([1.0] * 12, SOME, {}, SCALE, {"E140"}),
        (SOME, [1.0] * 12, {"scale": "ordinal"}, SCALE, {"E140"}),
        ([0.5, *SOME[1:]], SOME, {"scale": "counts"}, SCALE, {"E149"}),
        ([-1.0, *SOME[1:]], SOME, {"scale": "counts"}, SCALE, {"E149"}),
        (SOME, SOME, {"scale": "binary"}, SCALE, {"E281"}),
        (SOME, SOME[::-1], {"reliable": True}, BARE, {"E235"}),
        (SOME, SOME[::-1], {"clinical": CLINICAL}, BARE, {"E235"}),
        (SOME, SOME[::-1], {"selected": Selected(mean=1, source=WORDS)}, BARE, {"E235"}),
        (SOME, SOME[::-1], {"scale": "ordinal", "reliable": True}, SCALE, {"E280"}),
        (SOME, SOME[::-1], {"scale": "counts", "matters": Matters(change=1, reason=WORDS)}, SCALE, {"E280"}),
        (SOME, SOME[::-1], {"scale": "ordinal", "also": ("y",)}, SCALE, {"E280"}),
        (SOME, SOME[::-1], {"at_least": 1.0}, SCALE, {"E280"}),
    ],
)
def test_what_it_lacks_is_said(
    first: list[float], second: list[float], options: dict[str, Any], outcome: Outcome, codes: set[str]
) -> None:
    study, design = studied(first, second, outcome=outcome), PrePost(**ASKED, **options)

    assert codes == {problem.code for problem in design.lacks(study)}
    with pytest.raises(DataError):
        design.answer(study)


def test_binary_outcome_may_be_the_same_for_all_at_one_occasion() -> None:
    finding = answered((np.zeros(20), np.array([1.0] * 8 + [0.0] * 12)), scale="binary")

    assert 0.4 == pytest.approx(number(finding, Quantity.SHARE_DIFFERENCE).estimate)


# Nothing depends on order or names


SHAPES: dict[str, dict[str, Any]] = {
    "continuous": {
        "reliable": True,
        "selected": Selected(mean=1.4, source=WORDS),
        "matters": Matters(change=0.2, reason=WORDS),
        "also": ("z",),
    },
    "ordinal": {"scale": "ordinal"},
    "binary": {"scale": "binary", "at_least": 2.0},
    "counts": {"scale": "counts"},
}


def shuffled(study: Study, seed: int) -> Study:
    """Return the same study with persons and families renamed at random, and rows in another order."""
    rng = np.random.default_rng(seed)
    persons, measures = study.table("persons"), study.table("measures")
    names = dict(zip(persons["person"], (f"{x:08x}" for x in rng.permutation(len(persons)) * 7919), strict=True))
    persons["person"], measures["person"] = persons["person"].map(names), measures["person"].map(names)
    if "family" in persons:
        old = persons["family"].unique()
        new = dict(zip(old, (f"{x:06x}" for x in rng.permutation(len(old)) * 104_729), strict=True))
        persons["family"] = persons["family"].map(new)
    order = rng.permutation(len(measures)), rng.permutation(len(persons))
    return Study.from_frames(
        measures=measures.iloc[order[0]], persons=persons.iloc[order[1]], outcomes=dict(study.outcomes)
    )


def numbers(finding: Finding) -> list[tuple[Any, ...]]:
    """Return everything that a finding says, cells by their sizes."""
    return [
        (
            *(e.quantity, e.method, e.group, e.period, e.outcome, e.estimate, e.n),
            *(getattr(e, part) for part in PARTS),
            *((cell.n, cell.numerator) for cell in e.basis),
        )
        for e in finding.every_estimate()
    ]


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", SHAPES)
def test_names_and_order_change_not_a_bit(scale: str, clusters: str) -> None:
    rng = np.random.default_rng(12)
    n, step = 60, 1 if scale in {"counts", "ordinal"} else 0.1
    first, second, third = (np.round(rng.integers(0, 8, n) * float(step) + 1, 1) for _ in range(3))
    second[40:52], first[52:] = np.nan, np.nan
    family = [f"f{x:02d}" for x in rng.integers(0, 25, n)]
    study = studied(
        first,
        second,
        family=family,
        outcome=replace(SCALE, step=step),
        also={"z": (first, third)} if scale == "continuous" else None,
    )
    design = PrePost(**ASKED, clusters=clusters, imputations=5, **SHAPES[scale])

    told = numbers(design.answer(study))
    for seed in (1, 2, 3):
        other = numbers(design.answer(shuffled(study, seed)))
        differing = [
            (a[:5], [(x, y) for x, y in zip(a, b, strict=True) if x != y])
            for a, b in zip(told, other, strict=True)
            if a != b
        ]
        assert [] == differing


def test_nothing_depends_on_what_else_is_measured(values: tuple[Array, Array]) -> None:
    alone, beside = studied(*values), studied(*values, also={"other": (values[1], values[0])})

    assert PrePost(**ASKED).answer(alone) == PrePost(**ASKED).answer(beside)


# Extremes


def extremes() -> dict[str, tuple[Array, Array]]:
    rng = np.random.default_rng(2)
    first = rng.integers(0, 5, 30).astype(float)
    second = np.clip(first + rng.integers(-1, 2, 30), 0, 5)
    one_left = second.copy()
    one_left[0] = np.nan
    ten_stay = np.full(30, np.nan)
    ten_stay[:10] = second[:10]
    left_alike = first.copy()
    left_alike[10:] = 3.0
    constant = np.full(30, 2.0)
    constant[29] = 3.0
    but_one = second.copy()
    but_one[29] = np.nan
    one_moved = first.copy()
    one_moved[0] += 1
    return {
        "all_ties": (first, first),
        "equal_changes": (first, first + 1),
        "one_leaver": (first, one_left),
        "ten_stay": (first, ten_stay),
        "leavers_alike": (left_alike, ten_stay),
        "before_constant_among_pairs": (constant, but_one),
        "one_moved": (first, one_moved),
        "swapped": (second, first),
        "huge": (first * 1e9, second * 1e9),
        "far_from_zero": (first + 1e9, second + 1e9),
        "tiny": (first * 1e-9, second * 1e-9),
        "floor_but_one": (np.eye(1, 30, 0)[0], np.eye(1, 30, 1)[0]),
    }


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary", "counts"])
@pytest.mark.parametrize("case", extremes())
def test_extremes_are_numbers_or_refusals(case: str, scale: str, clusters: str) -> None:
    first, second = extremes()[case]
    plain = replace(SCALE, minimum=None, maximum=None)
    options: dict[str, Any] = {"continuous": {"reliable": True}, "binary": {"at_least": float(np.nanmean(first))}}.get(
        scale, {}
    )
    study = studied(first, second, family=[f"f{i // 3}" for i in range(30)], outcome=plain)
    design = PrePost(**ASKED, scale=scale, clusters=clusters, imputations=3, **options)  # type: ignore[arg-type]
    if design.lacks(study):
        return

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        finding = design.answer(study)

    for item in finding.every_estimate():
        said = [item.estimate, *(getattr(item, part) for part in PARTS)]
        assert all(math.isfinite(value) for value in said if value is not None), item
        if item.ci_low is not None:
            assert item.ci_low <= item.estimate <= item.ci_high, (item.quantity, item.method)
