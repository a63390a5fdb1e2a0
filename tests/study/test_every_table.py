"""Every table of the list, by its example in tests/study/tables.

Each is read, checked, pseudonymised, templated, and made from frames.
"""

from __future__ import annotations

import importlib.util
import io
import itertools
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from own_frames import SCORE, UNITS

from tsi_eval import Study, load_pilot, open_study
from tsi_eval.errors import DataError, DeclarationError, UsageError
from tsi_eval.ingest import Intake
from tsi_eval.ingest.columns import READERS
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.new.sheets import workbook
from tsi_eval.study import tables
from tsi_eval.study.frames import TWINS
from tsi_eval.study.tables.column import FROM_NOUGHT, NUMBERS, WHOLE, Blank, ColumnKind, Presence
from tsi_eval.study.tables.described import described
from tsi_eval.study.tables.in_frames import absent, presence, spelt_out
from tsi_eval.study.tables.table import BOOKKEEPING, Table

Taken = Callable[[str, str], Intake]
Declare = Callable[[str, str], Path]
Example = dict[str, Any]


def _examples() -> Iterator[Example]:
    for path in sorted((Path(__file__).parent / "tables").glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(f"example_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if hasattr(module, "EXAMPLE"):
            yield module.EXAMPLE


def name_of(example: Example) -> str:
    return str(tomllib.loads(example["source"])["table"])


# As the pilot of these tests declares it.
OUTCOMES = {"score": SCORE}
EXAMPLES = {name_of(example): example for example in _examples()}
MADE_UP: tuple[Table, ...] = tuple(example["record"] for example in EXAMPLES.values() if "record" in example)


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add tables that tests make up to the list."""
    monkeypatch.setattr(tables, "TABLES", (*tables.TABLES, *MADE_UP))


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Example:
    found: Example = EXAMPLES[request.param]
    return found


@pytest.fixture
def record(example: Example, listed: None) -> Table:  # noqa: ARG001
    return tables.table_named(name_of(example))


def theirs_of(example: Example) -> dict[str, str]:
    """Return our column → theirs, with the person's."""
    source = tomllib.loads(example["source"])
    return {**({"person": source["person"]} if "person" in source else {}), **source.get("columns", {})}


def changed(file: str, column: str, value: str, row: int = 1) -> str:
    """Return a file with another value in one field of a row."""
    rows = [line.split(";") for line in file.splitlines()]
    rows[row][rows[0].index(column)] = value
    return "\n".join(map(";".join, rows)) + "\n"


def without(file: str, column: str) -> str:
    rows = [line.split(";") for line in file.splitlines()]
    place = rows[0].index(column)
    return "".join(";".join(row[:place] + row[place + 1 :]) + "\n" for row in rows)


def frame_of(intake: Intake, name: str) -> pd.DataFrame:
    return intake.tables[name].drop(columns=[*BOOKKEEPING])


def test_there_is_an_example_for_every_table_and_no_other() -> None:
    assert {record.name for record in tables.TABLES} == set(EXAMPLES)


def test_frames_of_a_study_are_the_tables() -> None:
    """Hold the typed names that `from_frames` takes, which mypy checks, equal to the list."""
    own = [record.name for record in tables.TABLES if record not in MADE_UP]

    assert own == list(tables.Frames.__annotations__)
    assert 1 == len({str(kind) for kind in tables.Frames.__annotations__.values()})


def test_file_becomes_the_rows_of_the_table(example: Example, record: Table, taken: Taken) -> None:
    intake = taken(example["source"], example["file"])

    found = frame_of(intake, record.name)
    assert () == intake.problems
    assert example["columns"] == tuple(found.columns)
    assert example["rows"] == [tuple(None if pd.isna(v) else v for v in row) for row in found.itertuples(index=False)]


def test_missing_required_column_is_refused_in_the_declaration(
    example: Example, record: Table, declared: Declare
) -> None:
    required = [c.name for c in record.columns if c.file is Presence.MUST and c.name in theirs_of(example)]
    assert required
    for ours in required:
        key = "person" if ours == "person" else f"columns.{ours}"
        source = "\n".join(line for line in example["source"].splitlines() if not line.startswith(f"{key} = "))
        with pytest.raises(DeclarationError) as error:
            load_pilot(declared(source, example["file"]))
        assert [("E154", f"source.it.{key}")] == [(p.code, p.params["key"]) for p in error.value.problems]


def test_missing_column_in_the_file_is_refused(example: Example, taken: Taken) -> None:
    for theirs in theirs_of(example).values():
        problems = taken(example["source"], without(example["file"], theirs)).problems
        assert [("E126", theirs)] == [(problem.code, problem.params["column"]) for problem in problems]


def test_column_and_key_that_the_table_does_not_have_are_refused(
    example: Example, record: Table, declared: Declare
) -> None:
    key = "series" if "series" not in record.source_keys else "stages"
    source = f'{example["source"]}columns.hemlig = "Hemlig"\n{key} = {{ x = "X" }}\n'

    with pytest.raises(DeclarationError) as error:
        load_pilot(declared(source, example["file"]))

    keys = [problem.params["key"] for problem in error.value.problems if problem.code == "E153"]
    assert [f"source.it.{key}"] == keys
    unknown = [problem.params["name"] for problem in error.value.problems if problem.code == "E159"]
    assert unknown == ([] if record.attributes is not None else ["hemlig"])


def test_doubled_key_is_refused(example: Example, record: Table, taken: Taken) -> None:
    problems = taken(example["source"], example["file"] + example["twice"] + "\n").problems

    assert bool(record.key) == bool(example["twice"])
    assert ([record.twice] if record.key else []) == [problem.code for problem in problems]


def test_blank_is_what_the_record_says(example: Example, record: Table, taken: Taken) -> None:
    whole = len(example["rows"])
    for ours, theirs in theirs_of(example).items():
        column = record.column(ours)
        assert column is not None
        intake = taken(example["source"], changed(example["file"], theirs, ""))
        assert (column.blank is Blank.PROBLEM) == bool(intake.problems)
        # A term without its year can't be told either, when its school year is blank.
        assert not intake.problems or theirs == intake.problems[0].params.get("column", theirs)
        assert whole - (column.blank is Blank.NO_ROW) == len(intake.tables[record.name])


def test_no_identifier_is_left(example: Example, record: Table, declared: Declare) -> None:
    table = open_study(load_pilot(declared(example["source"], example["file"]))).table(record.name)

    assert example["columns"] == tuple(table.columns)
    assert bool(example["identifiers"]) == (record.person is not None)
    assert all(given in example["file"] and given not in table.to_csv() for given in example["identifiers"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_has_formats_and_hints(example: Example, record: Table, declared: Declare, language: str) -> None:
    (source,) = load_pilot(declared(example["source"], example["file"])).sources
    page = openpyxl.load_workbook(io.BytesIO(workbook(source, {}, language))).active
    letters = {cell.value: cell.column_letter for cell in page[1]}
    prompts = {rule.promptTitle: rule.prompt for rule in page.data_validations.dataValidation if rule.prompt}

    assert example["formats"] == {
        theirs: page.column_dimensions[letter].number_format for theirs, letter in letters.items()
    }
    for ours, theirs in theirs_of(example).items():
        column = record.column(ours)
        assert column is not None
        assert ("General" if column.kind in NUMBERS else "@") == example["formats"][theirs]
        if column.hint is not None and ours not in source.values:
            assert column.hint.in_language(language) == prompts[theirs]
            assert column.hint.sv != column.hint.en


def test_frames_make_the_same_table(example: Example, record: Table, taken: Taken) -> None:
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    frames: Any = {record.name: frame}

    study = Study.from_frames(**frames)

    pd.testing.assert_frame_equal(frame, study.table(record.name))
    assert f"  {record.name}: {', '.join(frame.columns)}" in repr(study)
    assert set(record.study_columns) == set(Study.from_frames().table(record.name).columns)


def spoilt(example: Example, record: Table, taken: Taken, column: str, value: float | str) -> tuple[set[str], set[str]]:
    """Return the codes with which a value in one field is refused from a file, and from a frame."""
    theirs = theirs_of(example) | {"value": "Poäng"}
    text = str(value).replace(".", ",")
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    row = whole_row(frame)
    from_file = taken(example["source"], changed(example["file"], theirs[column], text, row + 1)).problems
    fields = frame[column].tolist()
    fields[row] = value
    return {problem.code for problem in from_file}, refused(record, frame.assign(**{column: fields}))


def whole_row(frame: pd.DataFrame) -> int:
    """Return the first row that has all its numbers, and so needs no status."""
    return int((frame["status"] == "").argmax()) if "status" in frame else 0


def refused(record: Table, frame: pd.DataFrame) -> set[str]:
    frames: Any = {record.name: frame}
    with pytest.raises(DataError) as error:
        Study.from_frames(**frames, units=UNITS, outcomes=OUTCOMES)
    return {problem.code for problem in error.value.problems}


def twins(codes: set[str]) -> set[str]:
    """Return the codes that speak of frames, for those that speak of files."""
    return {TWINS.get(code, code) for code in codes}


def test_column_that_a_file_must_have_a_frame_must_have_too(example: Example, record: Table, taken: Taken) -> None:
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    for theirs in theirs_of(example).values():
        assert {"E126"} == {p.code for p in taken(example["source"], without(example["file"], theirs)).problems}

    required = [column for column in record.study_columns if absent(record, {*record.study_columns} - {column})]
    assert required
    for column in required:
        assert twins({"E126"}) == refused(record, frame.drop(columns=column))


def test_column_that_a_frame_may_lack_is_filled_in(example: Example, record: Table, taken: Taken) -> None:
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    optional = [column for column in record.study_columns if not absent(record, {*record.study_columns} - {column})]

    for column in optional:
        # What stands in a status can't be told without it, so its rows have to have their numbers.
        whole = frame[frame["status"] == ""] if column == "status" else frame
        frames: Any = {record.name: whole.drop(columns=column)}
        if len(whole):
            assert list(frame.columns) == list(Study.from_frames(**frames).table(record.name).columns)


def test_doubled_key_of_a_frame_is_refused_as_in_a_file(example: Example, record: Table, taken: Taken) -> None:
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    if record.key:
        assert {TWINS.get(record.twice, record.twice)} == refused(record, pd.concat([frame, frame.head(1)]))


def test_number_off_limits_is_refused_as_in_a_file(example: Example, record: Table, taken: Taken) -> None:
    for column in record.of_kind(*NUMBERS):
        off: dict[str, float] = {}
        if column.kind in FROM_NOUGHT:
            off["E205"] = -1.0
        if column.kind in WHOLE:
            off["E209"] = 2.5
        if column.limits is not None:
            off["E290"] = column.limits.high + 1
        if record is tables.MEASURES:
            off["E136"] = 41.0
        assert off
        for code, value in off.items():
            from_file, from_frame = spoilt(example, record, taken, column.name, value)
            assert code in from_file
            assert from_file == from_frame


def test_what_is_no_number_is_refused_from_both(example: Example, record: Table, taken: Taken) -> None:
    for column in record.of_kind(*NUMBERS):
        from_file, from_frame = spoilt(example, record, taken, column.name, "många")

        assert "E121" in from_file
        assert twins({"E121"}) == from_frame


def test_blank_where_none_may_be_is_refused_from_both(example: Example, record: Table, taken: Taken) -> None:
    theirs = theirs_of(example)
    for column in record.columns:
        optional = presence(record, column) is Presence.MAY
        if column.study and column.name in theirs and column.blank is Blank.PROBLEM and not optional:
            from_file, from_frame = spoilt(example, record, taken, column.name, "")
            # An empty text is no number of a frame, and a blank unit of a file names none.
            twin = {"E304"} if column.kind in NUMBERS else twins({"E214"}) if column.kind is ColumnKind.UNIT else None
            assert len(from_file) == 1
            assert from_frame == (twin or twins(from_file))


def test_unknown_unit_is_refused_from_both(example: Example, record: Table, taken: Taken) -> None:
    for column in record.of_kind(ColumnKind.UNIT):
        from_file, from_frame = spoilt(example, record, taken, column.name, "Skola X")

        assert {"E127"} == from_file
        assert twins({"E127"}) == from_frame


def test_unknown_sign_of_a_file_is_an_unknown_status_of_a_frame(example: Example, record: Table, taken: Taken) -> None:
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    for column in record.of_kind(ColumnKind.STATUS):
        for number in column.made_of:
            file = changed(example["file"], theirs_of(example)[number], "x")
            assert {"E121"} == {problem.code for problem in taken(example["source"], file).problems}
        statuses = frame["status"].tolist()
        statuses[whole_row(frame)] = "x"
        assert twins({"E128"}) == refused(record, frame.assign(status=statuses))


def test_column_that_no_record_knows_is_refused_from_a_frame(example: Example, record: Table, taken: Taken) -> None:
    frame = frame_of(taken(example["source"], example["file"]), record.name)
    name = "row" if record.attributes is not None else "hemlig"

    assert twins({"E159"}) == refused(record, frame.assign(**{name: "x"}))


def test_what_a_frame_must_have_is_said_as_the_record_says_it(record: Table) -> None:
    docstring = [line.strip() for line in (Study.from_frames.__doc__ or "").splitlines()]

    assert (spelt_out(record) in docstring) is (record not in MADE_UP)
    for column in record.columns:
        (line,) = [line for line in said_of(record) if line.startswith(f"  {column.name}: ")]
        words = {Presence.MUST: "in a frame: required", Presence.MAY: "in a frame: optional"}
        assert words.get(presence(record, column), "in a frame: refused") in line


def said_of(record: Table) -> list[str]:
    """Return what `described` says of a table's columns."""
    tail = f"\n{described()}\n".partition(f"\n{record.name}")[2].splitlines()[1:]
    return list(itertools.takewhile(lambda line: line.startswith("  "), tail))


def test_record_is_whole(record: Table) -> None:
    names = {column.name for column in record.columns}

    assert {*record.key, *record.cells, *record.unbroken} <= set(record.study_columns)
    assert {part for column in record.columns for part in (*column.made_of, *column.unless)} <= names
    assert {column.kind for column in record.columns if column.study} <= set(READERS)
    assert {*record.words_of_sums, record.blank_in_sums} - {""} <= set(record.file_columns)
    # A goal's identifier needs the person that it is one of.
    assert record.person is not None or not [*record.of_kind(ColumnKind.WITHIN_PERSON)]
    assert f"\n{record.name}" in f"\n{described()}"


def test_unknown_table_is_refused_with_the_nearest(declared: Declare) -> None:
    frames: Any = {"contcts": pd.DataFrame()}
    for ask in (lambda: Study.from_frames(**frames), lambda: Study.from_frames().table("contcts")):
        with pytest.raises(UsageError) as error:
            ask()
        assert [("E159", "contacts")] == [(p.code, p.params["suggestion"]) for p in error.value.problems]

    with pytest.raises(DeclarationError) as refused:
        load_pilot(declared('table = "contcts"\n', "x\n"))
    (problem,) = refused.value.problems
    assert ("E155", "source.it.table") == (problem.code, problem.params["key"])
    assert all(record.name in problem.text("en") for record in tables.TABLES)


def test_a_study_can_be_spoken_of_without_pandas() -> None:
    """Importing takes a second when pandas comes along, also for commands that read nothing."""
    code = "import sys, tsi_eval.study, tsi_eval.study.tables.described; sys.exit('pandas' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


@pytest.mark.parametrize("name", ["person", "row", "file"])
def test_attribute_may_not_take_the_name_of_an_identifier_or_a_place(name: str, declared: Declare) -> None:
    """Refuse an attribute "person", which would enter the study as it was written."""
    source = EXAMPLES["persons"]["source"].replace("columns.arm", f"columns.{name}").replace("values.arm", "#")

    with pytest.raises(DeclarationError) as error:
        load_pilot(declared(source, EXAMPLES["persons"]["file"]))

    assert [("E153", f"source.it.columns.{name}")] == [(p.code, p.params["key"]) for p in error.value.problems]
