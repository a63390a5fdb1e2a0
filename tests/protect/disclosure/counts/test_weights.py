"""What a group weighs depends on no size."""

from __future__ import annotations

import made

from tsi_eval.findings import Estimate, Role
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.counts.groups import cells_of
from tsi_eval.protect.disclosure.counts.published import OF_VALUES, Published
from tsi_eval.protect.disclosure.counts.weights import weights
from tsi_eval.protect.disclosure.decisions import Decision

ATOMS = {"cell": 1, "row": 2, "total": 4}


def ordered(*estimates: Estimate) -> list[str]:
    """Return the groups that are published, the lightest first."""
    cells = cells_of(estimates, [])
    published = Published(estimates, [alone(item, "default") for item in estimates], cells)
    weighed = weights(cells, lambda group: ATOMS.get(group, 1), published)
    return sorted(weighed, key=lambda group: weighed[group])


def test_inner_cells_are_lighter_than_rows_and_rows_than_totals() -> None:
    assert ["cell", "row", "total"] == ordered(made.count("total", 40), made.count("row", 30), made.count("cell", 20))


def test_of_equals_the_last_is_the_lightest_whatever_its_size() -> None:
    assert ["b", "a"] == ordered(made.count("a", 10), made.count("b", 30))
    assert ["b", "a"] == ordered(made.count("a", 30), made.count("b", 10))


def test_answer_is_the_heaviest() -> None:
    assert ["total", "cell"] == ordered(made.count("cell", 20, role=Role.HEADLINE), made.count("total", 40))


def test_mean_weighs_as_much_as_several_counts() -> None:
    several = [made.count("a", 30) for _ in range(OF_VALUES - 1)]

    assert ["a", "b"] == ordered(*several, made.mean("b", 30))
    assert ["b", "a"] == ordered(*several, made.count("a", 30), made.mean("b", 30))


def test_what_is_hidden_weighs_nothing() -> None:
    assert ["b"] == ordered(made.count("a", 3), made.count("b", 30))


def test_whole_of_a_share_that_is_hidden_already_is_the_lightest() -> None:
    share, other = made.share("part", 7, "whole", 13), made.count("other", 30)
    cells = cells_of([share, other], [])
    published = Published([share, other], [Decision(), Decision()], cells, ["part"])

    assert {"whole", "part", "whole - part", "other"} == set(weighed := weights(cells, lambda _: 1, published))
    assert weighed["whole"] < weighed["other"]
