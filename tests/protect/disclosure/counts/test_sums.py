"""How groups add up, and which of them hang together."""

from __future__ import annotations

from tsi_eval.protect.disclosure.counts.sums import Links, Sum, System, system_of

TOWNS = Sum(total="all", parts=("mora", "elsewhere"))
ELSEWHERE = Sum(total="elsewhere", parts=("orsa", "älvdalen"))
SEXES = Sum(total="all", parts=("women", "men"))


def rows(system: System) -> dict[str, list[float]]:
    """Return how many times each atom is in each group, in whatever order the atoms stand."""
    table = system.made_of.toarray()
    return {name: sorted(table[row].tolist()) for name, row in system.place.items()}


def test_total_is_written_by_what_its_parts_are_made_of() -> None:
    system = system_of([TOWNS, ELSEWHERE], ["all", "mora", "elsewhere", "orsa", "älvdalen"])

    assert rows(system) == {
        "all": [1, 1, 1],
        "mora": [0, 0, 1],
        "elsewhere": [0, 1, 1],
        "orsa": [0, 0, 1],
        "älvdalen": [0, 0, 1],
    }
    assert system.equal.shape[0] == 0


def test_atoms_that_nobody_asks_about_alone_are_one() -> None:
    assert rows(system_of([TOWNS, ELSEWHERE], ["all", "mora"])) == {"all": [1, 1], "mora": [0, 1]}


def test_second_sum_of_a_total_is_an_equation() -> None:
    system = system_of([TOWNS, ELSEWHERE, SEXES], ["all", "orsa"])

    assert sorted(system.equal.toarray()[0].tolist()) == [-1, 1, 1]


def test_sum_that_says_nothing_new_is_no_equation() -> None:
    itself = Sum(total="mora", parts=("mora",))

    assert system_of([TOWNS, ELSEWHERE, TOWNS, itself], ["all"]).equal.shape[0] == 0


def test_total_that_is_a_part_of_itself_leaves_nobody_in_the_rest() -> None:
    system = system_of([Sum(total="all", parts=("all", "rest"))], ["all", "rest"])

    assert abs(system.equal.toarray()).sum() == 1


def test_sums_hang_together_through_others() -> None:
    links = Links([TOWNS, ELSEWHERE])

    assert links.root("mora") == links.root("orsa")
    assert {"all", "elsewhere"} == {item.total for item in links.near("orsa")}
    assert (TOWNS,) == links.direct("mora")


def test_groups_of_other_sums_do_not_hang_together() -> None:
    links = Links([TOWNS, Sum(total="staff", parts=("nurses", "others"))])

    assert links.root("mora") != links.root("nurses")
    assert (TOWNS,) == links.near("mora")


def test_group_without_a_sum_is_in_no_system() -> None:
    links = Links([TOWNS])

    assert ("rättvik" in links, "mora" in links) == (False, True)
    assert () == links.near("rättvik")
