"""The same members have the same name, whatever question they come from."""

from __future__ import annotations

import made

from tsi_eval.findings import Cell, Estimate, Kind, Quantity, people, tallied
from tsi_eval.protect.disclosure.counts.naming import named


def of_persons(*basis: Cell, **more: object) -> Estimate:
    quantity = Quantity.COUNT if basis[0].numerator is None else Quantity.SHARE
    return made.estimate(quantity, 1.0, *basis, **{"question": "reached", "group": ""} | more)


def groups(*estimates: Estimate) -> list[str]:
    return [estimate.basis[0].group for estimate in named(estimates)[0]]


def test_same_members_of_two_questions_have_one_name() -> None:
    first, second = of_persons(made.cell(12), question="one"), of_persons(made.cell(12), question="two", group="x")

    assert ["set 0", "set 0"] == groups(first, second)


def test_other_members_have_another_name() -> None:
    assert ["set 0", "set 1"] == groups(of_persons(made.cell(12)), of_persons(made.cell(12, first=1)))


def test_same_members_of_another_kind_have_another_name() -> None:
    assert ["set 0", "set 1"] == groups(of_persons(made.cell(12)), of_persons(made.cell(12, kind=Kind.STAFF)))


def test_group_without_members_keeps_its_name() -> None:
    assert ["households"] == groups(made.count("households", 12))


def test_part_and_rest_of_a_share_are_sets_too() -> None:
    (share,), sets = named([of_persons(made.cell(43, part=made.persons(0, 12)))])

    assert ("set 0", "set 1") == (share.basis[0].group, share.basis[0].numerator_group)
    assert ("set 0", "set 1", "set 0 - set 1") == sets.names


def test_rest_that_is_counted_elsewhere_has_one_name() -> None:
    share = of_persons(made.cell(43, part=made.persons(0, 12)))
    rest = of_persons(made.cell(31, first=12))

    assert ["set 0", "set 0 - set 1"] == groups(share, rest)


def test_twelve_of_twelve_who_finished_have_a_name_of_their_own() -> None:
    began = of_persons(made.cell(12), period="began")
    finished = of_persons(made.cell(12, part=made.persons(0, 12)), period="completed")

    (count, share), sets = named([began, finished])
    assert "set 0" == count.basis[0].group
    assert ("set 0", "set 0 at reached||completed") == (share.basis[0].group, share.basis[0].numerator_group)
    assert {"set 0 at reached||completed": "set 0"} == sets.wholes


def test_count_at_the_stage_where_all_finished_is_of_the_part() -> None:
    finished = of_persons(made.cell(12, part=made.persons(0, 12)), period="completed")
    counted = of_persons(made.cell(12), period="completed")

    assert ["set 0", "set 0 at reached||completed"] == groups(finished, counted)


def test_places_of_full_parts_hold_every_set_counted_there() -> None:
    finished = of_persons(made.cell(12, part=made.persons(0, 12)), period="completed")
    beside = of_persons(made.cell(30, first=100), period="completed", group="arm=b")

    assert {"reached|completed": ("set 0 at reached||completed", "set 1")} == named([finished, beside])[1].places


def test_part_that_is_all_of_twenty_is_its_whole_since_it_is_shown() -> None:
    (share,), sets = named([of_persons(made.cell(20, part=made.persons(0, 20)))])

    assert share.basis[0].group == share.basis[0].numerator_group
    assert {} == sets.wholes


def test_tallies_are_the_same_when_their_smallest_ones_are() -> None:
    events = Kind.EVENT_ABOUT_PERSON
    first = made.estimate(Quantity.COUNT, 7.0, tallied({"a|may": 3, "b|may": 4}, events))
    second = made.estimate(Quantity.COUNT, 7.0, tallied({"b|may": 4, "a|may": 3}, events))
    third = made.estimate(Quantity.COUNT, 3.0, tallied({"a|may": 3}, events))

    assert ["set 0", "set 0", "set 1"] == groups(first, second, third)


def test_part_and_rest_of_tallies_are_named() -> None:
    cell = Cell(
        kind=Kind.EVENT_ABOUT_PERSON,
        n=50,
        tallies=frozenset({("yes", 20), ("no", 30)}),
        numerator=20,
        numerator_tallies=frozenset({("yes", 20)}),
        rest_tallies=frozenset({("no", 30)}),
    )

    (share,), sets = named([made.estimate(Quantity.SHARE, 0.4, cell)])
    assert ("set 0", "set 1") == (share.basis[0].group, share.basis[0].numerator_group)
    assert ("set 0", "set 1", "set 0 - set 1") == sets.names


def test_names_do_not_depend_on_pseudonyms() -> None:
    def renamed(prefix: str) -> list[str]:
        members = frozenset(f"{prefix}{i}" for i in range(12))
        return groups(of_persons(people(members, kind=Kind.PERSON)), of_persons(made.cell(12)))

    assert renamed("a") == renamed("z") == ["set 0", "set 1"]


def test_nothing_found_gives_no_sets() -> None:
    estimates, sets = named([])

    assert ((), (), 0) == (estimates, sets.names, len(sets.sizes))
