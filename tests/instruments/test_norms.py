"""Bands of scores. Every number and source here is invented."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from norms_text import HEAD, Load, band

from tsi_eval.errors import DataError, UsageError
from tsi_eval.instruments import band_of, load_norms


def names(found: Any) -> list[str | None]:
    return [each and each.name.sv for each in found]


def test_every_score_gets_its_band(load: Load) -> None:
    norms = load(HEAD + band(10, 19, name="b") + band(20, 40, name="c") + band(0, 9, name="a"))

    found = band_of([0, 9, 10, 19, 20, 40, math.nan], norms, scale="total")

    assert ["a", "a", "b", "b", "c", "c", None] == names(found)


def test_a_score_between_two_points_belongs_to_the_nearest(load: Load) -> None:
    norms = load(HEAD + band(0, 9, name="a") + band(10, 40, name="b"))

    assert ["a", "b", "b", "b"] == names(band_of([9.49, 9.5, 9.51, 40.49], norms, scale="total"))


def test_bands_may_differ_by_scale_and_group(load: Load) -> None:
    norms = load(
        HEAD
        + band(0, 40, name="all")
        + band(0, 5, group="girls", name="low")
        + band(6, 40, group="girls", name="high")
        + band(0, 10, scale="prosocial", name="kind")
    )

    assert ["all"] == names(band_of([6], norms, scale="total"))
    assert ["high"] == names(band_of([6], norms, scale="total", group="girls"))
    assert ["kind"] == names(band_of(np.array([6.0]), norms, scale="prosocial"))
    assert () == band_of([], norms, scale="total")


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True), st.lists(st.integers(0, 40), max_size=20))
@settings(max_examples=40, deadline=None)
def test_a_band_holds_its_scores(tmp_path_factory: pytest.TempPathFactory, ends: list[int], scores: list[int]) -> None:
    ends = sorted({*ends, 40})
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(
        HEAD + "".join(band(low, high) for low, high in zip([0, *(end + 1 for end in ends)], ends, strict=False)),
        encoding="utf-8",
    )

    found = band_of([float(score) for score in scores], load_norms(path), scale="total")

    assert all(each and each.low <= score <= each.high for each, score in zip(found, scores, strict=True))


def test_scores_without_bands_or_outside_them_are_refused(load: Load) -> None:
    norms = load(HEAD + band(5, 20))

    for options in ({"scale": "peer"}, {"scale": "total", "group": "boys"}):
        with pytest.raises(UsageError, match="E138"):
            band_of([7], norms, **options)
    for wrong in (4.0, 21.0, math.inf):
        with pytest.raises(DataError, match="E136") as error:
            band_of([7.0, wrong], norms, scale="total")
        assert (1, 2) == (error.value.problems[0].params["count"], error.value.problems[0].params["of"])
