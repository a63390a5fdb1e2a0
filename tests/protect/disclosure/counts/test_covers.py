"""More is hidden until no sensitive size can be worked out, and no more than that."""

from __future__ import annotations

from collections.abc import Iterable

import made
import pytest
from small_pilots import two_stages, two_way

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Estimate, Kind, Partition, Role
from tsi_eval.protect.disclosure.counts import covers
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.counts.covers import Counts, protect_counts
from tsi_eval.protect.disclosure.counts.groups import cells_of, declared_sums, share_sums
from tsi_eval.protect.disclosure.counts.published import Changes
from tsi_eval.protect.disclosure.counts.sensitive import sensitive_groups
from tsi_eval.protect.disclosure.counts.sums import Sum
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.policies import policy_for


def counts_of(estimates: Iterable[Estimate], partitions: Iterable[Partition], policy: str = "default") -> Counts:
    estimates, partitions = tuple(estimates), tuple(partitions)
    cells = cells_of(estimates, partitions)
    rules = {name: policy_for(policy, cell.kind) for name, cell in cells.items()}
    first = [alone(estimate, policy) for estimate in estimates]
    return Counts(
        estimates=estimates,
        cells=cells,
        rules=rules,
        sums=(*declared_sums(partitions), *share_sums(estimates)),
        sensitive=sensitive_groups(estimates, first, cells, rules),
    )


def hidden(counts: Counts, policy: str = "default") -> list[str]:
    """Return the groups of the numbers that are not shown."""
    decisions = protect_counts(counts, [alone(estimate, policy) for estimate in counts.estimates])
    pairs = zip(counts.estimates, decisions, strict=True)
    return [estimate.group for estimate, decision in pairs if decision.status != "shown"]


def one_way(total: int, answers: tuple[str, ...] = (), policy: str = "default", **parts: int) -> list[str]:
    """Return what is hidden of a total and its parts, all of them counted."""
    roles = {name: Role.HEADLINE if name in answers else Role.SUPPORTING for name in parts}
    estimates = [made.count("all", total), *(made.count(name, n, role=roles[name]) for name, n in parts.items())]
    return hidden(counts_of(estimates, [made.partition("all", **parts)], policy), policy)


def test_three_in_one_town_are_covered_by_the_last_other_town_whatever_its_size() -> None:
    assert ["orsa", "älvdalen"] == one_way(30, mora=7, orsa=20, älvdalen=3)
    assert ["orsa", "älvdalen"] == one_way(30, mora=14, orsa=13, älvdalen=3)


def test_nothing_is_covered_where_nothing_is_small() -> None:
    assert [] == one_way(30, mora=14, orsa=11, älvdalen=5)


def test_two_small_parts_need_a_cover_only_if_they_have_too_few_sizes_together() -> None:
    # 4 and 3 may be 0 to 7 each. 1 and 2 may be 0 to 3, and the policy wants them to reach to 4.
    assert ["a", "b"] == one_way(29, a=4, b=3, c=22)
    assert ["a", "b", "d"] == one_way(28, a=1, b=2, c=9, d=16)


def test_two_parts_of_four_need_a_cover_for_a_reader_who_is_told_that_both_are_few() -> None:
    assert ["a", "b", "c"] == one_way(30, a=4, b=4, c=22)


def test_one_way_table_hides_a_second_part_under_a_shown_total() -> None:
    assert ["a", "c"] == one_way(41, a=3, b=8, c=30)


def test_zero_that_covers_nothing_stays_shown() -> None:
    assert ["a", "b"] == one_way(11, a=3, none=0, b=8)


def test_small_total_of_small_parts_is_hidden_too() -> None:
    assert ["all", "a", "b"] == one_way(3, a=1, b=2)


def test_answer_goes_last_though_it_is_smallest() -> None:
    assert ["orsa", "älvdalen"] == one_way(30, mora=14, orsa=13, älvdalen=3)
    assert ["mora", "älvdalen"] == one_way(30, answers=("orsa",), mora=14, orsa=13, älvdalen=3)


def test_answer_goes_where_nothing_else_helps() -> None:
    parts = {"orsa": 27, "älvdalen": 3}
    estimates = [
        made.count("all", 30, role=Role.HEADLINE),
        *(made.count(name, n, role=Role.HEADLINE) for name, n in parts.items()),
    ]

    assert ["orsa", "älvdalen"] == hidden(counts_of(estimates, [made.partition("all", **parts)]))


def test_cover_that_a_later_one_made_useless_is_shown_again() -> None:
    nested = [made.partition("all", a=22, b=30), made.partition("a", a1=20, a2=2)]
    estimates = [made.count(name, n) for name, n in {"all": 52, "b": 30, "a1": 20, "a2": 2}.items()]

    # Neither b nor the total has to go as well, though both would cover a2 through a.
    assert ["a1", "a2"] == hidden(counts_of(estimates, nested))


def test_strict_hides_until_sizes_reach_over_nine() -> None:
    # 7 and 30 may be 0 to 37 each; 3 and 4 only 0 to 7.
    assert ["a", "c"] == one_way(47, policy="strict", a=7, b=10, c=30)
    assert ["a", "b", "d"] == one_way(47, policy="strict", a=3, b=4, c=10, d=30)


def test_internal_hides_nothing() -> None:
    parts = {"a": 1, "b": 2}
    estimates = [made.count("all", 3), *(made.count(name, n) for name, n in parts.items())]

    assert [] == hidden(counts_of(estimates, [made.partition("all", **parts)], "internal"), "internal")


def test_band_keeps_its_whole_and_hides_its_part() -> None:
    estimates = [made.share("done", 3, "all", 18), made.count("done", 3)]

    counts = counts_of(estimates, [])
    decisions = protect_counts(counts, [alone(estimate, "default") for estimate in estimates])
    assert ["banded", "suppressed"] == [decision.status for decision in decisions]


def derived_from(whole: int, part: int) -> Counts:
    """Return two counts, and what the first has more than the second as a set of its own."""
    estimates = (made.count("whole", whole), made.count("part", part))
    cells = cells_of(estimates, []) | {"more": made.group("more", whole - part)}
    return Counts(
        estimates=estimates,
        cells=cells,
        rules={name: policy_for("default", cell.kind) for name, cell in cells.items()},
        sums=(Sum(total="whole", parts=("part", "more")),),
        sensitive=frozenset(),
        derived=frozenset({"more"}) if 0 < whole - part < 5 else frozenset(),
    )


def test_three_more_in_one_set_than_in_another_cost_the_smaller_one() -> None:
    assert ["part"] == hidden(derived_from(45, 42))


def test_five_more_in_one_set_than_in_another_cost_nothing() -> None:
    assert [] == hidden(derived_from(45, 40))


def test_what_nothing_can_cover_is_refused() -> None:
    # Two groups that are not protected give the few back, and these are never hidden.
    estimates = (made.count("few", 3), made.count("all", 20, Kind.EVENT), made.count("rest", 17, Kind.EVENT))
    cells = cells_of(estimates, [])
    counts = Counts(
        estimates=estimates,
        cells=cells,
        rules={name: policy_for("default", cell.kind) for name, cell in cells.items()},
        sums=(Sum(total="all", parts=("few", "rest")),),
        sensitive=frozenset({"few"}),
    )

    with pytest.raises(ProtectionError, match="E187"):
        hidden(counts)


def test_whole_of_a_share_without_a_band_does_not_follow_from_others() -> None:
    # Town b began with 10. If that is known, 5 of them stayed, as the share has no band; and then
    # 1 did in a. Hiding the 10 alone does not help: they are 16 less the 6 in a.
    assert ["town=a", "town=b"] == stages_hidden(1, 5, 5, 5)


def test_whole_of_a_band_does_not_follow_from_others() -> None:
    # Of the 11 in b 8 stayed, "at least 7 of 11". Where that goes, 17 less the 6 in a say the 11.
    assert ["town=a", "town=b"] == stages_hidden(1, 5, 8, 3)


def test_no_answer_is_hidden_for_one_who_is_told_which_are_few() -> None:
    # All 8 who left are 4 and 4 to one who is told that both are few. Only the answer would help.
    assert "" not in stages_hidden(1, 4, 6, 4)


def stages_hidden(*pilot: int) -> list[str]:
    """Return the groups that are not counted at the first stage; "" where the answer is hidden."""
    numbers, _ = two_stages(pilot)
    decided = zip(numbers, decide(tuple(numbers), (), "default"), strict=True)
    gone = [item for item, decision in decided if decision.status == "suppressed"]
    return [item.group for item in gone if item.period == "in" or item.role is Role.HEADLINE]


def test_several_covers_are_shown_again_as_if_each_was_asked_about_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pilots = [two_way(pilot)[0] for pilot in ((1, 2, 9, 8), (3, 9, 9, 3), (1, 1, 1, 20), (2, 8, 3, 12), (4, 4, 11, 7))]
    pilots += [two_stages(pilot)[0] for pilot in ((9, 3, 12, 2), (20, 1, 15, 4), (30, 3, 8, 5))]
    together = [decide(tuple(numbers), (), "default") for numbers in pilots]

    several = covers._Report._pass

    def one_at_a_time(report: covers._Report, ahead: list[str], most: int) -> tuple[list[str], Changes]:
        return several(report, ahead, min(most, 1))

    monkeypatch.setattr(covers._Report, "_pass", one_at_a_time)
    assert together == [decide(tuple(numbers), (), "default") for numbers in pilots]
