"""What follows from other numbers is computed from the shown ones, and goes with any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import made
import numpy as np
import pandas as pd
import pytest

from tsi_eval import Released, Study, release
from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post import Selected
from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Estimate, Finding, Line, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.protect.disclosure.values.composed import composed, with_all_terms
from tsi_eval.protect.disclosure.values.withheld import estimate_name, withheld
from tsi_eval.study import Outcome

WORDS = Text(sv="x", en="x")
SCALE = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=40, sd=6.2, reliability=0.83)
DESIGN = PrePost(outcome="y", before="T0", after="T1", selected=Selected(mean=14.3, source=WORDS), imputations=3)
COMPOSED = {Quantity.EFFECT_SIZE_NORM, Quantity.EXPECTED_CHANGE, Quantity.BEYOND_EXPECTED, Quantity.BOUNDS}


def answered(n: int, leavers: int, *, seed: int = 0, binary: bool = False) -> Finding:
    """Return the stamped answer about n persons measured twice and some who left."""
    rng = np.random.default_rng(seed)
    first = rng.integers(8, 33, n + leavers).astype(float)
    second = np.clip(first + rng.integers(-9, 8, n + leavers), 0, 40)
    rows = [(f"p{i}", "T0", "y", value) for i, value in enumerate(first)]
    rows += [(f"p{i}", "T1", "y", value) for i, value in enumerate(second[:n])]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    study = Study.from_frames(measures=frame, outcomes={"y": SCALE})
    design = PrePost(outcome="y", before="T0", after="T1", scale="binary", at_least=20.0) if binary else DESIGN
    return stamped(design.answer(study), "q")


def pairs(finding: Finding, released: Released) -> Iterator[tuple[Estimate, ReleasedEstimate]]:
    """Yield what was found beside what is released of it."""
    shown = {mark(item): item for item in released.findings[0].estimates}
    for item in finding.estimates:
        if mark(item) in shown:
            yield item, shown[mark(item)]


def mark(item: Estimate | ReleasedEstimate) -> tuple[str, ...]:
    # From rounded counts a difference of shares is computed by the margins.
    method = item.method.replace("newcombe_margins", "newcombe_paired")
    return (item.quantity, method, item.group, item.period)


CHANGE = made.number(Quantity.MEAN_CHANGE, -1.475, made.cell(40))
CHANGE_NAME = estimate_name(CHANGE)


def shown(exact: Estimate, **numbers: float | None) -> ReleasedEstimate:
    (item,) = made.items(made.released(replace(exact, lines={}), policy="internal"))
    return replace(item, **numbers)


def in_norm_deviations(*terms: tuple[str, str, float], constant: float = 0.0) -> Estimate:
    lines = {"estimate": Line(constant=constant, terms=terms)}
    return made.number(Quantity.EFFECT_SIZE_NORM, -0.2458, made.cell(40), lines=lines)


def test_change_in_norm_deviations_follows_from_the_shown_change() -> None:
    norm = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))

    released = [shown(CHANGE, estimate=-1.5, decimals=1), shown(norm, decimals=3)]
    item = composed(released, [CHANGE, norm])[1]
    assert (-0.25, 2) == (item.estimate, item.decimals)


@pytest.mark.parametrize(("decimals", "expected"), [(0, 1), (1, 2), (2, 2), (-1, 0)])
def test_composed_number_has_one_decimal_more_than_its_terms_and_two_at_most(decimals: int, expected: int) -> None:
    norm = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))

    item = composed([shown(CHANGE, decimals=decimals), shown(norm)], [CHANGE, norm])[1]
    assert expected == item.decimals


@pytest.mark.parametrize("missing", [{"status": "suppressed"}, {"estimate": None}])
def test_composed_number_goes_with_its_term(missing: dict[str, str | None]) -> None:
    norm = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))

    item = composed([replace(shown(CHANGE), **missing), shown(norm)], [CHANGE, norm])[1]
    assert ("suppressed", "exact", None) == (item.status, item.reason, item.estimate)


def test_composed_number_that_is_hidden_already_stays_as_it_is() -> None:
    norm = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))
    released = [shown(CHANGE), shown(norm, status="suppressed", reason="few", estimate=None)]

    assert released == composed(released, [CHANGE, norm])


def test_ends_of_a_range_are_moved_out_by_what_their_terms_are_rounded_by() -> None:
    lines = {
        part: Line(constant=0.0, terms=((CHANGE_NAME, "estimate", 1.0),)) for part in ("estimate", "ci_low", "ci_high")
    }
    bounds = made.number(Quantity.BOUNDS, -1.475, made.cell(40), ci_low=-1.475, ci_high=-1.475, lines=lines)

    # The shown change may be rounded by 0.05 each way.
    item = composed([shown(CHANGE, estimate=-1.5, decimals=1), shown(bounds)], [CHANGE, bounds])[1]
    assert (-1.55, -1.5, -1.45) == (item.ci_low, item.estimate, item.ci_high)


def test_first_of_several_numbers_of_one_name_counts() -> None:
    norm = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))

    released = [shown(CHANGE, estimate=-1.5, decimals=1), shown(CHANGE, estimate=-9.0, decimals=1), shown(norm)]
    assert -0.25 == composed(released, [CHANGE, CHANGE, norm])[2].estimate


@pytest.mark.parametrize(("missing", "status"), [({}, "shown"), ({"status": "suppressed"}, "suppressed")])
def test_number_stays_as_it_was_rounded_while_all_its_terms_are_shown(missing: dict[str, str], status: str) -> None:
    norm = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))
    released = [replace(shown(CHANGE, estimate=-1.5, decimals=1), **missing), shown(norm, estimate=-0.246, decimals=3)]

    item = with_all_terms(released, [CHANGE, norm])[1]
    assert (status, -0.246 if status == "shown" else None) == (item.status, item.estimate)


def test_number_that_follows_from_nothing_stays_and_a_hidden_one_is_not_hidden_again() -> None:
    norm = in_norm_deviations(constant=-0.25)
    of_change = in_norm_deviations((CHANGE_NAME, "estimate", 1 / 6))
    released = [
        withheld(shown(CHANGE)),
        shown(norm),
        shown(of_change, status="suppressed", reason="few", estimate=None),
    ]

    assert released == with_all_terms(released, [CHANGE, norm, of_change])


# A real design, from its answer to the report.


@pytest.mark.parametrize(("n", "leavers"), [(12, 0), (45, 15), (450, 50)])
def test_where_sums_are_no_secret_what_follows_is_exact_and_rounded_once(n: int, leavers: int) -> None:
    finding = answered(n, leavers)
    checked = 0
    for exact, item in pairs(finding, release(made.findings(finding))):
        if not exact.lines or item.status != "shown":
            continue
        out = 10.0**-item.decimals * (1.0 if item.quantity is Quantity.BOUNDS else 0.5) + 1e-9
        checked += 1
        for part in exact.lines:
            assert getattr(exact, part) == pytest.approx(getattr(item, part), abs=out)
    assert checked


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize(("n", "leavers"), [(12, 0), (30, 12), (45, 15), (120, 40), (450, 50)])
def test_composed_numbers_follow_from_the_shown_ones(n: int, leavers: int, *, binary: bool) -> None:
    finding = answered(n, leavers, binary=binary)
    by_name: dict[str, ReleasedEstimate] = {}
    both = list(pairs(finding, release(made.findings(finding, policy="strict"))))
    for exact, item in both:
        by_name.setdefault(estimate_name(exact), item)

    checked = 0
    for exact, item in both:
        if any(term is None or term.status != "shown" for term in terms_of(exact, by_name)):
            assert "shown" != item.status
        elif exact.lines and item.status == "shown":
            for part, line in exact.lines.items():
                check_part(item, part, line, by_name)
                checked += 1
            assert item.decimals <= 2
            assert item.ci_low is None or item.ci_low <= item.estimate <= item.ci_high
            assert (None, None) == (item.se, item.p_value)
    assert checked or binary


def terms_of(exact: Estimate, by_name: dict[str, ReleasedEstimate]) -> list[ReleasedEstimate | None]:
    return [by_name.get(name) for line in exact.lines.values() for name, _, _ in line.terms]


def check_part(item: ReleasedEstimate, part: str, line: Line, by_name: dict[str, ReleasedEstimate]) -> None:
    """Check that a number or an end of it is what its line comes to by the shown terms."""
    value = line.constant + sum(weight * getattr(by_name[name], of) for name, of, weight in line.terms)
    shown_value, unit = getattr(item, part), 10.0**-item.decimals
    if item.quantity is Quantity.BOUNDS and part != "estimate":
        # The ends of a range lie outside by no more than what the terms are rounded by.
        out = sum(abs(weight) * 10.0 ** -by_name[name].decimals / 2 for name, _, weight in line.terms)
        beyond = value - shown_value if part == "ci_low" else shown_value - value
        assert out - 1e-9 <= beyond <= out + unit + 1e-9
    else:
        assert value == pytest.approx(shown_value, abs=unit / 2 + 1e-9)


def test_the_numbers_that_so_many_show() -> None:
    found = {
        item.quantity
        for item in release(made.findings(answered(60, 20), policy="strict")).findings[0].estimates
        if item.n
    }

    assert found >= COMPOSED


@pytest.mark.parametrize("gone", [Quantity.MEAN_CHANGE, Quantity.MEAN, Quantity.SHARE, Quantity.SHARE_DIFFERENCE])
def test_composed_numbers_go_when_one_of_their_terms_goes(gone: Quantity) -> None:
    finding = answered(60, 20, binary=gone in {Quantity.SHARE, Quantity.SHARE_DIFFERENCE})
    released = release(made.findings(finding)).findings[0].estimates
    shown = {mark(item): item for item in released}
    every = [found for item in finding.estimates for found in (item, item.instead) if found is not None]
    exact = [item for item in every if mark(item) in shown]
    first = [shown[mark(item)] for item in exact]
    names = [estimate_name(item) for item in exact]
    for place, item in enumerate(first):
        if item.quantity is not gone:
            continue
        after = composed([withheld(e) if i == place else e for i, e in enumerate(first)], exact)
        name = names[place]
        for of, item_after in zip(exact, after, strict=True):
            terms = {term for line in of.lines.values() for term, _, _ in line.terms}
            if name in terms and names.index(name) == place:
                numbers = (item_after.estimate, item_after.ci_low, item_after.ci_high, item_after.n)
                assert ("suppressed", (None, None, None, None)) == (item_after.status, numbers)


def test_leavers_of_few_leave_no_bounds() -> None:
    for leavers in (1, 4, 5, 9):
        found = release(made.findings(answered(40, leavers))).findings[0].estimates
        assert not [e for e in found if e.quantity in {Quantity.BOUNDS} and e.status == "shown"]
        assert not [e for e in found if e.quantity is Quantity.MEAN and e.group == "before_only" and e.n]


def test_checks_that_so_few_never_get_leave_no_trace() -> None:
    found = release(made.findings(answered(40, 0))).findings[0].estimates

    assert not [e for e in found if e.role is Role.SENSITIVITY and e.reason == "exact"]


def test_line_over_a_number_of_another_question_is_an_error_not_a_guess() -> None:
    finding = answered(40, 0)
    stray = Line(constant=0.0, terms=(("other|mean|y|both|T0", "estimate", 1.0),))
    (norm,) = (e for e in finding.estimates if e.quantity is Quantity.EFFECT_SIZE_NORM)
    broken = replace(finding, estimates=(*finding.estimates, replace(norm, lines={"estimate": stray})))

    with pytest.raises(ProtectionError) as error:
        release(made.findings(broken))

    assert error.value.problems[0].code == "E287"


def test_composed_interval_is_as_wide_as_its_methods() -> None:
    finding = answered(450, 0, seed=3)
    exact = next(e for e in finding.estimates if e.quantity is Quantity.BEYOND_EXPECTED)

    shown = next(e for e in release(made.findings(finding)).findings[0].estimates if e.quantity == exact.quantity)
    assert shown.ci_high - shown.ci_low == pytest.approx(exact.ci_high - exact.ci_low, abs=0.2)
