"""E-CONNECT's files: the traps that SOURCE.md lists, and values near to what was planted."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from deliveries import once, records_of

from tsi_eval import find_project, load_pilot
from tsi_eval.simulate import simulate, truth_of

FOLDER = find_project(Path(__file__).parent).data / "e_connect"
SEEDS = range(30)
ITEMS = [f"p{item:02d}" for item in range(1, 26)]
TRUST = [f"Tilltro {item}" for item in range(1, 6)]
FORMS = {"T0": "enkat_fore.csv", "T1": "enkat_efter.csv", "T2": "enkat_uppfoljning.csv"}


@pytest.fixture(scope="module")
def delivery():
    return simulate("e_connect", 1)


@pytest.fixture(scope="module")
def deliveries():
    return [simulate("e_connect", seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def truths(deliveries):
    return [delivery.truth for delivery in deliveries]


def test_everything_declared_exists(delivery):
    pilot = load_pilot(FOLDER)
    read = set()
    for source in pilot.sources:
        for pattern in source.files:
            for name in (name for name in delivery.files if Path(name).match(pattern)):
                read.add(name)
                assert set(source.their_columns()) <= set(records_of(delivery, name)[0]), (source.id, name)
        for column, values in source.values.items():
            theirs = source.columns[column]
            matching = [name for name in delivery.files for pattern in source.files if Path(name).match(pattern)]
            found = {row[theirs].strip() for name in matching for row in records_of(delivery, name)}
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
    delivery = simulate("e_connect", seed)
    rows, drawn = records_of(delivery, "deltagare.csv"), delivery.truth.tables["parents"]
    started = [row for row in rows if row["Startade"]]
    of_child = Counter(row["Barn"] for row in started)

    assert (120, 92, 80) == (len(rows), sum(bool(row["Anmäld"]) for row in rows), len(started))
    assert drawn["reached"] == {("informed",): 120, ("enrolled",): 92, ("started",): 80}
    assert (60, 20) == (len(of_child), sum(n == 2 for n in of_child.values()))
    assert drawn["children"] == {("informed",): 90, ("started",): 60, ("two_started",): 20}
    assert len({row["Barn"] for row in rows}) == 90
    assert len({row["Förälder"] for row in rows}) == 120
    assert {(form,): n for form, n in Counter(row["Form"] for row in rows).items()} == drawn["form"]
    assert {row["Förälder"] for row in rows if row["Fullföljde"]} == {*delivery.truth.chosen["parents"]["completed"]}


def test_days_follow_each_other_and_stages_are_nested(delivery):
    for row in records_of(delivery, "deltagare.csv"):
        steps = [row[step] for step in ("Informerad", "Anmäld", "Startade", "Fullföljde")]
        days = [date.fromisoformat(day) for day in steps if day]
        assert days == sorted(days)
        assert all(steps[: len(days)])
        assert all(day.weekday() < 5 for day in days)


def test_attendance_is_one_row_a_session_for_those_who_started(delivery):
    rows, truth = records_of(delivery, "narvaro.csv"), delivery.truth
    tidy = once(rows)
    started = {row["Förälder"] for row in records_of(delivery, "deltagare.csv") if row["Startade"]}
    present = Counter(int(row["Träff"]) for row in tidy if row["Närvarande"] == "ja")
    times = Counter(row["Förälder"] for row in tidy if row["Närvarande"] == "ja")

    assert len(rows) == len(tidy) + 1 == 801
    assert {(row["Förälder"], row["Träff"]) for row in tidy} == {
        (parent, str(session)) for parent in started for session in range(1, 11)
    }
    assert {row["Närvarande"] for row in tidy} == {"ja", "nej"}
    assert {(str(session),): n for session, n in present.items()} == truth.tables["parents"]["present"]
    enough = truth.planted["parents"].sessions.enough
    assert {parent for parent, n in times.items() if n >= enough} == {*truth.chosen["parents"]["completed"]}
    assert started == {*times}


def test_encodings_and_separators(delivery):
    assert delivery.files["deltagare.csv"].startswith("Förälder;Barn".encode("cp1252"))
    with pytest.raises(UnicodeDecodeError):
        delivery.files["deltagare.csv"].decode()
    assert [name for name, content in delivery.files.items() if content.startswith(b"\xef\xbb\xbf")] == [FORMS["T2"]]


@pytest.mark.parametrize("occasion", ["T0", "T1", "T2"])
def test_forms_are_there_once_but_for_the_doubled_ones(occasion, delivery):
    rows, answered = records_of(delivery, FORMS[occasion]), delivery.truth.chosen["forms"][occasion]
    tidy = once(rows)

    assert len(rows) - len(tidy) == {"T0": 2, "T1": 1, "T2": 0}[occasion]
    assert sorted(row["Förälder"] for row in tidy) == sorted(answered)
    assert len({row["Mättillfälle"] for row in tidy}) == 1
    assert "Kommentar" in rows[0]
    assert any(row["Kommentar"] for row in rows)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_answers_is_as_planted(seed):
    answered = truth_of("e_connect", seed).chosen["forms"]
    before, after, later = (set(answered[at]) for at in ("T0", "T1", "T2"))

    assert (75, 49, 26) == (len(before), len(after), len(before - after))
    assert later < after < before
    assert 15 <= len(later) <= 40


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_form_is_unfinished_and_others_lack_single_answers_to_the_sdq(seed):
    delivery = simulate("e_connect", seed)
    chosen = delivery.truth.chosen["forms"]
    first, second = (once(records_of(delivery, FORMS[at])) for at in ("T0", "T1"))
    unfinished = [row for row in first if not any(row[item] for item in TRUST)]

    assert list(chosen["unfinished"]) == [row["Förälder"] for row in unfinished]
    assert not any(unfinished[0][item] for item in ITEMS[7:])
    assert set(chosen["unfinished"]) < set(chosen["lost"])
    others = [row for row in (*first, *second) if row not in unfinished]
    assert all(row[item] for row in others for item in TRUST)
    assert any(not row[item] for row in others for item in ITEMS)


@pytest.mark.parametrize("occasion", ["T0", "T1", "T2"])
def test_own_answers_are_as_drawn(occasion, delivery):
    drawn, (unfinished,) = delivery.truth.tables["forms"], delivery.truth.chosen["forms"]["unfinished"]
    for row in once(records_of(delivery, FORMS[occasion])):
        key = (row["Förälder"], occasion)
        if key == (unfinished, "T0"):
            continue
        assert sum(int(row[item]) for item in TRUST) == drawn["trust"][key]
        assert {row[item] for item in TRUST} <= set("12345")
        assert (int(row["Relation"]), int(row["Bråkdagar"])) == (drawn["relation"][key], drawn["quarrels"][key])


def test_whole_questionnaires_have_the_total_that_was_drawn(delivery):
    drawn, checked = delivery.truth.tables["forms"]["difficulties"], 0
    scored = [item for item in range(1, 26) if item not in {1, 4, 9, 17, 20}]
    for occasion in ("T0", "T1"):
        for row in once(records_of(delivery, FORMS[occasion])):
            answers = {item: row[f"p{item:02d}"] for item in scored}
            if all(answers.values()):
                points = (2 - int(a) if item in {7, 11, 14, 21, 25} else int(a) for item, a in answers.items())
                assert sum(points) == drawn[row["Förälder"], occasion]
                checked += 1
    assert checked > 60


def test_the_truth_says_what_the_choice_alone_gives(delivery):
    planted = delivery.truth.planted["forms"].scale("difficulties")

    assert (planted.population_mean, planted.population_sd, planted.reliability) == (8.4, 5.8, 0.72)
    assert planted.change_by_choice == pytest.approx(-0.28 * 6.6)
    assert planted.change_besides == 0


def test_difficulties_lie_around_what_was_planted(truths):
    """Those who left before T1 are missing from the totals after, so pairs are compared."""
    before, left, pairs = [], [], []
    for truth in truths:
        drawn = truth.tables["forms"]["difficulties"]
        before += [total for (_, at), total in drawn.items() if at == "T0"]
        left += [drawn[who, "T0"] for who in truth.chosen["forms"]["lost"]]
        pairs += paired(drawn).values()
    pairs = np.array(pairs)
    planted = truths[0].planted["forms"].scale("difficulties")
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
    for scale in ("difficulties", "trust"):
        couples = []
        for truth, home in zip(truths, homes, strict=True):
            drawn = paired(truth.tables["forms"][scale])
            changes = {who: after - before for who, (before, after) in drawn.items()}
            by_child: dict[str, list[int]] = {}
            for who, change in changes.items():
                by_child.setdefault(home[who], []).append(change)
            couples += [pair for pair in by_child.values() if len(pair) == 2]
        one, other = np.array([*couples, *(pair[::-1] for pair in couples)]).T
        assert np.corrcoef(one, other)[0, 1] == pytest.approx(0.4, abs=0.1), scale


def children_of(delivery):
    return {row["Förälder"]: row["Barn"] for row in records_of(delivery, "deltagare.csv")}


def test_own_questions_lie_around_what_was_planted(truths):
    planted, tables = truths[0].planted["forms"], [truth.tables["forms"] for truth in truths]
    trust, relation, quarrels = (planted.scale(name) for name in ("trust", "relation", "quarrels"))
    for occasion, change in trust.change.items():
        sums, answers, days = (
            [n for table in tables for (_, at), n in table[name].items() if at == occasion]
            for name in ("trust", "relation", "quarrels")
        )
        assert np.mean(sums) == pytest.approx(trust.mean + change, abs=0.3)
        assert np.std(sums) == pytest.approx(trust.sd, abs=0.3)
        assert np.mean(np.array(answers) >= 4) == pytest.approx(relation.share_from(4, occasion), abs=0.04)
        assert np.mean(days) == pytest.approx(7 * quarrels.share[occasion], abs=0.15)
    for given in planted.correlations:
        one, other = given.between
        both = []
        for drawn in (table["trust"] for table in tables):
            both += [(n, drawn[who, other]) for (who, at), n in drawn.items() if at == one and (who, other) in drawn]
        assert np.corrcoef(np.array(both).T)[0, 1] == pytest.approx(given.r, abs=0.06)


def test_attendance_lies_around_what_was_planted(truths):
    shares, completed = [], []
    for truth in truths:
        drawn = truth.tables["parents"]
        shares.append(np.mean([*drawn["present"].values()]) / drawn["reached"]["started",])
        completed.append(len(truth.chosen["parents"]["completed"]) / drawn["reached"]["started",])

    assert 0.70 < np.mean(shares) < 0.85
    assert 0.75 < np.mean(completed) < 0.85
    assert {len(truth.chosen["parents"]["left"]) for truth in truths} == {15}
