"""Far tails, rounding noise, overflow and missing labels.

Each of these once gave a number that was silently wrong.
"""

import math

import numpy as np
import pytest
from quadrature import noncentral_t_below
from results import code_of
from scipy import stats

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.difference import difference_in_means
from tsi_eval.stats.effect_size import d_av, d_z, hedges_correction
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.inputs import vector
from tsi_eval.stats.paired import paired_t, smallest_detectable_change
from tsi_eval.stats.proportion import wilson
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank


@pytest.mark.parametrize(("n", "a", "b"), [(12, 1, 4), (14, 1, 7), (16, 1, 6), (20, 1, 7), (26, 1, 2)])
def test_d_z_interval_agrees_with_the_paired_test(n, a, b):
    before = np.arange(n) % 7.0
    after = before + np.where(np.arange(n) % 2 == 0, a, b)
    found, t = d_z(before, after, hedges=False), paired_t(before, after)
    assert t.ci_low > 0
    assert found.ci_low > 0
    assert abs(noncentral_t_below(t.statistic, n - 1, found.ci_low * math.sqrt(n)) - 0.975) < 1e-8


@pytest.mark.parametrize("t", [3.5908, 12.4289])
def test_d_z_interval_small_samples(t):
    base = np.array([-2.0, -1, 0, 1, 2])
    base /= base.std(ddof=1)
    found = d_z([1.0, 2, 4, 3, 5], np.array([1.0, 2, 4, 3, 5]) + base + t / math.sqrt(5), hedges=False)
    assert abs(noncentral_t_below(t, 4, found.ci_low * math.sqrt(5)) - 0.975) < 1e-8


def test_d_z_upper_bound_three_persons_at_99():
    found = d_z([0, 1, 2], [10, 11.1, 12.05], level=0.99, hedges=False)
    t = found.estimate * math.sqrt(3)
    assert abs(noncentral_t_below(t, 2, found.ci_high * math.sqrt(3)) - 0.005) < 1e-6


def test_d_z_very_consistent_change_has_an_interval_around_it():
    found = d_z([0, 1, 2, 3], [10, 11.0001, 12.00005, 13])
    assert found.ci_low < found.estimate < found.ci_high


@pytest.mark.parametrize(
    ("n", "power", "level"),
    [
        (2, 0.8, 0.95),
        (2, 0.9, 0.95),
        (3, 0.95, 0.95),
        (3, 0.8, 0.99),
        (4, 0.8, 0.99),
        (10, 0.9, 0.999),
        (1000, 0.999, 0.999),
    ],
)
def test_smallest_detectable_change_power(n, power, level):
    ncp = smallest_detectable_change(n, 1, power=power, level=level) * math.sqrt(n)
    c = stats.t.ppf(0.5 + level / 2, n - 1)
    assert abs(1 - noncentral_t_below(c, n - 1, ncp) + noncentral_t_below(-c, n - 1, ncp) - power) < 1e-6


def test_smallest_detectable_change_power_below_alpha():
    assert "E148" == code_of(smallest_detectable_change, 20, 1.0, power=0.03)


def test_smallest_detectable_change_infinite_spread():
    with pytest.raises(NotEstimable):
        smallest_detectable_change(20, math.inf)


@pytest.mark.parametrize("change", [0.1, 0.7, 1.3])
def test_paired_t_equal_changes_from_zero(change):
    assert "E140" == code_of(paired_t, [0.0, 0, 0], [change] * 3)


@pytest.mark.parametrize(
    ("values", "groups"), [([1, 1, 1, 3, 3, 3], "aaabbb"), ([0.1] * 3 + [0.3] * 3, "aaabbb"), ([1, 2, 4, 5], "abcc")]
)
def test_difference_groups_without_variation(values, groups):
    assert "E139" == code_of(difference_in_means, values, list(groups), reference="a")


def test_difference_clusters_that_are_the_groups():
    with pytest.raises(NotEstimable):
        difference_in_means([1, 2, 3.0, 4, 5, 7], list("aaabbb"), reference="a", clusters=list("aaabbb"))


def test_d_av_pre_equals_post():
    assert "E140" == code_of(d_av, [1, 2, 4.0], [1, 2, 4.0])


def test_d_z_exists_when_before_is_constant():
    assert d_z([1, 1, 1.0], [1, 3, 5.0], hedges=False).estimate == 1.0


def test_d_av_unknown_standardiser():
    assert "E138" == code_of(d_av, [1, 2, 4.0], [1, 3, 5.0], standardiser="pooled")


@pytest.mark.parametrize(("k", "n"), [(np.uint8(42), np.uint8(200)), (np.int32(42), np.int32(100_000))])
def test_wilson_small_integer_types(k, n):
    assert wilson(int(k), int(n)) == wilson(k, n)


@pytest.mark.parametrize(("k", "n", "code"), [(0, -1, "E149"), (5, math.inf, "E149")])
def test_wilson_impossible_n(k, n, code):
    assert code == code_of(wilson, k, n)


def test_wilcoxon_rounding():
    before, after = np.array([1.1, 2.2, 3.3, 5.5]), np.array([1.2, 2.3, 3.4, 5.4])
    found = wilcoxon_signed_rank(before, after)
    assert found == wilcoxon_signed_rank(np.round(before * 10), np.round(after * 10))


def test_wilcoxon_rounding_is_no_change():
    assert wilcoxon_signed_rank([0.1 + 0.2, 1], [0.3, 3]).unchanged == 1


@pytest.mark.parametrize("labels", [[1, 1, 2, 2, math.nan], ["a", "a", "b", "b", None]])
@pytest.mark.parametrize("name", ["groups", "blocks", "clusters"])
def test_difference_missing_labels(labels, name):
    kwargs = {"groups": ["a", "a", "b", "b", "b"], "reference": "a", name: labels}
    if name == "groups":
        kwargs["reference"] = labels[0]
    with pytest.raises(NotEstimable):
        difference_in_means([1, 2, 4.0, 7, 3], **kwargs)


@pytest.mark.parametrize("values", [["a"], [[1], [1, 2]]])
def test_vector_texts_and_ragged(values):
    assert "E145" == code_of(vector, values, "values")


def test_vector_masked():
    assert "E145" == code_of(vector, np.ma.masked_array([1, 999.0], [0, 1]), "values")


@pytest.mark.filterwarnings("ignore")
def test_mean_overflow():
    with pytest.raises(NotEstimable):
        mean([1e308, 1.2e308])


def test_hedges_large_df():
    assert hedges_correction(10**8) < 1
