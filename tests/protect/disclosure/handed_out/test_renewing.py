"""Reports that are handed out one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import made
import numpy as np
import pytest
from terms import QUESTIONS, Person, Persons, found, handed_out, lasting, newcomers

from tsi_eval.designs.contract import Design
from tsi_eval.errors import DeclarationError, ReportError
from tsi_eval.findings import Findings, Ground, Kind, Quantity, Rating, Role
from tsi_eval.findings.released import Released, ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Corrected, Excepted
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.renewing import Earlier, release_beside

REACHED = {"reached": QUESTIONS["reached"]}
BY_SCHOOL = {"reached_by_school": QUESTIONS["reached_by_school"]}
SCORE = {"score": QUESTIONS["score"]}
WHY = Text(sv="Ett kalkylblad var fel.", en="A sheet was wrong.")


def pilot(n: int, leave: int = 10, first: int = 0) -> dict[str, Person]:
    """Return persons of whom so many leave, whose answers go around."""
    return {
        f"p{i}": Person(
            school="norra" if i % 2 else "södra",
            finished=i - first >= leave,
            answers={("score", "T0"): 10 + i % 21, ("score", "T1"): 8 + i % 21 - i % 3},
        )
        for i in range(first, first + n)
    }


def reports(*terms: Persons, questions: Mapping[str, Design] = REACHED, policy: str = "default") -> list[HandedOut]:
    return handed_out([found(persons, term, questions, policy=policy) for term, persons in enumerate(terms)])


def started(report: HandedOut) -> ReleasedEstimate:
    items = report.released.findings[0].estimates
    return next(item for item in items if item.period == "started" and item.quantity == "count" and not item.group)


def answer(released: Released) -> ReleasedEstimate:
    return next(item for item in released.findings[0].estimates if item.role is Role.HEADLINE)


def test_the_first_report_shows_what_may_be_shown_by_itself() -> None:
    (first,) = reports(pilot(60))

    assert (60, None) == (started(first).n, started(first).as_of)
    assert first.released.last is None


@pytest.mark.parametrize("came", [0, 1, 4])
def test_none_and_one_to_four_look_alike(came: int) -> None:
    first, second = reports(pilot(60), pilot(60) | pilot(came, 0, first=60))

    assert (60, first.released.cover.report_date) == (started(second).n, started(second).as_of)
    assert () == second.told


def test_one_who_came_for_one_who_left_looks_like_nobody() -> None:
    persons = pilot(61)
    persons.pop("p30")
    (_, second) = reports(pilot(60), persons)

    assert started(second).as_of is not None


def test_five_renew_the_total_and_what_would_tell_of_few_stays() -> None:
    first, second = reports(pilot(60), pilot(60) | pilot(12, 3, first=60))

    assert (72, None) == (started(second).n, started(second).as_of)
    assert (60, first.released.cover.report_date) == (
        answer(second.released).n,
        answer(second.released).as_of,
    )


def test_an_answer_is_renewed_when_both_sides_moved_by_five() -> None:
    _, second = reports(pilot(60), pilot(60) | pilot(12, 5, first=60))

    assert (72, None) == (answer(second.released).n, answer(second.released).as_of)


def test_a_number_that_stayed_twice_has_its_first_date() -> None:
    first, _, third = reports(pilot(60), pilot(62), pilot(64))

    assert (60, first.released.cover.report_date) == (started(third).n, started(third).as_of)
    assert third.released.last is not None
    assert first.released.cover.report_date != third.released.last.report_date


def test_a_forgotten_family_is_renewed_with_the_next_four() -> None:
    *_, third = reports(pilot(60), pilot(61), pilot(65))

    assert (65, None) == (started(third).n, started(third).as_of)


def test_the_same_report_is_not_judged_beside_itself() -> None:
    names, (first, second) = lasting(), reports(pilot(60), pilot(80, 20))

    again = [
        release_beside(found(persons, term, REACHED), Earlier(reports=(first, second), lasting=names))
        for term, persons in enumerate((pilot(60), pilot(80, 20)))
    ]

    assert [first, second] == again


def test_the_same_findings_of_a_later_date_keep_their_numbers() -> None:
    first, second = reports(pilot(60), pilot(60))

    assert first.identity != second.identity
    assert answer(first.released).estimate == answer(second.released).estimate
    assert first.released.cover.report_date == answer(second.released).as_of


@pytest.mark.parametrize("renamed", ["pilot", "question"])
def test_another_name_is_no_way_around(renamed: str) -> None:
    first = found(pilot(60), 0, REACHED)
    questions = {"other": QUESTIONS["reached"]} if renamed == "question" else REACHED
    then = found(pilot(61), 1, questions, pilot="copy" if renamed == "pilot" else "made")

    _, second = handed_out([first, then])

    assert started(second).n in {None, 60}
    assert answer(second.released).n in {None, 60}


def test_a_corrected_value_of_one_is_not_seen() -> None:
    corrected = pilot(60)
    corrected["p7"] = replace(corrected["p7"], answers={("score", "T0"): 40, ("score", "T1"): 0})

    first, second = reports(pilot(60), corrected, questions=SCORE)

    assert answer(first.released).estimate == answer(second.released).estimate


def test_groups_are_renewed_together_or_not_at_all() -> None:
    chance = np.random.default_rng(3)
    persons = dict(newcomers(chance, (f"p{i}" for i in range(90))))
    terms = [dict(persons)]
    for term in range(1, 5):
        persons |= newcomers(chance, (f"q{term}-{i}" for i in range(15)))
        terms.append(dict(persons))

    for report in reports(*terms, questions=BY_SCHOOL):
        dates = {item.as_of for _, item in report.released.findings[0].every_estimate() if "=" in item.group}
        assert 1 == len(dates)


def test_under_strict_ten_must_have_come() -> None:
    _, nine = reports(pilot(60, 20), pilot(60, 20) | pilot(9, 4, first=60), policy="strict")
    _, ten = reports(pilot(60, 20), pilot(60, 20) | pilot(12, 0, first=60), policy="strict")

    assert started(nine).as_of is not None
    assert (70, None) == (started(ten).n, started(ten).as_of)


def test_a_looser_policy_is_refused() -> None:
    with pytest.raises(ReportError) as error:
        handed_out([found(pilot(60), 0, REACHED, policy="strict"), found(pilot(90), 1, REACHED)])

    assert "E431" == error.value.problems[0].code


def test_other_persons_are_refused() -> None:
    with pytest.raises(ReportError) as error:
        reports(pilot(60), pilot(60, first=40))

    (problem,) = error.value.problems
    assert ("E430", 20, 60) == (problem.code, problem.params["known"], problem.params["of"])


def corrected(persons: Persons, correction: Corrected) -> HandedOut:
    names, (first,) = lasting(), reports(pilot(60))
    return release_beside(found(persons, 1, REACHED), Earlier(reports=(first,), lasting=names, correction=correction))


def test_a_correction_says_which_questions_changed() -> None:
    day = reports(pilot(60))[0].released.cover.report_date

    many = corrected(pilot(60) | pilot(20, 6, first=60), Corrected(report=day, why=WHY))
    few = corrected(pilot(61), Corrected(report=day, why=WHY))

    assert many.released.corrects is not None
    assert few.released.corrects is not None
    assert (day, WHY, ("reached",)) == (
        many.released.corrects.report,
        many.released.corrects.why,
        many.released.corrects.changed,
    )
    assert () == few.released.corrects.changed
    assert 60 == started(few).n


def test_a_signed_exception_renews_all_and_is_printed() -> None:
    day = reports(pilot(60))[0].released.cover.report_date
    signed = Excepted(name="Eva Ek, socialchef", questions=("reached",), why=WHY)

    report = corrected(pilot(61), Corrected(report=day, why=WHY, exception=signed))

    assert (61, None) == (started(report).n, started(report).as_of)
    assert report.released.corrects is not None
    assert ("Eva Ek, socialchef", WHY, ("reached",)) == (
        report.released.corrects.exception,
        report.released.corrects.exception_why,
        report.released.corrects.changed,
    )


def test_a_correction_of_a_report_that_was_never_handed_out_is_refused() -> None:
    with pytest.raises(DeclarationError) as error:
        corrected(pilot(61), Corrected(report=date(2030, 1, 1), why=WHY))

    assert "E434" == error.value.problems[0].code


def test_an_exception_is_for_its_questions_only() -> None:
    both = {name: QUESTIONS[name] for name in ("reached", "score")}
    changed = pilot(60) | {"p7": replace(pilot(60)["p7"], answers={("score", "T0"): 40, ("score", "T1"): 0})}
    changed |= pilot(1, 0, first=60)
    names, first = lasting(), handed_out([found(pilot(60), 0, both)])[0]
    signed = Excepted(name="Eva Ek", questions=("reached",), why=WHY)
    correction = Corrected(report=first.released.cover.report_date, why=WHY, exception=signed)

    second = release_beside(found(changed, 1, both), Earlier(reports=(first,), lasting=names, correction=correction))

    reached, score = second.released.findings
    assert {None} == {item.as_of for item in reached.estimates}
    assert None not in {item.as_of for item in score.estimates}


@pytest.mark.parametrize(
    ("report", "questions", "code"),
    [(-182, ("reached",), "E440"), (0, ("unknown",), "E437"), (182, ("reached",), "E434")],
)
def test_a_correction_out_of_turn_is_refused(report: int, questions: tuple[str, ...], code: str) -> None:
    names, (first, second) = lasting(), reports(pilot(60), pilot(90))
    day = second.released.cover.report_date + timedelta(days=report)
    signed = Excepted(name="Eva Ek", questions=questions, why=WHY)

    with pytest.raises(DeclarationError) as error:
        release_beside(
            found(pilot(91), 2, REACHED),
            Earlier(
                reports=(first, second), lasting=names, correction=Corrected(report=day, why=WHY, exception=signed)
            ),
        )

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("term", [0, 1])
def test_an_approved_report_is_later_than_the_last_and_a_draft_may_have_any_date(term: int) -> None:
    names, (first, second) = lasting(), reports(pilot(60), pilot(90))
    earlier = Earlier(reports=(first, second), lasting=names)
    draft = found(pilot(120), term, REACHED)
    approved = replace(draft, cover=replace(draft.cover, status="approved"))

    assert 120 == started(release_beside(draft, earlier)).n
    with pytest.raises(DeclarationError) as error:
        release_beside(approved, earlier)

    assert "E436" == error.value.problems[0].code


def test_money_is_always_renewed_and_what_one_cost_by_its_persons() -> None:
    def asked(n: int, whole: float, day: date) -> Findings:
        started_now = made.number(Quantity.COUNT, float(n), made.cell(n), group="", outcome="", period="started")
        cost = made.estimate(Quantity.COST, whole, made.group("cost", 1, Kind.MONEY), group="", role=Role.HEADLINE)
        each = made.estimate(Quantity.UNIT_COST, whole / n, *started_now.basis, group="per=started", n=n, unit="sek")
        answers = made.findings(made.finding("cost", [replace(cost, question="cost"), replace(each, question="cost")]))
        return replace(answers, cover=replace(answers.cover, report_date=day))

    few, many = (handed_out([asked(60, 6e5, date(2025, 6, 1)), asked(n, 9e5, date(2025, 12, 1))])[1] for n in (61, 70))

    assert [(9e5, None), (1e4, date(2025, 6, 1))] == [(i.estimate, i.as_of) for i in few.released.findings[0].estimates]
    assert {None} == {item.as_of for item in many.released.findings[0].estimates}


def rating_of(report: HandedOut) -> Rating:
    rating = answer(report.released).rating
    assert rating is not None
    return rating


def measured_once(n: int) -> dict[str, Person]:
    """Return persons who were measured the first time only."""
    return {f"g{i}": Person(school="norra", finished=True, answers={("score", "T0"): 9 + i % 9}) for i in range(n)}


@pytest.mark.parametrize("left", [0, 1, 4])
def test_an_answer_that_stays_keeps_how_secure_it_was_whoever_has_left_since(left: int) -> None:
    persons = list((pilot(60) | measured_once(16)).items())
    first, second = reports(dict(persons), dict(persons[left:]), questions=SCORE)

    assert (None, first.released.cover.report_date) == (answer(first.released).as_of, answer(second.released).as_of)
    assert rating_of(first) == rating_of(second)


def test_a_renewed_answer_is_rated_anew_by_what_is_shown_beside_it() -> None:
    once = measured_once(16)
    again = {
        name: replace(person, answers={**person.answers, ("score", "T1"): 7 + i * 5 % 9})
        for i, (name, person) in enumerate(once.items())
    }
    first, second = reports(pilot(60) | once, pilot(60) | again, questions=SCORE)

    assert answer(second.released).as_of is None
    missing = [rating_of(report).about(Ground.MISSING) for report in (first, second)]
    assert [{"there": 60, "of": 76}, {"there": 76, "of": 76}] == [reason and reason.places for reason in missing]
