"""What can't be judged is refused, whatever the policy: then nothing leaves the house."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Estimate, Finding, Quantity, Rounding
from tsi_eval.language import Message


def check_findings(findings: tuple[Finding, ...]) -> None:
    """Refuse findings of which something can't be judged.

    Raises:
        ProtectionError: A number rests on nothing (E181), is of no quantity with a record (E285), or does not state the step by which its
            decimals are chosen (E286); a sentence carries a number (E188).
    """
    for finding in findings:
        for estimate in finding.every_estimate():
            for one in _with_what_may_stand_instead(estimate):
                _check_estimate(one)
        for message in (*finding.caveats, finding.feasibility.reason):
            if message is not None:
                _check_words(message)


def _with_what_may_stand_instead(estimate: Estimate | None) -> Iterator[Estimate]:
    while estimate is not None:
        yield estimate
        estimate = estimate.instead


def _check_estimate(estimate: Estimate) -> None:
    if not _has_record(estimate.quantity):
        # A number of a new kind, of which nobody has said what it gives away.
        params = {"question": estimate.question, "quantity": str(estimate.quantity)}
        raise ProtectionError(Problem(code="E285", params=params))
    if not estimate.basis:
        raise ProtectionError(Problem(code="E181"))
    if estimate.quantity.record.rounding is Rounding.MEAN:
        estimate.stated_step()


def _has_record(quantity: object) -> bool:
    return isinstance(quantity, Quantity)


def _check_words(message: Message) -> None:
    # A number in a sentence would pass the door unseen: counts are Estimates, or they are not said.
    for value in message.params.values():
        if isinstance(value, Message):
            _check_words(value)
        elif isinstance(value, int | float):
            raise ProtectionError(Problem(code="E188", params={"key": message.key}))
