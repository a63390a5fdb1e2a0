"""What the truth says is what the files hold, and what chance made of it lies near what was planted."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.simulate import simulate_familjeteamet

SUBSCALES = {
    "emotional": (3, 8, 13, 16, 24),
    "conduct": (5, 7, 12, 18, 22),
    "hyperactivity": (2, 10, 15, 21, 25),
    "peer": (6, 11, 14, 19, 23),
}
REVERSED = (7, 11, 14, 21, 25)
SEEDS = range(40)


def total(row):
    """Score the difficulties of a questionnaire by the published key; None when a subscale lacks answers."""
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
    return [simulate_familjeteamet(seed).truth for seed in SEEDS]


def test_contacts_and_minutes_are_as_drawn(clean, table):
    truth = clean.truth.contacts
    for (term, school), n in truth.drawn.items():
        rows = [row for row in table(clean, f"kontakter_{term}.csv") if row["Skolenhet"] == school]
        assert sum(int(row["Antal"]) for row in rows) == n
        assert sum(int(row["Minuter"]) for row in rows) == truth.drawn_minutes[term, school]


def test_enquiries_are_as_drawn_but_for_the_hidden_one(clean, table):
    truth = clean.truth.enquiries
    files = [name for name in clean.files if name.startswith("forfragningar")]
    cells = {(row["Månad"], row["Väg in"]): row["Antal"] for name in files for row in table(clean, name)}

    assert {cell for cell, n in cells.items() if n == ".."} == set(truth.hidden)
    assert {cell: int(n) for cell, n in cells.items() if n != ".."} == {
        cell: n for cell, n in truth.drawn.items() if cell not in truth.hidden
    }


def test_reports_are_as_drawn(clean, table):
    truth = clean.truth.reports
    for name in (name for name in clean.files if name.startswith("oros")):
        for row in table(clean, name):
            for school in "abcd":
                pair = [int(row[f"Skola {school.upper()} / {kind}"]) for kind in ("anmälningar", "varav inledda")]
                cell = (row["Månad"], school)
                assert pair == [truth.drawn[cell], truth.drawn_opened[cell]]


def test_families_are_as_drawn(clean, table):
    truth = clean.truth.families
    rows = [row for name in clean.files if name.startswith("familjer") for row in table(clean, name)]
    for cohort in ("före", "under"):
        some = [row for row in rows if row["Kohort"] == cohort]
        assert truth.drawn_offered[cohort] == len(some)
        assert truth.drawn_started[cohort] == sum(bool(row["Startad"]) for row in some)
        assert truth.drawn_finished[cohort] == sum(bool(row["Avslutad enligt plan"]) for row in some)
        weeks = [int(row["Veckor till kontakt"]) for row in some]
        assert truth.drawn_mean_weeks[cohort] == pytest.approx(np.mean(weeks))


@pytest.mark.parametrize(("occasion", "term"), [("T0", "HT2023"), ("T1", "VT2024")])
def test_questionnaires_score_to_what_was_drawn(clean, table, occasion, term):
    truth, complete = clean.truth.sdq, 0
    for row in table(clean, f"sdq_{term}.csv"):
        drawn = truth.drawn[row["Ärende"], occasion, row["Besvarad av"]]
        if (row["Ärende"], occasion) == (truth.sparse, "T0"):
            assert total(row) is None
        elif all(row[f"p{item:02d}"] for item in range(1, 26)):
            assert total(row) == drawn
            complete += 1
        else:
            assert abs(total(row) - drawn) <= 4

    assert complete > 15


def test_polls_and_absence_are_as_drawn(clean, table):
    truth = clean.truth
    for (wave, school), pair in truth.surveys.drawn_pupils.items():
        (row,) = [row for row in table(clean, f"elevenkat_{wave}.csv") if row["Skola"] == school]
        assert (int(row["Känner till Familjeteamet"]), int(row["Svarande"])) == pair
    for (term, school), share in truth.absence.drawn.items():
        rows = [row for row in table(clean, f"franvaro_{term}.csv") if row["Skolenhet"] == school]
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
        parts = [getattr(truth, subject) for truth in truths]
        drawn = sum(sum(part.drawn.values()) for part in parts)
        assert drawn == pytest.approx(sum(sum(part.expected.values()) for part in parts), rel=0.02)


def test_the_step_in_enquiries_is_the_planted_one(truths):
    drawn = {"before": 0.0, "after": 0.0, "before own": 0.0, "after own": 0.0}
    expected = {"before": 0.0, "after": 0.0}
    for truth in (truth.enquiries for truth in truths):
        for (month, route), n in truth.drawn.items():
            when = "after" if month >= "2023-08" else "before"
            drawn[when] += n
            drawn[f"{when} own"] += n if route == "självmant" else 0
        for month, mean in truth.expected.items():
            after = month >= "2023-08"
            expected["after" if after else "before"] += mean / (truth.step_rate_ratio if after else 1)

    ratio = drawn["after"] / expected["after"] * expected["before"] / drawn["before"]
    assert ratio == pytest.approx(1.35, rel=0.03)
    assert drawn["before own"] / drawn["before"] == pytest.approx(0.22, abs=0.01)
    assert drawn["after own"] / drawn["after"] == pytest.approx(0.33, abs=0.01)


def test_absence_falls_in_pilot_schools_by_the_planted_points(truths):
    effects = []
    for drawn in (truth.absence.drawn for truth in truths):
        before, after = [
            np.mean([drawn[term, "a"] + drawn[term, "b"] - drawn[term, "c"] - drawn[term, "d"] for term in terms]) / 2
            for terms in (("HT2021", "VT2022", "HT2022", "VT2023"), ("HT2023", "VT2024"))
        ]
        effects.append(after - before)

    assert np.mean(effects) == pytest.approx(-0.006, abs=0.0006)


def test_questionnaires_lie_around_what_was_planted(truths):
    pairs, starts, left = [], [], []
    for truth in (truth.sdq for truth in truths):
        first = {case: who for case, occasion, who in reversed(truth.drawn) if occasion == "T0"}
        starts += [truth.drawn[case, "T0", who] for case, who in first.items()]
        left += [truth.drawn[case, "T0", first[case]] for case in truth.dropped_out]
        pairs += [
            (truth.drawn[case, "T0", who], truth.drawn[case, "T1", who])
            for case, who in first.items()
            if case not in truth.dropped_out
        ]
    before, after = np.array(pairs).T

    assert np.mean(starts) == pytest.approx(12.0, abs=0.4)
    assert np.std(starts) == pytest.approx(5.5, abs=0.4)
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(0.7, abs=0.05)
    assert np.mean(after - before) == pytest.approx(-1.5, abs=0.6)
    assert np.mean(left) > np.mean(starts)


def test_contacts_weeks_and_polls_lie_around_what_was_planted(truths):
    pilots = [truth.contacts for truth in truths]
    for school in "ab":
        drawn = [n for truth in pilots for (_, unit), n in truth.drawn.items() if unit == school]
        assert np.mean(drawn) == pytest.approx(pilots[0].expected[school], rel=0.05)
    for cohort, mean in truths[0].families.mean_weeks.items():
        assert np.mean([truth.families.drawn_mean_weeks[cohort] for truth in truths]) == pytest.approx(mean, abs=0.3)
    for wave, share in truths[0].surveys.pupil_share.items():
        pairs = [pair for truth in truths for cell, pair in truth.surveys.drawn_pupils.items() if cell[0] == wave]
        assert np.divide(*np.sum(pairs, axis=0)) == pytest.approx(share, abs=0.02)
