"""What a mean change is held against: reliability, cut-offs, the ends of the scale, what comes by itself, what matters."""

from __future__ import annotations

import math

import pytest
from answers import number
from pre_post_studies import FAMILIES, WORDS, Array, answered, same

from tsi_eval.designs.pre_post import Clinical, Matters, Selected
from tsi_eval.findings import Quantity
from tsi_eval.stats.clinical_change import clinically_significant_change
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.equivalence import paired_equivalence
from tsi_eval.stats.individual_change import reliable_change
from tsi_eval.stats.paired import paired_t, smallest_detectable_change
from tsi_eval.stats.power import detectable_change
from tsi_eval.stats.regression_to_mean import expected_movement, observed_beyond_expected
from tsi_eval.stats.scale_ends import at_ends


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
