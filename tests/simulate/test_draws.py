"""Random numbers by name, counts that vary as planted, and draws that are in bounds."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.simulate.draws import between, overdispersed, places_among, stream


def test_a_stream_is_the_same_for_the_same_seed_and_names() -> None:
    assert stream(1, "a", "b").integers(10**9) == stream(1, "a", "b").integers(10**9)


def test_streams_of_other_seeds_and_names_differ() -> None:
    first = {int(stream(seed, *names).integers(10**9)) for seed in (1, 2) for names in (("a",), ("b",), ("a", "b"))}

    assert 6 == len(first)


def test_a_count_has_the_planted_mean_and_variance() -> None:
    rng = stream(1, "counts")
    counts = [overdispersed(rng, 20.0, 1.5) for _ in range(20000)]

    # Standard errors of 0.04 and of 1 % of the variance.
    assert np.mean(counts) == pytest.approx(20, abs=0.2)
    assert np.var(counts) == pytest.approx(30, rel=0.05)


@pytest.mark.parametrize("mean", [0.0, -1.0])
def test_nothing_is_drawn_when_nothing_is_expected(mean: float) -> None:
    rng = stream(1, "counts")

    assert 0 == overdispersed(rng, mean, 1.5)
    assert rng.random() == stream(1, "counts").random()


def test_both_ends_are_possible() -> None:
    rng = stream(1, "days")

    assert {3, 4, 5} == {between(rng, 3, 5) for _ in range(100)}


def test_some_of_the_places_are_drawn_once_and_in_order() -> None:
    for seed in range(20):
        places = places_among(stream(seed), 10, 4)
        assert sorted(set(places)) == list(places)
        assert set(places) <= set(range(10))
    assert () == places_among(stream(1), 10, 0)
    assert (0, 1, 2) == places_among(stream(1), 3, 3)
