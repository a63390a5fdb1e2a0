"""What a project lead has not written yet: words of the templates, and words in one language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.new.folder import new_pilot
from tsi_eval.pilot.unfinished import unfinished

Write = Callable[..., Path]


def left(folder: Path) -> list[tuple[str, object, object]]:
    return [(p.code, p.params["file"], p.params["key"]) for p in unfinished(load_pilot(folder))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_cover_s_template_is_told_in_both_languages(language: str, tmp_path: Path) -> None:
    folder, _ = new_pilot(tmp_path, "p", language=language, day=date(2025, 3, 1))

    both = ("commissioner", "authors", "contact.name", "contact.role")
    report = (*(f"report.{key}.{each}" for key in both for each in LANGUAGES), "report.contact.email")
    cover = ("municipality", "title.sv", "title.en", "summary.sv", "summary.en", *report)
    assert [("E373", "pilot.toml", key) for key in (*cover, "unit.a", "unit.b")] == left(folder)


def test_a_school_with_a_name_or_a_number_of_pupils_of_its_own_is_the_pilot_s(tmp_path: Path) -> None:
    folder, _ = new_pilot(tmp_path, "p", day=date(2025, 3, 1))
    path = folder / "pilot.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("pupils = 300", "pupils = 312").replace('sv = "Skola B"', 'sv = "Öns skola"'))

    assert not [key for _, _, key in left(folder) if str(key).startswith("unit")]


def test_a_reason_that_nobody_wrote_is_told_when_its_line_is_used(tmp_path: Path) -> None:
    folder, _ = new_pilot(tmp_path, "p", questions=["pre_post"], day=date(2025, 3, 1))
    path = folder / "questions.toml"
    text = path.read_text(encoding="utf-8")
    assert "#options.matters = " in text
    path.write_text(text.replace("#options.matters = ", "options.matters = "), encoding="utf-8")

    reasons = [place for place in left(folder) if place[1] == "questions.toml"]

    key = "question.options.matters.reason"
    assert [("E373", "questions.toml", f"{key}.sv"), ("E373", "questions.toml", f"{key}.en")] == reasons


def test_a_pilot_s_own_words_are_no_template_s(files: dict[str, str], write: Write) -> None:
    assert [] == left(write(files))


def test_a_word_of_the_template_elsewhere_is_the_pilot_s_own(files: dict[str, str], write: Write) -> None:
    questions = files["questions.toml"].replace("Vilka nåddes?", "Pilotens namn")

    assert [] == left(write(files | {"questions.toml": questions}))


def test_words_in_one_language_are_told_with_the_language_that_lacks_them(files: dict[str, str], write: Write) -> None:
    about = files["pilot.toml"].replace('en = "autumn"', 'en = " "')
    sources = files["sources.toml"].replace(
        'unit = { sv = "poäng", en = "points" }', 'unit = { sv = "", en = "points" }'
    )

    assert [
        ("E377", "pilot.toml", "labels.T0.en"),
        ("E377", "sources.toml", "outcome.score.unit.sv"),
    ] == left(write(files | {"pilot.toml": about, "sources.toml": sources}))


def test_a_chapter_is_missing_only_where_the_language_has_others(files: dict[str, str], write: Write) -> None:
    swedish = {f"texts/sv/{slot}.md": "Text." for slot in ("background", "lessons")}

    assert [] == left(write(files | swedish, name="swedish"))
    assert [("E377", "texts/en/lessons.md", "en")] == left(
        write(files | swedish | {"texts/en/background.md": "Text."}, name="both")
    )


@pytest.mark.parametrize("page", ["en_pilots_filer.md", "a_pilots_files.md"])
def test_reason_of_the_guide_is_one_that_a_project_lead_may_write(
    page: str, files: dict[str, str], write: Write
) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    (block,) = (part for part in text.split("```") if "\n[[not_data]]\n" in part)
    changed = {"sources.toml": files["sources.toml"] + block.removeprefix("toml"), "anteckningar.docx": "x"}

    assert not [key for code, _, key in left(write(files | changed)) if code == "E373"]


@pytest.mark.parametrize("page", ["en_pilots_filer.md", "a_pilots_files.md"])
def test_lines_of_the_guide_for_a_plain_budget_are_all_that_it_needs(
    page: str, files: dict[str, str], write: Write
) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    (row,) = (line for line in text.splitlines() if "`columns.item = " in line and "budget" in line)
    lines = "\n".join(row.split("`")[1::2])
    source = f'\n[[source]]\nid = "budget"\ntable = "costs"\nfiles = ["budget.csv"]\n{lines}\n'

    assert load_pilot(write(files | {"sources.toml": files["sources.toml"] + source, "budget.csv": "Post;Belopp\n"}))
