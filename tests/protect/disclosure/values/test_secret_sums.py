"""Sums that may not be known are neither shown nor do they follow."""

from __future__ import annotations

from collections.abc import Sequence

import made
import pandas as pd
import pytest

from tsi_eval.designs import Comparison, PrePost
from tsi_eval.findings import Measured, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.values.secret_sums import SecretSum, secret_sums
from tsi_eval.study import Study


def released(first: Sequence[float], second: Sequence[float], *, scale: str) -> list[ReleasedEstimate]:
    design = PrePost(outcome="y", before="T0", after="T1", scale=scale, imputations=0)
    return made.items(made.released_answers(made.study_of({"T0": first, "T1": second}), q=design))


def shown(items: list[ReleasedEstimate], quantity: Quantity) -> list[str]:
    return sorted({item.period for item in items if item.quantity is quantity and item.status == "shown"})


BEFORE = [120.0, 20, 18, 15, 12, 10, 8, 6, 5, 4]
AFTER = [121.0, 24, 13, 17, 10, 12, 12, 3, 6, 8]


def test_a_mean_that_one_person_dominates_goes_and_so_does_the_other_that_gives_it_back() -> None:
    items = released(BEFORE, AFTER, scale="continuous")

    assert [] == shown(items, Quantity.MEAN)
    assert ["T0 > T1"] == shown(items, Quantity.MEAN_CHANGE)


def test_the_change_stays_beside_one_mean_at_the_most() -> None:
    after = [60.0, 60, 58, 55, 42, 30, 48, 36, 25, 44]
    items = released(BEFORE, after, scale="continuous")

    assert 1 >= len(shown(items, Quantity.MEAN)) + len(shown(items, Quantity.MEAN_CHANGE))


def test_a_ratio_of_sums_that_one_dominates_is_hidden() -> None:
    assert [] == shown(released(BEFORE, AFTER, scale="counts"), Quantity.RATE_RATIO)


def test_what_is_left_of_two_shown_means_may_not_be_dominated_either() -> None:
    values = {f"p{i:04}": value for i, value in enumerate([5.0 + i % 7 for i in range(12)] + BEFORE)}
    measured = [Measured(outcome="score", occasion="t0", values=values, minimum=0.0, maximum=None, step=1.0)]
    both = [
        made.number(Quantity.MEAN, 11.5, made.cell(22), period="t0", group="", question="a"),
        made.number(Quantity.MEAN, 7.8, made.cell(12), period="t0", group="", question="b"),
    ]

    def statuses(*items: Measured) -> list[str]:
        return [decision.status for decision in decide(tuple(both), (), "default", measured=items)]

    assert ["shown", "shown"] == statuses()
    assert ["shown", "suppressed"] == statuses(*measured)
    assert ["shown", "shown"] == [item.status for item in decide(tuple(both), (), "internal", measured=measured)]


@pytest.mark.parametrize(("n", "policy", "secret"), [(12, "default", 1), (12, "internal", 0), (20, "default", 0)])
def test_a_mean_near_an_end_of_a_group_under_twenty_is_secret(n: int, policy: str, secret: int) -> None:
    values = {f"p{i:04}": float(i < 3) for i in range(n)}
    measured = [Measured(outcome="score", occasion="t0", values=values, minimum=0.0, maximum=40.0, step=1.0)]
    mean = made.number(Quantity.MEAN, 3 / n, made.cell(n), period="t0")
    found = list(secret_sums([mean], measured, policy))

    assert [SecretSum(occasions=("t0",), group="", less="")] * secret == found
    expected = "suppressed" if secret else "shown"
    assert [expected] == [item.status for item in decide((mean,), (), policy, measured=measured)]


def test_a_difference_stays_where_one_of_its_groups_is_dominated_and_its_mean_goes() -> None:
    column = [9.0 + i % 15 for i in range(25)] + [4.0 + i % 7 for i in range(24)] + [400.0]
    rows = [(f"p{i}", "T0", "y", value) for i, value in enumerate(column)]
    persons = [(f"p{i}", "a" if i < 25 else "b") for i in range(len(column))]
    study = Study.from_frames(
        persons=pd.DataFrame(persons, columns=["person", "arm"]),
        measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]),
    )
    design = Comparison(outcome="y", occasion="T0", group="arm", reference="a")

    items = made.items(made.released_answers(study, q=design))

    assert ["T0"] == shown(items, Quantity.MEAN_DIFFERENCE)
    assert [] == shown(items, Quantity.MEAN)
