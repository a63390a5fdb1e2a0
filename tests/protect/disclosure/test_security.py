"""A rating says no more than the numbers that are shown beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import made
import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import Comparison, Occasions, PrePost, TallyShare, TimeSeries
from tsi_eval.designs.contract import Design
from tsi_eval.designs.pre_post import Matters
from tsi_eval.findings import Claim, Ground, Known, Reason, Role, Security
from tsi_eval.findings.released import Released, ReleasedEstimate, from_json, to_json
from tsi_eval.language import Text
from tsi_eval.protect.disclosure.security import with_security
from tsi_eval.study import Outcome, Study

WORDS = Text(sv="x", en="x")
SCALE = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=40, sd=6.0, reliability=0.8)
CHANGED = PrePost(outcome="y", before="T0", after="T1")


def measured(
    first: int, twice: int, *, outcome: Outcome = SCALE, spread: float = 4.0, families: int = 0, third: int = 0
) -> Study:
    """Return a study in which so many were measured first, and so many of them again."""
    rng = np.random.default_rng(first)
    before = np.round(np.clip(rng.normal(20, 5, first), 0, 40))
    after = np.round(np.clip(before - 2 + rng.normal(0, spread, first), 0, 40))
    rows = [(f"p{i}", "T0", "y", value) for i, value in enumerate(before)]
    rows += [(f"p{i}", "T1", "y", value) for i, value in enumerate(after[:twice])]
    rows += [(f"p{i}", "T2", "y", value) for i, value in enumerate(after[:third])]
    persons = pd.DataFrame({"person": [f"p{i}" for i in range(first)]})
    if families:
        persons["family"] = [f"f{i % families}" for i in range(first)]
    measures = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    return Study.from_frames(persons=persons, measures=measures, outcomes={"y": outcome})


def answers(study: Study, design: Design, policy: str = "default") -> list[ReleasedEstimate]:
    report = made.released_answers(study, policy, q=design)
    return [item for item in made.items(report) if item.role is Role.HEADLINE]


def answer(study: Study, design: Design = CHANGED, policy: str = "default") -> ReleasedEstimate:
    (item,) = answers(study, design, policy)
    return item


def about(item: ReleasedEstimate, ground: Ground) -> Reason:
    assert item.rating is not None
    reason = item.rating.about(ground)
    assert reason is not None
    return reason


def judged(item: ReleasedEstimate) -> dict[str, tuple[str, int]]:
    assert item.rating is not None
    return {reason.ground: (reason.known, reason.lost) for reason in item.rating.reasons}


class TestTheWorkedExample:
    def test_of_45_33_were_measured_again(self) -> None:
        item = answer(measured(45, 33))

        assert {"there": 33, "of": 45} == about(item, Ground.MISSING).places
        assert item.rating is not None
        assert (Security.LOW, 1) == (item.rating.security, about(item, Ground.MISSING).lost)

    def test_of_two_who_left_it_is_not_said_that_they_are_few(self) -> None:
        two, four = answer(measured(45, 43)), answer(measured(47, 43))

        assert (Known.NOT_SHOWN, 1) == (about(two, Ground.MISSING).known, about(two, Ground.MISSING).lost)
        assert two.rating == four.rating


class TestEachDesign:
    """What each design says of itself, and what is lost by it."""

    def test_a_change(self) -> None:
        assert {
            "design": ("known", 0),
            "missing": ("known", 0),
            "units": ("known", 0),
            "reliability": ("known", 0),
            "declared": ("unknown", 0),
        } == judged(answer(measured(60, 50)))

    @pytest.mark.parametrize(("families", "lost"), [(20, 0), (19, 1), (10, 1), (9, 2)])
    def test_what_persons_belong_to_is_counted_and_its_number_not_said(self, families: int, lost: int) -> None:
        item = answer(measured(60, 60, families=families), replace(CHANGED, clusters="family"), "internal")

        reason = about(item, Ground.UNITS)
        assert (lost, "together", {}) == (reason.lost, reason.about, reason.places)

    @pytest.mark.parametrize(("outcome", "lost"), [
        (SCALE, 0),
        (replace(SCALE, reliability=None, sd=None), 1),
        (replace(SCALE, reliability=None, sd=None, direct=True), None),
    ])  # fmt: skip
    def test_only_what_is_measured_has_a_reliability_to_know(self, outcome: Outcome, lost: int | None) -> None:
        item = answer(measured(60, 50, outcome=outcome))

        assert item.rating is not None
        reason = item.rating.about(Ground.RELIABILITY)
        assert lost == (None if reason is None else reason.lost)

    @pytest.mark.parametrize("spread", [1.0, 4.0, 9.0, 14.0])
    def test_an_interval_is_held_against_what_matters_as_it_is_shown(self, spread: float) -> None:
        design = replace(CHANGED, matters=Matters(change=2.0, reason=WORDS))
        item = answer(measured(60, 50, spread=spread), design)

        assert item.ci_low is not None
        assert item.ci_high is not None
        assert int(round(item.ci_high - item.ci_low, 9) > 4.0) == about(item, Ground.INTERVAL).lost

    def test_several_occasions(self) -> None:
        design = Occasions(outcome="y", occasions=("T0", "T1", "T2"))
        item = answer(measured(60, 50, third=40), design)

        assert {"there": 40, "of": 60} == about(item, Ground.MISSING).places
        assert {"n": 40} == about(item, Ground.UNITS).places

    @pytest.mark.parametrize(("randomised", "units", "begins"), [
        ("simple", ("known", 0), Security.FAIRLY_HIGH),
        ("no", ("unknown", 1), Security.LOW),
    ])  # fmt: skip
    def test_groups(self, randomised: str, units: tuple[str, int], begins: Security) -> None:
        item = answer(compared({"a": (40, 40), "b": (40, 30)}), arms(randomised))

        assert item.rating is not None
        assert (begins, units) == (item.rating.security, judged(item)["units"])
        missing = about(item, Ground.MISSING)
        assert ("arm=b", 250, 1) == (missing.about, missing.places["permille"], missing.lost)

    def test_only_the_groups_that_an_answer_compares_count(self) -> None:
        study = compared({"a": (40, 40), "b": (40, 38), "c": (40, 12)})
        by_group = {item.group: item for item in answers(study, arms("simple"))}

        # Those of b who are missing are too few to be shown.
        assert ("arm=c", 2) == (
            about(by_group["arm=c"], Ground.MISSING).about,
            about(by_group["arm=c"], Ground.MISSING).lost,
        )
        assert Known.NOT_SHOWN is about(by_group["arm=b"], Ground.MISSING).known
        assert {"n": 12} == about(by_group["arm=c"], Ground.UNITS).places

    def test_a_series(self) -> None:
        item = answer(monthly(), TimeSeries(series=("s",), start="2023-08"))

        assert {
            "design": ("known", 0),
            "units": ("known", 1),
            "declared": ("unknown", 0),
        } == judged(item)
        assert ("months", {"n": 11}) == (about(item, Ground.UNITS).about, about(item, Ground.UNITS).places)

    @pytest.mark.parametrize(("kind", "expected"), [
        ("event_about_person", {"units": ("unknown", 1)}),
        ("person", {"missing": ("unknown", 1), "units": ("known", 0)}),
    ])  # fmt: skip
    def test_a_share_of_what_is_tallied(self, kind: str, expected: Mapping[str, tuple[str, int]]) -> None:
        design = TallyShare(part=("p",), whole=("w",), kind=kind, start="2023-08")  # type: ignore[arg-type]
        item = answer(monthly(), design)

        assert {"design": ("known", 0), **expected, "declared": ("unknown", 0)} == judged(item)

    def test_a_count_has_none(self) -> None:
        (item,) = answers(monthly(), TallyShare(part=("p",), whole=("w",), kind="person"))

        assert (Claim.DESCRIBES, None) == (item.claim, item.rating)


def arms(randomised: str) -> Comparison:
    return Comparison(outcome="y", occasion="T1", group="arm", reference="a", randomised=randomised)  # type: ignore[arg-type]


def compared(groups: Mapping[str, tuple[int, int]]) -> Study:
    """Return a study of groups, each with how many there are and how many of them were measured."""
    rng = np.random.default_rng(3)
    persons = [(f"{arm}{i}", arm) for arm, (n, _) in groups.items() for i in range(n)]
    rows = [
        (f"{arm}{i}", "T1", "y", float(round(rng.normal(20, 5)))) for arm, (_, n) in groups.items() for i in range(n)
    ]
    return Study.from_frames(
        persons=pd.DataFrame(persons, columns=["person", "arm"]),
        measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]),
        outcomes={"y": SCALE},
    )


def monthly() -> Study:
    """Return counts of 36 months before August 2023 and of 11 from it on, of a school."""
    rng = np.random.default_rng(4)
    months = [str(month) for month in pd.period_range("2020-08", "2024-06", freq="M")]
    rows = [(month, name, int(rng.poisson(mean))) for month in months for name, mean in (("s", 30), ("w", 60))]
    rows += [(month, "p", 20) for month in months]
    return Study.from_frames(counts=pd.DataFrame(rows, columns=["period", "series", "n"]))


class TestWhatIsReleased:
    """Whoever reads the report could work the rating out."""

    @pytest.mark.parametrize("policy", ["default", "strict"])
    def test_reports_that_show_the_same_rate_the_same(self, policy: str) -> None:
        by_what_is_shown: dict[str, set[str]] = {}
        for left in range(13):
            report = made.released_answers(with_leavers(left), policy, q=CHANGED)
            rating = {str(item.rating) for item in made.items(report) if item.role is Role.HEADLINE}
            by_what_is_shown.setdefault(seen(report), set()).update(rating)

        assert {1} == {len(ratings) for ratings in by_what_is_shown.values()}
        assert len(by_what_is_shown) < 13

    def test_what_is_hidden_has_no_rating(self) -> None:
        hidden = answer(measured(60, 60, families=9), replace(CHANGED, clusters="family"))

        assert ("suppressed", None) == (hidden.status, hidden.rating)

    def test_only_answers_have_one(self) -> None:
        report = made.released_answers(measured(60, 50), q=CHANGED)

        assert {Role.HEADLINE} == {item.role for item in made.items(report) if item.rating is not None}

    def test_an_older_answer_keeps_its_rating_and_an_older_count_is_not_used(self) -> None:
        study = measured(45, 33)
        exact = (made.asked("q", CHANGED.answer(study)),)
        report = made.released_answers(study, q=CHANGED)
        old = dated(report, lambda item: item.role is Role.HEADLINE)
        beside_old = dated(report, lambda item: item.role is not Role.HEADLINE)

        assert rating_of(report) == rating_of(with_security(old, exact)) is not None
        renewed = rating_of(with_security(beside_old, exact))
        assert renewed is not None
        assert Known.NOT_SHOWN is next(r.known for r in renewed.reasons if r.ground is Ground.MISSING)

    def test_an_answer_from_before_there_were_ratings_has_none(self) -> None:
        study = measured(45, 33)
        report = dated(made.released_answers(study, q=CHANGED), lambda _: True)
        (finding,) = report.findings
        bare = replace(finding, estimates=tuple(replace(item, rating=None) for item in finding.estimates))

        found = with_security(replace(report, findings=(bare,)), (made.asked("q", CHANGED.answer(study)),))

        assert rating_of(found) is None

    def test_it_comes_back_from_its_file(self) -> None:
        report = made.released_answers(measured(45, 33), q=CHANGED)

        assert report == from_json(to_json(report))

    def test_its_columns_are_words(self) -> None:
        row = answer(measured(45, 33)).row()

        assert ("low", "design 0; missing 1; units 0; reliability 0; declared 0") == (
            row["security"],
            row["security_reasons"],
        )


def with_leavers(left: int) -> Study:
    """Return a study of forty who were measured twice, and of so many who left."""
    study = measured(40, 40)
    rows = study.table("measures")
    gone = pd.DataFrame(
        [(f"g{i}", "T0", "y", 20.0) for i in range(left)], columns=["person", "occasion", "outcome", "value"]
    )
    measures = pd.concat([rows[["person", "occasion", "outcome", "value"]], gone], ignore_index=True)
    return Study.from_frames(measures=measures, outcomes={"y": SCALE})


def seen(report: Released) -> str:
    """Return all that a report shows but its ratings."""
    return str([replace(item, rating=None) for item in made.items(report)])


def dated(report: Released, older: object) -> Released:
    """Return a report of which some numbers are an earlier report's."""
    (finding,) = report.findings
    items = tuple(
        replace(item, as_of=made.DAY) if older(item) else replace(item, rating=None)  # type: ignore[operator]
        for item in finding.estimates
    )
    return replace(report, findings=(replace(finding, estimates=items),))


def rating_of(report: Released) -> object:
    items: Sequence[ReleasedEstimate] = made.items(report)
    return next(item.rating for item in items if item.role is Role.HEADLINE)
