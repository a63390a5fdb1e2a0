"""Files as municipalities write them: periods, numbers, signs, and rows that are no rows of the table."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tsi_eval.errors import Problem
from tsi_eval.ingest import Intake, ingest
from tsi_eval.ingest.convert import present_text, to_amounts, to_numbers, to_periods
from tsi_eval.ingest.read import ROW, FileText, read_text
from tsi_eval.ingest.units import to_units
from tsi_eval.language import Text
from tsi_eval.periods import ONCE, parse_period, parse_window, term_order
from tsi_eval.pilot.load import load_pilot
from tsi_eval.pilot.source import FileFormat, Source
from tsi_eval.study import Unit

Write = Callable[..., Path]
NBSP, NNBSP, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"

PERIODS = {
    # school years, as in domain.md 3.9
    "2023/24": "2023/24",
    "2023/2024": "2023/24",
    "23/24": "2023/24",
    "2023-24": "2023/24",
    "2023–24": "2023/24",
    "Läsåret 23/24": "2023/24",
    "läsår 2023/24": "2023/24",
    "lå 23-24": "2023/24",
    "lå23/24": "2023/24",
    "1999/00": "1999/00",
    # terms
    "HT2023": "HT2023",
    "HT 23": "HT2023",
    "ht-23": "HT2023",
    "H23": "HT2023",
    "h 2023": "HT2023",
    "VT2024": "VT2024",
    "vt 24": "VT2024",
    f"VT{NBSP}2024": "VT2024",
    # weeks
    "2024-W05": "2024-W05",
    "2024W5": "2024-W05",
    "2024 v. 5": "2024-W05",
    "v. 5 2024": "2024-W05",
    "v.5, 2024": "2024-W05",
    "v 5-24": "2024-W05",
    "vecka 5 2024": "2024-W05",
    "Vecka 5/2024": "2024-W05",
    "2020-W53": "2020-W53",
    # months
    "2024-03": "2024-03",
    "mars 2024": "2024-03",
    "Mar-24": "2024-03",
    "aug 2023": "2023-08",
    "aug. 2023": "2023-08",
    "AUGUSTI 2023": "2023-08",
    "sept 2023": "2023-09",
    "september-23": "2023-09",
    "maj 24": "2024-05",
    "okt/2023": "2023-10",
    # days
    "2024-03-01": "2024-03-01",
    "2024-03-01 00:00:00": "2024-03-01",
    "2024-03-01T00:00": "2024-03-01",
    "240301": "2024-03-01",
    "1/3-24": "2024-03-01",
    "01/03-2024": "2024-03-01",
    "1/3 2024": "2024-03-01",
    "29/2-24": "2024-02-29",
    "231231": "2023-12-31",
}
NO_PERIODS = (
    "",
    "höst",
    "augusti",
    "v. 5",
    "2024",
    "HT",
    "45139",  # a spreadsheet's number of a day
    "202403",  # 2024-03, or a day in 2020
    "200112",  # 2001-12, or 12 January 2020
    "190510",
    "201011",
    "2024-13",
    "2024-00",
    "2024-02-30",
    "240230",
    "30/2-24",
    "2023-W53",
    "v. 54 2023",
    "2023/25",
    "2023/23",
    "23/2024",
    "3/1/2024",
    "03-01-2024",
    "2024-03-01 08:30:00",
    "T1 2024",
    "mai 2024",
    "2024-3",
)


@pytest.mark.parametrize("text", PERIODS)
def test_period_is_understood(text: str) -> None:
    period = parse_period(f"  {text} ")

    assert period is not None
    assert PERIODS[text] == period.name


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_could_be_two_things_or_none_is_refused(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize("name", sorted(set(PERIODS.values())))
def test_written_form_is_understood_as_itself(name: str) -> None:
    period = parse_period(name)

    assert period is not None
    assert name == period.name
    assert period.start < period.end


@pytest.mark.parametrize("text", ["HT2023", "2023/24"])
def test_window_is_a_term_or_a_school_year(text: str) -> None:
    window = parse_window(text)

    assert window is not None
    assert "2023-07-01" == window.start.isoformat()
    assert parse_window(" once ") is ONCE
    assert [None, None] == [parse_window("2023-08"), parse_window("v. 5 2024")]


def test_terms_are_in_order() -> None:
    assert ["HT2023", "VT2024", "HT2024", "VT2025"] == sorted(["VT2025", "HT2024", "VT2024", "HT2023"], key=term_order)


@pytest.mark.parametrize(
    ("week", "month"), [("2024-W05", "2024-02"), ("2023-W35", "2023-08"), ("2020-W53", "2020-12"), ("2024-W01", "2024-01")]
)  # fmt: skip
def test_week_belongs_to_the_month_of_its_thursday(week: str, month: str) -> None:
    assert month == parse_period(week).month  # type: ignore[union-attr]


@pytest.mark.parametrize("term", ["HT2023", "VT2024"])
def test_every_day_of_a_school_year_is_in_one_term(term: str) -> None:
    year, period = parse_period("2023/24"), parse_period(term)

    assert year is not None
    assert period is not None
    assert year.start <= period.start < period.end <= year.end


def columns(*fields: str) -> pd.DataFrame:
    return pd.DataFrame({ROW: range(2, len(fields) + 2), "x": pd.Series(fields, dtype="str")})


def numbers(*fields: str, **settings: str) -> tuple[list[float | None], list[str]]:
    problems: list[Problem] = []
    read = to_numbers(columns(*fields), "x", FileFormat(**settings), "f", problems)  # type: ignore[arg-type]
    return [None if pd.isna(value) else value for value in read], [problem.code for problem in problems]


def amounts(*fields: str, **settings: Mapping[str, str]) -> tuple[list[float | None], list[str], list[str]]:
    problems: list[Problem] = []
    values, status = to_amounts(columns(*fields), "x", FileFormat(**settings), "f", problems)  # type: ignore[arg-type]
    codes = [problem.code for problem in problems]
    return [None if pd.isna(value) else value for value in values], status.tolist(), codes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234),
        ("1 234", 1234),
        (f"1{NBSP}234", 1234),
        (f"1{NNBSP}234{NNBSP}567", 1234567),
        (f"1{THIN}234,5", 1234.5),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        (f"{MINUS}3,5", -3.5),
        ("-3", -3),
        ("+3", 3),
        ("1 234 kr", 1234),
        (f"1{NBSP}234,50{NBSP}kr", 1234.5),
        ("1234 SEK", 1234),
        ("12,5kr.", 12.5),
        (" 7 ", 7),
        ("007", 7),
    ],
)
def test_number_is_read(text: str, value: float) -> None:
    assert ([value], []) == numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.234,5",
        "1,234.5",
        "12 34",
        "1  234",
        "1234 567",
        "12,",
        ",5",
        "1e3",
        "1e309",
        "nan",
        "inf",
        "NA",
        "12 %",
        "~100",
        "<5",
        "x",
        "*",
        "..",
        "-",
        "kr",
        "٣",
        "1_000",
        "0x10",
        "--3",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert ([None], ["E121"]) == numbers(text)


@pytest.mark.parametrize("fields", [("4.017",), ("4.017", "3.992"), ("4.017", "12"), ("-4.017",), ("4.017", "5,5")])
def test_point_before_three_digits_is_never_guessed(fields: tuple[str, ...]) -> None:
    assert numbers(*fields)[1]


def test_point_before_three_digits_is_a_decimal_where_another_number_says_so() -> None:
    assert ([4.017, 12.5], []) == numbers("4.017", "12.5")
    assert ([4.017], []) == numbers("4.017", decimal=".")
    assert ([0.125], []) == numbers("0.125")


def test_column_has_one_decimal_sign() -> None:
    assert ([None, None], ["E202"]) == numbers("1,5", "1.5")
    assert ([1.5, None], ["E121"]) == numbers("1,5", "1.5", decimal=",")


def test_blank_is_no_value() -> None:
    assert ([None, None, 3], []) == numbers("", "  ", "3")


def test_signs_are_kept_beside_the_values() -> None:
    values, status, codes = amounts("5", "..", ".", "0", "")

    assert [5, None, None, 0, None] == values
    assert ["", "secret", "missing", "", "missing"] == status
    assert [] == codes


def test_dash_means_only_what_was_declared() -> None:
    assert ["E121"] == amounts("5", "-")[2]
    assert ([5, 0], ["", "zero"], []) == amounts("5", "-", markers={"-": "zero"})
    assert ([5, None], ["", "missing"], []) == amounts("5", "-", markers={"-": "missing"})


def test_declared_signs_replace_those_that_are_known() -> None:
    assert ["E121"] == amounts("5", "..", markers={"-": "zero"})[2]
    assert ([None], ["secret"], []) == amounts("X", markers={"X": "secret"})


def test_hidden_number_is_never_zero() -> None:
    values, _, _ = amounts("..", ".")

    assert [None, None] == values


def test_period_of_another_kind_is_refused() -> None:
    problems: list[Problem] = []
    read = to_periods(columns("2023-08", "HT2023", ""), "x", frozenset({"month"}), FileFormat(), "f", problems)

    assert ["2023-08"] == [period.name for period in read.dropna()]
    assert [("E203", 2)] == [(problem.code, problem.params["count"]) for problem in problems]


def test_word_from_a_mac_is_the_same_word() -> None:
    mac = unicodedata.normalize("NFD", "föräldramöte")

    assert ["föräldramöte"] * 2 == present_text(pd.Series([mac, "föräldramöte"], dtype="str"), FileFormat()).tolist()


COUNTS = Source(
    id="s",
    table="counts",
    files=("t.csv",),
    columns={"unit": "Skola", "period": "Månad", "series": "Vad", "n": "Antal"},
)


def text_of(folder: Path, content: str, source: Source = COUNTS) -> FileText:
    problems: list[Problem] = []
    (folder / "t.csv").write_text(content, encoding="utf-8")
    found = read_text(folder / "t.csv", source, problems)
    assert found is not None, [problem.code for problem in problems]
    return found


HEAD = "Skola;Månad;Vad;Antal\n"


def schools(found: FileText) -> list[str]:
    return found.frame["Skola"].tolist()


def test_title_rows_are_found_and_kept_apart(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"Rapport\n\nUttagen 2024;;;\n{HEAD}A;2023-08;x;1\n")

    assert ["A"] == schools(found)
    assert [("title", "Rapport"), ("title", "Uttagen 2024")] == [pair for pair in found.outside if pair[0] == "title"]
    assert [5] == found.frame[ROW].tolist()
    assert "titles" in found.found


def test_header_of_two_rows_names_columns_by_both(tmp_path: Path) -> None:
    series = {"x": {"a": "Skola A / inkomna"}, "y": {"b": "Skola B / inkomna"}}
    two_rows = "Månad;Skola A;;Skola B;\n;inkomna;inledda;inkomna;inledda\n"
    source = replace(COUNTS, columns={"period": "Månad"}, series=series)
    found = text_of(tmp_path, f"Titel;;;;\n{two_rows}2023-08;4;2;3;1\n", source)

    names = ["Månad", "Skola A / inkomna", "Skola A / inledda", "Skola B / inkomna", "Skola B / inledda"]
    assert names == list(found.frame.columns)[1:]
    assert "header_rows" in found.found


@pytest.mark.parametrize("word", ["Totalt", "totalt", " Summa", "SUMMA 2023", "Total:", "Samtliga skolor", "Sum"])
def test_row_of_sums_is_left_out_and_said(tmp_path: Path, word: str) -> None:
    found = text_of(tmp_path, f"{HEAD}A;2023-08;x;1\n{word};;;1\n")

    assert ["A"] == schools(found)
    assert "totals" in found.found
    assert ("totals", word) in found.outside


@pytest.mark.parametrize(
    "name", ["Totalskolan", "Summerskolan", "Sumsjöns förskola", "Samtalsskolan", "Skolan Totalt", "Norra samtliga"]
)
def test_school_whose_name_begins_like_a_sum_is_a_school(tmp_path: Path, name: str) -> None:
    assert ["A", name] == schools(text_of(tmp_path, f"{HEAD}A;2023-08;x;1\n{name};2023-08;x;1\n"))


def test_words_for_sums_can_be_declared_away(tmp_path: Path) -> None:
    source = replace(COUNTS, format=FileFormat(totals=()))

    assert ["Totalt"] == schools(text_of(tmp_path, f"{HEAD}Totalt;2023-08;x;1\n", source))


def test_sum_in_a_column_of_numbers_is_no_word(tmp_path: Path) -> None:
    source = replace(COUNTS, columns={**COUNTS.columns, "exposure": "Barn"})

    assert ["A"] == schools(text_of(tmp_path, "Skola;Månad;Vad;Antal;Barn;Not\nA;2023-08;x;1;9;total\n", source))


@pytest.mark.parametrize("kind", ["personal", ""])
def test_cost_with_a_kind_is_a_cost_whatever_it_is_called(tmp_path: Path, kind: str) -> None:
    names = ("item", "kind", "quantity", "measure", "price", "price_year", "payer", "source")
    source = replace(COUNTS, table="costs", columns={name: name for name in names})
    row = f"Total översyn;{kind};1;m;2;2023;p;s"

    found = text_of(tmp_path, f"{';'.join(names)}\nHyra;övrigt;1;m;2;2023;p;s\n{row}\n", source)

    assert (["Hyra", "Total översyn"] if kind else ["Hyra"]) == found.frame["item"].tolist()


def test_footnote_is_left_out_and_searched(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"{HEAD}A;2023-08;x;1\n;;;\nKälla: systemet;;;\n* preliminärt\n")

    assert ["A"] == schools(found)
    assert [("footnotes", "Källa: systemet"), ("footnotes", "* preliminärt")] == list(found.outside)


def test_rows_of_persons_are_never_sums(tmp_path: Path) -> None:
    source = Source(id="s", table="persons", files=("t.csv",), person="id", columns={"unit": "Skola"})

    assert ["A", "Totalt"] == schools(text_of(tmp_path, "id;Skola\np1;A\np2;Totalt\n", source))


@pytest.mark.parametrize(
    ("content", "encoding", "found"),
    [
        (f"{HEAD}Å;2023-08;x;1\n", "utf-8", {"encoding": "utf-8", "delimiter": ";"}),
        (f"{HEAD}Å;2023-08;x;1\n", "utf-8-sig", {"encoding": "utf-8", "delimiter": ";"}),
        (f"{HEAD}Å;2023-08;x;1\n", "cp1252", {"encoding": "cp1252", "delimiter": ";"}),
        (f"{HEAD}Å;2023-08;x;1\n", "utf-16", {"encoding": "utf-16", "delimiter": ";"}),
        (HEAD.replace(";", "\t") + "Å\t2023-08\tx\t1\n", "utf-8", {"encoding": "utf-8", "delimiter": "tab"}),
        (HEAD.replace(";", ",") + '"Å; A",2023-08,x,1\n', "utf-8", {"encoding": "utf-8", "delimiter": ","}),
        (HEAD.replace(";", "|") + "Å|2023-08|x|1\n", "utf-8", {"encoding": "utf-8", "delimiter": "|"}),
    ],
)
def test_settings_are_found_and_said(tmp_path: Path, content: str, encoding: str, found: dict[str, str]) -> None:
    (tmp_path / "t.csv").write_bytes(content.encode(encoding))
    problems: list[Problem] = []

    text = read_text(tmp_path / "t.csv", COUNTS, problems)

    assert text is not None
    assert found == text.found
    assert text.frame["Skola"].iloc[0].startswith("Å")


def pilot_units(write: Write, files: dict[str, str]) -> object:
    units = (
        Unit(id="a", kind="school", label=Text(sv="Skola A", en="School A"), codes=("00000101", "00000151")),
        Unit(id="b", kind="school", label=Text(sv="Skola B", en="School B"), codes=("00000102",)),
    )
    return replace(load_pilot(write(files)), units=units)


def units_of(pilot: object, *names: str) -> tuple[list[object], list[str], set[str]]:
    problems: list[Problem] = []
    found: dict[str, str] = {}
    frame = columns(*names).rename(columns={"x": "Skola"})
    read = to_units(frame, COUNTS, pilot, "f", problems, found)  # type: ignore[arg-type]
    return [None if pd.isna(unit) else unit for unit in read], [problem.code for problem in problems], set(found)


def test_unit_goes_by_id_name_and_every_code(files: dict[str, str], write: Write) -> None:
    pilot = pilot_units(write, files)

    assert (["a"] * 4, [], {"renamed"}) == units_of(pilot, "a", "Skola A", "00000101", "00000151")
    assert (["b"] * 2, [], set()) == units_of(pilot, "School B", "00000102")


def test_code_that_lost_its_zeros_is_recognised_and_said(files: dict[str, str], write: Write) -> None:
    pilot = pilot_units(write, files)

    assert (["b"], [], {"codes"}) == units_of(pilot, "102")
    assert (["a"], [], {"codes", "renamed"}) == units_of(pilot, "151")


@pytest.mark.parametrize("name", ["103", "0102", "1020", "Skola C", ""])
def test_unknown_unit_is_refused(files: dict[str, str], write: Write, name: str) -> None:
    assert ["E127"] == units_of(pilot_units(write, files), "a", name)[1]


def taken(folder: Path) -> Intake:
    return ingest(load_pilot(folder))


def test_row_that_repeats_another_is_dropped_in_files_of_persons(files: dict[str, str], write: Write) -> None:
    row = files["persons.csv"].splitlines()[1]
    intake = taken(write(files | {"persons.csv": files["persons.csv"] + row + "\n"}))

    assert () == intake.problems
    assert 60 == len(intake.tables["persons"])
    assert "found.doubles" in {note.key for note in intake.receipt[0].notes}


def test_row_that_repeats_another_in_part_is_refused(files: dict[str, str], write: Write) -> None:
    person, arm = files["persons.csv"].splitlines()[1].split(",")
    other = "A" if arm == "B" else "B"

    both = f"{files['persons.csv']}{person},{other}\n"

    assert ["E132"] == [problem.code for problem in taken(write(files | {"persons.csv": both})).problems]


TALLY = """
[[source]]
id = "tally"
table = "counts"
files = ["tally*.csv"]
columns = { period = "Månad", series = "Vad", n = "Antal" }
"""


def test_row_that_repeats_another_is_refused_in_tallies(files: dict[str, str], write: Write) -> None:
    tally = "Månad;Vad;Antal\n2023-08;x;7\n2023-09;x;7\n2023-08;x;7\n"
    intake = taken(write(files | {"sources.toml": files["sources.toml"] + TALLY, "tally.csv": tally}))

    assert ["E132"] == [problem.code for problem in intake.problems]


def test_same_month_in_two_files_is_refused(files: dict[str, str], write: Write) -> None:
    one, two = "Månad;Vad;Antal\n2023-08;x;7\n", "Månad;Vad;Antal\naug 2023;x;7\n"
    added = {"sources.toml": files["sources.toml"] + TALLY, "tally1.csv": one, "tally2.csv": two}

    assert ["E132"] == [problem.code for problem in taken(write(files | added)).problems]


FORMS = """
[[source]]
id = "sdq"
table = "measures"
files = ["sdq.csv"]
person = "id"
columns = {{ date = "datum" }}
instrument = {{ key = "sdq_parent", items = "p{{item:02}}", prefix = "sdq", respondent = "vem"{order} }}
"""
ORDER = ', respondents = ["mamma", "pappa"]'
AUTUMN, SPRING = "2023-09-15", "2024-05-15"


def answered(files: dict[str, str], write: Write, *rows: tuple[str, str, str, int], order: str = ORDER) -> Intake:
    """Take in questionnaires: (person, day, who, the answer to every item)."""
    head = "id;datum;vem;" + ";".join(f"p{i:02}" for i in range(1, 26))
    lines = [head, *(f"{p};{day};{who};" + ";".join([str(answer)] * 25) for p, day, who, answer in rows)]
    sources = files["sources.toml"] + FORMS.format(order=order)
    return taken(write(files | {"sources.toml": sources, "sdq.csv": "\n".join(lines) + "\n"}))


def kept(intake: Intake) -> dict[tuple[str, str], float]:
    """Return person and occasion → prosocial points, which are five times every answer."""
    rows = intake.tables["measures"].query("outcome == 'sdq_prosocial'")
    return {(p, at): value / 5 for p, at, value in zip(rows["person"], rows["occasion"], rows["value"], strict=True)}


def test_respondent_who_answered_at_both_occasions_is_kept(files: dict[str, str], write: Write) -> None:
    intake = answered(
        files,
        write,
        ("barn001", AUTUMN, "mamma", 0),
        ("barn001", AUTUMN, "pappa", 1),
        ("barn001", SPRING, "pappa", 2),
    )

    assert () == intake.problems
    assert {("barn001", "T0"): 1, ("barn001", "T1"): 2} == kept(intake)
    assert "found.respondents" in {note.key for note in intake.receipt[-1].notes}


def test_declared_order_decides_between_equals(files: dict[str, str], write: Write) -> None:
    rows = [("barn001", day, who, answer) for day in (AUTUMN, SPRING) for who, answer in (("pappa", 1), ("mamma", 0))]

    assert {("barn001", "T0"): 0, ("barn001", "T1"): 0} == kept(answered(files, write, *rows))


def test_two_who_each_answered_once_are_not_made_one(files: dict[str, str], write: Write) -> None:
    intake = answered(files, write, ("barn001", AUTUMN, "mamma", 0), ("barn001", SPRING, "pappa", 2))

    assert {("barn001", "T0"): 0} == kept(intake)


def test_answers_of_others_are_left_out(files: dict[str, str], write: Write) -> None:
    intake = answered(files, write, ("barn001", AUTUMN, "mamma", 0), ("barn002", AUTUMN, "mormor", 2))

    assert {("barn001", "T0"): 0} == kept(intake)


def test_two_without_an_order_are_refused(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("barn001", AUTUMN, "pappa", 1))

    assert ["E213"] == [problem.code for problem in answered(files, write, *rows, order="").problems]


def test_one_who_answered_twice_at_an_occasion_is_refused(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("barn001", "2023-10-15", "mamma", 1))

    assert ["E132"] == [problem.code for problem in answered(files, write, *rows).problems]
    assert ["E132"] == [problem.code for problem in answered(files, write, *rows, order="").problems]
