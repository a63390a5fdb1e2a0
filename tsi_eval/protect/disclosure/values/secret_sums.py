"""Sums of values that may neither be shown nor follow from what is shown.

`means` hides the numbers that say them, and what would give them back.

It is asked of every group that has a mean, a change or a difference, and of what one of these
groups has more than another, however many persons that are. A sum is secret

- when one or two persons make it almost alone (`dominance`); of scales of few values this is not
  asked, since `coarse` guards each of their values;
- or, in a group below `band_below`, when it says that fewer than five stand elsewhere than at an
  end of the scale (`near_an_end`).

Worked example. The mean of 22 children is shown, and that of 12 girls among them; the days of the
ten boys are 120, 20, 18, 15, 12, 10, 8, 6, 5 and 4. Each of the two means may be shown by itself.
Together they give the boys' sum, 218, and one boy has over half of it. So the boys' sum is secret,
and the girls' mean goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tsi_eval.findings import Cell, Estimate, Guard
from tsi_eval.findings.measured import Measured
from tsi_eval.protect.disclosure.policies import policy_for
from tsi_eval.protect.disclosure.values.coarse.levels import Kind, kind_of
from tsi_eval.protect.disclosure.values.dominance import is_dominated
from tsi_eval.protect.disclosure.values.near_an_end import is_near_an_end
from tsi_eval.protect.disclosure.values.samples import Columns, Sample, coarse_outcomes, columns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretSum:
    """A sum that may not be known.

    Attributes:
        occasions: When it was measured: one occasion, or two where it is the change between them.
        group: Name of the group.
        less: Name of the group that is taken from it, or "".
    """

    occasions: tuple[str, ...]
    group: str
    less: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What sums of one outcome are judged by.

    Attributes:
        columns: Everybody's values.
        step: Smallest step of the scale.
        coarse: Whether the scale has few values.
    """

    columns: Columns
    step: float
    coarse: bool


def secret_sums(estimates: Iterable[Estimate], measured: Sequence[Measured], policy: str) -> Iterator[SecretSum]:
    """Yield the sums of an outcome's values that may neither be shown nor follow.

    Args:
        estimates: Numbers with named groups that are about it.
        measured: Everybody's values.
        policy: The policy's id.
    """
    columns, coarse = columns_of(measured), coarse_outcomes(measured)
    groups: dict[tuple[str, tuple[str, ...]], dict[str, Cell]] = {}
    steps: list[float] = []
    for estimate in estimates:
        occasions = tuple(estimate.period.split(" > "))
        if estimate.quantity.record.guard in _SUMS and all((estimate.subject, at) in columns for at in occasions):
            groups.setdefault((estimate.subject, occasions), {}).update({cell.group: cell for cell in estimate.basis})
            steps.append(estimate.stated_step())
    for (outcome, occasions), cells in groups.items():
        sample = Sample(outcome=outcome, occasions=occasions, members=frozenset())
        asked = _Asked(columns=columns, step=max(steps), coarse=outcome in coarse)
        yield from _of_groups(sample, _guarded(cells, policy), asked)


_SUMS = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE})


def _guarded(cells: Mapping[str, Cell], policy: str) -> dict[str, tuple[frozenset[str], int]]:
    """Return group → its persons and its limit for bands, of groups whose means are guarded."""
    found = {}
    for name, cell in cells.items():
        rules = policy_for(policy, cell.kind)
        if rules is not None and rules.mean > 1:
            found[name] = (cell.members, rules.band_below)
    return found


def _of_groups(sample: Sample, named: Mapping[str, tuple[frozenset[str], int]], asked: _Asked) -> Iterator[SecretSum]:
    for name, (members, below) in named.items():
        if _is_secret(replace(sample, members=members), asked, below):
            yield SecretSum(occasions=sample.occasions, group=name, less="")
        for less, (others, _) in named.items():
            rest = members - others
            if members & others and rest and _is_secret(replace(sample, members=rest), asked, below):
                yield SecretSum(occasions=sample.occasions, group=name, less=less)


def _is_secret(sample: Sample, asked: _Asked, below: int) -> bool:
    """Tell whether a sum may not be known; in groups smaller than `below` it may say no class."""
    values, (least, most) = sample.values(asked.columns), sample.ends(asked.columns)
    if 0 < len(values) < below and is_near_an_end(values, least, most, asked.step):
        return True
    if asked.coarse:
        return False
    widest = None if least is None or most is None else most - least
    if len(sample.occasions) > 1:
        # A change may go either way, and each person's is at most as wide as the scale.
        return is_dominated(np.abs(values), most)
    return is_dominated(np.abs(values - (least or 0.0)), most if least is None else widest)


def is_of_secret(estimate: Estimate, secret: Sequence[SecretSum]) -> bool:
    """Tell whether a number says a secret sum, or something of it.

    A mean or a change says it; a difference of two groups does not by itself. A ratio of two sums
    says it beside their difference; and what is said of the same persons' change beside it, such as
    d_z, says something of it.

    Args:
        estimate: A number with named groups, about the outcome.
        secret: The outcome's secret sums.
    """
    is_difference = estimate.quantity.record.guard is Guard.DIFFERENCE
    if is_difference or kind_of(estimate) in {Kind.DECLARED, Kind.PART}:
        return False
    occasions, group = tuple(estimate.period.split(" > ")), estimate.basis[0].group
    is_ratio = estimate.quantity.record.scale == "log"
    return any(
        item.group == group
        and not item.less
        and (item.occasions == occasions or (is_ratio and set(item.occasions) <= set(occasions)))
        for item in secret
    )
