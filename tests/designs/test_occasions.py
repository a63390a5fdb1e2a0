"""Three occasions or more: each number is what its method computes, of the persons it says."""

from __future__ import annotations

import math
import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from answers import PARTS, differences
from example_study import Planted
from occasions_studies import ASKED, studied
from shuffled import shuffled
from studies import SCALE, Array

from tsi_eval.designs import Occasions
from tsi_eval.designs.contract import Design
from tsi_eval.errors import DataError
from tsi_eval.findings import Answerable, Quantity
from tsi_eval.study import Study

PLAIN = Occasions(outcome="zq_score", occasions=("zq_before", "zq_after", "zq_later"))
SHARE = replace(PLAIN, scale="binary", at_least=16)
EXAMPLES: tuple[Design, ...] = (
    PLAIN,
    replace(PLAIN, clusters="zq_family"),
    replace(PLAIN, outcome="zq_mood", scale="ordinal"),
    SHARE,
)


def four_lower() -> Study:
    """Return three hundred persons who are planted lower each time.

    They are two lower at the second occasion, and four at the third.
    """
    rng = np.random.default_rng(4)
    first = rng.normal(20, 4, 300)
    later = [first - lower + rng.normal(0, 3, 300) for lower in (2, 4)]
    return studied(np.round(np.stack([first, *later], axis=1)))


PLANTED = (Planted(design=Occasions(**ASKED), study=four_lower(), truth=-4.0),)


@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
def test_refusals(table: Array, scale: str) -> None:
    design = Occasions(**ASKED, scale=scale, at_least=18.0 if scale == "binary" else None)  # type: ignore[arg-type]
    awaited, few = table.copy(), table.copy()
    awaited[:, 2] = np.nan
    few[9:, 2] = np.nan
    # A share that stays where it is has an interval; a mean or a step that nobody left has none.
    refused = (awaited, few) if scale == "binary" else (awaited, few, np.full((20, 3), 3.0))

    keys = [design.answer(studied(given)).feasibility for given in refused]
    said = ["refusal.not_yet", "refusal.few_pairs", "refusal.no_variation"][: len(refused)]
    assert said == [item.reason.key for item in keys]  # type: ignore[union-attr]
    assert {Answerable.REFUSED} == {item.answerable for item in keys}
    for given in refused:
        assert {Quantity.COUNT, Quantity.RESPONSE} >= {
            e.quantity for e in design.answer(studied(given)).every_estimate()
        }


@pytest.mark.parametrize(
    ("empty", "options", "codes"),
    [
        ([0], {}, {"E141"}),
        ([1], {}, {"E141"}),
        ([0, 1, 2], {}, {"E141"}),
        ([], {"scale": "binary"}, {"E281"}),
        ([2], {}, set()),
        ([1, 2], {}, set()),
    ],
)
def test_what_it_lacks_is_said(table: Array, empty: list[int], options: dict[str, Any], codes: set[str]) -> None:
    given = table.copy()
    given[:, empty] = np.nan
    design = Occasions(**ASKED, **options)

    assert codes == {problem.code for problem in design.lacks(studied(given))}
    if codes:
        with pytest.raises(DataError):
            design.answer(studied(given))


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
def test_names_and_order_change_not_a_bit(table: Array, scale: str, clusters: str) -> None:
    options: dict[str, Any] = {"at_least": 1.8} if scale == "binary" else {}
    rng = np.random.default_rng(3)
    given = np.round(np.round(table / 4) / 10 + rng.integers(0, 3, table.shape) / 10, 1)
    study = studied(given, family=[f"f{x}" for x in rng.integers(0, 20, 50)], outcome=replace(SCALE, step=0.1))
    design = Occasions(**ASKED, scale=scale, clusters=clusters, **options)  # type: ignore[arg-type]

    finding = design.answer(study)
    for seed in (1, 2, 3):
        assert [] == differences(finding, design.answer(shuffled(study, seed, {"family"})))


def extremes() -> dict[str, Array]:
    rng = np.random.default_rng(2)
    first = rng.integers(0, 5, 30).astype(float)
    second, third = (np.clip(first + rng.integers(-1, 2, 30), 0, 5) for _ in range(2))
    whole = np.stack([first, second, third], axis=1)
    one_left, few = whole.copy(), whole.copy()
    one_left[0, 2] = np.nan
    few[10:, 2] = np.nan
    return {
        "two_the_same": np.stack([first, first, third], axis=1),
        "last_the_same": np.stack([first, second, first], axis=1),
        "all_the_same": np.stack([first] * 3, axis=1),
        "equal_changes": np.stack([first, first + 1, first + 2], axis=1),
        "constant_first": np.stack([np.full(30, 2.0), second, third], axis=1),
        "one_left": one_left,
        "ten_stay": few,
        "huge": whole * 1e9,
        "far_from_zero": whole + 1e9,
        "tiny": whole * 1e-9,
        "floor_but_one": np.eye(30)[:, :3],
    }


@pytest.mark.parametrize("clusters", ["", "family"])
@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
@pytest.mark.parametrize("case", extremes())
def test_extremes_are_numbers_or_refusals(case: str, scale: str, clusters: str) -> None:
    given = extremes()[case]
    options: dict[str, Any] = {"at_least": float(np.nanmean(given[:, 0]))} if scale == "binary" else {}
    design = Occasions(**ASKED, scale=scale, clusters=clusters, **options)  # type: ignore[arg-type]
    study = studied(given, family=[f"f{i // 3}" for i in range(30)], outcome=replace(SCALE, minimum=None, maximum=None))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        finding = design.answer(study)

    for item in finding.every_estimate():
        said = [item.estimate, *(getattr(item, part) for part in PARTS)]
        assert all(math.isfinite(value) for value in said if value is not None), item
        if item.ci_low is not None:
            assert item.ci_low <= item.estimate <= item.ci_high, (item.quantity, item.method)


@pytest.mark.parametrize("scale", ["continuous", "ordinal", "binary"])
@pytest.mark.parametrize("clusters", [1, 4, 5])
def test_fewer_than_five_clusters_are_refused(table: Array, clusters: int, scale: str) -> None:
    study = studied(table, family=[f"f{i % clusters}" for i in range(len(table))])
    design = Occasions(**ASKED, scale=scale, clusters="family", at_least=18.0 if scale == "binary" else None)  # type: ignore[arg-type]

    feasibility = design.feasibility(study)

    assert (clusters < 5) == (feasibility.answerable is Answerable.REFUSED)
    assert feasibility.reason is None or "refusal.few_clusters" == feasibility.reason.key
