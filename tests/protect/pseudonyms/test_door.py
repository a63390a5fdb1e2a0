"""The door in: what was not declared stays outside.

An identity number where none belongs stops the delivery.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import Study, load_pilot, open_study
from tsi_eval.errors import DataError, ProtectionError, TsiError

Write = Callable[..., Path]
Files = dict[str, str]

NUMBER = "19811228-9874"


def with_column(text: str, header: str, value: str = "x", row: int = 3) -> str:
    """Add a column to a csv text; one row holds the value."""
    head, *rows = text.splitlines()
    rows = [f"{line},{value if i == row else 'x'}" for i, line in enumerate(rows)]
    return "\n".join([f"{head},{header}", *rows]) + "\n"


def opened(files: Files, write: Write) -> Study:
    return open_study(load_pilot(write(files)))


def refusal(files: Files, write: Write, kind: type[TsiError] = ProtectionError) -> TsiError:
    """Return the error of a delivery.

    It repeats no identity number, in either language.
    """
    with pytest.raises(kind) as caught:
        opened(files, write)
    words = " ".join([str(caught.value), repr(caught.value), caught.value.text("en")])
    assert "9874" not in words
    assert "811228" not in words
    return caught.value


def codes(error: TsiError) -> list[str]:
    return [problem.code for problem in error.problems]


def declare_school(files: Files, column: str) -> None:
    files["sources.toml"] = files["sources.toml"].replace(
        'columns = { arm = "grupp" }', f'columns = {{ arm = "grupp", school = "{column}" }}'
    )


def test_undeclared_columns_are_dropped(files: Files, write: Write) -> None:
    files["persons.csv"] = with_column(files["persons.csv"], "namn", "Åsa Öhrnström")
    files["forms.csv"] = with_column(files["forms.csv"], "kommentar", "bor hos mormor")

    study = opened(files, write)

    assert ["person", "arm"] == list(study.table("persons").columns)
    assert ["person", "occasion", "outcome", "value"] == list(study.table("measures").columns)
    assert {"people": 1, "log": 0, "forms": 1} == {item.source: item.columns_dropped for item in study.receipt}


def test_no_delivered_name_is_left(files: Files, write: Write) -> None:
    study = opened(files, write)

    everything = "".join(study.table(name).to_csv() for name in ("persons", "enrolment", "measures"))
    assert "barn" not in everything
    assert ".csv" not in everything


def test_study_prints_its_columns_and_no_values(files: Files, write: Write) -> None:
    study = opened(files, write)

    expected = "persons: person, arm", "enrolment: person, stage, state", "measures: person, occasion, outcome, value"
    alone = "Varje person räknas som en egen, också i skyddet av enskilda. Säg med clusters vilka som hör ihop."
    assert ["Study of tiny", *(f"  {line}" for line in (*expected, alone))] == repr(study).splitlines()
    assert repr(study) == str(study) == f"{study}"


@pytest.mark.parametrize("value", [NUMBER, "811228-9874", "8112289874", "se 811228–9874 ovan", "2,01201E+11"])
def test_identity_number_in_an_undeclared_column_is_refused(files: Files, write: Write, value: str) -> None:
    files["persons.csv"] = with_column(files["persons.csv"], "kommentar", f'"{value}"')

    problem = refusal(files, write).problems[0]
    assert ("E130", 1, 60) == (problem.code, *(problem.params[name] for name in ("count", "of")))
    assert "var: källan ”people”, kolumn ”3”" in problem.text("sv")


def test_undeclared_column_is_named_by_its_place(files: Files, write: Write) -> None:
    files["persons.csv"] = with_column(with_column(files["persons.csv"], "namn"), "Kalle Ängkvists pnr", NUMBER)

    error = refusal(files, write)
    assert "4" == error.problems[0].params["column"]
    assert "Kalle" not in str(error)


@pytest.mark.parametrize("header", [f"anteckning {NUMBER}", "8112289874", "20120101-TF12"])
def test_identity_number_in_a_header_is_refused(files: Files, write: Write, header: str) -> None:
    files["forms.csv"] = with_column(files["forms.csv"], header)

    problem = refusal(files, write).problems[0]
    assert ("E130", 0) == (problem.code, problem.params["count"])


def test_identity_number_in_a_declared_attribute_is_refused(files: Files, write: Write) -> None:
    files["persons.csv"] = with_column(files["persons.csv"], "skola", NUMBER)
    declare_school(files, "skola")

    problem = refusal(files, write).problems[0]
    assert ("E130", "persons.csv", "skola", (5,)) == (
        problem.code,
        problem.params["where"],
        problem.params["column"],
        problem.rows,
    )


@pytest.mark.parametrize("text", [NUMBER, "8112289874", "Barnet (811228-9875) sade:"])
def test_identity_number_in_a_text_is_refused(files: Files, write: Write, text: str) -> None:
    files["texts/sv/children.md"] = f"# Barnens röster\n\n{text}\n"

    problem = refusal(files, write).problems[0]
    assert ("E185", "texts/sv/children.md") == (problem.code, problem.params["file"])


def test_texts_in_both_languages_are_searched(files: Files, write: Write) -> None:
    files |= {f"texts/{language}/lessons.md": NUMBER for language in ("sv", "en")}

    assert ["E185", "E185"] == codes(refusal(files, write))


def test_text_without_identity_number_is_kept(files: Files, write: Write) -> None:
    files["texts/sv/lessons.md"] = "Läsåret 2023/24 kostade 1 250 000 kr (212000-2080)."

    study = opened(files, write)

    assert files["texts/sv/lessons.md"] == study.pilot.texts["sv"]["lessons"]


def test_problems_and_leaks_are_told_together(files: Files, write: Write) -> None:
    files["persons.csv"] = with_column(files["persons.csv"], "kommentar", NUMBER)
    files["texts/sv/lessons.md"] = NUMBER
    files["forms.csv"] = files["forms.csv"].replace("2023-09-15,", "2023-09-15,x", 1)

    assert ["E121", "E130", "E185"] == codes(refusal(files, write))


def test_problems_without_leaks_are_an_error_of_the_data(files: Files, write: Write) -> None:
    files["forms.csv"] = files["forms.csv"].replace("2023-09-15,", "2023-09-15,x", 1)

    assert ["E121"] == codes(refusal(files, write, DataError))


@pytest.mark.parametrize(
    ("file", "old", "code"),
    [("forms.csv", "2023-09-15", "E135"), ("persons.csv", "barn003,A", "E128"), ("log.csv", "erbjuden", "E128")],
)
def test_identity_number_in_a_mapped_column_is_refused_unsaid(
    files: Files, write: Write, file: str, old: str, code: str
) -> None:
    new = f"barn003,{NUMBER}" if old.startswith("barn") else NUMBER
    files[file] = files[file].replace(old, new, 1)

    assert [code] == codes(refusal(files, write, DataError))


@pytest.mark.parametrize("line", [f"# {NUMBER}\n", f"{NUMBER},A\n"])
def test_identity_number_above_the_header_is_refused_unsaid(files: Files, write: Write, line: str) -> None:
    files["persons.csv"] = line + files["persons.csv"]

    refusal(files, write, TsiError)


def test_real_data_are_hashed_with_the_key(files: Files, write: Write) -> None:
    public = opened(files, write).data_hashes
    real = opened(files | {"pilot.toml": files["pilot.toml"].replace('"synthetic"', '"real"')}, write).data_hashes

    content = hashlib.sha256(files["persons.csv"].encode()).digest()
    assert hashlib.sha256(content).hexdigest() == public["people"]
    assert 32 == len(real["people"])
    assert not set(public.values()) & set(real.values())


def test_suggested_column_is_not_an_identity_number(files: Files, write: Write) -> None:
    files["persons.csv"] = with_column(files["persons.csv"], f"anteckning_barnet {NUMBER}")
    declare_school(files, "anteckning_barnet")

    refusal(files, write, TsiError)


def test_file_name_with_an_identity_number_is_not_said(files: Files, write: Write) -> None:
    files[f"log {NUMBER}.csv"] = "id,steg\nbarn001,fel\n"

    refusal(files, write, TsiError)


def test_identity_number_as_a_measured_value_is_refused(files: Files, write: Write) -> None:
    files["sources.toml"] = files["sources.toml"].replace("maximum = 40", "")
    files["forms.csv"] = files["forms.csv"].replace("2023-09-15,", "2023-09-15,198112289874\nbarn999,2023-09-15,", 1)
    files["persons.csv"] += "barn999,A\n"

    refusal(files, write)


@pytest.mark.parametrize(("file", "old"), [("pilot.toml", "Påhittade data."), ("questions.toml", "Vilka nåddes?")])
def test_identity_number_in_a_declaration_is_refused(files: Files, write: Write, file: str, old: str) -> None:
    files[file] = files[file].replace(old, f"{old} {NUMBER}")

    refusal(files, write, TsiError)


@pytest.mark.parametrize(
    "number", [NUMBER, "198112289874", "811228-9874", "8112289874", "20120101-TF12", "1981 1228 9874"]
)
def test_nobody_goes_by_an_identity_number(number: str, files: Files, write: Write) -> None:
    for name in ("persons.csv", "log.csv", "forms.csv"):
        files[name] = files[name].replace("barn007,", f"{number},")

    error = refusal(files, write)

    assert ["E357"] * 3 == codes(error)
    assert [("id", "persons.csv", (9,)), ("id", "log.csv", (9, 69, 119))] == [
        (problem.params["column"], problem.params["file"], problem.rows) for problem in error.problems[:2]
    ]


def test_nothing_that_persons_belong_to_goes_by_an_identity_number(files: Files, write: Write) -> None:
    files["persons.csv"] = with_column(files["persons.csv"], "barn", NUMBER)
    files["sources.toml"] = files["sources.toml"].replace(
        "columns = { arm", 'clusters = { child = "barn" }\ncolumns = { arm'
    )

    (problem,) = refusal(files, write).problems

    assert ("E357", "barn", (5,)) == (problem.code, problem.params["column"], problem.rows)


@pytest.mark.parametrize("line", ['ids_alike = "same"', 'ids_alike = "different"'])
def test_no_declaration_lets_an_identity_number_through(line: str, files: Files, write: Write) -> None:
    files["sources.toml"] = f"{line}\n{files['sources.toml']}"
    files["persons.csv"] = files["persons.csv"].replace("barn007,", f"{NUMBER},")

    assert "E357" in codes(refusal(files, write))
