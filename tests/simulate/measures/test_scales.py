"""Scales are drawn around what is planted, and keep within their limits."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.simulate.drawn import Person
from tsi_eval.simulate.measures.course import Correlation, Course, course
from tsi_eval.simulate.measures.scales import Chosen, Days, Pairs, Steps, Sum

PERSONS = 20000
# Standard errors are at most a hundredth of a standard deviation.
NEAR = 0.04


@pytest.fixture(scope="module")
def twice() -> Course:
    people = [Person(id=f"p{n}", home=f"h{n // 2}") for n in range(PERSONS)]
    return course(people, ("T0", "T1"), 0.4, (Correlation(between=("T0", "T1"), r=0.6),))


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_pairs_have_mean_spread_correlation_and_change(twice: Course) -> None:
    scale = Pairs(id="x", mean=100, sd=15, correlation=0.85, change=4, minimum=0, maximum=200)
    before, after = scale.draw(rng(), twice).T

    assert before.mean() == pytest.approx(100, abs=15 * NEAR)
    assert before.std() == pytest.approx(15, rel=NEAR)
    assert after.std() == pytest.approx(15, rel=NEAR)
    assert (after - before).mean() == pytest.approx(4, abs=15 * NEAR)
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(0.85, abs=NEAR)


def test_pairs_are_multiples_of_the_step_within_the_limits() -> None:
    scale = Pairs(id="x", mean=1, sd=5, correlation=0.5, change=0, minimum=0, maximum=3, step=0.5)

    assert {0, 0.5, 1, 1.5, 2, 2.5, 3} == set(np.unique(scale.pairs(rng(), 1000)))


def test_the_chosen_move_towards_the_population_as_far_as_the_reliability_says(twice: Course) -> None:
    scale = Chosen(
        id="x",
        mean_before=20,
        sd_before=4,
        population_mean=10,
        population_sd=5,
        reliability=0.75,
        change_besides=0,
        maximum=100,
    )
    before, after = scale.draw(rng(), twice).T

    assert -2.5 == scale.change_by_choice
    assert (after - before).mean() == pytest.approx(-2.5, abs=0.15)
    assert np.polyfit(before, after, 1)[0] == pytest.approx(0.75, abs=NEAR)


def test_a_third_occasion_of_the_chosen_has_the_second_value() -> None:
    people = [Person(id=f"p{n}", home=f"p{n}") for n in range(5)]
    scale = Chosen(
        id="x",
        mean_before=20,
        sd_before=4,
        population_mean=10,
        population_sd=5,
        reliability=0.75,
        change_besides=0,
        maximum=40,
    )
    drawn = scale.draw(rng(), course(people, ("T0", "T1", "T2"), 0.4, ()))

    assert (5, 3) == drawn.shape
    np.testing.assert_array_equal(drawn[:, 1], drawn[:, 2])


def test_a_sum_changes_by_occasion_and_two_of_a_home_are_alike(twice: Course) -> None:
    scale = Sum(id="x", mean=30, sd=4, change={"T0": 0, "T1": 2}, questions=10, least=1, most=6)
    before, after = scale.draw(rng(), twice).T

    assert (before.mean(), after.mean()) == pytest.approx((30, 32), abs=4 * NEAR)
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(0.6, abs=NEAR)
    assert np.corrcoef(before[::2], before[1::2])[0, 1] == pytest.approx(0.4, abs=NEAR)


@pytest.mark.parametrize(("total", "items"), [(5, [1] * 5), (25, [5] * 5)])
def test_the_lowest_and_the_highest_sum_leave_no_choice(total: int, items: list[int]) -> None:
    scale = Sum(id="x", mean=15, sd=3, change={}, questions=5, least=1, most=5)

    assert items == scale.items(rng(), total)


def test_items_add_up_and_keep_within_the_answers() -> None:
    scale = Sum(id="x", mean=15, sd=3, change={}, questions=5, least=1, most=5)
    random = rng()

    for total in range(5, 26):
        items = scale.items(random, total)
        assert total == sum(items)
        assert set(items) <= {1, 2, 3, 4, 5}


def test_steps_have_the_expected_shares(twice: Course) -> None:
    scale = Steps(id="x", limits=(-1, 0, 1), shift={"T0": 0, "T1": 0.5})
    before, after = scale.draw(rng(), twice).T

    assert {1, 2, 3, 4} == set(before)
    # Half lie above 0; above -0.5, 69.1 %.
    assert [0.5, 0.6915] == [pytest.approx(scale.share_from(3, at), abs=1e-4) for at in ("T0", "T1")]
    assert np.mean(before >= 3) == pytest.approx(0.5, abs=NEAR)
    assert np.mean(after >= 3) == pytest.approx(0.6915, abs=NEAR)


def test_days_have_the_expected_share_and_at_most_all_of_them(twice: Course) -> None:
    scale = Days(id="x", days=7, share={"T0": 0.4, "T1": 0.3}, spread=4)
    before, after = scale.draw(rng(), twice).T

    assert (before.mean(), after.mean()) == pytest.approx((2.8, 2.1), abs=0.1)
    assert (0, 7) == (before.min(), before.max())
    assert np.corrcoef(before[::2], before[1::2])[0, 1] > 0.3
