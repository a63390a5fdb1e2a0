"""Deciding of every number of a pilot at once (steps 3 and 4 of `release`).

They are decided together, since any number may give another back.

1. Every set of persons is named, so that the same children are the same group in all questions
   (`counts/naming`).
2. Each number is judged by itself (`counts/alone`), and counts near none or all of a small group go
   (`counts/near_ends`).
3. All groups, how they add up and which of them are sensitive are gathered (`counts/groups`,
   `counts/sensitive`), and more is hidden until none of these is exposed (`counts/covers`).
4. Means are hidden that would give few persons' values back, or a secret sum (`values/means`), also
   by way of a total and its parts (`values/totals`); and so is what is known of tallies
   (`values/tallied`).

What only stands beside others, such as a response rate, costs nothing: everything else is decided
first, as if it were not there (`asides`).

Worked example. Of 41 families 3 live in Nora, 8 in Orsa and 30 in Mora, and each municipality's
mean is to be shown too. Nora's count and mean are hidden in step 2 here; so is Orsa's mean, since
8 are fewer than ten. Orsa's count is hidden in step 3, since 41 less 30 less 8 would give Nora's 3.
Step 4 finds nothing more: the mean of the 30 alone gives nobody's values back.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Estimate, Partition
from tsi_eval.findings.measured import Measured
from tsi_eval.protect.disclosure.asides import with_asides
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.counts.covers import Counts, protect_counts
from tsi_eval.protect.disclosure.counts.groups import (
    cells_of,
    cells_of_pieces,
    declared_sums,
    share_sums,
    small_sets,
)
from tsi_eval.protect.disclosure.counts.naming import named
from tsi_eval.protect.disclosure.counts.near_ends import without_near_ends
from tsi_eval.protect.disclosure.counts.sensitive import sensitive_groups
from tsi_eval.protect.disclosure.counts.sets import PersonSets
from tsi_eval.protect.disclosure.decisions import Decision
from tsi_eval.protect.disclosure.policies import policy_for
from tsi_eval.protect.disclosure.values.means import protect_means
from tsi_eval.protect.disclosure.values.tallied import protect_tallied
from tsi_eval.protect.disclosure.values.totals import protect_totals


def decide(
    estimates: tuple[Estimate, ...],
    partitions: tuple[Partition, ...],
    policy: str,
    measured: Sequence[Measured] = (),
) -> tuple[Decision, ...]:
    """Decide for every estimate of a pilot at once.

    Args:
        estimates: All of them.
        partitions: How tallies without members add up.
        policy: The policy's id.
        measured: Everybody's values.

    Raises:
        ProtectionError: An estimate without basis (E181), a group with two sizes or an impossible
            one (E186), an unknown kind or policy (E180): nothing may leave.
    """
    if any(not estimate.basis for estimate in estimates):
        raise ProtectionError(Problem(code="E181"))
    return with_asides(estimates, lambda some, known: _decided(some, known, partitions, policy, measured))


def _decided(
    estimates: tuple[Estimate, ...],
    known: Sequence[Decision | None],
    partitions: tuple[Partition, ...],
    policy: str,
    measured: Sequence[Measured],
) -> tuple[Decision, ...]:
    """Decide for some estimates, some of which were decided of already and may only be hidden."""
    estimates, sets = named(estimates)
    first = [alone(estimate, policy) for estimate in estimates]
    first = without_near_ends(estimates, first, policy)
    first = [decision if before is None else before for before, decision in zip(known, first, strict=True)]
    counts = _counts(estimates, partitions, sets, policy, first)
    decisions = protect_counts(counts, first)
    if any(known):
        # Asides are added to the others. They say nothing of anybody's values.
        return tuple(decisions)
    decisions = protect_means(estimates, decisions, sets, policy, measured)
    decisions = protect_totals(estimates, decisions, sets, policy, measured)
    return tuple(protect_tallied(estimates, decisions, sets, policy))


def _counts(
    estimates: tuple[Estimate, ...],
    partitions: tuple[Partition, ...],
    sets: PersonSets,
    policy: str,
    first: list[Decision],
) -> Counts:
    """Return all groups, how they add up, and which of them must not be worked out."""
    small = dict(small_sets(sets, policy))
    cells = cells_of(estimates, partitions) | cells_of_pieces(sets)
    cells |= {name: cell for name, (cell, _) in small.items()}
    rules = {name: policy_for(policy, cell.kind) for name, cell in cells.items()}
    sensitive = sensitive_groups(estimates, first, cells, rules)
    sums_of_small = (pieces for _, pieces in small.values())
    return Counts(
        estimates=estimates,
        cells=cells,
        rules=rules,
        sums=(*declared_sums(partitions), *share_sums(estimates), *sets.sums(), *sums_of_small),
        sensitive=sensitive - set(small),
        derived=frozenset(small),
    )
