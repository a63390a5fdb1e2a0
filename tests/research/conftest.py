"""A study of own frames, synthetic, whose values are known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from tsi_eval import Study, Text
from tsi_eval.designs import Participation, PrePost
from tsi_eval.findings import Finding
from tsi_eval.language.chosen import choose

N, LEFT = 40, 6


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    yield
    choose("")


@pytest.fixture(scope="session")
def frame() -> pd.DataFrame:
    """Return forty persons' worry before, and of thirty-four of them after."""
    random = np.random.default_rng(5)
    before = random.integers(10, 31, N)
    after = np.clip(before - 2 + random.integers(-3, 4, N), 0, 40)
    persons = [f"person-{i:03}" for i in range(N)]
    first = pd.DataFrame({"person": persons, "occasion": "T0", "outcome": "worry", "value": before})
    return pd.concat([first, first.assign(occasion="T1", value=after)[LEFT:]], ignore_index=True)


@pytest.fixture(scope="session")
def own_study(frame: pd.DataFrame) -> Study:
    persons = frame["person"].unique()
    return Study.from_frames(
        measures=frame,
        persons=pd.DataFrame({"person": persons, "school": ["a" if i % 2 else "b" for i in range(N)]}),
        enrolment=pd.DataFrame(
            {"person": [*persons, *persons[:18]], "stage": ["start"] * N + ["end"] * 18},
        ),
        labels={"T0": Text(sv="hösten", en="autumn"), "T1": Text(sv="våren", en="spring"), "school=a": "Skola A"},
    )


@pytest.fixture(scope="session")
def finding(own_study: Study) -> Finding:
    return PrePost(outcome="worry", before="T0", after="T1").answer(own_study)


@pytest.fixture(scope="session")
def finished(own_study: Study) -> Finding:
    return Participation(stages=("start", "end")).answer(own_study)
