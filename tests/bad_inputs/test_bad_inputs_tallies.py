"""Broken deliveries of tallies, questionnaires and costs.

Each is the pilot familjeteamet with one thing wrong.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import chdir, redirect_stderr
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from long_form import some
from openpyxl import load_workbook

from tsi_eval.cli import main
from tsi_eval.project import find_project

NAME = "familjeteamet"
PILOT = find_project(Path(__file__).parent).data / NAME
# Wrong by their check digit, or not a number that anybody has: as in the other tests of identity
# numbers.
NUMBER = "20120319-2030"
MARK = "hemlig"
Break = Callable[[Path], None]
Attempts = Callable[[str, str], "Attempt"]

CONTACTS, ABSENCE, POLL = "kontakter_HT2023.csv", "franvaro_HT2023.csv", "elevenkat_VT2024.csv"
ENQUIRIES, SDQ, BUDGET = "forfragningar_HT2023.csv", "sdq_HT2023.csv", "budget_HT2023.xlsx"
OLD_WINDOWS = {CONTACTS, SDQ, "sdq_VT2024.csv", "kontakter_VT2024.csv"}


def encoding_of(file: str) -> str:
    return "cp1252" if file in OLD_WINDOWS else "utf-8"


def swap(file: str, old: str, new: str, *, every: bool = False) -> Break:
    def change(folder: Path) -> None:
        text = (folder / file).read_bytes().decode(encoding_of(file))
        assert old in text
        (folder / file).write_bytes(text.replace(old, new, -1 if every else 1).encode(encoding_of(file)))

    return change


def lines(file: str, change: Callable[[list[str]], list[str]]) -> Break:
    def apply(folder: Path) -> None:
        rows = (folder / file).read_bytes().decode(encoding_of(file)).splitlines()
        (folder / file).write_bytes("\r\n".join([*change(rows), ""]).encode(encoding_of(file)))

    return apply


def without(file: str, start: str) -> Break:
    return lines(file, lambda rows: [row for row in rows if not row.startswith(start)])


def cell(place: str, value: object) -> Break:
    def change(folder: Path) -> None:
        book = load_workbook(folder / BUDGET)
        book.active[place] = value
        book.save(folder / BUDGET)

    return change


def rename_sheet(name: str) -> Break:
    def change(folder: Path) -> None:
        book = load_workbook(folder / BUDGET)
        book.active.title = name
        book.save(folder / BUDGET)

    return change


def recoded(folder: Path) -> None:
    """Code every answer one step higher, in both files: 1, 2, 3."""

    def higher(rows: list[str]) -> list[str]:
        fields = [row.split(";") for row in rows[1:]]
        answers = [[*f[:3], *(str(int(a) + 1) if a else "" for a in f[3:28]), *f[28:]] for f in fields]
        return [rows[0], *(";".join(f) for f in answers)]

    for file in ("sdq_HT2023.csv", "sdq_VT2024.csv"):
        lines(file, higher)(folder)


def twice_encoded(folder: Path) -> None:
    text = (folder / POLL).read_bytes().decode()
    (folder / POLL).write_bytes(text.encode().decode("cp1252").encode())


def declared(source: str, setting: str) -> Break:
    return swap("sources.toml", f'id = "{source}"', f'id = "{source}"\nformat = {{ {setting} }}')


def without_pupils(folder: Path) -> None:
    swap("pilot.toml", "pupils = 312", "")(folder)
    swap("sources.toml", 'asked = "pupils" ', "asked.VT2024 = { a = 312, b = 268 } ")(folder)


FIRST = "101;v. 34 2023;korridor;elev;5;85"
CASES: dict[str, tuple[str, int, Break]] = {
    "wrong declared encoding": ("E117", 4, declared("contacts", 'encoding = "utf-8"')),
    "å, ä and ö broken": ("E118", 4, twice_encoded),
    "two decimal signs in a column": ("E202", 4, swap(ABSENCE, "570,2", "570.2")),
    "point that may be a thousand": ("E348", 4, swap(ENQUIRIES, "4\u202f017", "4.017", every=True)),
    "a month twice": ("E132", 4, swap(ENQUIRIES, "aug 2023;skola;", "aug 2023;självmant;")),
    "a month missing": ("E204", 4, without(ENQUIRIES, "okt 2023")),
    "a series missing in a month": ("E204", 4, without(ENQUIRIES, "okt 2023;skola")),
    "more absence than was offered": ("E206", 4, swap(ABSENCE, "44\u00a0055,0", "3\u00a0055,0")),
    "negative hours": ("E205", 4, swap(ABSENCE, "570,2", "\u2212570,2")),
    "negative count": ("E205", 4, swap(CONTACTS, FIRST, FIRST.replace(";5;", ";-5;"))),
    "half a contact": ("E209", 4, swap(CONTACTS, FIRST, FIRST.replace(";5;", ";5,5;"))),
    "half a pupil": ("E209", 4, swap(ABSENCE, ";7;104;", ";7;104,5;")),
    "count in words": ("E121", 4, swap(CONTACTS, FIRST, FIRST.replace(";5;", f";{MARK};"))),
    "blank count": ("E214", 4, swap(CONTACTS, FIRST, FIRST.replace(";5;", ";;"))),
    "blank arena": ("E214", 4, swap(CONTACTS, FIRST, FIRST.replace("korridor", ""))),
    "blank way in": ("E214", 4, swap(ENQUIRIES, "aug 2023;skola;", "aug 2023;;")),
    "blank grade": ("E214", 4, swap(ABSENCE, ";7;104;", ";;104;")),
    "identity number in an undeclared comment": ("E130", 5, swap(SDQ, "Ifylld på mötet", f"se {NUMBER}")),
    "identity number in a sheet's name": ("E189", 5, rename_sheet(NUMBER)),
    "identity number in a title row": ("E189", 5, swap(CONTACTS, "Syntetiska data", f"fråga {NUMBER}")),
    "identity number in a footnote": ("E189", 5, lines(CONTACTS, lambda rows: [*rows, f"* gäller {NUMBER};;;;;"])),
    "identity number in a row of sums": ("E189", 5, swap(CONTACTS, "Totalt;", f"Totalt {NUMBER};")),
    "identity number as a cost": ("E130", 5, cell("A4", f"tolk för {NUMBER}")),
    "questionnaire coded one step higher": ("E211", 4, recoded),
    "answer outside 0–2": ("E212", 4, swap(SDQ, "mamma;1;0;0;2", "mamma;7;0;0;2")),
    "half an answer": ("E212", 4, swap(SDQ, "mamma;1;0;0;2", "mamma;1,5;0;0;2")),
    "mother and father without an order": ("E213", 4, swap("sources.toml", ', respondents = ["mamma", "pappa"]', "")),
    "price without a year": ("E207", 4, cell("F4", None)),
    "price without a source": ("E208", 4, cell("H4", None)),
    "cost without a payer": ("E214", 4, cell("G4", None)),
    "own price without a year": ("E222", 3, swap("prices.toml", "price_year = 2023", "")),
    "own price without a source": ("E223", 3, swap("prices.toml", 'source = "ASSUMPTION"', "")),
    "unknown unit": ("E127", 4, swap(CONTACTS, FIRST, FIRST.replace("101", "999"))),
    "unit in another name": ("E127", 4, swap(POLL, "Skola A", f"Skola {MARK}")),
    "month in words": ("E203", 4, swap(ENQUIRIES, "aug 2023", f"{MARK} månad")),
    "month without a year": ("E203", 4, swap(ENQUIRIES, "aug 2023", "augusti")),
    "term instead of a month": ("E203", 4, swap(ENQUIRIES, "aug 2023", "HT2023")),
    "unknown arena": ("E128", 4, swap(CONTACTS, FIRST, FIRST.replace("korridor", MARK))),
    "unknown kind of cost": ("E128", 4, cell("B4", MARK)),
    "kind that is neither staff nor other": ("E234", 4, swap("sources.toml", 'personal = "staff"', 'personal = "people"')),
    "staff by the piece": ("E234", 4, cell("D4", "styck")),
    "part larger than the whole": ("E232", 4, swap(POLL, "152;257", "700;257")),
    "start that is no month": ("E233", 3, swap("questions.toml", 'start = "2023-08", omit', 'start = "hösten", omit')),
    "start of a share that is no month": (
        "E233",
        3,
        swap("questions.toml", '"person", units = ["a", "b"], start = "2023-08"', '"person", units = ["a", "b"], start = "2023-8"'),
    ),
    "limit that is no month": ("E233", 3, swap("questions.toml", 'since = "2022-08"', 'since = "aug 2022"')),
    "known break that is no month": ("E233", 3, swap("questions.toml", 'jumps = ["2022-01"]', 'jumps = ["VT2022"]')),
    "start that is no term": ("E233", 3, swap("questions.toml", 'start = "HT2023"', 'start = "2023-08"')),
    "school whose pupils were asked, without pupils": ("E423", 4, swap("pilot.toml", "pupils = 312", "")),
    "school without pupils": ("E231", 4, without_pupils),
    "year without an index": ("E221", 4, swap("questions.toml", "price_year = 2023\n", "price_year = 1950\n")),
    "misspelt price": ("E159", 3, swap("questions.toml", "family_home_day", "family_home_dy")),
    "misspelt series": ("E159", 3, swap("questions.toml", 'series = ["self"', 'series = ["slef"')),
    "misspelt unit": ("E159", 3, swap("questions.toml", 'units = ["a", "b"], pupils', 'units = ["a", "x"], pupils')),
    "misspelt stage": ("E159", 3, swap("questions.toml", 'per = ["contacts", "started"', 'per = ["contacts", "strated"')),
    "table that nothing fills": ("E159", 3, swap("sources.toml", 'table = "contacts"', 'table = "counts"')),
    "contacts without a period": ("E154", 3, swap("sources.toml", ', period = "Vecka"', "")),
    "contacts without a number": ("E154", 3, swap("sources.toml", ', n = "Antal", minutes', ", minutes")),
    "absence without hours offered": ("E154", 3, swap("sources.toml", 'offered = "Erbjuden tid (h)"', "")),
    "costs without a source": ("E154", 3, swap("sources.toml", 'source = "Källa"', "")),
    "counts without a series": ("E154", 3, swap("sources.toml", ', series = "Väg in"', "")),
    "misspelt questionnaire": ("E210", 3, swap("sources.toml", '"sdq_parent"', '"sdq_parnt"')),
    "unknown sector": ("E155", 3, swap("questions.toml", 'sector = "kommun"', 'sector = "kyrka"')),
    "unknown family of model": ("E155", 3, swap("questions.toml", "omit_months = [7], jumps", 'family = "normal", jumps')),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the pilot in a project of its own."""
    return copied(tmp_path)


def copied(root: Path) -> Path:
    (root / "notebooks").mkdir()
    place = root / "data_raw" / NAME
    shutil.copytree(PILOT, place)
    return place


def codes_of(said: str) -> set[str]:
    return set(re.findall(r"(?m)^(E\d{3}) ", said))


def test_unbroken_pilot_passes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)

    assert 0 == main(["check", NAME]), capsys.readouterr().err


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of a report on a broken delivery."""

    exit_code: int
    said: str
    wrote: bool


@pytest.fixture(scope="module")
def attempt(tmp_path_factory: pytest.TempPathFactory) -> Attempts:
    """Return a function that tries to report a case in a language, once for all tests that ask."""

    @cache
    def tried(name: str, language: str) -> Attempt:
        place = copied(tmp_path_factory.mktemp("broken"))
        CASES[name][2](place)
        said = StringIO()
        with redirect_stderr(said), chdir(place):
            exit_code = main(["report", NAME, "--language", language])
        return Attempt(exit_code=exit_code, said=said.getvalue(), wrote=(place.parents[1] / "reports").exists())

    return tried


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", some(CASES))
def test_report_says_code_and_three_lines_and_writes_nothing(name: str, language: str, attempt: Attempts) -> None:
    code, expected, _ = CASES[name]

    tried = attempt(name, language)

    blocks = [line for line in tried.said.splitlines() if line.startswith(("E", "  "))]
    assert code in codes_of(tried.said), tried.said
    assert all(re.fullmatch(r"E\d{3} \S.*", line) for line in blocks[::3])
    assert len(blocks) % 3 == 0
    assert all(line.strip().rpartition(":")[2] for line in blocks)
    assert expected == tried.exit_code
    assert not tried.wrote
    assert not re.search(rf"{MARK}|F0\d\d\d|2030|Traceback|E999|\{{[a-z]", tried.said)


# A fault is said once and by its own name. What else is said must be a fault too.
ALSO = {
    "E132": {"E204"},  # the row that became another's double is missing where it was
    "E121": set(),
    "E214": {"E204"},
    "E222": {"E159"},
    "E223": {"E159"},
    "E210": {"E159"},
    "E154": {"E159"},
    "E159": {"E154"},
}


@pytest.mark.parametrize("name", some(CASES))
def test_fault_is_not_said_in_other_words_as_well(name: str, attempt: Attempts) -> None:
    code = CASES[name][0]

    assert codes_of(attempt(name, "sv").said) - {code} <= ALSO.get(code, set())


def test_all_faults_are_said_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = (
        "å, ä and ö broken",
        "two decimal signs in a column",
        "a month missing",
        "half a contact",
        "identity number in an undeclared comment",
        "identity number in a sheet's name",
        "answer outside 0–2",
        "price without a year",
        "unknown arena",
    )
    for name in names:
        # One fault a row: the first row of contacts has two of them.
        CASES[name][2](folder) if name != "unknown arena" else swap(CONTACTS, "utvecklingssamtal", MARK)(folder)
    monkeypatch.chdir(folder)

    exit_code = main(["check", NAME])

    assert {CASES[name][0] for name in names} == codes_of(capsys.readouterr().err)
    assert 5 == exit_code


def test_faults_of_every_declaration_are_said_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("misspelt price", "misspelt unit", "contacts without a period", "absence without hours offered")
    for name in names:
        CASES[name][2](folder)
    monkeypatch.chdir(folder)

    assert 3 == main(["check", NAME])

    said = capsys.readouterr().err
    assert {"E154", "E159"} == codes_of(said)
    assert all(word in said for word in ("family_home_dy", "columns.period", "columns.offered", "x", "a, b"))


def test_cost_that_begins_with_total_is_not_left_out(folder: Path) -> None:
    from tsi_eval import load_pilot, open_study

    whole = len(open_study(load_pilot(folder)).table("costs"))
    cell("A9", "Total översyn av lokaler")(folder)

    assert whole == len(open_study(load_pilot(folder)).table("costs"))


def test_damaged_workbook_is_said_to_be_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / BUDGET).write_bytes((folder / BUDGET).read_bytes()[:400])
    monkeypatch.chdir(folder)

    assert 4 == main(["check", NAME])
    assert {"E108"} == codes_of(capsys.readouterr().err)
