"""Persons of one home are alike, and occasions correlate as planted."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.simulate.drawn import Person
from tsi_eval.simulate.measures.course import Correlation, course

MANY = [Person(id=f"p{n}", home=f"h{n // 2}") for n in range(8000)]
# Of 4,000 pairs, a correlation has a standard error of at most 0.016.
NEAR = 0.05


def test_homes_are_numbered_in_the_order_in_which_they_appear() -> None:
    people = [Person(id=name, home=home) for name, home in (("p1", "x"), ("p2", "y"), ("p3", "x"))]

    assert [0, 1, 0] == course(people, ("T0",), 0, ()).homes.tolist()


def test_the_matrix_is_symmetric_with_what_was_given() -> None:
    given = (Correlation(between=("T0", "T1"), r=0.6), Correlation(between=("T2", "T0"), r=0.5))

    found = course(MANY[:2], ("T0", "T1", "T2"), 0.4, given).correlation
    assert [[1, 0.6, 0.5], [0.6, 1, 0], [0.5, 0, 1]] == found.tolist()


def test_two_of_a_home_and_two_occasions_correlate_as_planted() -> None:
    over = course(MANY, ("T0", "T1"), 0.4, (Correlation(between=("T0", "T1"), r=0.6),))
    drawn = over.alike(np.random.default_rng(1), over.correlation)

    assert drawn.shape == (8000, 2)
    assert np.corrcoef(drawn[::2, 0], drawn[1::2, 0])[0, 1] == pytest.approx(0.4, abs=NEAR)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(0.6, abs=NEAR)
    assert drawn.std() == pytest.approx(1, abs=NEAR)


def test_with_all_in_common_two_of_a_home_answer_the_same() -> None:
    drawn = course(MANY[:10], ("T0",), 1.0, ()).alike(np.random.default_rng(1), np.eye(1))

    np.testing.assert_array_equal(drawn[::2], drawn[1::2])
