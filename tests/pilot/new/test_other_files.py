"""What templates and the project lead's page tell her to write for files of her own: it works."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.new.texts import texts

DAY = date(2026, 11, 22)
Write = Callable[..., Path]
PILOT = """
title = { sv = "En pilot", en = "A pilot" }
summary = { sv = "Påhittad.", en = "Invented." }
period = { sv = "2024", en = "2024" }
municipality = "Testkommun"
data = "synthetic"
source = { sv = "påhittad", en = "invented" }
report_date = 2026-11-22
"""
WINDOWS = '[windows]\nT0 = "HT2023"\nT1 = "VT2024"\n'
SCHOOLS = "".join(
    f'[[unit]]\nid = "{id_}"\nkind = "school"\nlabel = {{ sv = "Skola {id_}", en = "School {id_}" }}\npupils = 300\n'
    for id_ in "ab"
)
QUESTIONS = "declared = 2026-01-01\nquestion = []\n"
COUNTS = '[[source]]\nid = "c"\ntable = "counts"\nfiles = ["c*.csv"]\n'
CONTACTS = '[[source]]\nid = "c"\ntable = "contacts"\nfiles = ["c*.csv"]\n'
STEPS = '[[source]]\nid = "c"\ntable = "enrolment"\nfiles = ["c*.csv"]\nperson = "Nr"\nstages.started = "Började"\n'
PERSONS = '[[source]]\nid = "c"\ntable = "persons"\nfiles = ["c*.csv"]\nperson = "Nr"\n'


def outcome(name: str) -> str:
    words = f'label = {{ sv = "{name}", en = "{name}" }}\nunit = {{ sv = "antal", en = "number" }}\n'
    return f"[outcome.{name}]\n{words}minimum = 0\nmaximum = 400\nstep = 1\n"


def measures(name: str) -> str:
    return f'{outcome(name)}[[source]]\nid = "c"\ntable = "measures"\nfiles = ["c*.csv"]\nperson = "Nr"\n'


OF_CONTACTS = 'columns.period = "Vecka"\ncolumns.arena = "Plats"\ncolumns.who = "Vem"\ncolumns.n = "Antal"\n'

# What is declared; what the file holds; the table that is read, and its columns; their values.
# What begins with "new" needs a key that another room reads.
READ = {
    "occasion in a column": (
        measures("score") + 'columns.occasion = "Tillfälle"\noutcomes.score = ["Poäng"]\n'
        'values.occasion = { "före" = "T0", "efter" = "T1" }\n',
        "Nr;Tillfälle;Poäng\nF1;före;3\nF1;efter;4\n",
        ("measures", "occasion value"),
        {("T0", 3.0), ("T1", 4.0)},
    ),
    "before and after beside each other": (
        measures("score") + 'outcomes.score = { T0 = ["Före / Poäng"], T1 = ["Efter / Poäng"] }\n',
        ";Före;Efter\nNr;Poäng;Poäng\nF1;3;4\n",
        ("measures", "occasion value"),
        {("T0", 3.0), ("T1", 4.0)},
    ),
    "number of meetings": (
        measures("meetings") + 'outcomes.meetings = { T1 = ["Antal möten"] }\n',
        "Nr;Antal möten\nF1;3\n",
        ("measures", "outcome occasion value"),
        {("meetings", "T1", 3.0)},
    ),
    "new: a column for each month": (
        COUNTS + 'fixed.series = "reports"\nlayout = { across = "period" }\ncolumns.unit = "Skola"\n',
        "Skola;2024-01;2024-02\nSkola a;1;2\nSkola b;3;4\n",
        ("counts", "unit month series n"),
        {("a", "2024-01", "reports", 1.0), ("a", "2024-02", "reports", 2.0)}
        | {("b", "2024-01", "reports", 3.0), ("b", "2024-02", "reports", 4.0)},
    ),
    "new: months down and years across": (
        COUNTS + 'fixed.series = "reports"\ncolumns.period = "Månad"\nlayout = { across = "year" }\n',
        "Månad;2023;2024\njanuari;1;2\n",
        ("counts", "month n"),
        {("2023-01", 1.0), ("2024-01", 2.0)},
    ),
    "new: years down and months across": (
        COUNTS + 'fixed.series = "reports"\ncolumns.period = "År"\nlayout = { across = "month" }\n',
        "År;jan;feb\n2023;1;2\n",
        ("counts", "month n"),
        {("2023-01", 1.0), ("2023-02", 2.0)},
    ),
    "new: a column for each kind": (
        COUNTS + 'columns.period = "Månad"\nlayout = { across = "series" }\n'
        'values.series = { "Via skolan" = "school", "Sökte själva" = "self" }\n',
        "Månad;Via skolan;Sökte själva\n2024-01;1;2\n",
        ("counts", "month series n"),
        {("2024-01", "school", 1.0), ("2024-01", "self", 2.0)},
    ),
    "new: meeting places down and months across": (
        CONTACTS + 'columns.arena = "Plats"\nfixed.unit = "a"\nfixed.who = "pupil"\nlayout = { across = "period" }\n',
        "Plats;aug 2023;sep 2023\nkorridor;1;2\n",
        ("contacts", "unit month arena who n"),
        {("a", "2023-08", "korridor", "pupil", 1.0), ("a", "2023-09", "korridor", "pupil", 2.0)},
    ),
    "new: a school's name as a title over its rows": (
        CONTACTS + OF_CONTACTS + 'sections = "unit"\n',
        "Vecka;Plats;Vem;Antal\nSkola a;;;\n2024-W02;korridor;elev;1\nSkola b;;;\n2024-W02;korridor;elev;3\n",
        ("contacts", "unit n"),
        {("a", 1.0), ("b", 3.0)},
    ),
    "new: a school's name on the first of its rows": (
        CONTACTS + OF_CONTACTS + 'columns.unit = "Skola"\nblank_means_above = ["unit"]\n',
        "Skola;Vecka;Plats;Vem;Antal\nSkola a;2024-W02;korridor;elev;1\n;2024-W02;matsal;elev;3\n",
        ("contacts", "unit arena n"),
        {("a", "korridor", 1.0), ("a", "matsal", 3.0)},
    ),
    "new: words of one's own in the steps": (
        STEPS + 'words = { yes = ["kom"], no = ["avböjde"], ongoing = ["startar snart"] }\n',
        "Nr;Började\nF1;kom\nF2;avböjde\nF3;startar snart\nF4;pågår\n",
        ("enrolment", "stage state"),
        {("started", "present"), ("started", "ongoing")},
    ),
    "new: days between two dates": (
        measures("wait") + 'days.wait = { T1 = ["Ansökan", "Första mötet"] }\n',
        "Nr;Ansökan;Första mötet\nF1;2024-01-03;2024-02-03\n",
        ("measures", "outcome occasion value"),
        {("wait", "T1", 31.0)},
    ),
    "new: a file that is no data": (
        PERSONS + '[[not_data]]\nfiles = ["anteckningar.docx"]\nreason = { sv = "Våra egna.", en = "Our own." }\n',
        "Nr\nF1\n",
        ("persons", ""),
        {()},
    ),
}


def cases() -> list[object]:
    return [pytest.param(*case, id=name) for name, case in READ.items()]


@pytest.mark.parametrize(("source", "rows", "where", "expected"), cases())
def test_a_file_of_her_own_is_read_when_she_writes_the_line(
    source: str, rows: str, where: tuple[str, str], expected: set[tuple[object, ...]], write: Write
) -> None:
    folder = write(
        {"pilot.toml": PILOT + WINDOWS + SCHOOLS, "sources.toml": source, "questions.toml": QUESTIONS, "c1.csv": rows}
    )
    if "not_data" in source:
        (folder / "anteckningar.docx").write_bytes(b"")

    table = open_study(load_pilot(folder)).table(where[0])

    columns = where[1].split()
    assert expected == {tuple(row[name] for name in columns) for row in table.to_dict("records")}


def test_families_that_begin_all_year_are_measured_so_many_days_from_their_own_start(write: Write) -> None:
    start = 'files = ["p*.csv"]\nperson = "Nr"\ndates.first_meeting = "Första mötet"\n'
    source = measures("score") + 'columns.date = "Datum"\noutcomes.score = ["Poäng"]\n'
    folder = write(
        {
            "pilot.toml": PILOT + '[windows]\nT1 = { since = "first_meeting", days = [60, 240] }\n',
            "sources.toml": f'{source}[[source]]\nid = "p"\ntable = "persons"\n{start}',
            "questions.toml": QUESTIONS,
            "c1.csv": "Nr;Datum;Poäng\nF1;2024-04-03;3\nF2;2024-12-03;4\n",
            "p1.csv": "Nr;Första mötet\nF1;2024-01-03\nF2;2024-09-03\n",
        }
    )

    table = open_study(load_pilot(folder)).table("measures")

    assert [("T1", 3.0), ("T1", 4.0)] == sorted(zip(table["occasion"], table["value"], strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_template_says_of_other_files_is_toml_in_both_languages(language: str) -> None:
    made = texts("ny", ["participation", "pre_post"], language, DAY)
    block = re.split(r"^# (?:Ser en fil|Does a file)", made.files["sources.toml"], flags=re.MULTILINE)[1]
    lines = re.findall(r"^#   (?:.*?:\s+)?((?:[a-z_.]+ = |\[\[).*)$", block, re.MULTILINE)
    found: Mapping[str, object] = {key: value for line in lines[:7] for key, value in tomllib.loads(line).items()}
    last = tomllib.loads("\n".join(lines[7:]))

    assert {"files", "format", "layout", "sections", "blank_means_above", "fixed"} == {*found}
    assert ["not_data"] == [*last]
    assert {"files", "reason"} == {*last["not_data"][0]}
