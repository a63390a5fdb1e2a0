"""What can't be judged is refused, whatever the policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import made
import pytest
from made import cell, number

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Cell, Estimate, Finding, Kind, Line, Quantity, Series, tallied
from tsi_eval.language import Message, Text
from tsi_eval.protect.disclosure.judgeable import check_findings

EVENTS = Kind.EVENT_ABOUT_PERSON
MEAN = number(Quantity.MEAN, 3.0, cell(12))
CHANGE = number(Quantity.MEAN_CHANGE, -1.0, cell(12))
CHANGE_NAME = "q|mean_change|score|both|t0-t1"


def refusal(*estimates: Estimate) -> str:
    """Return the code by which a finding of these numbers is refused."""
    return refusal_of(made.finding("q", estimates))


def refusal_of(*findings: Finding) -> str:
    with pytest.raises(ProtectionError) as error:
        check_findings(findings)
    (problem,) = error.value.problems
    return problem.code


def test_sound_findings_pass() -> None:
    norm = number(
        Quantity.EFFECT_SIZE_NORM,
        -0.2,
        cell(12),
        lines={"estimate": Line(constant=0.0, terms=((CHANGE_NAME, "estimate", 0.2),))},
    )
    share = number(Quantity.SHARE, 0.5, cell(12, part=made.persons(0, 6)))

    check_findings((made.finding("q", [MEAN, CHANGE, norm, share]),))


def test_eighty_contacts_of_twenty_persons_are_refused() -> None:
    contacts = Cell(kind=EVENTS, n=80, members=made.persons(0, 20))

    assert "E186" == refusal(number(Quantity.COUNT, 80.0, contacts))


@pytest.mark.parametrize(
    "wrong",
    [
        Cell(kind=Kind.PERSON, n=3, members=made.persons(0, 4)),
        Cell(kind=EVENTS, n=3, tallies=frozenset({("a", 4)})),
        replace(cell(12, part=made.persons(0, 6)), numerator=5),
        replace(cell(12, part=made.persons(0, 6)), numerator_members=made.persons(90, 6)),
        Cell(kind=EVENTS, n=9, tallies=frozenset({("a", 9)}), numerator=4, numerator_tallies=frozenset({("a", 5)})),
        Cell(kind=EVENTS, n=9, tallies=frozenset({("a", 9)}), numerator=4, rest_tallies=frozenset({("a", 4)})),
        cell(12, kind=Kind.EVENT),
    ],
    ids=["members", "tallies", "part", "part outside", "tallies of the part", "tallies of the rest", "kind"],
)
def test_cell_that_contradicts_itself_is_refused(wrong: Cell) -> None:
    quantity = Quantity.COUNT if wrong.numerator is None else Quantity.SHARE

    assert "E186" == refusal(number(quantity, 1.0, wrong))


def test_tally_with_two_counts_is_refused_also_across_questions() -> None:
    first, second = (
        made.finding(name, [made.estimate(Quantity.COUNT, n, tallied({"a": n}, EVENTS))])
        for name, n in (("one", 8), ("two", 9))
    )

    assert "E186" == refusal_of(first, second)


@pytest.mark.parametrize(
    ("quantity", "basis"),
    [
        (Quantity.MEAN, ()),
        (Quantity.MEAN_DIFFERENCE, (cell(40),)),
        (Quantity.TEST, (cell(40),)),
        (Quantity.SHARE_DIFFERENCE, (cell(40, part=made.persons(0, 20)), cell(40))),
        (Quantity.SHARE_DIFFERENCE, (cell(40, part=made.persons(0, 20)),)),
    ],
    ids=["none", "one group", "no parts", "one share", "one of two shares"],
)
def test_number_that_names_too_little_is_refused(quantity: Quantity, basis: tuple[Cell, ...]) -> None:
    assert "E181" == refusal(replace(MEAN, quantity=quantity, basis=basis))


def test_estimate_without_basis_releases_nothing() -> None:
    with pytest.raises(ProtectionError, match="E181"):
        made.released(made.count("a", 40), made.estimate(Quantity.MEAN, 1.0))


@pytest.mark.parametrize("name", ["estimate", "se", "ci_low", "ci_high", "level", "p_value"])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_wherever_it_stands(name: str, value: float) -> None:
    assert "E287" == refusal(replace(MEAN, **{name: value}))


@pytest.mark.parametrize("step", [None, 0.0, -1.0, float("nan")])
def test_mean_whose_step_is_not_stated_is_refused(step: float | None) -> None:
    assert "E286" == refusal(replace(MEAN, step=step))


def test_number_of_persons_with_fixed_decimals_is_refused() -> None:
    assert "E287" == refusal(number(Quantity.BENCHMARK, 7.42, cell(12)))


def test_what_may_stand_instead_is_judged_too() -> None:
    third = replace(MEAN, estimate=float("nan"))

    assert "E287" == refusal(replace(MEAN, instead=replace(MEAN, instead=third)))


def test_point_of_a_series_is_judged_too() -> None:
    series = Series(name="s", axis="month", points=(replace(MEAN, basis=()),))

    assert "E181" == refusal_of(replace(made.finding("q", []), series=(series,)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"derived_from": ("nothing",)},
        {"lines": {"estimate": Line(constant=0.0, terms=(("nothing", "estimate", 1.0),))}},
        {"lines": {"estimate": Line(constant=7.4, terms=())}},
        {"lines": {"estimate": Line(constant=float("nan"), terms=((CHANGE_NAME, "estimate", 1.0),))}},
        {"lines": {"estimate": Line(constant=0.0, terms=((CHANGE_NAME, "se", 1.0),))}},
        {"lines": {"estimate": Line(constant=0.0, terms=((CHANGE_NAME, "estimate", float("inf")),))}},
        {"lines": {"n": Line(constant=0.0, terms=((CHANGE_NAME, "estimate", 1.0),))}},
    ],
    ids=["from nothing", "no such term", "no terms", "no constant", "another field", "no weight", "of another field"],
)
def test_number_that_can_not_be_computed_again_is_refused(wrong: dict[str, object]) -> None:
    assert "E287" == refusal(CHANGE, number(Quantity.EFFECT_SIZE_NORM, -0.2, cell(12), **wrong))


def test_mean_follows_from_nothing() -> None:
    lines = {"estimate": Line(constant=0.0, terms=((CHANGE_NAME, "estimate", 1.0),))}

    assert "E287" == refusal(CHANGE, replace(MEAN, lines=lines))


def test_points_that_can_be_read_only_once_are_refused() -> None:
    series = Series(name="s", axis="month", points=iter([MEAN]))  # type: ignore[arg-type]

    assert "E287" == refusal_of(replace(made.finding("q", []), series=(series,)))


@pytest.mark.parametrize(
    ("change", "refused"),
    [(lambda s: s, True), (lambda s: replace(s, name="t"), False), (lambda s: replace(s, grain=1), False)],
    ids=["the same", "another name", "another grain"],
)
def test_two_lines_of_one_name_are_refused(change: Callable[[Series], Series], refused: bool) -> None:
    line = Series(name="s", axis="month", points=(MEAN,), grain=0, choice="together")
    finding = replace(made.finding("q", []), series=(line, change(line)))

    if refused:
        assert "E287" == refusal_of(finding)
    else:
        check_findings((finding,))


@pytest.mark.parametrize("value", [3, 3.5, [3], {"few": 3}])
def test_number_in_a_sentence_is_refused(value: object) -> None:
    caveat = Message("caveat.no_comparison", {"n": value})  # type: ignore[dict-item]

    assert "E188" == refusal_of(made.finding("q", [MEAN], caveats=(caveat,)))


def test_number_in_a_reason_is_refused() -> None:
    finding = made.finding("q", [MEAN])
    reason = Message("refusal.few_pairs", {"n": 9})

    assert "E188" == refusal_of(replace(finding, feasibility=replace(finding.feasibility, reason=reason)))


def test_number_in_a_sentence_within_a_sentence_releases_nothing() -> None:
    inner = Message("caveat.few_clusters", {"few": 3})

    with pytest.raises(ProtectionError, match="E188"):
        made.released(made.count("all", 40), caveats=(Message("caveat.leavers", {"why": inner}),))


def test_words_in_a_sentence_pass() -> None:
    words = {"a": "text", "b": Text(sv="ord", en="words"), "c": Message("caveat.no_comparison")}

    check_findings((made.finding("q", [MEAN], caveats=(Message("caveat.leavers", words),)),))
