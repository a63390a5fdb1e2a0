"""Hiding more, until no sensitive size can be worked out from what is left; and no more than that.

This is the last word on counts: it takes what was decided of each number by itself, and returns
the same with covers.

1. Whatever would publish a sensitive group is hidden.
2. For each sensitive or derived group, by name: as long as it is exposed, hide the lightest of the
   shown groups that this follows from (`readers`). What a group weighs (`weights`) depends on no
   size, so that the choice tells none.
3. Each cover, the heaviest first, is shown again if that exposes nothing. A cover that a later one
   made useless would stand as a lone ".." under its total. Several are asked about together, and
   those that are shown are the same as if each was asked about by itself: to know more never
   exposes less.
4. A band that tells too much of the shares that have none is hidden (`bands`).

A sensitive group is exposed if its largest possible size is not at least `enough` above its
smallest. `enough` is one less than the policy's limit for counts, or for the parts of shares where
that is lower: 4 under `default`, so that at least five sizes must be possible. A derived group is
exposed only if its possible sizes begin at 1 or more as well: that nobody may be in it keeps its
few safe. To a reader who is told which groups are few, each of them must have two possible sizes;
but no answer is hidden for her sake. The whole of a share that is or might be a band (`published`)
must have two possible sizes as well, once it is hidden, or it would be known all the same.

Worked example. Of 30 families 14 live in Mora, 13 in Orsa and 3 in Älvdalen. The 3 is hidden, and
30 less 14 less 13 would give it back: its sizes reach from 3 to 3. That follows from the 30, the 14
and the 13. A town is lighter than the total, and Orsa stands after Mora: so Orsa's 13 is hidden
too, and would be if it were 20. Then the two together are 16, and Älvdalen's may be any number from
0 to 16.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Cell, Estimate, Role
from tsi_eval.protect.disclosure.counts.bands import says_too_much
from tsi_eval.protect.disclosure.counts.guards import Guarded
from tsi_eval.protect.disclosure.counts.published import Changes, Published
from tsi_eval.protect.disclosure.counts.readers import Readers
from tsi_eval.protect.disclosure.counts.sums import Links, Sum
from tsi_eval.protect.disclosure.counts.weights import weights
from tsi_eval.protect.disclosure.decisions import BANDED, Decision, hidden, with_groups_hidden
from tsi_eval.protect.disclosure.policies import Policy

# A whole of a share that might be a band has another possible size, once it is hidden.
OPEN = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """All groups that a pilot's numbers rest on.

    Attributes:
        estimates: Every estimate and point.
        cells: Group → its cell.
        rules: Group → the policy for its kind, or None when it is not protected.
        sums: Which groups add up.
        sensitive: Groups whose size must not be worked out.
        derived: Small sets that no number is about, such as what one set has more than another: no
            reader may learn that they hold someone, and how many.
    """

    estimates: tuple[Estimate, ...]
    cells: Mapping[str, Cell]
    rules: Mapping[str, Policy | None]
    sums: tuple[Sum, ...]
    sensitive: frozenset[str]
    derived: frozenset[str] = frozenset()

    def guarded(self) -> list[str]:
        """Return every group that must not be exposed, in the order in which they are protected."""
        return sorted(self.sensitive | self.derived)


def protect_counts(counts: Counts, first: list[Decision]) -> list[Decision]:
    """Return decisions under which no sensitive or derived group is exposed.

    Args:
        counts: All groups, and how they add up.
        first: What was decided of each estimate by itself.

    Raises:
        ProtectionError: When hiding everything around a count does not help (E187), or when groups
            contradict each other (E186).
    """
    report = _Report(counts, first)
    # Cover → the group that it was hidden for.
    covers: dict[str, str] = {}
    before = -1
    while before < len(covers):
        before = len(covers)
        for name in report.guarded:
            # Hiding more gives a reader less, so that one who is safe stays safe. But a whole that
            # is hidden is guarded only then.
            while (cover := report.lightest_that_exposes(name)) is not None:
                covers[cover] = name
                report.hide(cover)
    for cover in report.needless(covers):
        del covers[cover]
    decisions = with_groups_hidden(counts.estimates, first, counts.sensitive | covers.keys())
    pairs = zip(counts.estimates, decisions, strict=True)
    return [
        hidden(estimate) if report.has_telling_band(estimate, decision) else decision for estimate, decision in pairs
    ]


class _Report:
    """What is shown while covers come and go, and what readers make of it."""

    def __init__(self, counts: Counts, first: list[Decision]) -> None:
        self._rules = counts.rules
        headlines = (item.basis[0] for item in counts.estimates if item.role is Role.HEADLINE)
        self._of_answers = {cell.numerator_group for cell in headlines if cell.numerator is not None}
        links = Links(counts.sums)
        self._published = Published(counts.estimates, first, counts.cells, counts.sensitive, counts.rules)
        self.guarded = [name for name in counts.guarded() if name in links and counts.rules[name] is not None]
        self._wholes = self._published.wholes - set(self.guarded)
        few = {name: limits for name in self.guarded if (limits := _limits_of_few(counts, name)) is not None}
        items = [_guarded(counts, name) for name in self.guarded]
        items += [Guarded(name=name, enough=OPEN, may_be_empty=False) for name in sorted(self._wholes)]
        self.guarded += sorted(self._wholes)
        self._readers = Readers(links, counts.cells, items, few, self._published.known)
        for whole in self._wholes:
            self._readers.guard(whole, on=False)
        self._weights = weights(counts.cells, self._readers.atoms, self._published)

    def weight(self, group: str) -> int:
        """Return what a published group weighs."""
        return self._weights[group]

    def hide(self, cover: str) -> None:
        """Hide a group; one of which a share might be a band must then not follow from others."""
        self._readers.learn(self._published.hide(cover))
        if cover in self._wholes:
            self._readers.guard(cover, on=True)

    def needless(self, covers: Mapping[str, str]) -> list[str]:
        """Show covers again, the heaviest first, as long as nothing is exposed; return those shown.

        What adding and subtracting expose is seen at once. Of those that pass, more and more are
        asked about together; where something is exposed they are asked about again one at a time.
        """
        ahead = sorted(covers, key=self.weight, reverse=True)
        found: list[str] = []
        at_once = 1
        while ahead:
            passed, changes = self._pass(ahead, at_once)
            if not passed:
                break
            if not self._readers.expose_any(changes, covers[passed[-1]]):
                found += passed
                ahead, at_once = ahead[ahead.index(passed[-1]) + 1 :], 2 * at_once
                continue
            for cover in reversed(passed):
                self.hide(cover)
            if len(passed) == 1:
                ahead = ahead[ahead.index(passed[0]) + 1 :]
            at_once = 1
        return found

    def _pass(self, ahead: list[str], most: int) -> tuple[list[str], Changes]:
        """Show the first covers that expose nothing by adding and subtracting alone."""
        passed: list[str] = []
        changes: Changes = {}
        for cover in ahead:
            now = self._show(cover)
            if self._readers.expose_by_adding(now):
                self.hide(cover)
                continue
            passed.append(cover)
            changes |= now
            if len(passed) == most:
                break
        return passed, changes

    def _show(self, cover: str) -> Changes:
        if cover in self._wholes:
            self._readers.guard(cover, on=False)
        return self._published.show(cover)

    def has_telling_band(self, estimate: Estimate, decision: Decision) -> bool:
        """Tell whether a number is a band that must be hidden (step 4)."""
        part = estimate.basis[0].numerator_group
        if decision.status != BANDED or self._published.is_exact(part) or part in self._of_answers:
            return False
        rules = self._rules[part]
        return rules is not None and says_too_much(estimate.basis[0], rules, self._readers.ends_without(part))

    def lightest_that_exposes(self, name: str) -> str | None:
        """Return the lightest group of which it follows that another is exposed, if it is (step 2).

        Raises:
            ProtectionError: When it is, and nothing that it follows from may be hidden (E187).
        """
        for told in (False, True):
            if self._readers.expose(name, told=told):
                found = self._that_may_go(self._readers.why(name, told=told))
                if told:
                    found = {group for group in found if not self._published.is_answer(group)}
                if found:
                    return min(found, key=self.weight)
                self._give_up(name, told=told)
        return None

    def _give_up(self, name: str, *, told: bool) -> None:
        """Guard no longer what nothing helps: what nobody protects says it.

        Raises:
            ProtectionError: When it must be guarded (E187).
        """
        if told:
            self._readers.dismiss_told(name)
        elif name in self._wholes:
            self._readers.guard(name, on=False)
        else:
            raise ProtectionError(Problem(code="E187"))

    def _that_may_go(self, groups: list[str]) -> set[str]:
        """Return the protected groups that would have to be hidden to hide others."""
        found = set()
        for group in groups:
            ways = (group,) if self._published.is_exact(group) else self._published.wholes_of_bands(group)
            found |= {way for way in ways if self._rules.get(way) is not None}
        return found


def _guarded(counts: Counts, name: str) -> Guarded:
    rules = counts.rules[name]
    enough = 0 if rules is None else min(rules.count, rules.share_part) - 1
    return Guarded(name=name, enough=enough, may_be_empty=name not in counts.sensitive)


def _limits_of_few(counts: Counts, name: str) -> tuple[int, int] | None:
    """Return between what a sensitive group's size lies for a reader who is told that it is few."""
    rules, size = counts.rules[name], counts.cells[name].n
    is_few = rules is not None and name in counts.sensitive and 0 < size < rules.count
    return (1, rules.count - 1) if rules is not None and is_few else None
