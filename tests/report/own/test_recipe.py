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


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"kind":"prose","caption":"C"}', '{"kind":"table"}', '{"kind":"table","caption":1}'],
)
def test_other_text_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  pydantic's own
        from_text(text)
