"""A notebook's pilot, question and language, and what stops it before it shows anything."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tsi_eval.language.chosen import chosen
from tsi_eval.research import lesson as module
from tsi_eval.research.lesson import lesson
from tsi_eval.research.stopped import Stopped

ROOT = Path(__file__).resolve().parents[2]


def asked(design: str = "participation", **given: Any) -> module.Lesson:
    return lesson(design, **({"pilot": "star", "project": str(ROOT), "language": "en"} | given))


def test_without_a_question_it_is_the_pilots_first_of_the_design() -> None:
    made = asked("tally_share", pilot="familjeteamet")

    assert ("self_referred", "tally_share") == (made.question.id, made.design.name)
    assert "opened" == asked("tally_share", pilot="familjeteamet", question="opened").question.id


def test_it_chooses_the_language_of_all_that_shows_itself() -> None:
    asked(language="en")
    assert "en" == chosen()


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"pilot": "anorexia"}, "E479", "star (followed)"),
        ({"pilot": "anorexia"}, "E479", "familjeteamet (families)"),
        ({"question": "class_size"}, "E480", "followed"),
        ({"question": "nobody"}, "E159", "nobody"),
        ({"pilot": "nobody"}, "E160", "star"),
        ({"pilot": "../star"}, "E161", ""),
        ({"language": "de"}, "E191", "de"),
        ({"project": "/nowhere"}, "E478", "-p project"),
        ({"question": 3}, "E165", "question"),
    ],
)
def test_what_it_cannot_do_stops_it_in_words_alone(given: dict[str, Any], code: str, words: str) -> None:
    with pytest.raises(Stopped) as error:
        asked(**given)

    assert code == error.value.problems[0].code
    assert words in error.value.text("en")
    assert error.value.__cause__ is None


def test_a_parameter_that_the_notebook_does_not_have_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "injected", lambda: {"pliot": "star"})

    with pytest.raises(Stopped) as error:
        asked()

    assert "E165" == error.value.problems[0].code
    assert "pliot" in str(error.value)


def test_a_pilot_that_cannot_be_read_is_not_said_to_ask(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    for name in ("anorexia", "star"):
        shutil.copytree(ROOT / "data_raw" / name, tmp_path / "data_raw" / name)
    (tmp_path / "data_raw" / "star" / "questions.toml").write_text("nonsense")

    with pytest.raises(Stopped) as error:
        asked(pilot="anorexia", project=str(tmp_path))

    assert "These do: –." in error.value.text("en")


def test_a_passage_of_one_pilots_question_is_shown_of_no_other() -> None:
    passage = ("star", "class_size", "stock_watson")

    assert "13.90" in asked("comparison").text_of(*passage).markdown
    assert not asked("comparison", pilot="anorexia").text_of(*passage).markdown
    assert not asked("comparison", pilot="familjeteamet").text_of(*passage).markdown


def test_what_is_asked_says_whose_data_they_are_and_the_question() -> None:
    about, options = asked().asked().parts

    assert "The data are published" in about.markdown  # type: ignore[union-attr]
    assert ("`by`", "class\\_type") in options.rows  # type: ignore[union-attr]
    assert "synthetic" in asked(pilot="familjeteamet").asked().parts[0].markdown  # type: ignore[union-attr]


def test_yes_and_no_are_said_in_its_language() -> None:
    assert ["yes", "no"] == [asked().word(is_so=is_so) for is_so in (True, False)]


def test_its_published_data_are_refused_in_words_alone() -> None:
    with pytest.raises(Stopped) as error:
        asked().published("nobody")

    assert "E481" == error.value.problems[0].code


def test_a_table_has_the_headings_of_its_passage() -> None:
    shown = asked().table("hand_table", [(0.46769, 0.91106), (0.46769, 0.91106)]).markdown

    assert "| Nine of twelve | Lower bound | Upper bound |" in shown
    assert "| by the formula | 0.4677 | 0.9111 |" in shown
