"""Short names of questions, and how messages name a table among many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.errors import DeclarationError
from tsi_eval.language import LANGUAGES

Write = Callable[..., Path]
ROLE = 'role = "primary"\n'


def with_short(files: dict[str, str], swedish: str) -> dict[str, str]:
    short = f'short = {{ sv = "{swedish}", en = "Score" }}\n'
    return files | {"questions.toml": files["questions.toml"].replace(ROLE, ROLE + short)}


def test_a_short_name_reaches_what_is_released_and_else_the_whole_question_does(
    files: dict[str, str], write: Write
) -> None:
    asked = release(analyse(open_study(load_pilot(write(with_short(files, "Poängen")))))).cover.questions

    assert ["Vilka nåddes?", "Poängen", "Skiljer sig grupperna?"] == [item.short.sv for item in asked]
    assert "Did the score change?" == asked[1].text.en


@pytest.mark.parametrize(("length", "refused"), [(40, False), (41, True)])
def test_a_short_name_is_short(length: int, refused: bool, files: dict[str, str], write: Write) -> None:
    folder = write(with_short(files, "å" * length))

    if not refused:
        load_pilot(folder)
        return
    with pytest.raises(DeclarationError) as error:
        load_pilot(folder)
    assert [("E243", "question.changed.short.sv")] == [(p.code, p.params["key"]) for p in error.value.problems]
    assert all("40" in error.value.text(language) for language in LANGUAGES)


@pytest.mark.parametrize(("first", "key"), [('id = "a"\n', "unit.a.pupils"), ("", "unit.1.pupils")])
def test_a_table_among_many_is_named_by_its_id_or_counted_from_one(
    first: str, key: str, files: dict[str, str], write: Write
) -> None:
    unit = f'\n[[unit]]\n{first}kind = "school"\nlabel = {{ sv = "A", en = "A" }}\npupils = "many"\n'

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"pilot.toml": files["pilot.toml"] + unit}))

    assert key in {problem.params["key"] for problem in error.value.problems}
