"""All that the shown numbers of a question say of one view's table, put together.

Worked example. Of twelve measured twice the means, the change and how many rose are shown. The two
means leave one sum each, the change one as well, and the interval of the change bounds its squares;
the columns of those who rose sum to 7. Two numbers about the same sum leave what both allow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from tsi_eval.findings import RECEIPT, WAYS, Cell, Guard
from tsi_eval.protect.disclosure.decisions import BANDED, SUPPRESSED
from tsi_eval.protect.disclosure.values.coarse.claims import Reading, claims_of, rows_of
from tsi_eval.protect.disclosure.values.coarse.levels import Kind
from tsi_eval.protect.disclosure.values.coarse.parts import Counted, of_movers, of_part
from tsi_eval.protect.disclosure.values.coarse.programme import Known, Moment
from tsi_eval.protect.disclosure.values.coarse.spreads import Options, both
from tsi_eval.protect.disclosure.values.coarse.tables import Persons
from tsi_eval.protect.disclosure.values.coarse.views import At, Number, View

ROUNDING = 1e-9


def known_of(view: View, numbers: Sequence[Number], reading: Reading) -> Known:
    """Return what is known of a view's table.

    Args:
        view: The view.
        numbers: The question's numbers as they are shown; hidden ones say nothing.
        reading: How a reader reads them.
    """
    options: dict[tuple[At, Persons], Options] = {}
    for number in numbers:
        for claim in claims_of(number, view, reading):
            key = (claim.at, claim.persons)
            options[key] = both(options[key], claim.options) if key in options else claim.options
    counted = [item for number in numbers for item in counted_by(number, view)]
    impossible = [item.impossible for item in counted]
    size_of = view.table.sizes()[view.table.piece]
    return Known(
        table=view.table,
        rows=(*(item.row for item in counted), *(row for number in numbers for row in rows_of(number, view))),
        moments=tuple(Moment(weights=view.weights(*key), options=possible) for key, possible in options.items()),
        most=np.where(np.any(impossible, axis=0), 0, size_of) if impossible else size_of,
    )


def counted_by(number: Number, view: View) -> Iterator[Counted]:
    """Yield what the counts that a number gives say: of those who moved or stood somewhere."""
    at, guard = view.at(number), number.exact.quantity.record.guard
    if at is None or number.kind is not Kind.PART or number.item.status == SUPPRESSED:
        return
    if number.exact.quantity.record.aside:
        # Who answered says nothing of what was answered.
        return
    if guard is Guard.SHARE:
        yield from _of_share(number, view)
    elif guard is Guard.COUNT:
        yield from _of_count(number, view, at)
    else:
        yield from _of_parts(number.exact.basis, view)


def _of_share(number: Number, view: View) -> Iterator[Counted]:
    cell = number.exact.basis[0]
    # A share of those who were measured at all, or then, is none of the values.
    if number.exact.design == RECEIPT or not cell.members <= view.table.column_of.keys():
        return
    bounds: tuple[float, float] = (len(cell.numerator_members), len(cell.numerator_members))
    low, high = number.item.ci_low, number.item.ci_high
    if number.item.status == BANDED and low is not None and high is not None:
        bounds = math.ceil(low * cell.n - ROUNDING), math.floor(high * cell.n + ROUNDING)
    yield of_part(view.table, view.inside(cell.members), cell.numerator_members, bounds)


def _of_count(number: Number, view: View, at: At) -> Iterator[Counted]:
    group, members = number.exact.group, number.persons
    if at is not At.CHANGE or "=" in group or not members <= view.table.column_of.keys():
        return
    if group in WAYS:
        yield of_movers(view.table, group, view.table.twice, number.exact.n)
    else:
        yield of_part(view.table, view.table.twice, members, (len(members), len(members)))


def _of_parts(basis: Sequence[Cell], view: View) -> Iterator[Counted]:
    """Yield the parts that a number tells apart, such as who gained and who lost."""
    known = [cell for cell in basis if cell.members <= view.table.column_of.keys()]
    for cell in known:
        if cell.numerator is not None:
            part = cell.numerator_members
            yield of_part(view.table, view.inside(cell.members), part, (len(part), len(part)))
        elif known[0].members and cell.members < known[0].members:
            yield of_part(view.table, view.inside(known[0].members), cell.members, (cell.n, cell.n))
