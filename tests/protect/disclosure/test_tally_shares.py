"""Shares of tallies: their parts are tallies as well, and two shares may be subtracted."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import TallyShare
from tsi_eval.findings.released import Released
from tsi_eval.protect import release
from tsi_eval.study import Study


def polled(rows: dict[tuple[str, str], tuple[int, int]]) -> Study:
    """Return polls: (school, month) → yes, answers."""
    frame = [
        {"series": series, "unit": unit, "month": month, "n": float(n), "status": "", "exposure": np.nan}
        for (unit, month), pair in rows.items()
        for series, n in zip(("yes", "all"), pair, strict=True)
    ]
    return Study.from_frames(counts=pd.DataFrame(frame))


def part(released: Released, question: str, period: str = "") -> int | None:
    found = next(e for e in released.finding(question).estimates if (e.quantity, e.period) == ("share", period))
    return None if found.estimate is None or found.n is None else round(found.estimate * found.n)


@pytest.mark.parametrize("few", [1, 4, 46, 49])
def test_part_in_one_school_is_not_both_less_the_other(made: SimpleNamespace, few: int) -> None:
    study = polled({("a", "2024-05"): (38, 100), ("b", "2024-05"): (few, 50)})
    findings = [
        made.asked(name, TallyShare(part=("yes",), whole=("all",), kind="person", units=units).answer(study))
        for name, units in (("both", ("a", "b")), ("one", ("a",)))
    ]

    released = release(made.findings(*findings))

    assert None in {part(released, "both"), part(released, "one")}


def test_part_among_the_whole_is_not_given_back_by_a_series_of_it(made: SimpleNamespace) -> None:
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
    rows = {("a", month): (3 if month == "2023-12" else 20, 90) for month in months}
    study = polled(rows)
    shares = {
        name: TallyShare(part=("yes",), whole=("yes", "all"), until=until)
        for name, until in (("every", ""), ("but_one", "2023-12"))
    }

    released = release(made.findings(*(made.asked(name, design.answer(study)) for name, design in shares.items())))

    assert None in {part(released, name) for name in shares}


def test_large_parts_are_shown(made: SimpleNamespace) -> None:
    study = polled({("a", "2024-05"): (38, 100), ("b", "2024-05"): (20, 50)})
    findings = [
        made.asked(name, TallyShare(part=("yes",), whole=("all",), kind="person", units=units).answer(study))
        for name, units in (("both", ("a", "b")), ("one", ("a",)))
    ]

    released = release(made.findings(*findings))

    assert (58, 38) == (part(released, "both"), part(released, "one"))
