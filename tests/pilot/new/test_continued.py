"""A pilot's folder that is there already: what is missing is added, and nothing is changed."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import DeclarationError, UsageError
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.files import FILES
from tsi_eval.pilot.new.continued import Continued, Paste, begun, continue_pilot, questions_of
from tsi_eval.pilot.new.templates import QUESTIONS

DAY = date(2026, 11, 22)
Make = Callable[..., Path]


def go_on(folder: Path, *questions: str, language: str = "sv") -> Continued:
    return continue_pilot(folder, questions=questions or None, language=language, day=DAY)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def paste(folder: Path, pastes: Sequence[Paste]) -> None:
    """Do what a project lead does with the lines that are shown."""
    for item in pastes:
        path = folder / item.file
        text = path.read_text(encoding="utf-8")
        after = f"[{item.heading}]\n" if item.heading else f'id = "{item.source}"\n'
        if item.heading or item.source:
            assert 1 == text.count(after)
            text = text.replace(after, after + item.lines)
        else:
            text += "\n" + item.lines
        path.write_text(text, encoding="utf-8")


def declared(folder: Path) -> dict[str, object]:
    """Return the declarations, whatever order their parts stand in."""
    found = {file: tomllib.loads((folder / file).read_text(encoding="utf-8")) for file in FILES}
    for file, part in (("questions.toml", "question"), ("sources.toml", "source"), ("pilot.toml", "unit")):
        found[file][part] = {item["id"]: item for item in found[file].get(part, [])}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", QUESTIONS)
def test_a_pilot_of_one_question_becomes_one_of_all_when_the_lines_are_pasted(
    first: str, language: str, make: Make
) -> None:
    folder, whole = make("ett", questions=(first,), language=language), make("ett_till", language=language)
    before = contents(folder)

    added = go_on(folder, *QUESTIONS, language=language)

    assert before == {name: content for name, content in contents(folder).items() if name in before}
    paste(folder, added.pastes)
    assert declared(whole) == declared(folder)
    assert {*QUESTIONS} == {question.design.name for question in load_pilot(folder).questions}
    assert {path.name for path in whole.iterdir()} == {path.name for path in folder.iterdir()}
    assert {*added.rows} == {name for name in added.files if name.endswith(".xlsx")}


def test_an_empty_folder_becomes_what_a_new_one_is(tmp_path: Path, make: Make) -> None:
    whole = make("hel", questions=("participation", "pre_post"))
    (tmp_path / "tom").mkdir()

    added = go_on(tmp_path / "tom", "participation", "pre_post")

    assert () == added.pastes
    assert set(added.files) == {path.name for path in whole.iterdir()}
    for path in whole.glob("*.toml"):
        assert path.read_bytes() == (tmp_path / "tom" / path.name).read_bytes()


@pytest.mark.parametrize("lost", ["pilot.toml", "sources.toml", "questions.toml", "deltagare.xlsx"])
def test_a_file_that_is_lost_comes_back_and_the_others_stay(lost: str, make: Make) -> None:
    folder = make(questions=("participation",))
    before = contents(folder)
    (folder / lost).unlink()
    names = () if lost != "questions.toml" else ("participation",)

    added = go_on(folder, *names)

    assert ((lost,), ()) == (added.files, added.pastes)
    assert before == contents(folder)


def test_a_whole_pilot_without_its_read_me_lacks_nothing(make: Make) -> None:
    folder = make(questions=("participation",))
    (folder / "LÄS_MIG.md").unlink()

    with pytest.raises(UsageError) as error:
        go_on(folder)

    assert "E384" == error.value.problems[0].code


def test_a_read_me_in_the_other_language_is_one(make: Make) -> None:
    folder = make(questions=("participation",))

    assert () == go_on(folder, "comparison", language="en").files[1:]
    assert not (folder / "READ_ME.md").exists()


def test_a_pilot_with_sources_of_its_own_gets_no_templates_beside_them(make: Make) -> None:
    folder = make(questions=("participation",))
    own = '[[source]]\nid = "egna"\ntable = "persons"\nfiles = ["familjer*.csv"]\nperson = "Nr"\n'
    (folder / "sources.toml").write_text(own, encoding="utf-8")
    for path in folder.glob("*.xlsx"):
        path.unlink()

    with pytest.raises(UsageError) as error:
        go_on(folder)

    assert "E384" == error.value.problems[0].code


def test_a_question_is_added_by_lines_where_its_declarations_are_there(make: Make) -> None:
    folder = make(questions=("participation",))

    added = go_on(folder, "comparison")

    places = [(item.file, item.heading, item.source) for item in added.pastes]
    assert ("matningar.xlsx",) == added.files
    assert {"matningar.xlsx": "en rad för varje deltagare och mättillfälle"} == added.rows
    assert [
        ("pilot.toml", "", ""),
        ("pilot.toml", "labels", ""),
        ("sources.toml", "", ""),
        ("sources.toml", "", "participants"),
        ("sources.toml", "", ""),
        ("questions.toml", "", ""),
    ] == places
    assert added.pastes[0].lines.startswith('[windows]\nT0 = "HT2026"\nT1 = "VT2027"\n')
    assert ["columns.group", "values.group"] == [line.partition(" ")[0] for line in added.pastes[3].lines.splitlines()]


def test_pasted_lines_are_not_asked_for_again(make: Make) -> None:
    folder = make(questions=("participation",))
    paste(folder, go_on(folder, "comparison").pastes)

    with pytest.raises(UsageError) as error:
        go_on(folder, "comparison")

    assert "E384" == error.value.problems[0].code


def test_files_of_ones_own_are_kept_and_no_template_is_written_for_them(make: Make) -> None:
    folder = make(questions=("participation",))
    shutil.move(folder / "deltagare.xlsx", folder / "Familjer 2026.xlsx")
    text = (folder / "sources.toml").read_text(encoding="utf-8")
    (folder / "sources.toml").write_text(text.replace("deltagare*", "Familjer*"), encoding="utf-8")
    shutil.move(folder / "steg.xlsx", folder / "steg_HT2026.xlsx")

    with pytest.raises(UsageError) as error:
        go_on(folder)

    assert "E384" == error.value.problems[0].code


def test_a_folder_with_only_a_persons_own_files_gets_its_declarations(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    folder.mkdir()
    (folder / "Deltagare våren.xlsx").write_bytes(b"own")

    added = go_on(folder, "participation")

    assert {*FILES, "LÄS_MIG.md", "deltagare.xlsx", "steg.xlsx"} == {*added.files}
    assert b"own" == (folder / "Deltagare våren.xlsx").read_bytes()
    assert ("participation",) == tuple(question.id for question in load_pilot(folder).questions)


def test_without_names_a_folder_keeps_its_questions_and_one_without_any_gets_all(make: Make, tmp_path: Path) -> None:
    folder = make("ett", questions=("time_series",))
    (folder / "pilot.toml").unlink()
    (tmp_path / "tom").mkdir()

    assert ("pilot.toml",) == go_on(folder).files
    assert ("time_series",) == questions_of(folder)
    go_on(tmp_path / "tom")
    assert QUESTIONS == questions_of(tmp_path / "tom")


def test_schools_that_are_declared_stay_the_only_ones(make: Make) -> None:
    folder = make(questions=("absence",))
    text = (folder / "pilot.toml").read_text(encoding="utf-8")
    (folder / "pilot.toml").write_text(text.replace('id = "a"', 'id = "norra"'), encoding="utf-8")

    added = go_on(folder, "open_arenas")

    assert not any("[[unit]]" in item.lines for item in added.pastes)


def test_a_declaration_that_is_no_toml_is_said_and_nothing_is_written(make: Make) -> None:
    folder = make(questions=("participation",))
    (folder / "sources.toml").write_text("[[source]\n", encoding="utf-8")
    (folder / "pilot.toml").unlink()
    before = contents(folder)

    with pytest.raises(DeclarationError) as error:
        go_on(folder, "pre_post")

    assert ("E152", 1) == (error.value.problems[0].code, len(error.value.problems))
    assert before == contents(folder)


@pytest.mark.parametrize(
    "text",
    ["outcome = [1]\nsource = 3", '[[source]]\nid = ["a"]\n', 'source = ["x"]\n[outcome]\nscore = 1\n', ""],
)
def test_declarations_of_any_form_stop_nothing(text: str, make: Make) -> None:
    folder = make(questions=("participation",))
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    (folder / "questions.toml").write_text('[[question]]\ndesign = ["x"]\n[[question]]\nid = "a"\n', encoding="utf-8")
    (folder / "pilot.toml").write_text('labels = 1\nwindows = "x"\nunit = "y"\n', encoding="utf-8")

    added = go_on(folder, "pre_post")

    assert ("matningar.xlsx",) == added.files
    assert re.search(r'^id = "pre_post"$', added.pastes[-1].lines, re.MULTILINE)


def test_a_folder_is_begun_or_not_and_nothing_else_may_have_its_name(tmp_path: Path, make: Make) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    (tmp_path / "lank").symlink_to(make("ny", questions=("participation",)))

    assert None is begun(tmp_path, "annan")
    assert tmp_path / "ny" == begun(tmp_path, "ny")
    for name, code in (("fil", "E240"), ("lank", "E240"), ("../ny", "E161")):
        with pytest.raises(UsageError) as error:
            begun(tmp_path, name)
        assert code == error.value.problems[0].code


def test_a_second_try_after_an_interrupt_writes_what_the_first_did_not(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, folder = make("hel", questions=("participation",)), tmp_path / "ny"
    folder.mkdir()
    rename, moved = Path.rename, []

    def interrupted(self: Path, target: Path) -> Path:
        if len(moved) == 3:
            raise KeyboardInterrupt
        moved.append(target)
        return rename(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", interrupted)
        go_on(folder, "participation")

    assert 3 == len(contents(folder))
    assert {"hel", "ny"} == {path.name for path in tmp_path.iterdir()}
    go_on(folder, "participation")
    assert {name: len(content) for name, content in contents(whole).items() if name != "LÄS_MIG.md"} == {
        name: len(content) for name, content in contents(folder).items() if name != "LÄS_MIG.md"
    }
