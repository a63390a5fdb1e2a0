"""Norms and bands from a user's own file. Every number and source here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from norms_text import HEAD, Load, band, norm

from tsi_eval.errors import DeclarationError, TsiError, UsageError
from tsi_eval.instruments import load_norms


def refused(load: Load, text: str, kind: type[TsiError] = DeclarationError) -> list[str]:
    with pytest.raises(kind) as error:
        load(text)
    error.value.text("sv")
    error.value.text("en")
    return [problem.code for problem in error.value.problems]


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
