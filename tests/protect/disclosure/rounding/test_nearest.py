"""Numbers to the nearest, and p-values upwards."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.rounding.nearest import nearest, parts


def test_p_value_of_parts_is_rounded_up_to_a_bound() -> None:
    cells = made.group("all", 90), made.group("lower", 40), made.group("higher", 50)

    found = [parts(made.estimate(Quantity.TEST, p, *cells)).estimate for p in (0.0004, 0.031, 0.999)]
    assert [0.01, 0.04, 1.0] == found


@pytest.mark.parametrize(("p", "shown"), [(0.00001, 0.001), (0.0121, 0.013), (0.9999, 1.0), (None, None)])
def test_p_value_is_rounded_up_and_never_nothing(p: float | None, shown: float | None) -> None:
    assert shown == nearest(made.mean("g", 450, p_value=p), 1).p_value
