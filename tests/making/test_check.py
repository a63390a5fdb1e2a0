"""check: what was understood is said and kept, what is left to do is named, no report is made."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from own_design import FILE as OWN
from own_design import pilot_with, written
from small_projects import Files, contents, make, put

from tsi_eval.errors import DataError, ProtectionError, ReportError, TsiError
from tsi_eval.language import Message, say
from tsi_eval.making.check import check_pilot
from tsi_eval.project import Project

FILE = "checks/tiny/understood.xlsx"


def check(project: Project, language: str = "sv") -> tuple[list[str], TsiError | None]:
    """Return what is said, and the error that it ends in."""
    messages: list[Message] = []
    try:
        check_pilot(project, "tiny", language, messages.append)
    except TsiError as error:
        return [say(message, language) for message in messages], error
    return [say(message, language) for message in messages], None


@pytest.fixture
def project(tmp_path: Path, files: Files) -> Project:
    return make(tmp_path / "p", files, "tiny")


def test_a_whole_pilot_is_understood_and_the_next_step_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSI_EVAL_PROGRAM", "python run.py")

    said, error = check(project)

    assert error is None
    assert [
        f"tiny: allt detta står också i {FILE}. Innehåller små tal. Får inte lämnas ut.",
        "tiny: ingenting är kvar att göra innan rapporten kan godkännas.",
        "tiny: inga fel. 3 källor, 3 frågor.",
        "tiny: nästa steg: jämför med vad du vet, och kör python run.py report tiny.",
    ] == said[-4:]
    assert "  erbjudna 60, började 50, fullföljde 40." in said


def test_it_writes_its_own_file_and_nothing_else(project: Project) -> None:
    before = contents(project.root)

    check(project)

    after = contents(project.root)
    assert {FILE} == set(after) - set(before)
    assert before == {name: content for name, content in after.items() if name != FILE}
    assert not project.reports.exists()


def test_what_is_left_to_do_is_a_remark_of_a_draft(project: Project, files: Files) -> None:
    put(project.root, {"pilot.toml": files["pilot.toml"].replace("Testkommun", "Kommunens namn")}, "tiny")

    said, error = check(project)

    assert error is None
    assert "Kvar att göra innan rapporten kan godkännas:" in said
    assert any(line.startswith("E373 Orden ”Kommunens namn”") for line in said)
    assert "gör ett utkast redan nu" in said[-1]
    assert "Fel och kvar att göra" == load_workbook(project.root / FILE).sheetnames[0]


def test_what_the_project_s_own_words_claim_too_much_is_a_remark_of_a_draft(project: Project) -> None:
    folder = project.data / "tiny" / "texts" / "sv"
    folder.mkdir(parents=True)
    (folder / "summary.md").write_text("Det ledde till mycket ({changed.verdict}).", encoding="utf-8")

    said, error = check(project)

    assert error is None
    assert any(line.startswith("E417 Ordet ”ledde till” passar inte svaret på frågan ”changed”") for line in said)


def test_what_is_left_to_do_is_an_error_of_an_approved_report(project: Project, files: Files) -> None:
    about = files["pilot.toml"].replace("Testkommun", "Kommunens namn")
    about = about.replace('policy = "default"', 'policy = "default"\nstatus = "approved"\napproved_by = "X"')
    put(project.root, {"pilot.toml": about}, "tiny")

    said, error = check(project)

    assert isinstance(error, ReportError)
    assert ["E373"] == [problem.code for problem in error.problems]
    assert "Kvar att göra innan rapporten kan godkännas:" not in said


def test_a_delivery_with_problems_says_all_of_them_and_what_was_understood_of_the_rest(
    project: Project, files: Files
) -> None:
    log = files["log.csv"].replace("barn000,erbjuden", "barn000,avböjt")
    put(project.root, {"forms.csv": "", "log.csv": log}, "tiny")

    said, error = check(project)

    assert isinstance(error, DataError)
    assert {"E104", "E128"} == {problem.code for problem in error.problems}
    assert "  forms.csv: gick inte att läsa, se felen nedan" in said
    assert "  60 personer." in said
    assert not [line for line in said if "E375" in line], "what is not read yet may still be there"
    assert (project.root / FILE).exists()


def test_an_identity_number_anywhere_is_said_nowhere(project: Project, files: Files) -> None:
    number = "19811228-9874"
    head, *rows = files["persons.csv"].splitlines()
    people = "\n".join([f"{head},{number}", *(f"{row},{number}" for row in rows)])
    about = files["pilot.toml"].replace('sv = "grupp A"', f'sv = "{number}"')
    put(project.root, {"persons.csv": people, "pilot.toml": about, f"{number}.docx": "x"}, "tiny")

    said, error = check(project)

    assert isinstance(error, ProtectionError)
    book = load_workbook(project.root / FILE)
    cells = [str(cell.value) for page in book for row in page.iter_rows() for cell in row]
    assert not [text for text in (*said, error.text("sv"), *cells) if "9874" in text]


def test_a_file_that_is_open_elsewhere_is_told_with_the_problems_of_the_delivery(
    project: Project,
) -> None:
    (project.root / FILE).mkdir(parents=True)
    assert ["E379"] == [problem.code for problem in getattr(check(project)[1], "problems", ())]

    put(project.root, {"forms.csv": ""}, "tiny")
    assert ["E104", "E379"] == [problem.code for problem in getattr(check(project)[1], "problems", ())]


def test_english_is_said_in_english(project: Project) -> None:
    said, _ = check(project, "en")

    assert (
        "  score: autumn 60, spring 50, 50 of 60 at both autumn and spring. All values lie on the scale 0–40." in said
    )
    assert "tiny: next step: compare with what you know, and run tsi-eval report tiny." == said[-1]


def test_code_of_ones_own_is_named_with_its_hash_before_anything_is_read(project: Project) -> None:
    file = written(project.data / "tiny", pilot_with()) / OWN

    said, error = check(project, "en")

    assert error is None
    digest = sha256(file.read_bytes()).hexdigest()[:12]
    assert said[0].startswith(f"Code of your own is loaded and run beside the rows: {OWN} ({digest}).")
