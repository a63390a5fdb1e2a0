"""Other outcomes of the same question."""

from __future__ import annotations

import numpy as np
import pytest
from answers import number
from pre_post_studies import Array, answered, same

from tsi_eval.errors import DataError
from tsi_eval.findings import Answerable, Quantity, Role
from tsi_eval.stats.multiplicity import adjusted
from tsi_eval.stats.paired import paired_t


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

    assert Answerable.ESTIMABLE is finding.feasibility.answerable
    assert number(finding, Quantity.MEAN_CHANGE, role=Role.HEADLINE)


@pytest.mark.parametrize("occasion", [0, 1])
def test_other_outcome_that_was_never_measured_at_an_occasion_is_said(
    values: tuple[Array, Array], occasion: int
) -> None:
    others = [values[0], values[1]]
    others[occasion] = np.full(40, np.nan)

    with pytest.raises(DataError) as error:
        answered(values, also=("a",), also_values={"a": tuple(others)})

    (problem,) = error.value.problems
    assert ("E141", f"a (T{occasion})") == (problem.code, problem.params["name"])


def test_outcome_of_which_nothing_is_said_counts_in_p_values_as_in_intervals(values: tuple[Array, Array]) -> None:
    rng = np.random.default_rng(3)
    moved = (values[0], np.clip(values[0] + rng.integers(-5, 6, 40), 0, 40))
    few = tuple(np.where(np.arange(40) < 1, column, np.nan) for column in values)

    finding = answered(values, also=("a", "b"), also_values={"a": moved, "b": few}, adjust="bonferroni")

    same(
        number(finding, Quantity.MEAN_CHANGE, outcome="a"),
        paired_t(*moved, level=1 - 0.05 / 2),
        p_value=min(1.0, 2 * paired_t(*moved).p_value),
    )
