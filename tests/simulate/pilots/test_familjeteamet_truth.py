"""What Familjeteamet's truth says is in its files; chance keeps near what was planted."""

from __future__ import annotations

import numpy as np
import pytest
from deliveries import records_of

from tsi_eval.simulate import truth_of

SUBSCALES = {
    "emotional": (3, 8, 13, 16, 24),
    "conduct": (5, 7, 12, 18, 22),
    "hyperactivity": (2, 10, 15, 21, 25),
    "peer": (6, 11, 14, 19, 23),
}
REVERSED = (7, 11, 14, 21, 25)
SEEDS = range(40)


def total(row):
    """Score the difficulties by the published key; None when a subscale lacks answers."""
    points = 0
    for items in SUBSCALES.values():
        scored = [
            2 - int(row[f"p{item:02d}"]) if item in REVERSED else int(row[f"p{item:02d}"])
            for item in items
            if row[f"p{item:02d}"]
        ]
        if len(scored) < 3:
            return None
        points += int(0.5 + 5 * sum(scored) / len(scored))
    return points


@pytest.fixture(scope="module")
def truths():
    return [truth_of("familjeteamet", seed) for seed in SEEDS]


def test_contacts_and_minutes_are_as_drawn(clean):
    drawn = clean.truth.tables["contacts"]
    for (term, school), n in drawn["contacts"].items():
        rows = [row for row in records_of(clean, f"kontakter_{term}.csv") if row["Skolenhet"] == school]
        assert sum(int(row["Antal"]) for row in rows) == n
        assert sum(int(row["Minuter"]) for row in rows) == drawn["minutes"][term, school]


def test_enquiries_are_as_drawn_but_for_the_hidden_one(clean):
    hidden = set(clean.truth.planted["enquiries"].hidden)
    drawn = clean.truth.tables["enquiries"]["parts"]
    files = [name for name in clean.files if name.startswith("forfragningar")]
    cells = {(row["Månad"], row["Väg in"]): row["Antal"] for name in files for row in records_of(clean, name)}

    assert {cell for cell, n in cells.items() if n == ".."} == hidden
    assert {cell: int(n) for cell, n in cells.items() if n != ".."} == {
        (month, route): n for (month, _, route), n in drawn.items() if (month, route) not in hidden
    }


def test_reports_are_as_drawn(clean):
    drawn = clean.truth.tables["reports"]
    for name in (name for name in clean.files if name.startswith("oros")):
        for row in records_of(clean, name):
            for school in "abcd":
                pair = [int(row[f"Skola {school.upper()} / {kind}"]) for kind in ("anmälningar", "varav inledda")]
                cell = (row["Månad"], school)
                assert pair == [drawn["counts"][cell], drawn["parts"][*cell, "varav inledda"]]


def test_families_are_as_drawn(clean):
    drawn = clean.truth.tables["families"]
    rows = [row for name in clean.files if name.startswith("familjer") for row in records_of(clean, name)]
    for cohort in ("före", "under"):
        some = [row for row in rows if row["Kohort"] == cohort]
        assert drawn["reached"][cohort, "offered"] == len(some)
        assert drawn["reached"][cohort, "started"] == sum(bool(row["Startad"]) for row in some)
        assert drawn["reached"][cohort, "finished"] == sum(bool(row["Avslutad enligt plan"]) for row in some)
        weeks = [int(row["Veckor till kontakt"]) for row in some]
        assert drawn["mean_weeks"][cohort,] == pytest.approx(np.mean(weeks))


@pytest.mark.parametrize(("occasion", "term"), [("T0", "HT2023"), ("T1", "VT2024")])
def test_questionnaires_score_to_what_was_drawn(clean, occasion, term):
    totals, (thin,), complete = clean.truth.tables["sdq"]["total"], clean.truth.chosen["sdq"]["thin"], 0
    for row in records_of(clean, f"sdq_{term}.csv"):
        drawn = totals[row["Ärende"], occasion, row["Besvarad av"]]
        if (row["Ärende"], occasion) == (thin, "T0"):
            assert total(row) is None
        elif all(row[f"p{item:02d}"] for item in range(1, 26)):
            assert total(row) == drawn
            complete += 1
        else:
            assert abs(total(row) - drawn) <= 4

    assert complete > 15


def test_polls_and_absence_are_as_drawn(clean):
    drawn = clean.truth.tables
    for (wave, school), yes in drawn["pupils"]["yes"].items():
        pair = (yes, drawn["pupils"]["answers"][wave, school])
        (row,) = [row for row in records_of(clean, f"elevenkat_{wave}.csv") if row["Skola"] == school]
        assert (int(row["Känner till Familjeteamet"]), int(row["Svarande"])) == pair
    for (term, school), share in drawn["absence"]["share"].items():
        rows = [row for row in records_of(clean, f"franvaro_{term}.csv") if row["Skolenhet"] == school]
        hours = np.array(
            [
                [float(cell.replace(",", ".")) for cell in list(row.values())[5:]]
                for row in rows
                if ".." not in row.values()
            ]
        ).sum(axis=0)
        assert share == pytest.approx((hours[0] + hours[1]) / hours[2])


def test_counts_lie_around_what_was_expected(truths):
    for subject in ("enquiries", "reports"):
        tables = [truth.tables[subject] for truth in truths]
        drawn = sum(sum(table["counts"].values()) for table in tables)
        assert drawn == pytest.approx(sum(sum(table["expected"].values()) for table in tables), rel=0.02)


def test_the_step_in_enquiries_is_the_planted_one(truths):
    drawn = {"before": 0.0, "after": 0.0, "before own": 0.0, "after own": 0.0}
    expected = {"before": 0.0, "after": 0.0}
    (step,) = truths[0].planted["enquiries"].steps
    for table in (truth.tables["enquiries"] for truth in truths):
        for (month, _, route), n in table["parts"].items():
            when = "after" if month >= "2023-08" else "before"
            drawn[when] += n
            drawn[f"{when} own"] += n if route == "självmant" else 0
        for (month, _), mean in table["expected"].items():
            after = month >= "2023-08"
            expected["after" if after else "before"] += mean / (step.ratio if after else 1)

    ratio = drawn["after"] / expected["after"] * expected["before"] / drawn["before"]
    assert ratio == pytest.approx(1.35, rel=0.03)
    assert drawn["before own"] / drawn["before"] == pytest.approx(0.22, abs=0.01)
    assert drawn["after own"] / drawn["after"] == pytest.approx(0.33, abs=0.01)


def test_absence_falls_in_pilot_schools_by_the_planted_points(truths):
    effects = []
    for drawn in (truth.tables["absence"]["share"] for truth in truths):
        before, after = [
            np.mean([drawn[term, "a"] + drawn[term, "b"] - drawn[term, "c"] - drawn[term, "d"] for term in terms]) / 2
            for terms in (("HT2021", "VT2022", "HT2022", "VT2023"), ("HT2023", "VT2024"))
        ]
        effects.append(after - before)

    assert np.mean(effects) == pytest.approx(-0.006, abs=0.0006)


def test_questionnaires_lie_around_what_was_planted(truths):
    pairs, starts, left = [], [], []
    for truth in truths:
        drawn, lost = truth.tables["sdq"]["total"], truth.chosen["sdq"]["lost"]
        first = {case: who for case, occasion, who in reversed(drawn) if occasion == "T0"}
        starts += [drawn[case, "T0", who] for case, who in first.items()]
        left += [drawn[case, "T0", first[case]] for case in lost]
        stayed = {case: who for case, who in first.items() if case not in lost}
        pairs += [(drawn[case, "T0", who], drawn[case, "T1", who]) for case, who in stayed.items()]
    before, after = np.array(pairs).T

    assert np.mean(starts) == pytest.approx(12.0, abs=0.4)
    assert np.std(starts) == pytest.approx(5.5, abs=0.4)
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(0.7, abs=0.05)
    assert np.mean(after - before) == pytest.approx(-1.5, abs=0.6)
    assert np.mean(left) > np.mean(starts)


def test_contacts_weeks_and_polls_lie_around_what_was_planted(truths):
    planted, tables = truths[0].planted, [truth.tables for truth in truths]
    for school in "ab":
        drawn = [table["contacts"]["contacts"][term, school] for table in tables for term in ("HT2023", "VT2024")]
        assert np.mean(drawn) == pytest.approx(planted["contacts"].expected[school], rel=0.05)
    for cohort, mean in planted["families"].wait.mean.items():
        weeks = [table["families"]["mean_weeks"][cohort,] for table in tables]
        assert np.mean(weeks) == pytest.approx(mean, abs=0.3)
    for wave, share in planted["pupils"].share.items():
        yes, answers = (
            sum(table["pupils"][name][wave, school] for table in tables for school in "ab")
            for name in ("yes", "answers")
        )
        assert yes / answers == pytest.approx(share, abs=0.02)
