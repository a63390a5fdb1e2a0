"""Broken deliveries and declarations: a code and three lines each.

There is never a traceback or a person's value, and nothing is written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.cli import main

Files = dict[str, str | bytes]
Break = Callable[[Files], None]


def swap(file: str, old: str, new: str, *, every: bool = False) -> Break:
    def change(files: Files) -> None:
        text = files[file]
        assert isinstance(text, str)
        assert old in text
        files[file] = text.replace(old, new, -1 if every else 1)

    return change


def put(file: str, content: str | bytes) -> Break:
    return lambda files: files.update({file: content})


def written(**settings: str) -> Break:
    """Declare how the persons' file is written, which is found otherwise."""
    declared = ", ".join(f'{name} = "{value}"' for name, value in settings.items())
    return swap("sources.toml", 'files = ["persons.csv"]', f'files = ["persons.csv"]\nformat = {{ {declared} }}')


def both(*breaks: Break) -> Break:
    def change(files: Files) -> None:
        for one in breaks:
            one(files)

    return change


def drop(file: str) -> Break:
    return lambda files: files.pop(file) and None


def keep_rows(file: str, pattern: str) -> Break:
    def change(files: Files) -> None:
        head, *rows = str(files[file]).splitlines()
        files[file] = "\n".join([head, *(row for row in rows if re.search(pattern, row))]) + "\n"

    return change


def constant_scores(files: Files) -> None:
    files["forms.csv"] = re.sub(r"(?m)(2024-05-15),\d+$", r"\1,12", str(files["forms.csv"]))


def spreadsheet(*sheets: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name in sheets:
        book.create_sheet(name).append(["id", "grupp"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xlsx(*sheets: str) -> Break:
    def change(files: Files) -> None:
        files["persons.xlsx"] = spreadsheet(*sheets)
        swap("sources.toml", "persons.csv", "persons.xlsx")(files)

    return change


CASES: dict[str, tuple[str, Break]] = {
    "missing file": ("E101", drop("forms.csv")),
    "empty file": ("E104", put("forms.csv", "")),
    "header only": ("E105", put("forms.csv", "id,datum,poang\n")),
    "path out of the folder": ("E106", swap("sources.toml", '"forms.csv"', '"../forms.csv"')),
    "address instead of a file": ("E106", swap("sources.toml", '"forms.csv"', '"file:///etc/passwd"')),
    "wrong format": ("E107", swap("sources.toml", '"forms.csv"', '"pilot.toml"')),
    "csv that is a zip": ("E108", put("forms.csv", b"PK\x03\x04 something")),
    "two sheets and none named": ("E115", as_xlsx("one", "two")),
    "cp1252 declared as utf-8": (
        "E117",
        both(written(encoding="utf-8"), put("persons.csv", "id,grupp,ort\nbarn000,A,Örebro\n".encode("cp1252"))),
    ),
    "neither utf-8 nor cp1252": ("E117", put("persons.csv", b"id,grupp,ort\nbarn000,A,\xd6rebro \x81\n")),
    "saved twice in the wrong encoding": ("E118", put("persons.csv", "id,grupp,ort\nbarn000,A,Ã–rebro\n")),
    "NUL": ("E119", put("persons.csv", "id,grupp\nbarn\0000,A\n")),
    "wrong delimiter": ("E120", both(written(delimiter=","), swap("persons.csv", ",", ";", every=True))),
    "text in a number column": ("E121", swap("forms.csv", "barn007,2023-09-15,", "barn007,2023-09-15,hemligt ")),
    "decimal comma in a file with commas": ("E122", swap("forms.csv", "barn007,2023-09-15,", "barn007,2023-09-15,1,")),
    "ragged row": ("E122", swap("persons.csv", "barn008,B", "barn008,B,x")),
    "unclosed quotation mark": ("E122", swap("persons.csv", "barn008", '"barn008')),
    "doubled column": (
        "E123",
        both(written(delimiter=","), put("persons.csv", "id,grupp,grupp\nbarn000,A,A\n")),
    ),
    "doubled column in a file of unknown delimiter": ("E123", put("persons.csv", "id,grupp,grupp\nbarn000,A,A\n")),
    "missing column": ("E126", swap("persons.csv", "grupp", "gruppp")),
    "value outside the mapping": ("E128", swap("persons.csv", "barn007,A", "barn007,Hemlig")),
    "row without a person": ("E129", swap("persons.csv", "barn007,", ",")),
    "duplicate person at one occasion": ("E363", swap("forms.csv", "barn007,2024-05-15", "barn008,2024-05-15")),
    "overlapping files": ("E132", put("log2.csv", "id,steg\nbarn001,erbjuden\n")),
    "measured but unknown person": ("E133", swap("forms.csv", "barn007,2023", "hemlig77,2023")),
    "date outside the windows": ("E134", swap("forms.csv", "2023-09-15", "2021-09-15")),
    "date in words": ("E135", swap("forms.csv", "2023-09-15", "hemlig dag i september")),
    "week instead of a date": ("E135", swap("forms.csv", "2023-09-15", "v. 37 2023")),
    "score outside the scale": ("E136", swap("forms.csv", "barn007,2023-09-15,", "barn007,2023-09-15,9")),
    "all values equal": ("E140", constant_scores),
    "no values at an occasion": ("E141", keep_rows("forms.csv", "2023-09-15")),
    "nobody at the first stage": ("E141", keep_rows("log.csv", "startat|klar")),
    "one group empty": ("E142", keep_rows("forms.csv", r"[02468],20")),
    "missing declaration": ("E150", drop("questions.toml")),
    "broken TOML": ("E152", swap("pilot.toml", "municipality =", "municipality")),
    "unknown key": ("E153", swap("pilot.toml", "municipality", "municipalty")),
    "missing key": ("E154", swap("pilot.toml", 'municipality = "Testkommun"', "")),
    "measures without an occasion": ("E154", swap("sources.toml", 'columns = { date = "datum" }', "")),
    "enrolment without a stage": ("E154", swap("sources.toml", 'columns = { stage = "steg" }', "")),
    "wrong type": ("E155", swap("pilot.toml", '"Testkommun"', "2062")),
    "unknown policy": ("E155", swap("pilot.toml", '"default"', '"none"')),
    "unknown chapter": ("E156", put("texts/sv/bakgrund.md", "Text.")),
    "overlapping windows": ("E166", swap("pilot.toml", '"VT2024"', '"2023/24"')),
    "file that no source reads": ("E167", put("forms_ht24.csv", "id,datum,poang\n")),
    "window that is none": ("E157", swap("pilot.toml", "HT2023", "hösten")),
    "doubled question": ("E158", swap("questions.toml", 'id = "changed"', 'id = "reached"')),
    "misspelt outcome": ("E159", swap("questions.toml", 'outcome = "score"', 'outcome = "scores"')),
    "misspelt design": ("E159", swap("questions.toml", "pre_post", "prepost")),
    "misspelt option": ("E153", swap("questions.toml", "before =", "befor =")),
    "chance in blocks without blocks": (
        "E162",
        swap("questions.toml", 'reference = "a"', 'reference = "a", randomised = "within_blocks"'),
    ),
    "identity number in a text": ("E185", put("texts/sv/background.md", "Ring 120319-2030.")),
    "identity number in an undeclared column": (
        "E130",
        put("persons.csv", "id,grupp,anteckning\n" + "".join(f"barn{i:03d},A,se 20120319-2030\n" for i in range(60))),
    ),
}
EXIT_CODES = {
    "E10": 4,
    "E11": 4,
    "E12": 4,
    "E13": 4,
    "E14": 4,
    "E15": 3,
    "E16": 4,
    "E162": 3,
    "E166": 3,
    "E18": 5,
    "E36": 4,
}


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", CASES)
def test_report_says_code_and_three_lines_and_writes_nothing(
    name: str,
    language: str,
    files: Files,
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, broken = CASES[name]
    broken(files)
    folder = write(files)
    monkeypatch.chdir(folder)

    exit_code = main(["report", "tiny", "--language", language])

    said = capsys.readouterr().err
    lines = [line for line in said.splitlines() if line.startswith(("E", "  "))]
    assert code in {line[:4] for line in lines[::3]}
    assert all(re.fullmatch(r"E\d{3} \S.*", line) for line in lines[::3])
    assert len(lines) % 3 == 0
    assert (5 if code == "E130" else EXIT_CODES.get(code, EXIT_CODES[code[:3]])) == exit_code
    assert not (folder.parents[1] / "reports").exists()


@pytest.mark.parametrize("name", CASES)
def test_messages_never_hold_a_value_of_a_person(
    name: str,
    files: Files,
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    CASES[name][1](files)
    monkeypatch.chdir(write(files))

    main(["check", "tiny"])

    said = capsys.readouterr().err
    assert not re.search(r"barn\d|emlig|2030|9-15|Traceback", said)


def test_all_problems_are_said_at_once(
    files: Files, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("text in a number column", "value outside the mapping", "overlapping files"):
        CASES[name][1](files)
    monkeypatch.chdir(write(files))

    main(["check", "tiny"])

    assert {"E121", "E128", "E132"} == set(re.findall(r"(?m)^(E\d{3}) ", capsys.readouterr().err))


def test_unknown_pilot_is_refused_with_those_there_are(
    files: Files, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["report", "tinny"]) == 2

    said = capsys.readouterr().err
    assert said.startswith("E160 ")
    assert "tiny" in said


@pytest.mark.parametrize(
    "name", ["../tiny", "/etc", "CON", "con", "a" * 65, "-rf", "$(id)", "{pilot}", "a\0b", "tiny."]
)
def test_a_name_that_can_be_no_pilot_is_refused(
    name: str, files: Files, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(files)
    monkeypatch.chdir(folder)

    assert main(["report", "--", name]) == 2
    assert not list(folder.parents[1].glob("reports*"))


def test_unknown_language_is_refused(
    files: Files, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(files))

    assert main(["report", "tiny", "--language", "fi"]) == 2
    assert capsys.readouterr().err.startswith("E191 ")


def test_unexpected_error_never_shows_its_text(
    files: Files, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        message = "could not convert '20120319-2030'"
        raise RuntimeError(message)

    monkeypatch.chdir(write(files))
    monkeypatch.setattr("tsi_eval.ingest.ingest", fail)

    assert main(["check", "tiny"]) == 70

    said = capsys.readouterr().err
    assert "E999" in said
    assert "RuntimeError" in said
    assert "2030" not in said
