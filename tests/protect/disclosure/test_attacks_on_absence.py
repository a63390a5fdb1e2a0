"""A reader who subtracts: the absence of a school of few pupils is not what others leave over.

The reader knows roughly how many pupils each school has and that all are offered about as many
hours, and takes what all schools missed less what the others missed.
"""

from __future__ import annotations

import made
import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import Absence
from tsi_eval.findings import Quantity
from tsi_eval.protect import release
from tsi_eval.study import Study

TERMS = ("HT2022", "VT2023", "HT2023", "VT2024")
HOURS, FEWEST = 500, 10
COLUMNS = ["unit", "term", "grade", "pupils", "valid", "invalid", "offered", "status"]


def hours(seed: int) -> pd.DataFrame:
    """Return hours of one larger school, one of 1 to 11, and in every other pilot a third."""
    rng = np.random.default_rng(seed)
    schools = {"a": rng.integers(25, 60), "b": rng.integers(2, 10)} | ({"c": rng.integers(12, 40)} if seed % 2 else {})
    rows = []
    for unit, usual in schools.items():
        for term in TERMS:
            pupils = int(max(1, usual + rng.integers(-2, 3)))
            offered = HOURS * pupils
            missed = [int(offered * rng.uniform(0, most)) for most in (0.12, 0.05)]
            rows.append((unit, term, "7", pupils, *missed, offered, ""))
    return pd.DataFrame(rows, columns=COLUMNS)


def worked_out(rows: pd.DataFrame) -> tuple[float | None, bool]:
    """Return the small school's change as a reader has it, and whether all schools' is shown."""
    schools = tuple(rows["unit"].unique())
    findings = made.findings(made.asked("q", Absence(units=schools, start="HT2023").answer(study(rows))))
    shown = {
        exact.group: item.estimate
        for exact, item in made.pairs(findings, release(findings))
        if item.quantity is Quantity.ABSENCE_CHANGE and item.status == "shown" and item.estimate is not None
    }
    mean_pupils = rows.groupby("unit")["pupils"].mean()
    others = {f"unit={unit}": mean_pupils[unit] for unit in schools if unit != "b"}
    if "schools=pilot" not in shown or not shown.keys() >= others.keys():
        return None, "schools=pilot" in shown
    missed = shown["schools=pilot"] * mean_pupils.sum() - sum(shown[name] * n for name, n in others.items())
    return missed / mean_pupils["b"], True


def study(rows: pd.DataFrame) -> Study:
    return Study.from_frames(absence=rows)


@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 300), marks=pytest.mark.slow)])
def test_absence_of_a_small_school_is_not_left_over(seeds: range) -> None:
    tried = learned = answered = 0
    for seed in seeds:
        rows = hours(seed)
        found, shown = worked_out(rows)
        few = rows.loc[rows["unit"] == "b", "pupils"].min() < FEWEST
        tried, learned, answered = tried + few, learned + (few and found is not None), answered + shown

    print(f"tried {tried}, learned {learned}, answered {answered} of {len(seeds)}")  # noqa: T201
    assert tried
    assert 0 == learned
    assert answered == len(seeds)


def test_reader_would_have_had_it() -> None:
    # Of ten pupils and more it may be shown, and then the reader's sum is right.
    rows = hours(0)
    rows = rows.assign(
        pupils=rows["pupils"].mask(rows["unit"] == "b", 12), offered=rows["offered"].mask(rows["unit"] == "b", 6000)
    )
    rows = rows.assign(valid=(rows["offered"] * 0.05).astype(int), invalid=0)
    later = (rows["unit"] == "b") & rows["term"].isin(TERMS[2:])
    rows = rows.assign(valid=rows["valid"].mask(later, 600))

    found, _ = worked_out(rows)

    assert found == pytest.approx(0.05, abs=0.005)
