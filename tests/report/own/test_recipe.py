"""A recipe travels as text, and says what it is made from and what its author wrote."""

from __future__ import annotations

import pytest

from tsi_eval.report.own.recipe import Recipe, from_text

TABLE = Recipe(kind="table", caption="C", groups=(("H", (("q", "", 0),)), ("", (("q", "all", 2),))))


def test_text_gives_the_same_recipe() -> None:
    assert TABLE == from_text(TABLE.text())
    assert ["C", "H"] == list(TABLE.words())
    assert TABLE.is_chosen
    assert not Recipe(kind="own_table", caption="C").is_chosen


def test_another_recipe_has_another_id_fit_for_a_file() -> None:
    other = Recipe(kind="table", caption="D", groups=TABLE.groups)

    assert TABLE.id() == from_text(TABLE.text()).id() != other.id()
    assert TABLE.id().replace("-", "").isalnum()


def test_alone_it_carries_nothing_that_it_is_not_made_of() -> None:
    more = {"alt": "A", "header": ("a",), "rows": (("1",),), "png": "AAAA"}
    figure = Recipe(kind="figure", caption=" C  d ", groups=((" H\n", (("q", "", 0),)),), **more)  # type: ignore[arg-type]
    table = Recipe(kind="own_table", caption="C", groups=TABLE.groups, **more)  # type: ignore[arg-type]
    drawing = Recipe(kind="own_figure", caption="C", groups=TABLE.groups, **more)  # type: ignore[arg-type]

    assert Recipe(kind="figure", caption="C d", groups=(("H", (("q", "", 0),)),)) == figure.alone()
    assert Recipe(kind="own_table", caption="C", header=("a",), rows=(("1",),)) == table.alone()
    assert Recipe(kind="own_figure", caption="C", alt="A", png="AAAA") == drawing.alone()


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"kind":"prose","caption":"C"}', '{"kind":"table"}', '{"kind":"table","caption":1}'],
)
def test_other_text_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  pydantic's own
        from_text(text)
