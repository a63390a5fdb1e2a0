"""One number with its uncertainty, and series of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings.cell import Cell
from tsi_eval.findings.claim import Claim, Role
from tsi_eval.findings.quantity import Quantity
from tsi_eval.findings.support import Support
from tsi_eval.in_brief import brief, html_table, said

# What only disclosure control asks for.
_INSIDE = frozenset({"basis", "support", "derived_from", "lines", "instead", "step"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How a number is a sum of others.

    The release computes the number from what it shows of the others, so that it says nothing more
    than they do. Example: a change in standard deviations of a norm group of 6 is the change times
    1/6; shown beside a change of -1.5 it is -0.25.

    Attributes:
        constant: What is added.
        terms: (name of an estimate, as in `derived_from`; "estimate", "ci_low" or "ci_high";
            weight) each.
    """

    constant: float
    terms: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number with its uncertainty and what it rests on.

    Attributes:
        question: The question it answers.
        design: The design that made it.
        quantity: What it is.
        role: What it is for, such as the answer or a check of it.
        claim: What may be said of it.
        outcome: The outcome's id, or "".
        group: "column=value", a unit as "unit=a", a part that the design names such as "both", or
            "" for all.
        reference: The group it is compared with, or "".
        period: Occasion or window, or "".
        axis: Name of the axis when it is a point of a series, or "".
        unit: "persons", "share", "sd", or the outcome's id for the outcome's own unit.
        estimate: The number.
        se: Standard error, or None.
        ci_low: Lower bound, or None.
        ci_high: Upper bound, or None.
        level: Confidence level, or None.
        n: Persons it rests on.
        p_value: Only where a hypothesis was declared.
        method: Key of the method in the catalogue.
        note: Key of what the number is, where the quantity alone does not say it, or "".
        step: Smallest step of the outcome's scale, which decides how many decimals are safe. It
            must be stated where the quantity's rounding goes by it.
        price_year: Year of the money, or None.
        payer: Who pays, or "".
        basis: The cells it rests on; never empty, dropped at release.
        support: What it rests on beside its persons, where its quantity asks for that; dropped at
            release.
        derived_from: Names of the estimates from which a reader can compute this one.
        lines: "estimate", "ci_low" or "ci_high" → how it follows from others; the release computes
            it again from what it shows of them.
        instead: What takes its place when it may not be shown, such as the same answer by a method
            that needs fewer counts.
    """

    question: str
    design: str
    quantity: Quantity
    claim: Claim
    estimate: float
    n: int
    basis: tuple[Cell, ...]
    role: Role = Role.SUPPORTING
    outcome: str = ""
    group: str = ""
    reference: str = ""
    period: str = ""
    axis: str = ""
    unit: str = ""
    se: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    level: float | None = None
    p_value: float | None = None
    method: str = ""
    note: str = ""
    step: float | None = None
    price_year: int | None = None
    payer: str = ""
    support: Support | None = None
    derived_from: tuple[str, ...] = ()
    lines: Mapping[str, Line] = field(default_factory=dict)
    instead: Estimate | None = None

    def __repr__(self) -> str:
        ends = f" ({brief(self.ci_low)} to {brief(self.ci_high)})" if self.ci_low is not None else ""
        of = ", ".join(filter(None, (self.outcome, self.group, self.reference, self.period)))
        return f"Estimate({self.quantity} {brief(self.estimate)}{ends}, n={self.n}{', ' if of else ''}{of})"

    def _repr_html_(self) -> str:
        filled = ((name, value) for name, value in said(self) if value not in {"", "None"} and name not in _INSIDE)
        return html_table("Estimate", (), filled)

    @property
    def scale(self) -> str:
        """The scale that the quantity lies on."""
        return self.quantity.record.scale

    @property
    def subject(self) -> str:
        """What its persons' values are of, as in `Measured.outcome`.

        That is its outcome; or, of values that a design made itself, its question and its note,
        such as "came|sessions_attended".
        """
        return self.outcome or (f"{self.question}|{self.note}" if self.note else "")

    def stated_step(self) -> float:
        """Return the step of the outcome's scale.

        Raises:
            ProtectionError: It is not stated (E286), so that nobody can tell how many decimals are
                safe.
        """
        if self.step is None:
            raise ProtectionError(Problem(code="E286", params={"question": self.question, "quantity": self.quantity}))
        return self.step


class Compared(Protocol):
    """A number that says whom it is of, and with whom it is compared."""

    @property
    def group(self) -> str:
        """As in `Estimate`."""
        ...

    @property
    def reference(self) -> str:
        """As in `Estimate`."""
        ...


def is_of_a_group(item: Compared) -> bool:
    """Tell whether a number is of a group, or compared with one, such as "school=a"."""
    return "=" in item.group or "=" in item.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Estimates along an axis, in its order: a stage, a month, a threshold.

    Attributes:
        name: What the line is called.
        axis: What it runs along, such as "month".
        points: Its estimates, in order.
        grain: Where a finding offers the same series in several grains, 0 for the finest, 1 for the
            next, and so on; None for a series that stands alone. Of series with the same `choice`
            only the finest is released of which every point may be shown.
        choice: Name of what is offered in several grains, or "".
    """

    name: str
    axis: str
    points: tuple[Estimate, ...]
    grain: int | None = None
    choice: str = ""
