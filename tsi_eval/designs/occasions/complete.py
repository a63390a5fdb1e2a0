"""Tests over all occasions, of those who were measured at every one.

Friedman's test is by ranks, and Cochran's is of a share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tsi_eval.designs.moves import directions
from tsi_eval.designs.occasions.course import Course
from tsi_eval.designs.paired_tests import p_value_of
from tsi_eval.designs.persons import Persons
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Estimate, Part, Quantity
from tsi_eval.stats.inputs import Vector
from tsi_eval.stats.repeated import cochran_q, friedman


def by_ranks(course: Course) -> Iterator[Estimate]:
    """Yield Friedman's test, and how far persons agree in the order of their occasions."""
    matrix, complete = _complete(course)
    found, moved = friedman(matrix), tuple(directions(course.pairs).values())
    yield _of_complete(course, p_value_of(course.pairs, found.p_value, "friedman"), complete, moved)
    agreement = course.pairs.estimate(Quantity.CONCORDANCE, found.kendall_w, complete, unit="r", method="friedman")
    yield _of_complete(course, agreement, complete, moved)


def of_the_share(course: Course, threshold: float) -> Iterator[Estimate]:
    """Yield Cochran's test of the share at or above a threshold.

    Nothing is given when nobody changed at any occasion.
    """
    matrix, complete = _complete(course)
    try:
        found = cochran_q((matrix >= threshold).astype(float))
    except NotEstimable:
        return
    pairs = course.pairs
    before, after = pairs.before >= threshold, pairs.after >= threshold
    crossed = (pairs.those(~before & after), pairs.those(before & ~after))
    yield _of_complete(course, p_value_of(pairs, found.p_value, "cochran_q"), complete, crossed)


def _complete(course: Course) -> tuple[Vector, Persons]:
    columns = tuple(course.columns.values())
    complete_persons = sorted(frozenset.intersection(*(course.measured(at) for at in course.occasions)))
    rows = np.array([[float(column[person]) for column in columns] for person in complete_persons])
    return rows.reshape(len(complete_persons), len(columns)), frozenset(complete_persons)


def _of_complete(course: Course, estimate: Estimate, complete: Persons, parts: tuple[Persons, ...]) -> Estimate:
    """Return an estimate that rests on those measured at every occasion.

    Of each part it rests on those who were.
    """
    basis = course.pairs.cells(complete, *(part & complete for part in parts))
    return replace(estimate, group=Part.COMPLETE, period="", n=len(complete), basis=basis)
