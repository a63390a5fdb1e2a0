"""What a careless design, or a hostile one, might try.

These are contradictions, numbers that don't say what they rest on, and lines that carry numbers.
Each was found by an attack on the release and came through then; all persons are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import made
import numpy as np
import pytest
from made import cell, number, persons

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Cell, Estimate, Kind, Line, Method, Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Message

CHANGE = "q|mean_change|score|both|t0-t1"
# The sum of twelve persons' whole points is 89: from 7.4 and twelve persons a reader has it.
MEAN_OF_TWELVE = 89 / 12


def shown(*estimates: Estimate, policy: str = "default") -> list[ReleasedEstimate]:
    """Return what is shown exactly; nothing when all of it is refused."""
    try:
        report = made.released(*estimates, policy=policy)
    except ProtectionError:
        return []
    return [item for item in made.items(report) if item.status == "shown"]


def quantities(*estimates: Estimate, policy: str = "default") -> list[str]:
    return [item.quantity.value for item in shown(*estimates, policy=policy)]


ANSWER = number(Quantity.MEAN_CHANGE, -17 / 12, cell(12), ci_low=-2.5, ci_high=-0.3, role=Role.HEADLINE)


# What says the spread again.


@pytest.mark.parametrize(
    "quantity",
    [Quantity.EFFECT_SIZE_Z, Quantity.EFFECT_SIZE_AV, Quantity.EFFECT_SIZE_GLASS, Quantity.EQUIVALENCE],
)
def test_published_method_frees_no_number_of_these_persons(quantity: Quantity) -> None:
    # Only the smallest detectable change may come from published values.
    beside = number(quantity, -1.15, cell(12), method=Method.PLANNED)
    assert quantity not in quantities(ANSWER, beside, policy="strict")


def test_published_method_frees_no_bounds() -> None:
    bounds = number(Quantity.BOUNDS, -1.2, cell(12), ci_low=-3.2, ci_high=1.1, method=Method.PLANNED)
    assert Quantity.BOUNDS not in quantities(ANSWER, bounds)


@pytest.mark.parametrize(
    "quantity",
    [Quantity.EFFECT_SIZE_Z, Quantity.EFFECT_SIZE_AV, Quantity.SMALLEST_DETECTABLE, Quantity.EQUIVALENCE],
)
def test_line_of_one_end_frees_no_estimate(quantity: Quantity) -> None:
    # The estimate itself follows from nothing that is shown.
    lines = {"ci_low": Line(constant=0.0, terms=((CHANGE, "estimate", 1.0),))}
    beside = number(quantity, -1.2345, cell(12), ci_low=-3.2, ci_high=1.1, lines=lines)
    assert quantity not in quantities(ANSWER, beside, policy="strict")


def test_lines_without_terms_free_no_bounds() -> None:
    ends = {"estimate": -1.2345, "ci_low": -3.2345, "ci_high": 1.1234}
    lines = {part: Line(constant=end, terms=()) for part, end in ends.items()}
    bounds = number(Quantity.BOUNDS, -1.2345, cell(12), ci_low=-3.2345, ci_high=1.1234, lines=lines)
    assert Quantity.BOUNDS not in quantities(ANSWER, bounds)


@pytest.mark.parametrize("role", [Role.SECONDARY, Role.SENSITIVITY])
def test_difference_from_leavers_is_withheld_whatever_its_role(role: Role) -> None:
    first, gone = (f"q|mean|score|{group}|t0" for group in (Part.BOTH, Part.BEFORE_ONLY))
    about: dict[str, Any] = {"period": "t0", "group": Part.BEFORE_ONLY}
    difference = number(
        Quantity.MEAN_DIFFERENCE,
        0.7,
        cell(11, 100),
        cell(12),
        **about,
        role=role,
        method="leavers",
        ci_low=-1.0,
        ci_high=2.4,
        derived_from=(first, gone),
    )
    means = number(Quantity.MEAN, 7.4, cell(12), period="t0"), number(Quantity.MEAN, 8.1, cell(11, 100), **about)
    assert Quantity.MEAN_DIFFERENCE not in quantities(*means, difference, policy="strict")


def test_quantity_with_a_record_of_its_own_is_refused() -> None:
    forged = str.__new__(Quantity, "sum")
    forged._value_, forged._name_, forged.record = "sum", "SUM", Quantity.BENCHMARK.record
    assert not shown(number(forged, MEAN_OF_TWELVE, cell(12)))


# Contradictions.

FORTY_OF_FORTY_THREE = (
    number(Quantity.COUNT, 43.0, cell(43), group=""),
    number(Quantity.COUNT, 40.0, cell(40), group="arm=a"),
)


def test_forty_of_forty_three_are_not_both_shown() -> None:
    assert len(shown(*FORTY_OF_FORTY_THREE)) == 1


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.EVENT_ABOUT_PERSON])
def test_contradictory_cell_does_not_open_the_others(kind: Kind) -> None:
    # Eighty contacts of twenty of them. No sizes fit any more, and what has no solution counts as
    # safe.
    contacts = Cell(kind=kind, n=80, members=persons(0, 20))
    found = shown(*FORTY_OF_FORTY_THREE, number(Quantity.COUNT, 80.0, contacts, group="contacts"))
    assert not {40, 43} <= {item.n for item in found}


def test_tally_of_two_sizes_does_not_open_the_others() -> None:
    def tallies(**counts: int) -> Cell:
        return Cell(kind=Kind.EVENT_ABOUT_PERSON, n=sum(counts.values()), tallies=frozenset(counts.items()))

    everyone, most = tallies(a=20, b=20, c=3), tallies(a=21, b=19)
    found = shown(number(Quantity.COUNT, 43.0, everyone, group=""), number(Quantity.COUNT, 40.0, most, group="unit=ab"))
    assert not {40, 43} <= {item.n for item in found}


@pytest.mark.parametrize("quantity", [Quantity.MEAN_CHANGE, Quantity.EFFECT_SIZE_NORM, Quantity.COST])
def test_rows_are_not_taken_for_persons(quantity: Quantity) -> None:
    # Fifty rows of six persons.
    assert not shown(number(quantity, 7.4, Cell(kind=Kind.PERSON, n=50, members=persons(0, 6))))


def test_rows_give_a_mean_no_decimals() -> None:
    rows = Cell(kind=Kind.PERSON, n=6000, members=persons(0, 12))
    assert not [item for item in shown(number(Quantity.MEAN, MEAN_OF_TWELVE, rows)) if item.decimals > 0]


def test_persons_are_protected_whatever_they_are_called() -> None:
    assert not shown(number(Quantity.COUNT, 3.0, cell(3, kind=Kind.EVENT)))


# Numbers that do not name what they rest on.


@pytest.mark.parametrize("policy", ["default", "strict"])
def test_difference_of_shares_names_both_parts(policy: str) -> None:
    # Three of twelve: shown beside 25 %, a difference of 0 says it.
    difference = number(Quantity.SHARE_DIFFERENCE, 0.0, cell(40, part=persons(0, 10)), cell(12, 100))
    assert not shown(difference, policy=policy)


@pytest.mark.parametrize("quantity", [Quantity.ODDS_RATIO, Quantity.IMPROVEMENT, Quantity.TEST, Quantity.CONCORDANCE])
def test_what_follows_from_parts_names_them(quantity: Quantity) -> None:
    assert not shown(number(quantity, 0.83, cell(12)))


def test_difference_of_means_names_both_groups() -> None:
    assert not shown(number(Quantity.MEAN_DIFFERENCE, 1.41667, cell(400), role=Role.HEADLINE))


@pytest.mark.xfail(strict=True, reason="who moved which way is known by the part's name, not by its members")
@pytest.mark.parametrize(
    ("groups", "change"),
    [(("went_up", "went_down", "still"), Part.BOTH), (tuple(Part)[5:8], "those_twice")],
    ids=["movers", "change"],
)
def test_movers_are_known_by_who_they_are(groups: tuple[str, str, str], change: str) -> None:
    # All twelve moved down: beside a mean change of -1 each moved one step.
    answer = number(Quantity.MEAN_CHANGE, -1.0, cell(12), ci_low=-1.9, ci_high=-0.1, role=Role.HEADLINE, group=change)
    moved = zip(groups, (cell(0), cell(0), cell(12)), strict=True)
    movers = [number(Quantity.COUNT, float(who.n), who, group=group) for group, who in moved]
    assert Quantity.COUNT not in quantities(answer, *movers)


@pytest.mark.parametrize("quantity", [Quantity.BENCHMARK, Quantity.ABSENCE])
def test_number_of_persons_has_no_fixed_decimals(quantity: Quantity) -> None:
    # 7.42 of twelve persons is 89 in all.
    assert not [item for item in shown(number(quantity, MEAN_OF_TWELVE, cell(12))) if item.decimals > 0]


# Lines that carry numbers.


def test_line_without_terms_gives_a_mean_no_decimals() -> None:
    lines = {"estimate": Line(constant=MEAN_OF_TWELVE, terms=())}
    assert not [item for item in shown(number(Quantity.MEAN, 7.0, cell(12), lines=lines)) if item.estimate != 7.0]


@pytest.mark.parametrize("name", ["se", "p_value", "n", "payer"])
def test_line_reaches_estimate_and_interval_only(name: str) -> None:
    lines: Mapping[str, Line] = {name: Line(constant=MEAN_OF_TWELVE, terms=())}
    values = [getattr(item, name) for item in shown(number(Quantity.MEAN, 7.0, cell(12), lines=lines))]
    assert MEAN_OF_TWELVE not in values
    assert 7.4 not in values


def test_line_to_a_number_that_is_not_there_is_refused() -> None:
    lines = {"estimate": Line(constant=0.0, terms=(("nothing", "estimate", 1.0),))}
    with pytest.raises(ProtectionError):
        made.released(number(Quantity.EFFECT_SIZE_NORM, 0.5, cell(12), lines=lines))


# Words and values that can't be judged.


@pytest.mark.parametrize("value", [np.int64(3), np.float32(7.41), [3], (3,), {"few": 3}])
def test_number_of_another_type_in_a_sentence_is_refused(value: Any) -> None:
    with pytest.raises(ProtectionError):
        made.released(ANSWER, caveats=(Message("caveat.no_comparison", {"n": value}),))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize("quantity", [Quantity.MEAN, Quantity.CUTOFF, Quantity.TEST])
def test_what_is_no_number_is_refused(quantity: Quantity, value: float) -> None:
    basis = (cell(40), cell(20), cell(20, 20)) if quantity is Quantity.TEST else (cell(40),)
    with pytest.raises(ProtectionError):
        made.released(number(quantity, value, *basis))


@pytest.mark.parametrize("step", [0.0, -1.0, float("nan"), float("inf")])
def test_step_that_is_none_is_refused(step: float) -> None:
    with pytest.raises(ProtectionError):
        made.released(number(Quantity.MEAN, MEAN_OF_TWELVE, cell(12), step=step))
