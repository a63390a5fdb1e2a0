"""Small pilots on coarse scales, shown with two digits of the error of their first answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import made
import numpy as np

from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Guard, Role
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.values.coarse.guarding import guarded_coarse
from tsi_eval.protect.disclosure.values.coarse.levels import kind_of
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.views import Number, View, view_of
from tsi_eval.protect.disclosure.values.withheld import withheld

Values = Sequence[float]
Rows = list[tuple[ReleasedEstimate, Estimate]]


def measured(values: Mapping[str, Values], most: float | None, step: float = 1.0) -> list[Measured]:
    """Return the values of "y" at each occasion, on a scale from 0."""
    least = None if most is None else 0.0
    return [
        Measured(
            outcome="y",
            occasion=at,
            values={f"p{i}": float(value) for i, value in enumerate(column)},
            minimum=least,
            maximum=most,
            step=step,
        )
        for at, column in values.items()
    ]


def exact(values: Mapping[str, Values], design: PrePost | None = None, question: str = "q") -> list[Estimate]:
    """Return what a question about the change from the first to the last occasion finds."""
    first, last = list(values)
    design = design or PrePost(outcome="y", before=first, after=last, imputations=0)
    return list(made.asked(question, design.answer(made.study_of(values))).every_estimate())


def rounded(estimates: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Return numbers with two digits of the first answer's error; counts of one to four hidden."""
    items = made.items(made.released(*estimates, policy="internal"))
    answer = next((item for item in estimates if item.se and item.role in {Role.HEADLINE, Role.SECONDARY}), None)
    decimals = 2 if answer is None or not answer.se else digits(answer.se, answer)
    return [_rounded(item, estimate, decimals) for item, estimate in zip(items, estimates, strict=True)]


def digits(error: float, answer: Estimate | None = None) -> int:
    """Return the decimals of two digits; one more where an end would be shown as 0 and is not."""
    decimals = max(0, 1 - math.floor(math.log10(error)))
    ends = () if answer is None else (answer.ci_low, answer.ci_high)
    return decimals + any(end is not None and end != 0 and round(end, decimals) == 0 for end in ends)


def _rounded(item: ReleasedEstimate, estimate: Estimate, decimals: int) -> ReleasedEstimate:
    if estimate.quantity.record.guard is Guard.COUNT:
        return withheld(item) if 0 < estimate.n < 5 else replace(item, estimate=float(estimate.n), decimals=0)
    numbers = {name: getattr(estimate, name) for name in ("estimate", "se", "ci_low", "ci_high")}
    shown = {name: None if value is None else round(value, decimals) + 0.0 for name, value in numbers.items()}
    p = None if estimate.p_value is None else math.ceil(estimate.p_value * 1000) / 1000
    return replace(item, **shown, p_value=p, decimals=decimals)


def shown(values: Mapping[str, Values], most: float, design: PrePost | None = None) -> Rows:
    """Return what is shown of a pilot beside what was found."""
    found = exact(values, design)
    return list(zip(guarded_coarse(rounded(found), found, measured(values, most)), found, strict=True))


def unguarded(values: Mapping[str, Values]) -> Rows:
    """Return what would be shown if nobody looked at the scale."""
    found = exact(values)
    return list(zip(rounded(found), found, strict=True))


def varies(values: Mapping[str, Values]) -> bool:
    """Tell whether both occasions and the change vary, so that there is an answer."""
    first, second = values.values()
    return all(len(set(column)) > 1 for column in (first, second, np.subtract(second, first).tolist()))


def drawn(n: int, most: int, rng: np.random.Generator) -> dict[str, list[int]]:
    """Return n persons' values from 0 to `most` at two occasions."""
    middle = rng.uniform(0.3, 0.7) * most
    first = np.clip(np.round(rng.normal(middle, most / 4, n)), 0, most)
    moved = np.round(rng.normal(rng.uniform(-0.15, 0.15) * most, most / 5, n))
    return {"T0": first.astype(int).tolist(), "T1": np.clip(first + moved, 0, most).astype(int).tolist()}


FIVE = Scale(minimum=0.0, step=1.0, size=5)
VALUES = {"T0": [0, 1, 2, 2, 3, 3, 4, 1, 0, 2, 2, 1], "T1": [1, 1, 2, 3, 3, 4, 4, 2, 1, 2, 3, 1]}
BY_PERSON = {item.occasion: item.values for item in measured(VALUES, 4)}


def numbers() -> list[Number]:
    """Return what a question finds of twelve persons of whom six rose a step, by kinds."""
    return [Number(item=item, exact=found, kind=kind_of(found)) for item, found in unguarded(VALUES)]


def view() -> View:
    """Return the tables behind it."""
    found = view_of(numbers(), ("T0", "T1"), BY_PERSON, FIVE)
    assert found is not None
    return found
