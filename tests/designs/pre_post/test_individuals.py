"""What became of each person: a reliable change, a cut-off crossed, an end of the scale."""

from __future__ import annotations

import pytest
from answers import number
from pre_post_studies import WORDS, Array, answered, same

from tsi_eval.designs.pre_post import Clinical
from tsi_eval.findings import Quantity
from tsi_eval.stats.clinical_change import clinically_significant_change
from tsi_eval.stats.individual_change import reliable_change
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
