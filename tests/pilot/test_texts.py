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


def test_every_other_file_in_the_folder_is_refused_and_none_is_left_out_in_silence(tmp_path: Path) -> None:
    for name in ("background.md", "sv/background.MD", "sv/lessons.txt", "sv/old/lessons.md", "sv/analys.docx"):
        write(tmp_path, name, "x")
    problems: list[Problem] = []

    assert {"sv": {}, "en": {}} == texts(tmp_path, problems)
    assert [
        ("E392", "texts/background.md"),
        ("E392", "texts/sv/analys.docx"),
        ("E392", "texts/sv/background.MD"),
        ("E392", "texts/sv/lessons.txt"),
        ("E392", "texts/sv/old/lessons.md"),
    ] == sorted((problem.code, str(problem.params["file"])) for problem in problems)
    assert all("background" in str(problem.params["names"]) and len(problem.lines()) == 3 for problem in problems)


def test_what_programs_leave_behind_is_no_chapter(tmp_path: Path) -> None:
    for name in (".DS_Store", "sv/~$nalys.docx", "sv/Thumbs.db", "desktop.ini"):
        write(tmp_path, name, "x")
    problems: list[Problem] = []

    texts(tmp_path, problems)

    assert [] == problems


def test_a_link_to_a_folder_and_a_file_called_texts_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one" / "texts").mkdir(parents=True)
    (tmp_path / "one" / "texts" / "sv").symlink_to(tmp_path)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "texts").write_text("x")
    problems: list[Problem] = []

    for pilot in ("one", "two"):
        texts(tmp_path / pilot, problems)

    assert [("E389", "texts/sv"), ("E392", "texts")] == [(problem.code, problem.params["file"]) for problem in problems]
