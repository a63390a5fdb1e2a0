"""The people's own chapters, by language and slot."""

from __future__ import annotations

from pathlib import Path

from tsi_eval.errors import Problem
from tsi_eval.pilot.texts import texts


def write(folder: Path, name: str, text: str) -> None:
    path = folder / "texts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_texts_are_found_by_language_and_slot(tmp_path: Path) -> None:
    write(tmp_path, "sv/background.md", "\ufeffBakgrund.")
    write(tmp_path, "en/background.md", "Background.")
    write(tmp_path, "sv/lessons.md", "Lärdomar.")
    problems: list[Problem] = []

    found = texts(tmp_path, problems)

    assert {"sv": {"background": "Bakgrund.", "lessons": "Lärdomar."}, "en": {"background": "Background."}} == found
    assert [] == problems


def test_pilot_without_texts_has_none_in_either_language(tmp_path: Path) -> None:
    assert {"sv": {}, "en": {}} == texts(tmp_path, [])


def test_file_of_another_name_or_language_is_refused_with_the_closest_name(tmp_path: Path) -> None:
    write(tmp_path, "sv/bakgrund.md", "x")
    write(tmp_path, "fi/background.md", "x")
    problems: list[Problem] = []

    texts(tmp_path, problems)

    assert [
        ("E156", "texts/fi/background.md", "background"),
        ("E156", "texts/sv/bakgrund.md", "background"),
    ] == [(problem.code, problem.params["file"], problem.params["suggestion"]) for problem in problems]
