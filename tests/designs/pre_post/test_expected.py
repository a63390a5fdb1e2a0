"""What a change is held against: what comes by itself, what matters, what could be shown."""

from __future__ import annotations

import math

import pytest
from answers import number
from pre_post_studies import FAMILIES, WORDS, Array, answered, same

from tsi_eval.designs.pre_post import Matters, Selected
from tsi_eval.findings import Quantity
from tsi_eval.stats.beyond_expected import observed_beyond_expected
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.equivalence import paired_equivalence
from tsi_eval.stats.paired import paired_t, smallest_detectable_change
from tsi_eval.stats.power import detectable_change
from tsi_eval.stats.regression_to_mean import expected_movement


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
