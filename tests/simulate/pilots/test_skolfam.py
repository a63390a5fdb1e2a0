"""Skolfam's files: the traps that SOURCE.md lists, and values near to what was planted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from deliveries import once, records_of

from tsi_eval import find_project, load_pilot
from tsi_eval.simulate import simulate, truth_of

FOLDER = find_project(Path(__file__).parent).data / "skolfam"
SEEDS = range(300)
FILES = {"T0": "kartlaggning_1.csv", "T1": "kartlaggning_2.csv"}


@pytest.fixture(scope="module")
def delivery():
    return simulate("skolfam", 1)


@pytest.fixture(scope="module")
def truths():
    return [truth_of("skolfam", seed) for seed in SEEDS]


def test_everything_declared_exists_and_the_norm_is_the_planted_one(delivery):
    pilot = load_pilot(FOLDER)
    (source,) = pilot.sources
    reasoning, index = pilot.outcomes["reasoning"], delivery.truth.planted["tests"].scale("index")

    for occasion, file in FILES.items():
        assert Path(file).match(source.files[0])
        assert set(source.their_columns()) <= set(records_of(delivery, file)[0])
        days = {date.fromisoformat(row["Datum"]) for row in records_of(delivery, file)}
        assert all(pilot.windows[occasion].holds(day) and day.weekday() < 5 for day in days)
    assert {*pilot.windows, source.id} <= {*pilot.labels}
    assert (reasoning.sd, reasoning.reliability) == (index.norm_sd, index.correlation)


@pytest.mark.parametrize("seed", range(5))
def test_few_are_there_twice_and_too_few_teachers(seed):
    delivery = simulate("skolfam", seed)
    children, tests = (delivery.truth.chosen[name] for name in ("children", "tests"))
    first, second = (once(records_of(delivery, FILES[at])) for at in FILES)
    rated = [{row["Barn"] for row in rows if row["SDQ lärare"]} for rows in (first, second)]

    assert (17, 12, 7) == (len(children["persons"]), len(tests["T1"]), len(tests["strengths"]))
    assert [row["Barn"] for row in first] == list(children["persons"])
    assert [row["Barn"] for row in second] == list(tests["T1"])
    assert rated[0] == rated[1] == set(tests["strengths"])


@pytest.mark.parametrize("occasion", ["T0", "T1"])
def test_scores_are_as_drawn_with_decimal_commas(occasion, delivery):
    drawn = delivery.truth.tables["tests"]
    rows = once(records_of(delivery, FILES[occasion]))

    for row in rows:
        key = (row["Barn"], occasion)
        assert float(row["Resonemangsindex"].replace(",", ".")) == drawn["index"][key]
        assert "," in row["Resonemangsindex"]
        assert int(row["Läsning (stanine)"]) == drawn["reading"][key]
        assert row["Matematik (stanine)"] in set("123456789")
        assert row["SDQ lärare"] == (f"{drawn['strengths'][key]:.0f}" if key in drawn["strengths"] else "")
    assert len(records_of(delivery, FILES[occasion])) - len(rows) == (occasion == "T0")


def test_encodings_and_free_text(delivery):
    with pytest.raises(UnicodeDecodeError):
        delivery.files[FILES["T0"]].decode()
    assert "Läsning" in delivery.files[FILES["T1"]].decode()
    assert any(row["Anteckning"] for row in records_of(delivery, FILES["T0"]))


def test_scores_lie_around_what_was_planted(truths):
    index, planted_reading = (truths[0].planted["tests"].scale(name) for name in ("index", "reading"))
    pairs = {"index": [], "reading": []}
    for truth in truths:
        for scale, found in pairs.items():
            drawn = truth.tables["tests"][scale]
            found += [(drawn[child, "T0"], drawn[child, "T1"]) for child in truth.chosen["tests"]["T1"]]
    before, after = np.array(pairs["index"]).T
    reading_before, reading_after = np.array(pairs["reading"]).T

    assert before.mean() == pytest.approx(index.mean, abs=0.6)
    assert before.std() == pytest.approx(index.sd, abs=0.5)
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(index.correlation, abs=0.02)
    assert (after - before).mean() == pytest.approx(index.change, abs=0.4)
    assert 0 < index.practice < index.change
    assert (reading_after - reading_before).mean() == pytest.approx(planted_reading.change, abs=0.1)
