"""Refusing what can't be judged, whatever the policy: then nothing leaves the house.

A design may be new, and its author may have erred. So disclosure control takes nothing on trust
that it can check. It is asked first of all, and one number that fails stops the whole report.

1. Each number, each point of a series and whatever may stand instead of one is of a known quantity
   and states its step where its decimals go by it (`_check_quantity`), is a number
   (`_check_numbers`), and rests on what such a quantity rests on (`_check_basis`).
2. What follows from others names others that are there, in a way that can't carry a number of its
   own (`_check_follows`).
3. A smallest tally has one count wherever it occurs (`_check_tallies`).
4. No series can lose its points, and no sentence carries a number (`_check_series`,
   `_check_words`).

Worked example. A design counts eighty contacts of twenty persons and gives the cell of the twenty
with n = 80. No sizes fit that, and a count that nothing fits can't be protected. It is refused
(E186).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Cell, Estimate, Finding, Guard, Line, Quantity, Rounding
from tsi_eval.language import Message, Text
from tsi_eval.protect.disclosure.policies import PROTECTED
from tsi_eval.protect.disclosure.values.supported import states_support
from tsi_eval.protect.disclosure.values.withheld import estimate_name

NUMBERS = ("estimate", "se", "ci_low", "ci_high", "level", "p_value")
LINED = frozenset({"estimate", "ci_low", "ci_high"})
# The sum of their values, or the difference of two: these are rounded, and follow from nothing.
NEVER_LINED = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE})
TWO = 2


def check_findings(findings: tuple[Finding, ...]) -> None:
    """Refuse findings of which something can't be judged.

    Raises:
        ProtectionError: A number does not rest on what its quantity rests on (E181), is of no
            quantity with a record (E285), does not state the step by which its decimals are chosen
            (E286), or can't be judged for another reason that is said (E287); a group has another
            size than its members (E186); a sentence carries a number (E188).
    """
    every = list(_every_estimate(findings))
    for estimate in every:
        _check_quantity(estimate)
        _check_numbers(estimate)
        _check_basis(estimate)
    names = frozenset(map(estimate_name, every))
    for estimate in every:
        _check_follows(estimate, names)
    _check_tallies(every)
    for finding in findings:
        _check_series(finding)
        for message in (*finding.caveats, finding.feasibility.reason):
            if message is not None:
                _check_words(message)


def _every_estimate(findings: tuple[Finding, ...]) -> Iterator[Estimate]:
    """Yield every estimate and point of all findings, and whatever may stand instead of one."""
    for finding in findings:
        for estimate in finding.every_estimate():
            in_chain: Estimate | None = estimate
            while in_chain is not None:
                yield in_chain
                in_chain = in_chain.instead


def _check_quantity(estimate: Estimate) -> None:
    params = {"question": estimate.question, "quantity": str(estimate.quantity)}
    if not any(estimate.quantity is known for known in Quantity):
        # A number of a new kind, of which nobody has said what it gives away.
        raise ProtectionError(Problem(code="E285", params=params))
    if estimate.quantity.record.rounding is Rounding.MEAN:
        step = estimate.stated_step()
        if not (math.isfinite(step) and step > 0):
            raise ProtectionError(Problem(code="E286", params=params))


def _check_numbers(estimate: Estimate) -> None:
    given = (getattr(estimate, name) for name in NUMBERS)
    if not all(value is None or math.isfinite(value) for value in given):
        raise _unjudgeable(estimate, "number")


def _check_basis(estimate: Estimate) -> None:
    if not estimate.basis:
        raise ProtectionError(Problem(code="E181"))
    for cell in estimate.basis:
        _check_cell(cell)
    record, basis = estimate.quantity.record, estimate.basis
    has_two = len(basis) >= TWO
    first_two_are_shares = all(cell.numerator is not None for cell in basis[:TWO])
    names_enough = {
        Guard.SHARE_DIFFERENCE: first_two_are_shares and has_two,
        Guard.PARTS: has_two,
        Guard.DIFFERENCE: has_two,
    }
    if not names_enough.get(record.guard, True) or len(basis) < record.cells:
        raise ProtectionError(Problem(code="E181"))
    if not states_support(estimate):
        raise _unjudgeable(estimate, "support")
    if record.rounding is Rounding.FIXED and not record.fixed_of_persons and any(cell.members for cell in basis):
        # Fixed decimals give the sum of few persons' values back.
        raise _unjudgeable(estimate, "fixed")


def _check_cell(cell: Cell) -> None:
    """Refuse a cell that contradicts itself, or persons of a kind that is not protected (E186)."""
    part_is_inside = not cell.members or cell.numerator_members <= cell.members
    if not _sizes_agree(cell) or not part_is_inside or (cell.members and cell.kind not in PROTECTED):
        raise ProtectionError(Problem(code="E186"))


def _sizes_agree(cell: Cell) -> bool:
    part, rest = cell.numerator or 0, cell.n - (cell.numerator or 0)
    return (
        _holds(cell.members, len(cell.members), cell.n)
        and _holds(cell.tallies, _sum(cell.tallies), cell.n)
        and _holds(cell.numerator_members, len(cell.numerator_members), part)
        and _holds(cell.numerator_tallies, _sum(cell.numerator_tallies), part)
        and _holds(cell.rest_tallies, _sum(cell.rest_tallies), rest)
    )


def _holds(given: frozenset[str] | frozenset[tuple[str, int]], size: int, stated: int) -> bool:
    """Tell whether what a cell holds, if anything, is as large as the cell states."""
    return not given or size == stated


def _sum(tallies: frozenset[tuple[str, int]]) -> int:
    return sum(count for _, count in tallies)


def _check_follows(estimate: Estimate, names: frozenset[str]) -> None:
    """Refuse a number that follows from others in a way that can't be computed again.

    The others must be there, and what it adds may not be a number of its own.
    """
    if not names.issuperset(estimate.derived_from):
        raise _unjudgeable(estimate, "follows")
    if estimate.lines and estimate.quantity.record.guard in NEVER_LINED:
        raise _unjudgeable(estimate, "follows")
    for part, line in estimate.lines.items():
        if part not in LINED or not _is_sound(line, names):
            raise _unjudgeable(estimate, "follows")


def _is_sound(line: Line, names: frozenset[str]) -> bool:
    """Tell whether a line has terms and each of them is there.

    A line without terms would be a number of its own.
    """
    terms = all(name in names and part in LINED and math.isfinite(weight) for name, part, weight in line.terms)
    return bool(line.terms) and terms and math.isfinite(line.constant)


def _check_tallies(estimates: Iterable[Estimate]) -> None:
    """Refuse a smallest tally that has two counts (E186)."""
    known: dict[tuple[str, str], int] = {}
    for estimate in estimates:
        for cell in estimate.basis:
            for name, count in (*cell.tallies, *cell.numerator_tallies, *cell.rest_tallies):
                if known.setdefault((cell.kind, name), count) != count:
                    raise ProtectionError(Problem(code="E186"))


def _check_series(finding: Finding) -> None:
    """Refuse series of which points could be lost.

    These are points that can be read once only, and two lines of one name.
    """
    marks = [(series.name, series.choice, series.grain) for series in finding.series]
    if len(set(marks)) < len(marks) or not all(isinstance(series.points, tuple) for series in finding.series):
        params: dict[str, str | Message] = {"question": finding.question, "quantity": finding.design}
        raise ProtectionError(Problem(code="E287", params=params | {"what": Message("unjudgeable.series")}))


def _check_words(message: Message) -> None:
    # A number in a sentence would pass the door unseen: counts are Estimates, or they are not said.
    for value in message.params.values():
        if isinstance(value, Message):
            _check_words(value)
        elif not isinstance(value, str | Text):
            raise ProtectionError(Problem(code="E188", params={"key": message.key}))


def _unjudgeable(estimate: Estimate, what: str) -> ProtectionError:
    params: dict[str, str | Message] = {"question": estimate.question, "quantity": str(estimate.quantity)}
    return ProtectionError(Problem(code="E287", params=params | {"what": Message(f"unjudgeable.{what}")}))
