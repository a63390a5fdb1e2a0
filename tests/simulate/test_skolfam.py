"""Skolfam's files: the same bytes from a seed, the traps that SOURCE.md lists, and near to what was planted."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tsi_eval import find_project, load_pilot
from tsi_eval.identifiers import has_identifier
from tsi_eval.simulate import simulate_skolfam

FOLDER = find_project(Path(__file__).parent).data / "skolfam"
SEEDS = range(300)
FILES = {"T0": "kartlaggning_1.csv", "T1": "kartlaggning_2.csv"}
ENCODINGS = {"T0": "cp1252", "T1": "utf-8"}
HASH = """
import hashlib
from tsi_eval.simulate import simulate_skolfam
files = simulate_skolfam(1).files
print(hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest())
"""


@pytest.fixture(scope="module")
def delivery():
    return simulate_skolfam(1)


@pytest.fixture(scope="module")
def truths():
    return [simulate_skolfam(seed).truth for seed in SEEDS]


def records(delivery, occasion):
    text = delivery.files[FILES[occasion]].decode(ENCODINGS[occasion])
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def once(rows):
    return list({tuple(row.values()): row for row in rows}.values())


def test_same_seed_same_bytes_in_another_process_and_time_zone(delivery):
    env = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", HASH], env=env, capture_output=True, text=True, check=True)
    files = delivery.files

    ours = hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest()
    assert ours == other.stdout.strip()


def test_another_seed_gives_other_files_and_the_same_names(delivery):
    other = simulate_skolfam(2)

    assert sorted(delivery.files) == sorted(other.files) == sorted(FILES.values())
    assert all(content != other.files[name] for name, content in delivery.files.items())


def test_the_pilots_own_files_are_those_of_seed_one(delivery):
    for name, content in delivery.files.items():
        assert content == (FOLDER / name).read_bytes(), name


def test_everything_declared_exists_and_the_norm_is_the_planted_one(delivery):
    pilot = load_pilot(FOLDER)
    (source,) = pilot.sources
    reasoning = pilot.outcomes["reasoning"]

    for occasion, file in FILES.items():
        assert Path(file).match(source.files[0])
        assert set(source.their_columns()) <= set(records(delivery, occasion)[0])
        days = {date.fromisoformat(row["Datum"]) for row in records(delivery, occasion)}
        assert all(pilot.windows[occasion].holds(day) and day.weekday() < 5 for day in days)
    assert {*pilot.windows, source.id} <= {*pilot.labels}
    assert (reasoning.sd, reasoning.reliability) == (delivery.truth.norm_sd, delivery.truth.index_retest)


@pytest.mark.parametrize("seed", range(5))
def test_few_are_there_twice_and_too_few_teachers(seed):
    delivery = simulate_skolfam(seed)
    truth = delivery.truth
    first, second = (once(records(delivery, at)) for at in FILES)
    rated = [{row["Barn"] for row in rows if row["SDQ lärare"]} for rows in (first, second)]

    assert (17, 12, 7) == (len(truth.children), len(truth.twice), len(truth.strengths_twice))
    assert [row["Barn"] for row in first] == list(truth.children)
    assert [row["Barn"] for row in second] == list(truth.twice)
    assert rated[0] == rated[1] == set(truth.strengths_twice)


@pytest.mark.parametrize("occasion", ["T0", "T1"])
def test_scores_are_as_drawn_with_decimal_commas(occasion, delivery):
    truth = delivery.truth
    rows = once(records(delivery, occasion))

    for row in rows:
        key = (row["Barn"], occasion)
        assert float(row["Resonemangsindex"].replace(",", ".")) == truth.drawn_index[key]
        assert "," in row["Resonemangsindex"]
        assert int(row["Läsning (stanine)"]) == truth.drawn_reading[key]
        assert row["Matematik (stanine)"] in set("123456789")
        assert row["SDQ lärare"] == (str(truth.drawn_strengths[key]) if key in truth.drawn_strengths else "")
    assert len(records(delivery, occasion)) - len(rows) == truth.doubled[FILES[occasion]] == (occasion == "T0")


def test_encodings_and_free_text(delivery):
    with pytest.raises(UnicodeDecodeError):
        delivery.files[FILES["T0"]].decode()
    assert "Läsning" in delivery.files[FILES["T1"]].decode()
    assert any(row["Anteckning"] for row in records(delivery, "T0"))


@pytest.mark.parametrize("seed", range(5))
def test_no_cell_and_no_line_reads_as_an_identity_number(seed):
    delivery = simulate_skolfam(seed)
    for occasion in FILES:
        for row in records(delivery, occasion):
            assert not any(has_identifier(cell) for cell in row.values())
            assert not has_identifier(";".join(row.values()))


def test_the_truth_is_in_no_file_and_frozen(delivery):
    text = "".join(content.decode("cp1252") for content in delivery.files.values()).casefold()

    assert not any(word in text for word in ("truth", "planted", "drawn", "seed", "practice"))
    with pytest.raises(AttributeError):
        delivery.truth.seed = 2


def test_scores_lie_around_what_was_planted(truths):
    planted = truths[0]
    before, after = np.array(
        [(truth.drawn_index[child, "T0"], truth.drawn_index[child, "T1"]) for truth in truths for child in truth.twice]
    ).T
    reading = [
        truth.drawn_reading[child, "T1"] - truth.drawn_reading[child, "T0"] for truth in truths for child in truth.twice
    ]

    assert before.mean() == pytest.approx(planted.index_mean, abs=0.6)
    assert before.std() == pytest.approx(planted.index_sd, abs=0.5)
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(planted.index_retest, abs=0.02)
    assert (after - before).mean() == pytest.approx(planted.index_change, abs=0.4)
    assert 0 < planted.practice < planted.index_change
    assert np.mean(reading) == pytest.approx(planted.reading_change, abs=0.1)
