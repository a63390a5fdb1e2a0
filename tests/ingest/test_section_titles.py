"""What section titles stand over, and what may be one though it looks like something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tsi_eval.errors import Problem
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.read import read_text
from tsi_eval.pilot.source import FileFormat, Layout, Source

UNITS = ("Skola A", "Skola B")
SCHOOLS = Source(
    id="c",
    table="contacts",
    files=("t.csv",),
    columns={"arena": "Plats"},
    fixed={"who": "pupil"},
    sections="unit",
    layout=Layout(across="period"),
)
PLACES = replace(
    SCHOOLS,
    columns={"unit": "Skola"},
    sections="arena",
    values={"arena": {"Korridoren": "corridor", "Matsalen": "canteen", "Matsalen m.m.": "canteen", "1) Ute": "out"}},
)
HEAD = "Plats;2024-W02;2024-W03;Kommentar"
FIRST = ("Skola A;;;", "korridor;3;4;", "matsal;1;1;", "Skola B;;;", "korridor;2;2;")

Rows = list[tuple[str, str]]
Left = dict[str, tuple[int, ...]]


def read(folder: Path, *lines: str, source: Source = SCHOOLS, head: str = HEAD) -> tuple[Rows, Left, Left]:
    """Return the rows and their titles, what is left out, and what is refused."""
    problems: list[Problem] = []
    (folder / "t.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    found = read_text(folder / "t.csv", source, problems, UNITS)
    refused = {problem.code: problem.rows for problem in problems}
    if found is None:
        return [], {}, refused
    first = head.partition(";")[0]
    rows = list(found.frame[[TITLES, first]].itertuples(index=False, name=None))
    return rows, {left.why: left.rows for left in found.left_out}, refused


KNOWN: Rows = [("Skola A", "korridor"), ("Skola A", "matsal"), ("Skola B", "korridor")]


class TestSums:
    @pytest.mark.parametrize("title", ["Totalt", "Hela kommunen", "Alla skolor", "Summa båda skolorna", "Totalt:"])
    @pytest.mark.parametrize("place", ["korridor", "matsal", "inne"])
    def test_rows_under_a_title_of_sums_are_sums_and_are_said(self, tmp_path: Path, title: str, place: str) -> None:
        block = (f"{title};;;", f"{place};5;6;", ";;;", "annat;1;1;")

        closing = read(tmp_path, *FIRST, *block)
        opening = read(tmp_path, *block, *FIRST)

        assert (KNOWN, {}) == (closing[0], closing[2])
        assert (7, 8, 10) == closing[1]["totals"]
        assert (KNOWN, {}) == (opening[0], opening[2])
        assert (2, 3, 5) == opening[1]["totals"]

    def test_section_between_ends_at_the_next_title(self, tmp_path: Path) -> None:
        rows, left_out, refused = read(tmp_path, *FIRST[:3], "Totalt;;;", "matsal;1;1;", *FIRST[3:])

        assert (KNOWN, {}) == (rows, refused)
        assert (5, 6) == left_out["totals"]

    def test_sum_without_numbers_ends_nothing_where_no_row_is_below(self, tmp_path: Path) -> None:
        rows, left_out, refused = read(tmp_path, *FIRST[:3], "Totalt Skola A;;;", *FIRST[3:], "Totalt;;;")

        assert (KNOWN, {}) == (rows, refused)
        assert (5, 8) == left_out["totals"]

    def test_sum_with_numbers_is_no_title(self, tmp_path: Path) -> None:
        rows, _, refused = read(tmp_path, *FIRST, "Totalt;2;2;", "matsal;1;1;")

        assert ([*KNOWN, ("Skola B", "matsal")], {}) == (rows, refused)

    def test_title_of_sums_that_names_another_title_is_asked_about(self, tmp_path: Path) -> None:
        assert {"E336": (5,)} == read(tmp_path, *FIRST[:3], "Totalt Skola B;;;", "korridor;2;2;")[2]

    def test_title_that_is_declared_is_none_of_sums(self, tmp_path: Path) -> None:
        source = replace(SCHOOLS, values={"unit": {"Totalt Skola B": "b", "Alla": "c"}})
        lines = (*FIRST[:3], "Totalt Skola B;;;", "korridor;2;2;", "Alla;;;", "ute;1;1;")

        rows, _, refused = read(tmp_path, *lines, source=source)

        assert ([*KNOWN[:2], ("Totalt Skola B", "korridor"), ("Alla", "ute")], {}) == (rows, refused)

    def test_word_of_sums_under_a_column_that_has_none_is_a_title_of_sums(self, tmp_path: Path) -> None:
        source = replace(
            SCHOOLS, table="counts", columns={"period": "Månad", "n": "Antal"}, fixed={"series": "r"}, layout=None
        )
        lines = ("Skola A;", "2024-01;3", "Totalt;", "2024-02;9")

        rows, left_out, refused = read(tmp_path, *lines, source=source, head="Månad;Antal")

        assert ([("Skola A", "2024-01")], {}) == (rows, refused)
        assert (4, 5) == left_out["totals"]

    def test_words_of_sums_that_are_declared_decide_alone(self, tmp_path: Path) -> None:
        source = replace(SCHOOLS, format=FileFormat(totals=("ihop",)))

        assert (7, 8) == read(tmp_path, *FIRST, "Ihop;;;", "matsal;1;1;", source=source)[1]["totals"]


class TestHeaders:
    def test_header_that_stands_again_ends_a_section(self, tmp_path: Path) -> None:
        assert {"E403": (8, 9)} == read(tmp_path, *FIRST, HEAD, "matsal;1;1;", "ute;1;1;")[2]

    @pytest.mark.parametrize(
        "lines", [("Skola B;;;", HEAD), ("Skola B;;;", ";;;", HEAD), (HEAD, "* prel;;;", "Skola B;;;")]
    )
    def test_header_right_below_a_title_or_above_one_ends_none(self, tmp_path: Path, lines: tuple[str, ...]) -> None:
        rows, _, refused = read(tmp_path, *FIRST[:3], *lines, FIRST[4])

        assert (KNOWN, {}) == (rows, refused)

    def test_header_below_a_title_of_sums_leaves_its_rows_sums(self, tmp_path: Path) -> None:
        rows, left_out, refused = read(tmp_path, *FIRST, "Totalt;;;", HEAD, "matsal;1;1;")

        assert (KNOWN, {}) == (rows, refused)
        assert (7, 9) == left_out["totals"]


class TestDeclaredTitles:
    @pytest.mark.parametrize("title", ["Matsalen m.m.", "1) Ute", "Matsalen", "MATSALEN"])
    def test_declared_title_is_one_whatever_it_looks_like(self, tmp_path: Path, title: str) -> None:
        lines = ("Korridoren;;;", "Skola A;3;4;", f"{title};;;", "Skola A;1;2;")

        rows, _, refused = read(tmp_path, *lines, source=PLACES, head=HEAD.replace("Plats", "Skola"))

        assert ([("Korridoren", "Skola A"), (title, "Skola A")], {}) == (rows, refused)

    def test_colon_at_the_end_is_no_part_of_a_title(self, tmp_path: Path) -> None:
        rows, _, refused = read(tmp_path, "Skola A:;;;", *FIRST[1:3], "skola b :;;;", FIRST[4])

        assert ([*KNOWN[:2], ("skola b", "korridor")], {}) == (rows, refused)


class TestNotes:
    @pytest.mark.parametrize(
        "line",
        [
            "* Skola B;;;",
            "2) Matsalen;;;",
            "Skola B (prel.).;;;",
            "Obs Skola B;;;",
            "Sid Skola B;;;",
            "Källa: Skola B;;;",
            "Obs! Skola B räknade bara dem som stod i korridoren.;;;",
            "Norra skolans bibliotek m.m.;;;",
            ";;;Skola B",
            ";;;Biblioteket",
            ";;;Totalt",
        ],
    )
    @pytest.mark.parametrize("after", [(), (";;;",), ("Summa;1;1;",)])
    def test_note_with_rows_below_it_may_be_a_title(self, tmp_path: Path, line: str, after: tuple[str, ...]) -> None:
        assert {"E399": (5,)} == read(tmp_path, *FIRST[:3], line, *after, "ute;1;2;")[2]

    @pytest.mark.parametrize("line", ["* preliminärt;;;", "Obs Skola B;;;", ";;;se ovan", "2) Matsalen;;;"])
    def test_note_at_the_end_or_above_a_title_is_a_note(self, tmp_path: Path, line: str) -> None:
        rows, left_out, refused = read(tmp_path, *FIRST[:3], line, *FIRST[3:], line, ";;;")

        assert (KNOWN, {}) == (rows, refused)
        assert (5, 8) == left_out["footnotes"]

    @pytest.mark.parametrize(
        "line",
        [
            "Källa: verksamhetssystemet;;;",
            "Utskrivet 2024-06-30 kl 13:05;;;",
            "Sida 2 av 3;;;",
            "* Under två av veckorna var det för få personal för att räkna.;;;",
        ],
    )
    def test_long_note_and_one_of_where_the_file_is_from_are_notes_anywhere(self, tmp_path: Path, line: str) -> None:
        rows, left_out, refused = read(tmp_path, *FIRST[:2], line, *FIRST[2:])

        assert (KNOWN, {}) == (rows, refused)
        assert (4,) == left_out["footnotes"]

    def test_single_sign_is_named_at_the_end_of_a_note_only(self, tmp_path: Path) -> None:
        source = replace(SCHOOLS, values={"unit": {"a": "a", "b": "b"}})
        long = "Note: a door stood open on one of these days"

        assert {} == read(tmp_path, "a;;;", "korridor;3;4;", f"{long};;;", "ute;1;1;", source=source)[2]
        assert {"E399": (4,)} == read(tmp_path, "a;;;", "korridor;3;4;", f"{long} b.;;;", "ute;1;1;", source=source)[2]

    def test_file_without_section_titles_keeps_its_notes(self, tmp_path: Path) -> None:
        source = replace(SCHOOLS, sections="", fixed={"who": "pupil", "unit": "a"})
        (tmp_path / "t.csv").write_text(f"{HEAD}\nkorridor;3;4;\n* prel;;;\nute;1;1;\n", encoding="utf-8")
        problems: list[Problem] = []

        found = read_text(tmp_path / "t.csv", source, problems)

        assert found is not None
        assert ([], [("footnotes", (3,))]) == (problems, [(left.why, left.rows) for left in found.left_out])
