"""Norms and bands from a user's own file. Every number and source here is invented."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import DataError, DeclarationError, TsiError, UsageError
from tsi_eval.instruments import Norms, band_of, load_norms

Load = Callable[[str], Norms]
HEAD = """
instrument = "sdq_parent"
source = "Invented for this test"
population = { sv = "påhittade barn", en = "invented children" }
"""


def band(low: int, high: int, scale: str = "total", name: str = "", group: str = "") -> str:
    name = name or f"{low}-{high}"
    return (
        f'\n[[band]]\nscale = "{scale}"\nname = {{ sv = "{name}", en = "{name}" }}\nfrom = {low}\nto = {high}\n'
        f'group = "{group}"\n'
    )


def norm(scale: str = "total", mean: str = "11.5", sd: str = "4.5", group: str = "") -> str:
    return f'\n[[norm]]\nscale = "{scale}"\nmean = {mean}\nsd = {sd}\ngroup = "{group}"\n'


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def written(text: str) -> Norms:
        path = tmp_path / "norms.toml"
        path.write_text(text, encoding="utf-8")
        return load_norms(path)

    return written


def refused(load: Load, text: str, kind: type[TsiError] = DeclarationError) -> list[str]:
    with pytest.raises(kind) as error:
        load(text)
    error.value.text("sv")
    error.value.text("en")
    return [problem.code for problem in error.value.problems]


def names(found: Any) -> list[str | None]:
    return [each and each.name.sv for each in found]


def test_norms_keep_their_source_and_population(load: Load) -> None:
    found = load(HEAD + band(0, 9) + band(10, 40) + norm() + norm(group="girls", mean="10"))

    assert ("norms.toml", "sdq_parent", "Invented for this test", "påhittade barn") == (
        found.file,
        found.instrument,
        found.source,
        found.population.sv,
    )
    assert (11.5, 4.5) == (found.norms["total", ""].mean, found.norms["total", ""].sd)
    assert 10.0 == found.norms["total", "girls"].mean
    assert [(0, 9), (10, 40)] == [(each.low, each.high) for each in found.bands["total", ""]]


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


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (("source", "# source"), ["E263"]),
        (("Invented for this test", "  "), ["E263"]),
        (("population", "# population"), ["E154"]),
        (("instrument", "# instrument"), ["E154"]),
        (("source =", "sources ="), ["E263", "E153"]),
        (("from = 0", "from = 0.5"), ["E155"]),
        (("from = 0", "# from"), ["E154"]),
        (('scale = "total"', 'scale = "totl"'), ["E153", "E153", "E153"]),
        (("sd = 4.5", "sd = 0.0"), ["E155"]),
        (("sd = 4.5", "sd = nan"), ["E155"]),
        (("population =", "population ="), []),
        (("[[norm]]", "[[norm"), ["E152"]),
    ],
)
def test_a_file_without_a_source_or_with_a_fault_is_refused(
    load: Load, change: tuple[str, str], codes: list[str]
) -> None:
    text = (HEAD + band(0, 9) + band(10, 40) + norm()).replace(*change)

    if codes:
        assert sorted(codes) == sorted(refused(load, text))
    else:
        load(text)


@pytest.mark.parametrize(
    "bands",
    [
        band(0, 9) + band(11, 40),
        band(0, 9) + band(9, 40),
        band(0, 40) + band(10, 20),
        band(0, 9) + band(0, 9),
        band(9, 0),
    ],
)
def test_gaps_overlaps_and_turned_bands_are_refused(load: Load, bands: str) -> None:
    assert ["E264"] == refused(load, HEAD + bands)


def test_an_unknown_instrument_two_norms_and_a_missing_or_large_file_are_refused(load: Load, tmp_path: Path) -> None:
    assert ["E210"] == refused(load, HEAD.replace("sdq_parent", "sdq_parents"), UsageError)
    assert ["E158"] == refused(load, HEAD + norm() + norm())
    assert ["E151"] == refused(load, HEAD + "#" * 1_000_001)
    with pytest.raises(DeclarationError, match="E150"):
        load_norms(tmp_path / "none.toml")


def test_scores_without_bands_or_outside_them_are_refused(load: Load) -> None:
    norms = load(HEAD + band(5, 20))

    for options in ({"scale": "peer"}, {"scale": "total", "group": "boys"}):
        with pytest.raises(UsageError, match="E138"):
            band_of([7], norms, **options)
    for wrong in (4.0, 21.0, math.inf):
        with pytest.raises(DataError, match="E136") as error:
            band_of([7.0, wrong], norms, scale="total")
        assert (1, 2) == (error.value.problems[0].params["count"], error.value.problems[0].params["of"])
