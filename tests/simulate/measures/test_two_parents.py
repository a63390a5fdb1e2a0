"""Parents' questionnaires: two of some children, a thin one, and none of those who drop out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from small_settings import setting

from tsi_eval.simulate.drawn import Drawn, Person
from tsi_eval.simulate.measures.columns import Note
from tsi_eval.simulate.measures.scales import Pairs
from tsi_eval.simulate.measures.two_parents import Days, Dropouts, TwoParents
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess

FIRST = date(2023, 8, 15)
CHILDREN = tuple(
    Person(
        id=f"F{n:02}",
        home=f"F{n:02}",
        days={"offered": FIRST + timedelta(days=n), "started": FIRST + timedelta(days=n + 7) if n < 20 else None},
    )
    for n in range(25)
)
EARLIER = {"families": Drawn(people={"HT2023": CHILDREN})}
BOTH = ("HT2023", "VT2024")
PLANTED = TwoParents(
    id="sdq",
    people=("families", "HT2023"),
    form=Form(name="sdq_{delivery}.csv", messy=Mess(doubled=3)),
    occasions={"T0": "HT2023", "T1": "VT2024"},
    scale=Pairs(id="total", mean=12, sd=5.5, correlation=0.7, change=-1.5, minimum=0, maximum=40),
    parents=("mamma", "pappa"),
    other_first=0.25,
    between_parents=3.0,
    twice=4,
    dropouts=Dropouts(children=5, odds=0.06, not_started=6.0),
    days=Days(first=10, weeks=16, earliest=date(2024, 1, 22), latest=date(2024, 5, 31)),
    note=Note(label="Kommentar", texts=("Hemma",), share=0.2),
)


def draw(planted: TwoParents = PLANTED, terms: tuple[str, ...] = BOTH) -> Drawn:
    return planted.draw(setting(terms=terms, earlier=EARLIER))


def test_so_many_have_two_parents_at_each_occasion() -> None:
    drawn = draw()

    for file in drawn.files:
        answered = Counter(row.cells[0] for row in file.rows)
        assert drawn.chosen["twice"] == tuple(sorted(case for case, n in answered.items() if n == 2))
    assert 4 == len(drawn.chosen["twice"])


def test_dropouts_are_in_the_first_file_only_and_none_of_those_with_a_role() -> None:
    drawn = draw()
    first, second = ({row.cells[0] for row in file.rows} for file in drawn.files)

    assert {child.id for child in CHILDREN} == first
    assert first - second == set(drawn.chosen["lost"])
    assert 5 == len(drawn.chosen["lost"])
    assert not set(drawn.chosen["lost"]) & {*drawn.chosen["twice"], *drawn.chosen["thin"]}


def test_those_who_did_not_start_drop_out_when_the_odds_are_steep() -> None:
    steep = replace(PLANTED, dropouts=Dropouts(children=5, odds=0, not_started=1e12))

    assert tuple(f"F{n}" for n in range(20, 25)) == draw(steep).chosen["lost"]


def test_the_thin_one_lacks_three_answers_of_a_subscale_at_the_first_occasion() -> None:
    drawn = draw()
    (thin,) = drawn.chosen["thin"]
    (row,) = [row.cells for row in drawn.files[0].rows if row.cells[0] == thin]

    items = row[3:28]
    assert [None] * 3 == [items[item - 1] for item in (3, 8, 13)]
    assert None not in [items[item - 1] for item in (16, 24)]


def test_rows_are_in_order_of_days_within_the_bounds() -> None:
    first, second = ([(row.cells[1], row.cells[0]) for row in file.rows] for file in draw().files)

    assert (sorted(first), sorted(second)) == (first, second)
    assert all(date(2024, 1, 19) <= day <= date(2024, 5, 31) for day, _ in second)
    assert all(day.weekday() < 5 for day, _ in (*first, *second))


def test_only_occasions_of_the_terms_are_delivered_and_known() -> None:
    one, two = draw(terms=("HT2023",)), draw()

    assert ["HT2023"] == [file.delivery for file in one.files]
    assert {"T0"} == {occasion for _, occasion, _ in one.tables["total"]}
    assert one.tables["total"].items() < two.tables["total"].items()
    assert one.files[0] == two.files[0]


def test_so_many_rows_of_each_file_stand_there_twice() -> None:
    assert [3, 3] == [len(set(file.again)) for file in draw().files]


def test_a_child_that_was_offered_nothing_is_refused() -> None:
    nobody = Person(id="F99", home="F99", days={"offered": None, "started": FIRST})
    earlier = {"families": Drawn(people={"HT2023": (*CHILDREN, nobody)})}

    with pytest.raises(ValueError, match="F99 was offered nothing"):
        PLANTED.draw(setting(terms=BOTH, earlier=earlier))
