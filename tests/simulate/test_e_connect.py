"""E-CONNECT's files: the same bytes from a seed, the traps that SOURCE.md lists, and near to what was planted."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tsi_eval import find_project, load_pilot
from tsi_eval.identifiers import has_identifier
from tsi_eval.simulate import simulate_e_connect

FOLDER = find_project(Path(__file__).parent).data / "e_connect"
SEEDS = range(30)
ITEMS = [f"p{item:02d}" for item in range(1, 26)]
TRUST = [f"Tilltro {item}" for item in range(1, 6)]
FORMS = {"T0": "enkat_fore.csv", "T1": "enkat_efter.csv", "T2": "enkat_uppfoljning.csv"}
HASH = """
import hashlib
from tsi_eval.simulate import simulate_e_connect
files = simulate_e_connect(1).files
print(hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest())
"""


@pytest.fixture(scope="module")
def delivery():
    return simulate_e_connect(1)


@pytest.fixture(scope="module")
def deliveries():
    return [simulate_e_connect(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def truths(deliveries):
    return [delivery.truth for delivery in deliveries]


def records(delivery, name):
    text = delivery.files[name].decode("cp1252" if name == "deltagare.csv" else "utf-8-sig")
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
    other = simulate_e_connect(2)

    assert sorted(delivery.files) == sorted(other.files)
    assert all(content != other.files[name] for name, content in delivery.files.items())


def test_the_pilots_own_files_are_those_of_seed_one(delivery):
    for name, content in delivery.files.items():
        assert content == (FOLDER / name).read_bytes(), name


def test_everything_declared_exists(delivery):
    pilot = load_pilot(FOLDER)
    read = set()
    for source in pilot.sources:
        for pattern in source.files:
            for name in (name for name in delivery.files if Path(name).match(pattern)):
                read.add(name)
                assert set(source.their_columns()) <= set(records(delivery, name)[0]), (source.id, name)
        for column, values in source.values.items():
            theirs = source.columns[column]
            matching = [name for name in delivery.files for pattern in source.files if Path(name).match(pattern)]
            found = {row[theirs].strip() for name in matching for row in records(delivery, name)}
            assert found <= set(values), (source.id, column)

    assert set(delivery.files) == read


def test_every_name_that_a_reader_meets_has_words():
    pilot = load_pilot(FOLDER)
    declared = tomllib.loads((FOLDER / "questions.toml").read_text(encoding="utf-8"))
    sessions = next(item["options"]["sessions"] for item in declared["question"] if item["id"] == "sessions")

    known = {*pilot.labels}
    assert {*pilot.windows, *sessions, *(source.id for source in pilot.sources)} <= known
    assert {"form=digital", "form=in_person", "benchmark=hogstrom2017"} <= known


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stages_and_families_are_as_planted(seed):
    delivery = simulate_e_connect(seed)
    rows, truth = records(delivery, "deltagare.csv"), delivery.truth.parents
    started = [row for row in rows if row["Startade"]]
    of_child = Counter(row["Barn"] for row in started)

    assert (120, 92, 80) == (len(rows), sum(bool(row["Anmäld"]) for row in rows), len(started))
    assert (truth.informed, truth.enrolled, truth.started) == (120, 92, 80)
    assert (60, 20) == (len(of_child), sum(n == 2 for n in of_child.values()))
    assert (truth.children_of_started, truth.two_parents) == (60, 20)
    assert truth.children == len({row["Barn"] for row in rows}) == 90
    assert len({row["Förälder"] for row in rows}) == 120
    assert dict(Counter(row["Form"] for row in rows)) == truth.drawn_form
    assert {row["Förälder"] for row in rows if row["Fullföljde"]} == {*truth.drawn_completed}


def test_days_follow_each_other_and_stages_are_nested(delivery):
    for row in records(delivery, "deltagare.csv"):
        steps = [row[step] for step in ("Informerad", "Anmäld", "Startade", "Fullföljde")]
        days = [date.fromisoformat(day) for day in steps if day]
        assert days == sorted(days)
        assert all(steps[: len(days)])
        assert all(day.weekday() < 5 for day in days)


def test_attendance_is_one_row_a_session_for_those_who_started(delivery):
    rows, truth = records(delivery, "narvaro.csv"), delivery.truth.parents
    tidy = once(rows)
    started = {row["Förälder"] for row in records(delivery, "deltagare.csv") if row["Startade"]}
    present = Counter(int(row["Träff"]) for row in tidy if row["Närvarande"] == "ja")
    times = Counter(row["Förälder"] for row in tidy if row["Närvarande"] == "ja")

    assert len(rows) == len(tidy) + 1 == 801
    assert {(row["Förälder"], row["Träff"]) for row in tidy} == {
        (parent, str(session)) for parent in started for session in range(1, 11)
    }
    assert {row["Närvarande"] for row in tidy} == {"ja", "nej"}
    assert tuple(present[session] for session in range(1, 11)) == truth.drawn_present
    assert {parent for parent, n in times.items() if n >= truth.sessions} == {*truth.drawn_completed}
    assert started == {*times}


def test_encodings_and_separators(delivery):
    assert delivery.files["deltagare.csv"].startswith("Förälder;Barn".encode("cp1252"))
    with pytest.raises(UnicodeDecodeError):
        delivery.files["deltagare.csv"].decode()
    assert [name for name, content in delivery.files.items() if content.startswith(b"\xef\xbb\xbf")] == [FORMS["T2"]]


@pytest.mark.parametrize("occasion", ["T0", "T1", "T2"])
def test_forms_are_there_once_but_for_the_doubled_ones(occasion, delivery):
    rows, truth = records(delivery, FORMS[occasion]), delivery.truth.forms
    tidy = once(rows)

    assert len(rows) - len(tidy) == truth.doubled[FORMS[occasion]] == {"T0": 2, "T1": 1, "T2": 0}[occasion]
    assert sorted(row["Förälder"] for row in tidy) == sorted(truth.answered[occasion])
    assert len({row["Mättillfälle"] for row in tidy}) == 1
    assert "Kommentar" in rows[0]
    assert any(row["Kommentar"] for row in rows)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_answers_is_as_planted(seed):
    answered = simulate_e_connect(seed).truth.forms.answered
    before, after, later = (set(answered[at]) for at in ("T0", "T1", "T2"))

    assert (75, 49, 26) == (len(before), len(after), len(before - after))
    assert later < after < before
    assert 15 <= len(later) <= 40


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_form_is_unfinished_and_others_lack_single_answers_to_the_sdq(seed):
    delivery = simulate_e_connect(seed)
    truth = delivery.truth.forms
    first, second = (once(records(delivery, FORMS[at])) for at in ("T0", "T1"))
    unfinished = [row for row in first if not any(row[item] for item in TRUST)]

    assert [truth.unfinished] == [row["Förälder"] for row in unfinished]
    assert not any(unfinished[0][item] for item in ITEMS[7:])
    assert truth.unfinished in truth.dropped_out
    others = [row for row in (*first, *second) if row not in unfinished]
    assert all(row[item] for row in others for item in TRUST)
    assert any(not row[item] for row in others for item in ITEMS)


@pytest.mark.parametrize("occasion", ["T0", "T1", "T2"])
def test_own_answers_are_as_drawn(occasion, delivery):
    own, forms = delivery.truth.own, delivery.truth.forms
    for row in once(records(delivery, FORMS[occasion])):
        key = (row["Förälder"], occasion)
        if key == (forms.unfinished, "T0"):
            continue
        assert sum(int(row[item]) for item in TRUST) == own.drawn_trust[key]
        assert {row[item] for item in TRUST} <= set("12345")
        assert (int(row["Relation"]), int(row["Bråkdagar"])) == (own.drawn_relation[key], own.drawn_quarrels[key])


def test_whole_questionnaires_have_the_total_that_was_drawn(delivery):
    drawn, checked = delivery.truth.difficulties.drawn, 0
    scored = [item for item in range(1, 26) if item not in {1, 4, 9, 17, 20}]
    for occasion in ("T0", "T1"):
        for row in once(records(delivery, FORMS[occasion])):
            answers = {item: row[f"p{item:02d}"] for item in scored}
            if all(answers.values()):
                points = (2 - int(a) if item in {7, 11, 14, 21, 25} else int(a) for item, a in answers.items())
                assert sum(points) == drawn[row["Förälder"], occasion]
                checked += 1
    assert checked > 60


def test_no_cell_and_no_line_reads_as_an_identity_number(delivery):
    for name in delivery.files:
        for row in records(delivery, name):
            assert not any(has_identifier(cell) for cell in row.values()), name
            assert not has_identifier(";".join(row.values())), name


def test_the_truth_is_in_no_file_and_frozen(delivery):
    text = "".join(content.decode("cp1252") for content in delivery.files.values()).casefold()

    assert not any(word in text for word in ("truth", "planted", "drawn", "seed", "1.848", "1,848"))
    with pytest.raises(AttributeError):
        delivery.truth.seed = 2


def test_the_truth_says_what_the_choice_alone_gives(delivery):
    truth = delivery.truth.difficulties

    assert (truth.population_mean, truth.population_sd, truth.reliability) == (8.4, 5.8, 0.72)
    assert truth.change_by_selection == pytest.approx(-0.28 * 6.6)
    assert truth.change_besides == 0


def test_difficulties_lie_around_what_was_planted(truths):
    """Those who left before T1 are missing from the totals after, so that only pairs are compared."""
    before = [n for truth in truths for (_, at), n in truth.difficulties.drawn.items() if at == "T0"]
    left = [truth.difficulties.drawn[who, "T0"] for truth in truths for who in truth.forms.dropped_out]
    pairs = np.array([pair for truth in truths for pair in paired(truth.difficulties.drawn).values()])
    planted = truths[0].difficulties
    expected = (1 - planted.reliability) * (planted.population_mean - pairs[:, 0].mean()) + planted.change_besides

    assert np.mean(before) == pytest.approx(planted.mean_before, abs=0.3)
    assert np.std(before) == pytest.approx(planted.sd_before, abs=0.3)
    assert np.mean(left) > np.mean(before) + 0.4
    assert (pairs[:, 1] - pairs[:, 0]).mean() == pytest.approx(expected, abs=0.3)
    slope = np.polyfit(pairs[:, 0], pairs[:, 1], 1)[0]
    assert slope == pytest.approx(planted.reliability, abs=0.05)


def paired(drawn):
    return {who: (n, drawn[who, "T1"]) for (who, at), n in drawn.items() if at == "T0" and (who, "T1") in drawn}


def test_two_parents_of_one_child_change_alike(deliveries, truths):
    homes = [children_of(delivery) for delivery in deliveries]
    for subject in ("difficulties", "own"):
        couples = []
        for truth, home in zip(truths, homes, strict=True):
            drawn = truth.difficulties.drawn if subject == "difficulties" else truth.own.drawn_trust
            changes = {who: after - before for who, (before, after) in paired(drawn).items()}
            by_child: dict[str, list[int]] = {}
            for who, change in changes.items():
                by_child.setdefault(home[who], []).append(change)
            couples += [pair for pair in by_child.values() if len(pair) == 2]
        one, other = np.array([*couples, *(pair[::-1] for pair in couples)]).T
        assert np.corrcoef(one, other)[0, 1] == pytest.approx(0.4, abs=0.1), subject


def children_of(delivery):
    return {row["Förälder"]: row["Barn"] for row in records(delivery, "deltagare.csv")}


def test_own_questions_lie_around_what_was_planted(truths):
    own = truths[0].own
    for occasion, change in own.trust_change.items():
        sums = [n for truth in truths for (_, at), n in truth.own.drawn_trust.items() if at == occasion]
        good = [n >= 4 for truth in truths for (_, at), n in truth.own.drawn_relation.items() if at == occasion]
        days = [n for truth in truths for (_, at), n in truth.own.drawn_quarrels.items() if at == occasion]
        assert np.mean(sums) == pytest.approx(own.trust_mean + change, abs=0.3)
        assert np.std(sums) == pytest.approx(own.trust_sd, abs=0.3)
        assert np.mean(good) == pytest.approx(own.good_relation[occasion], abs=0.04)
        assert np.mean(days) == pytest.approx(own.quarrel_days[occasion], abs=0.15)
    for (one, other), correlation in own.correlation.items():
        both = [
            (n, truth.own.drawn_trust[who, other])
            for truth in truths
            for (who, at), n in truth.own.drawn_trust.items()
            if at == one and (who, other) in truth.own.drawn_trust
        ]
        assert np.corrcoef(np.array(both).T)[0, 1] == pytest.approx(correlation, abs=0.06)


def test_attendance_lies_around_what_was_planted(truths):
    shares = [np.mean(truth.parents.drawn_present) / truth.parents.started for truth in truths]
    completed = [len(truth.parents.drawn_completed) / truth.parents.started for truth in truths]

    assert 0.70 < np.mean(shares) < 0.85
    assert 0.75 < np.mean(completed) < 0.85
    assert {len(truth.parents.leavers) for truth in truths} == {15}
