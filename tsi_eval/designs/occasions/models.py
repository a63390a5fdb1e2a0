"""Changes of the mean from the first occasion, by two models that let persons miss an occasion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tsi_eval.designs.estimating import interval
from tsi_eval.designs.occasions.course import Course
from tsi_eval.designs.persons import cluster_numbers, in_order, numbered
from tsi_eval.findings import Claim, Estimate, Quantity, Role
from tsi_eval.stats.gee import occasions_gee
from tsi_eval.stats.mixed import occasions_mixed
from tsi_eval.stats.occasions import Occasions as Fitted


def changes(course: Course, *, robust: bool) -> Iterator[Estimate]:
    """Yield the change to each later occasion by the model that answers, then by the other.

    The other model is a check.

    Args:
        course: The values.
        robust: Whether estimating equations give the answer, or else a random intercept for each
            person.
    """
    fits = {name: _fitted(course, name) for name in ("gee", "mixed")}
    answer, check = ("gee", "mixed") if robust else ("mixed", "gee")
    for found in fits[answer].changes:
        last = found.occasion == course.occasions[-1]
        yield _change(course, found, answer, Role.HEADLINE if last else Role.SUPPORTING)
    for found in fits[check].changes:
        yield _change(course, found, check, Role.SENSITIVITY)


def _change(course: Course, found: Any, model: str, role: Role) -> Estimate:
    pairs = course.pairs
    ends = (course.occasions[0], str(found.occasion))
    first, second = (course.measured(at) for at in ends)
    persons, both = first | second, first & second
    return pairs.estimate(
        Quantity.MEAN_CHANGE,
        found.estimate,
        persons,
        basis=pairs.cells(persons, both),
        group="measured",
        period=" > ".join(ends),
        claim=Claim.CHANGED,
        role=role,
        method=f"occasions_{model}",
        p_value=found.p_value,
        # With the same persons at both it is the difference of the two means; else the model's own.
        derived_from=tuple(pairs.name(Quantity.MEAN, "measured", at) for at in ends) if both == persons else (),
        **interval(found),
    )


def _fitted(course: Course, model: str) -> Fitted:
    columns, belongs = course.columns, course.pairs.belongs
    everyone = frozenset[str]().union(*(column.index for column in columns.values()))
    rated = {p: tuple(float(column.get(p, np.inf)) for column in columns.values()) for p in everyone}
    order = in_order(rated, belongs)
    rows = [(float(column[p]), at, p) for p in order for at, column in columns.items() if p in column.index]
    values, occasions, persons = (list(item) for item in zip(*rows, strict=True))
    fit = occasions_gee if model == "gee" else occasions_mixed
    return fit(
        np.array(values),
        occasions,
        numbered(persons),
        order=course.occasions,
        clusters=cluster_numbers(persons, belongs) or None,
        level=course.level,
    )
