"""Who moved which way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from answers import number
from pre_post_studies import ASKED, BETWEEN, SCALE, Array, answered, studied

from tsi_eval.designs import PrePost
from tsi_eval.findings import Quantity
from tsi_eval.stats.individual_change import directions


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
