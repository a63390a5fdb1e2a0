"""All files of a pilot: stacked, counted in the receipt, and every problem kept."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from small_files import TALLY, codes, taken

from tsi_eval.errors import DeclarationError
from tsi_eval.ingest import Intake

Write = Callable[..., Path]


def test_xlsx_gives_the_same_study_as_csv(files: dict[str, str], write: Write) -> None:
    book = Workbook()
    book.active.append(["id", "datum", "poang"])
    for row in pd.read_csv(io.StringIO(files["forms.csv"]), parse_dates=["datum"]).itertuples(index=False):
        book.active.append([row.id, row.datum.to_pydatetime(), row.poang])
    stream = io.BytesIO()
    book.save(stream)
    sources = files["sources.toml"].replace("forms.csv", "forms.xlsx")

    from_csv = taken(write(files, name="csv")).tables["measures"]
    del files["forms.csv"]
    from_xlsx = taken(write(files | {"sources.toml": sources, "forms.xlsx": stream.getvalue()})).tables["measures"]

    pd.testing.assert_frame_equal(from_csv.drop(columns=["file", "row"]), from_xlsx.drop(columns=["file", "row"]))


def test_files_are_never_changed(files: dict[str, str], write: Write) -> None:
    folder = write(files)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    taken(folder)

    assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_rows_and_pseudonyms_never_decide_a_result(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tsi_eval import analyse, load_pilot, open_study, release

    head, *rows = files["forms.csv"].splitlines()
    turned = files | {"forms.csv": "\n".join([head, *reversed(rows)])}
    first = release(analyse(open_study(load_pilot(write(files)))))
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path / "another.key"))

    second = release(analyse(open_study(load_pilot(write(turned)))))

    assert first.findings == second.findings


def test_intake_prints_the_names_of_its_tables_and_no_row(files: dict[str, str], write: Write) -> None:
    assert "Intake of tiny: persons, enrolment, measures" == repr(taken(write(files)))


def test_fault_that_two_sources_find_in_one_file_is_said_once(files: dict[str, str], write: Write) -> None:
    again = """
[[source]]
id = "more"
table = "enrolment"
files = ["persons.csv"]
person = "id"
stages = { offered = "grupp" }
words.yes = ["A", "B"]
"""
    ragged = files["persons.csv"] + "barn999,A,x\n"

    intake = taken(write(files | {"persons.csv": ragged, "sources.toml": files["sources.toml"] + again}))
    assert 1 == codes(intake).count("E122")


def test_person_who_is_not_among_persons_is_counted_once(files: dict[str, str], write: Write) -> None:
    strange = files["forms.csv"] + "barn999,2023-09-15,7\nbarn999,2024-05-15,7\n"

    (problem,) = taken(write(files | {"forms.csv": strange})).problems
    assert ("E133", "measures", 1) == (problem.code, problem.params["table"], problem.params["count"])


def test_school_of_a_person_is_one_that_the_pilot_declares(files: dict[str, str], write: Write) -> None:
    school = '\n[[unit]]\nid = "A"\nkind = "school"\nlabel = { sv = "Skola A", en = "School A" }\n'
    sources = files["sources.toml"].replace(
        'columns = { arm = "grupp" }', 'columns = { arm = "grupp", unit = "grupp" }'
    )

    problems = taken(write(files | {"pilot.toml": files["pilot.toml"] + school, "sources.toml": sources})).problems

    assert [("E127", "grupp", 30, 60)] == [
        (problem.code, *(problem.params[name] for name in ("column", "count", "of"))) for problem in problems
    ]
    assert 30 == len(problems[0].rows)


MONTHS = [f"2023-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(("closed", "expected"), [("", ["E204"]), ("closed_months = [7]\n", [])])
def test_month_that_is_missing_is_said_with_its_source(
    files: dict[str, str], write: Write, closed: str, expected: list[str]
) -> None:
    tally = "Månad;Vad;Antal\n" + "".join(f"{month};x;1\n" for month in MONTHS if month != "2023-07")

    intake = taken(write(files | {"sources.toml": files["sources.toml"] + TALLY + closed, "tally.csv": tally}))

    assert expected == codes(intake)
    for problem in intake.problems:
        assert "source “tally”" in problem.text("en")
        assert "2023-07" in problem.text("sv")


def test_data_file_that_no_source_reads_is_a_problem(files: dict[str, str], write: Write) -> None:
    assert ["E167"] == codes(taken(write(files | {"nytt.csv": "a;b\n1;2\n"})))


def test_what_is_outside_and_undeclared_is_kept_for_the_search(files: dict[str, str], write: Write) -> None:
    noted = "Uttagen av N.N.\n" + files["persons.csv"].replace("id,grupp", "id,grupp,ort").replace("A\n", "A,Mora\n")
    noted = noted.replace("B\n", "B,Nora\n")

    intake = taken(write(files | {"persons.csv": noted}))

    assert ("persons.csv", "title", "Uttagen av N.N.") in intake.outside
    assert ["3:ort"] == list(intake.undeclared["people"].columns)
    assert {"Mora", "Nora"} == set(intake.undeclared["people"]["3:ort"])


def test_label_in_two_spellings_is_refused_until_it_is_translated(files: dict[str, str], write: Write) -> None:
    people = files["persons.csv"].replace("barn001,A", "barn001,a").replace("barn003,A", "barn003,A\u200b")
    plain = files["sources.toml"].replace('values.arm = { A = "a", B = "b" }\n', "")

    (problem,) = taken(write(files | {"persons.csv": people, "sources.toml": plain}, name="plain")).problems

    assert ("E355", "grupp", 1, (3,)) == (problem.code, *(problem.params[n] for n in ("column", "count")), problem.rows)
    assert "under values för källan i sources.toml" in problem.text("sv")
    translated = taken(write(files | {"persons.csv": people}, name="translated"))
    assert () == translated.problems
    assert 30 == (translated.tables["persons"]["arm"] == "a").sum()


def test_label_in_two_spellings_is_found_across_files(files: dict[str, str], write: Write) -> None:
    one, two = "Månad;Vad;Antal\n2023-08;Skola;7\n2023-10;Skola;7\n", "Månad;Vad;Antal\n2023-09;skola;7\n"
    added = {"sources.toml": files["sources.toml"] + TALLY, "tally1.csv": one, "tally2.csv": two}

    (problem,) = taken(write(files | added)).problems

    assert ("E355", "tally2.csv", (2,)) == (problem.code, problem.params["file"], problem.rows)


def test_doubled_key_names_both_files_and_the_words_of_the_key(files: dict[str, str], write: Write) -> None:
    one, two = "Månad;Vad;Antal\n2023-08;x;7\n", "Månad;Vad;Antal\n2023-07;x;7\naug 2023;x;7\n"
    added = {"sources.toml": files["sources.toml"] + TALLY, "tally1.csv": one, "tally2.csv": two}

    (problem,) = taken(write(files | added)).problems

    assert [
        "E132 Samma enhet, månad och serie står på mer än en rad, i 2 av 3 rader.",
        "  var: tally1.csv (rad 2); tally2.csv (rad 3)",
    ] == problem.text("sv").splitlines()[:2]


def test_two_measurements_are_never_to_be_removed(files: dict[str, str], write: Write) -> None:
    again = files["forms.csv"] + "barn001,2023-10-15,7\n"

    (problem,) = taken(write(files | {"forms.csv": again})).problems

    assert "ta inte bort någon av dem: ge dem var sitt tillfälle" in problem.text("sv")
    assert "Samma person har mer än en mätning av samma mått" in problem.text("sv")


COST = """
[[source]]
id = "budget"
table = "costs"
files = ["budget.csv"]
columns = { item = "Post", kind = "Slag", quantity = "Antal", measure = "Enhet", price = "Pris", price_year = "År", payer = "Betalare", source = "Källa" }
"""  # noqa: E501  one line of TOML


def budget(files: dict[str, str], write: Write, *prices: str, year: str = "2023", **declared: str) -> Intake:
    """Take in a budget with these prices; what is declared stands in the place of other words."""
    source = COST
    for key, line in declared.items():
        source = source.replace('"Pris"', f'"{line}"') if key == "price" else source + line + "\n"
    head = f"Post;Slag;Antal;Enhet;{declared.get('price', 'Pris')};År;Betalare;Källa\n"
    posts = "".join(f"Post {i};other;1;piece;{price};{year};school;b\n" for i, price in enumerate(prices))
    name = "-".join(["p", *declared]).replace("_", "-")
    return taken(write(files | {"sources.toml": files["sources.toml"] + source, "budget.csv": head + posts}, name=name))


def test_price_that_may_be_thousands_is_refused_until_its_sign_is_declared(files: dict[str, str], write: Write) -> None:
    (problem,) = budget(files, write, "42.000", "450.50").problems
    assert ("E348", "Pris", (2,)) == (problem.code, problem.params["column"], problem.rows)
    assert 'format.decimal = "."' in problem.text("sv")

    decimal = budget(files, write, "42.000", "450.50", decimal='format.decimal = "."')
    thousands = budget(files, write, "42.000", "450,50", thousands='format.thousands = "."')

    assert [[42.0, 450.5], [42000.0, 450.5]] == [
        intake.tables["costs"]["price"].tolist() for intake in (decimal, thousands)
    ]
    assert () == decimal.problems + thousands.problems


def test_price_in_thousands_of_crowns_is_refused_until_it_is_declared(files: dict[str, str], write: Write) -> None:
    (problem,) = budget(files, write, "42", "3", price="Pris (tkr)").problems
    assert ("E350", "Pris (tkr)") == (problem.code, problem.params["column"])
    line = 'format.times = { "Pris (tkr)" = 1000 }'
    assert line in problem.text("sv")

    declared = budget(files, write, "42", "3", price="Pris (tkr)", times=line)

    assert () == declared.problems
    assert [42000.0, 3000.0] == declared.tables["costs"]["price"].tolist()


def test_factor_is_of_a_column_that_is_declared(files: dict[str, str], write: Write) -> None:
    with pytest.raises(DeclarationError) as error:
        budget(files, write, "42", times='format.times = { "Priset" = 1000 }')

    assert ["E159"] == [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(("year", "expected"), [("23", ["E351"]), ("2 023", []), ("2023,0", []), ("202", ["E351"])])
def test_year_has_four_figures(year: str, expected: list[str], files: dict[str, str], write: Write) -> None:
    assert expected == codes(budget(files, write, "5", year=year))


def test_percent_is_refused_until_it_is_declared(files: dict[str, str], write: Write) -> None:
    shares = files["forms.csv"].replace("\n", " %\n").replace("poang %", "poang")

    assert ["E349"] == codes(taken(write(files | {"forms.csv": shares}, name="refused")))
    sources = files["sources.toml"].replace("outcomes.score", 'format.percent = "as_written"\noutcomes.score')
    whole = taken(write(files, name="plain")).tables["measures"]["value"].tolist()
    declared = taken(write(files | {"forms.csv": shares, "sources.toml": sources}, name="declared"))
    assert () == declared.problems
    assert whole == declared.tables["measures"]["value"].tolist()


def test_number_of_a_cell_is_never_taken_for_thousands(files: dict[str, str], write: Write) -> None:
    book = Workbook()
    book.active.append(["id", "datum", "poang"])
    for place, value in enumerate((12.125, 7.5, 8, 0.1 + 0.2)):
        book.active.append([f"barn{place:03}", "2023-09-15", value])
    stream = io.BytesIO()
    book.save(stream)
    sources = files["sources.toml"].replace("forms.csv", "forms.xlsx").replace("maximum = 40", "step = 0.025")
    del files["forms.csv"]

    intake = taken(write(files | {"sources.toml": sources, "forms.xlsx": stream.getvalue()}))

    assert () == intake.problems
    assert [12.125, 7.5, 8, 0.3] == intake.tables["measures"]["value"].round(9).tolist()


def test_value_off_the_declared_step_is_refused_until_the_step_is_another(files: dict[str, str], write: Write) -> None:
    half = re.sub(r"(barn001,2023-09-15),\d+", r"\1,7.5", files["forms.csv"])

    (problem,) = taken(write(files | {"forms.csv": half}, name="whole")).problems
    assert ("E290", "poang", (3,)) == (problem.code, problem.params["column"], problem.rows)
    finer = files["sources.toml"].replace("maximum = 40", "maximum = 40\nstep = 0.5")
    assert [] == codes(taken(write(files | {"forms.csv": half, "sources.toml": finer}, name="half")))


SCHOOLS = """
[[unit]]
id = "north"
kind = "school"
label = { sv = "Norra skolan", en = "North School" }

[[unit]]
id = "south"
kind = "school"
label = { sv = "Södra skolan", en = "South School" }
"""
MET = """
[[source]]
id = "met"
table = "contacts"
files = ["met.csv"]
columns = { unit = "Skola", period = "Månad", arena = "Plats", who = "Vem", n = "Antal" }
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["E369"]),
        ("Södra skolan;2023-10;gång;elev;0\n", []),
    ],
)
def test_school_without_rows_in_a_month_of_another_is_refused(
    files: dict[str, str], write: Write, more: str, expected: list[str]
) -> None:
    rows = "".join(f"{s};2023-{m:02};gång;elev;4\n" for s in ("Norra skolan", "south") for m in (8, 9, 10))
    rows = rows.replace("south;2023-10;gång;elev;4\n", more)
    added = {
        "pilot.toml": files["pilot.toml"] + SCHOOLS,
        "sources.toml": files["sources.toml"] + MET,
        "met.csv": "Skola;Månad;Plats;Vem;Antal\n" + rows,
    }

    problems = taken(write(files | added)).problems

    assert expected == [problem.code for problem in problems]
    assert all("Södra skolan saknar rader för 2023-10," in problem.text("sv") for problem in problems)


def test_school_says_when_it_closed(files: dict[str, str], write: Write) -> None:
    rows = "".join(
        f"{s};2023-{m:02};gång;elev;4\n" for s, last in (("north", 11), ("south", 10)) for m in range(8, last)
    )
    added = {
        "pilot.toml": files["pilot.toml"] + SCHOOLS + 'last_month = "2023-09"\n',
        "sources.toml": files["sources.toml"] + MET,
        "met.csv": "Skola;Månad;Plats;Vem;Antal\n" + rows,
    }

    assert [] == codes(taken(write(files | added)))


def test_unit_that_is_called_as_a_sum_is_read_by_its_name(files: dict[str, str], write: Write) -> None:
    unit = '\n[[unit]]\nid = "all"\nkind = "school"\nlabel = { sv = "Alla", en = "Alla" }\ncodes = ["Samtliga"]\n'
    source = '\n[[source]]\nid = "s"\ntable = "counts"\nfiles = ["t.csv"]\nfixed.series = "x"\n'
    columns = 'columns = { unit = "Skola", period = "Månad", n = "Antal" }\n'
    table = "Skola;Månad;Antal\nAlla;2024-01;3\nsamtliga;2024-02;4\nTotalt;;7\n"
    intake = taken(
        write(
            files
            | {
                "pilot.toml": files["pilot.toml"] + unit,
                "sources.toml": files["sources.toml"] + source + columns,
                "t.csv": table,
            }
        )
    )

    assert [] == codes(intake)
    assert [("all", 3.0), ("all", 4.0)] == list(
        intake.tables["counts"][["unit", "n"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    ("school", "expected"),
    [("Norra skolan", []), ("NORRA  SKOLAN", []), ("north", []), ("", []), ("Västra skolan", ["E127"])],
)
def test_school_of_a_person_is_known_by_any_of_its_names(
    files: dict[str, str], write: Write, school: str, expected: list[str]
) -> None:
    content = files["persons.csv"].replace("id,grupp", "id,grupp,skola").replace("A\n", f"A,{school}\n")
    sources = files["sources.toml"].replace('arm = "grupp"', 'arm = "grupp", unit = "skola"')
    assert sources != files["sources.toml"]
    pilot = files["pilot.toml"] + SCHOOLS

    intake = taken(
        write(
            files | {"persons.csv": content.replace("B\n", "B,south\n"), "sources.toml": sources, "pilot.toml": pilot}
        )
    )

    assert expected == codes(intake)
    assert {"persons.csv"} >= {problem.params["file"] for problem in intake.problems}
    if not expected:
        assert {"north" if school else None, "south"} == {
            *intake.tables["persons"]["unit"].astype(object).where(lambda unit: unit.notna(), None)
        }
