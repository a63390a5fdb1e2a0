"""The traps that Familjeteamet's files hold; the tidy files hold the same content without them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import openpyxl
import pytest
from deliveries import records_of, rows_of

from tsi_eval.simulate import simulate

NBSP, NNBSP = "\u00a0", "\u202f"
MONTHS = ["jan", "feb", "mar", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
CODES = {"101": "a", "151": "a", "102": "b", "103": "c", "104": "d"}
TERMS = ("HT2023", "VT2024", "HT2024")


def integer(text):
    return int(re.sub(r"\s", "", text))


def plain(cell):
    """Undo how a cell is written: blanks within numbers, months, weeks, units."""
    cell = re.sub(rf"(?<=\d)[{NBSP}{NNBSP}](?=\d)", "", cell)
    if match := re.fullmatch(r"v\. (\d+) (\d{4})", cell):
        return f"{match[2]}-W{int(match[1]):02d}"
    if (match := re.fullmatch(r"([a-z]{3,4}) (\d{4})", cell)) and match[1] in MONTHS:
        return f"{match[2]}-{MONTHS.index(match[1]) + 1:02d}"
    if match := re.fullmatch(r"(\d{4}-\d\d)-01 00:00:00", cell):
        return match[1]
    return {"Skola A": "a", "Skola B": "b"}.get(cell, cell)


def same(rows, tidy):
    assert [[plain(cell) for cell in row] for row in rows] == tidy


@pytest.mark.parametrize("term", ["HT2023", "VT2024"])
def test_contacts_are_old_windows_text_with_titles_and_a_total(messy, clean, term):
    name = f"kontakter_{term}.csv"
    assert "föräldramöte".encode("cp1252") in messy.files[name]
    with pytest.raises(UnicodeDecodeError):
        messy.files[name].decode()
    *titles, header, total = (rows_of(messy, name)[i] for i in (0, 1, 2, -1))
    rows, tidy = rows_of(messy, name)[3:-1], rows_of(clean, name)

    assert [len(title) for title in titles] == [1, 1]
    assert header == tidy[0]
    same([[CODES[code], *rest] for code, *rest in rows], tidy[1:])
    assert total[:4] == ["Totalt", "", "", ""]
    assert [integer(cell) for cell in total[4:]] == [sum(int(row[place]) for row in rows) for place in (4, 5)]
    assert NBSP in total[5]
    assert len({tuple(row[:4]) for row in rows}) == len(rows)
    assert all(int(row[4]) > 0 for row in rows)


def test_contacts_are_counted_in_school_weeks_only(clean):
    autumn = {row["Vecka"] for row in records_of(clean, "kontakter_HT2023.csv")}
    spring = {row["Vecka"] for row in records_of(clean, "kontakter_VT2024.csv")}

    assert {"2023-W34", "2023-W51"} <= autumn <= {f"2023-W{week}" for week in range(34, 52)} - {"2023-W44"}
    assert spring <= {f"2024-W{week:02d}" for week in range(2, 24)} - {"2024-W09", "2024-W14"}


def test_school_a_changes_its_code(messy):
    codes = {term: {row[0] for row in rows_of(messy, f"kontakter_{term}.csv")[3:-1]} for term in TERMS[:2]}
    absence = {term: {row[2] for row in rows_of(messy, f"franvaro_{term}.csv")[2:]} for term in TERMS[:2]}

    assert codes == {"HT2023": {"101", "102"}, "VT2024": {"151", "102"}}
    assert absence == {"HT2023": {f"0000010{n}" for n in range(1, 5)}, "VT2024": {"151", "102", "103", "104"}}


@pytest.mark.parametrize("name", ["tom_VT2023", "HT2023", "VT2024"])
def test_enquiries_have_a_byte_order_mark_and_narrow_blanks(messy, clean, name):
    file = f"forfragningar_{name}.csv"
    rows, tidy = rows_of(messy, file), rows_of(clean, file)

    assert messy.files[file].startswith(b"\xef\xbb\xbf")
    assert not clean.files[file].startswith(b"\xef\xbb\xbf")
    assert all(NNBSP in row[3] for row in rows[1:])
    same(rows[1:], tidy[1:])
    assert sum(row[2] == ".." for row in rows) == (name == "tom_VT2023")


def test_enquiries_hide_one_cell_and_have_zeros(clean):
    rows = records_of(clean, "forfragningar_tom_VT2023.csv")

    assert [row["Månad"][:4] for row in rows if row["Antal"] == ".."] == ["2021"]
    assert "0" in [row["Antal"] for row in rows if row["Månad"].endswith("-07")]
    assert len(rows) == 35 * 4


@pytest.mark.parametrize("name", ["tom_VT2023", "HT2023", "VT2024"])
def test_reports_have_merged_headings_sums_dashes_and_a_footnote(messy, clean, name):
    file = f"orosanmalningar_{name}.xlsx"
    rows, tidy = rows_of(messy, file), rows_of(clean, file)
    body = [row for row in rows[4:-1] if not row[0].startswith("Summa")]
    sums = [row for row in rows[4:-1] if row[0].startswith("Summa")]
    undashed = [[row[0], *("0" if cell == "-" else cell for cell in row[1:])] for row in body]
    page = openpyxl.load_workbook(io.BytesIO(messy.files[file]))["Anmälningar"]

    assert len(page.merged_cells.ranges) == 5
    assert rows[1] == [""] * 11
    assert rows[-1][0].startswith("Källa: verksamhetssystemet")
    same([row[:9] for row in undashed], tidy[1:])
    groups = [cell for group in rows[2][1:9:2] for cell in (group, group)]
    assert tidy[0] == ["Månad", *(f"{group} / {kind}" for group, kind in zip(groups, rows[3][1:9], strict=True))]
    for row in undashed:
        assert [int(row[9]), int(row[10])] == [sum(map(int, row[first:9:2])) for first in (1, 2)]
    for total in sums:
        year = [row for row in undashed if row[0].startswith(total[0][-4:])]
        assert [int(cell.replace("-", "0")) for cell in total[1:]] == [
            sum(int(row[place]) for row in year) for place in range(1, 11)
        ]


def test_reports_have_real_dates_in_one_file_only(messy):
    first = {
        name: openpyxl.load_workbook(io.BytesIO(content)).active["A5"].value
        for name, content in messy.files.items()
        if name.startswith("oros")
    }

    assert [type(value).__name__ for value in first.values()] == ["str", "datetime", "str"]


def test_workbooks_hold_no_clock(messy):
    for name, content in messy.files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                assert {entry.date_time for entry in book.infolist()} == {(2024, 1, 1, 0, 0, 0)}
                stamps = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", book.read("docProps/core.xml").decode())
                assert stamps == ["2024-01-01T00:00:00Z"] * 2


@pytest.mark.parametrize("term", ["HT2021", "VT2022", "HT2022", "VT2023", "HT2023", "VT2024"])
def test_absence_is_the_same_tidy_and_messy(messy, clean, term):
    name = f"franvaro_{term}.csv"
    _, header, *rows = rows_of(messy, name)
    tidy = rows_of(clean, name)
    grades = [row for row in rows if row[3] != "Totalt"]

    assert header == tidy[0]
    same([[year, term, CODES[code.lstrip("0")], *rest] for year, _, code, *rest in grades], tidy[1:])
    for total in (row for row in rows if row[3] == "Totalt"):
        parts = [row for row in grades if row[2] == total[2] and row[5] != ".."]
        for place in range(4, 8):
            assert tenths(total[place]) == sum(tenths(row[place]) for row in parts)
    assert [row[3:] for row in grades if ".." in row] == [["6", "8", "..", "..", ".."]]


def tenths(cell):
    return round(float(plain(cell).replace(",", ".")) * 10)


def test_absence_files_differ_in_encoding_and_in_the_way_of_writing_a_term(messy):
    names = [name for name in messy.files if name.startswith("franvaro")]
    written = [rows_of(messy, name)[2][1] for name in names]
    old = ["Läsår".encode("cp1252") in messy.files[name] for name in names]

    assert written == ["HT21", "vt", "HT 2022", "VT", "ht", "VT 2024"]
    assert old == [True, True, False, False, False, False]


@pytest.mark.parametrize("term", ["HT2023", "VT2024"])
def test_budgets_hold_numbers_as_text_and_a_sum(messy, clean, term):
    rows, tidy = rows_of(messy, f"budget_{term}.xlsx"), rows_of(clean, f"budget_{term}.xlsx")
    body = [[plain(cell) for cell in row] for row in rows[3:-1]]

    assert rows[2] == tidy[0]
    assert [[*row[:2], row[2].replace(",", "."), *row[3:]] for row in body] == tidy[1:]
    assert NBSP in rows[3][4]
    assert integer(rows[-1][4]) == sum(float(row[2]) * int(row[4]) for row in tidy[1:])
    assert {row[5] for row in tidy[1:]} >= {"2022", "2023"}
    assert "ASSUMPTION" in {row[7] for row in tidy[1:]}


def test_three_children_have_another_gender_whatever_the_terms():
    for n in (1, 2, 3):
        delivery = simulate("familjeteamet", 5, terms=TERMS[:n])
        rows = [row for name in delivery.files if name.startswith("familjer") for row in records_of(delivery, name)]
        assert Counter(row["Kön"] for row in rows)["annat"] == 3
        assert len({row["Ärende"] for row in rows}) == len(rows) == [92, 126, 158][n - 1]


def test_families_start_after_the_offer_and_finish_after_the_start(messy):
    for name in ("fore", "HT2023", "VT2024"):
        for row in records_of(messy, f"familjer_{name}.csv"):
            days = [row[step] for step in ("Erbjuden", "Startad", "Avslutad enligt plan") if row[step]]
            assert days == sorted(days)
            assert row["Startad"] or not row["Avslutad enligt plan"]


@pytest.mark.parametrize(("term", "children"), [("HT2023", 46), ("VT2024", 34)])
def test_questionnaires_hold_duplicates_and_two_parents(messy, clean, term, children):
    name = f"sdq_{term}.csv"
    rows, tidy = rows_of(messy, name), rows_of(clean, name)

    assert "Ärende".encode("cp1252") in messy.files[name]
    assert len(rows) == len(tidy) + 3
    assert rows[: len(tidy)] == tidy
    assert Counter(Counter(map(tuple, rows)).values())[2] == 3
    answered = Counter(row[0] for row in tidy[1:])
    assert len(answered) == children
    assert tuple(sorted(case for case, n in answered.items() if n == 2)) == messy.truth.chosen["sdq"]["twice"]
    assert {cell for row in tidy[1:] for cell in row[3:28]} == {"", "0", "1", "2"}


@pytest.mark.parametrize("kind", ["elevenkat", "personalenkat"])
def test_polls_name_schools_and_months_in_swedish(messy, clean, kind):
    for year in ("2023", "2024"):
        rows, tidy = rows_of(messy, f"{kind}_VT{year}.csv"), rows_of(clean, f"{kind}_VT{year}.csv")
        assert rows[1][:2] == ["Skola A", f"maj {year}"]
        same(rows, tidy)
