"""Tables as an administrator keeps them, each declared in one line, and refused without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook
from small_files import codes, taken
from small_pilot import SCHOOLS

from tsi_eval.errors import DeclarationError
from tsi_eval.ingest import Intake
from tsi_eval.language import Message

Write = Callable[..., Path]
Read = Callable[..., Intake]
COUNTS = 'table = "counts"\nfixed.series = "reports"\n'
CONTACTS = 'table = "contacts"\n'


@pytest.fixture(params=["csv", "xlsx"])
def read(request: pytest.FixtureRequest, files: dict[str, str], write: Write) -> Read:
    """Return a function that reads one table, kept as csv or as a workbook, by its declaration."""

    def delivered(declared: str, rows: Sequence[Sequence[object]]) -> Intake:
        name = f"t.{request.param}"
        source = f'[[source]]\nid = "s"\nfiles = ["{name}"]\n{declared}\n'
        outcome = files["sources.toml"].partition("[[source]]")[0]
        contents = {"pilot.toml": files["pilot.toml"] + SCHOOLS, "sources.toml": outcome + source}
        folder = write(contents | {"questions.toml": "declared = 2023-01-01\nquestion = []\n"})
        save(folder / name, rows)
        return taken(folder)

    return delivered


def save(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Save rows; a row that begins with a name over merged cells has None in the others."""
    if path.suffix == ".csv":
        lines = [";".join("" if field is None else str(field) for field in row) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def rows_of(intake: Intake, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return a table's rows, in the order of their values."""
    found = intake.tables.get(table, pd.DataFrame(columns=columns))[[*columns]]
    return sorted(found.astype(object).where(found.notna(), None).itertuples(index=False, name=None), key=str)


def faults(intake: Intake) -> list[tuple[Any, ...]]:
    return [(problem.code, problem.params.get("column"), problem.rows) for problem in intake.problems]


class TestMonthsAndYears:
    GRID = (("Månad", 2022, 2023), ("januari", 4, 7), ("feb", 5, 8), (3, 6, ".."), ("Totalt", 15, 15))
    YEARS = 'columns.period = "Månad"\nlayout = { across = "year" }'

    def test_month_is_put_together_of_row_and_column(self, read: Read) -> None:
        intake = read(COUNTS + self.YEARS + "\nclosed_months = [4, 5, 6, 7, 8, 9, 10, 11, 12]", self.GRID)

        assert [] == faults(intake)
        assert [
            ("reports", "2022-01", 4.0, ""), ("reports", "2022-02", 5.0, ""), ("reports", "2022-03", 6.0, ""),
            ("reports", "2023-01", 7.0, ""), ("reports", "2023-02", 8.0, ""), ("reports", "2023-03", None, "secret"),
        ] == rows_of(intake, "counts", "series", "month", "n", "status")  # fmt: skip

    def test_years_may_be_rows_and_months_columns(self, read: Read) -> None:
        declared = COUNTS + 'columns.period = "År"\nlayout = { across = "month" }'

        intake = read(declared, [("År", "jan", "feb", "Summa"), (2022, 4, 5, 9), (2023, 7, 8, 15)])

        assert [] == faults(intake)
        assert [("2022-01", 4.0), ("2022-02", 5.0), ("2023-01", 7.0), ("2023-02", 8.0)] == rows_of(
            intake, "counts", "month", "n"
        )

    def test_without_the_line_it_is_refused(self, read: Read) -> None:
        with pytest.raises(DeclarationError, match="E154"):
            read(COUNTS + 'columns.period = "Månad"', self.GRID)

    def test_months_that_have_not_come_yet_are_no_rows(self, read: Read) -> None:
        grid = [("Månad", 2022, 2023), ("jan", None, 7), ("feb", 5, 8), ("mars", 6, None)]

        intake = read(COUNTS + self.YEARS, grid)

        assert [] == faults(intake)
        assert ["2022-02", "2022-03", "2023-01", "2023-02"] == [
            month for (month,) in rows_of(intake, "counts", "month")
        ][:4]
        assert 4 == len(intake.tables["counts"])
        assert "found.ahead" in [note.key for note in intake.receipt[0].notes]

    def test_blank_between_two_numbers_is_a_problem_at_its_column_and_row(self, read: Read) -> None:
        grid = [("Månad", 2022, 2023), ("jan", 4, 7), ("feb", None, 8), ("mars", 6, 9)]

        assert ("E214", "2022", (3,)) in faults(read(COUNTS + self.YEARS, grid))

    def test_row_that_is_no_month_is_a_problem_once(self, read: Read) -> None:
        grid = [("Månad", 2022, 2023), ("jan", 4, 7), ("januar", 5, 8)]

        assert [("E203", "Månad", (3,))] == faults(read(COUNTS + self.YEARS, grid))

    def test_text_for_a_number_is_named_by_its_own_column(self, read: Read) -> None:
        grid = [("Månad", 2022, 2023), ("jan", 4, 7), ("feb", 5, "fem")]

        assert [("E121", "2023", (3,))] == faults(read(COUNTS + self.YEARS, grid))

    def test_year_that_stands_twice_is_refused(self, read: Read) -> None:
        assert [("E123", "2022", ())] == faults(read(COUNTS + self.YEARS, [("Månad", 2022, 2022), ("jan", 4, 7)]))


class TestPeriodsAcross:
    BY_MONTH = 'columns = { unit = "Skola" }\nlayout = { across = "period" }\n'

    def test_each_column_is_a_month(self, read: Read) -> None:
        intake = read(
            COUNTS + self.BY_MONTH, [("Skola", "jan 2024", "2024-02", "Totalt"), ("a", 3, 0, 3), ("Skola B", 1, 2, 3)]
        )

        assert [] == faults(intake)
        assert [("a", "2024-01", 3.0), ("a", "2024-02", 0.0), ("b", "2024-01", 1.0), ("b", "2024-02", 2.0)] == rows_of(
            intake, "counts", "unit", "month", "n"
        )

    def test_month_that_is_misspelt_is_refused_and_never_left_out(self, read: Read) -> None:
        names = ("Skola", "jan 2024", "fbr 2024", "mars 2024")

        assert [("E342", Message("error.heading_at", {"place": 3}), ())] == faults(
            read(COUNTS + self.BY_MONTH, [names, ("a", 3, 2, 1)])
        )

    def test_person_among_the_months_is_told_by_her_place(self, read: Read) -> None:
        (problem,) = read(COUNTS + self.BY_MONTH, [("Skola", "jan 2024", "F001"), ("a", 3, 2)]).problems

        for language in ("sv", "en"):
            assert "F001" not in problem.text(language)
        assert "kolumn 3, vars rubrik" in problem.text("sv")

    def test_column_with_a_figure_in_its_name_stays_outside_by_one_line(self, read: Read) -> None:
        rows = [("Skola", "jan 2024", "Andel 2023", "feb 2024"), ("a", 3, 17, 2)]
        refused = read(COUNTS + self.BY_MONTH, rows)
        (problem,) = refused.problems
        line = 'layout = { across = "period", other = ["Andel 2023"] }'

        assert ("E342", True) == (problem.code, line in problem.text("sv"))
        intake = read(COUNTS + self.BY_MONTH.replace('layout = { across = "period" }', line), rows)
        assert [] == faults(intake)
        assert [("2024-01", 3.0), ("2024-02", 2.0)] == rows_of(intake, "counts", "month", "n")
        assert ["17"] == intake.undeclared["s"].iloc[:, 0].tolist()

    @pytest.mark.parametrize(("names", "code"), [(("jan 2024", "HT2024"), "E342"), (("VT2024", "HT2024"), "E342")])
    def test_whole_terms_are_refused_with_what_to_do_instead(
        self, read: Read, names: tuple[str, str], code: str
    ) -> None:
        intake = read(COUNTS + self.BY_MONTH, [("Skola", *names), ("a", 3, 2)])

        assert code == intake.problems[0].code
        assert all("en hel termins antal går inte att dela upp" in problem.text("sv") for problem in intake.problems)
        assert not any("HT2024 eller" in problem.text("sv") for problem in intake.problems)

    def test_column_of_words_after_the_last_month_stays_outside(self, read: Read) -> None:
        intake = read(COUNTS + self.BY_MONTH, [("Skola", "jan 2024", "Kommentar"), ("a", 3, "se ovan")])

        assert [] == faults(intake)
        assert ["se ovan"] == intake.undeclared["s"].iloc[:, 0].tolist()

    def test_two_tables_under_each_other_are_refused_and_neither_is_lost(self, read: Read) -> None:
        rows = [("Skola", "dec 2023", None), ("a", 3, None), ("Skola", "jan 2024", "feb 2024"), ("a", 4, 5)]

        assert [] != codes(read(COUNTS + self.BY_MONTH, rows))

    def test_two_names_of_one_month_are_refused(self, read: Read) -> None:
        assert [("E123", "jan 2024", ())] == faults(
            read(COUNTS + self.BY_MONTH, [("Skola", "jan 2024", "2024-01"), ("a", 3, 2)])
        )

    def test_file_whose_columns_are_no_months_is_refused(self, read: Read) -> None:
        intake = read(COUNTS + self.BY_MONTH, [("Skola", "vår", "höst"), ("a", 3, 2)])

        assert ["E346"] == codes(intake)
        assert "{period}" == intake.problems[0].params["pattern"]
        assert "en månad, vecka eller dag, som jan 2024" in intake.problems[0].text("sv")

    def test_names_of_columns_may_stand_under_a_heading(self, read: Read) -> None:
        rows = [
            ("Skola", "2024-01", None, "2024-02", None),
            (None, "Antal", "Andel", "Antal", "Andel"),
            ("a", 3, 1, 4, 2),
        ]

        intake = read(COUNTS + self.BY_MONTH.replace("unit", 'n = "{period} / Antal", unit'), rows)

        assert [] == faults(intake)
        assert [("2024-01", 3.0), ("2024-02", 4.0)] == rows_of(intake, "counts", "month", "n")

    def test_contacts_have_months_as_columns_too(self, read: Read) -> None:
        declared = CONTACTS + (
            'columns = { unit = "Skola", arena = "Var" }\nfixed.who = "pupil"\nlayout = { across = "period" }'
        )

        intake = read(declared, [("Skola", "Var", "v. 35 2023", "v. 36 2023"), ("a", "samtal", 3, 0)])

        assert [] == faults(intake)
        assert [
            ("a", "2023-W35", "2023-08", "samtal", "pupil", 3.0),
            ("a", "2023-W36", "2023-09", "samtal", "pupil", 0.0),
        ] == rows_of(intake, "contacts", "unit", "period", "month", "arena", "who", "n")


class TestKindsAcross:
    DECLARED = CONTACTS + (
        'columns = { unit = "Skola", period = "Månad", arena = "Var" }\nlayout = { across = "who" }\n'
        'values.who = { Elever = "pupil", "Vårdnadshavare" = "guardian" }'
    )
    ROWS = (("Skola", "Månad", "Var", "Elever", "Vårdnadshavare", "Totalt"), ("a", "2024-01", "samtal", 3, 1, 4))

    def test_each_column_is_a_kind(self, read: Read) -> None:
        intake = read(self.DECLARED, self.ROWS)

        assert [] == faults(intake)
        assert [("guardian", 1.0), ("pupil", 3.0)] == rows_of(intake, "contacts", "who", "n")

    def test_without_the_line_it_is_refused(self, read: Read) -> None:
        with pytest.raises(DeclarationError, match="E154"):
            read(self.DECLARED.replace('layout = { across = "who" }\n', ""), self.ROWS)

    def test_column_between_them_that_nobody_listed_is_refused(self, read: Read) -> None:
        rows = [("Skola", "Månad", "Var", "Elever", "Personal", "Vårdnadshavare"), ("a", "2024-01", "samtal", 3, 9, 1)]

        assert [("E342", "Personal", ())] == faults(read(self.DECLARED, rows))

    def test_heading_at_the_edge_that_changed_is_refused_with_both_ways_out(self, read: Read) -> None:
        rows = [("Skola", "Månad", "Var", "Elever", "Vårdn.havare"), ("a", "2024-01", "samtal", 3, 1)]
        intake = read(self.DECLARED, rows)
        (problem,) = intake.problems

        assert ("E342", "Vårdn.havare") == (problem.code, problem.params["column"])
        assert 'other = ["Vårdn.havare"]' in problem.text("sv")
        assert "skriv den under values.who" in problem.text("sv")
        longer = self.DECLARED.replace("values.who = {", 'values.who = { "Vårdn.havare" = "guardian",')
        assert [("guardian", 1.0), ("pupil", 3.0)] == rows_of(read(longer, rows), "contacts", "who", "n")

    def test_numbers_without_a_heading_are_refused_by_their_place(self, read: Read) -> None:
        names, fields = ("Skola", "Månad", "Var", "Elever", None, "Not"), ("a", "2024-01", "samtal", 3, 1, "x")
        intake = read(self.DECLARED, [names, fields])
        (problem,) = intake.problems

        assert ("E397", 5) == (problem.code, problem.params["place"])

    def test_units_as_columns_are_units_that_the_pilot_has(self, read: Read) -> None:
        declared = COUNTS + (
            'columns.period = "Månad"\nlayout = { across = "unit" }\nvalues.unit = { Norra = "a", "Södra" = "b" }'
        )

        intake = read(declared, [("Månad", "Norra", "Södra"), ("2024-01", 3, 1)])

        assert [] == faults(intake)
        assert [("a", 3.0), ("b", 1.0)] == rows_of(intake, "counts", "unit", "n")


class TestTermsAcross:
    DECLARED = (
        'table = "absence"\n'
        'columns = { unit = "Skola", pupils = "{term} / Elever", valid = "{term} / Giltig", '
        'invalid = "{term} / Ogiltig", offered = "{term} / Erbjuden" }\nlayout = { across = "term" }'
    )
    UNDER = ("Elever", "Giltig", "Ogiltig", "Erbjuden")

    def test_numbers_stand_under_the_name_of_their_term(self, read: Read) -> None:
        above = ("Skola", "HT2023", None, None, None, "VT2024", None, None, None)

        intake = read(self.DECLARED, [above, (None, *self.UNDER, *self.UNDER), ("a", 10, 5, 2, 90, 11, 6, 3, 95)])

        assert [] == faults(intake)
        assert [("a", "HT2023", 10.0, 5.0, 2.0, 90.0), ("a", "VT2024", 11.0, 6.0, 3.0, 95.0)] == rows_of(
            intake, "absence", "unit", "term", "pupils", "valid", "invalid", "offered"
        )

    def test_number_that_one_term_lacks_is_a_column_that_is_missing(self, read: Read) -> None:
        above = ("Skola", "HT2023", None, None, None, "VT2024", None, None)

        intake = read(self.DECLARED, [above, (None, *self.UNDER, *self.UNDER[:3]), ("a", 10, 5, 2, 90, 11, 6, 3)])

        assert [("E346", "VT2024 / Erbjuden")] == [(p.code, p.params["pattern"]) for p in intake.problems]


class TestFixed:
    def test_what_is_the_same_in_all_rows_needs_no_column(self, read: Read) -> None:
        declared = 'table = "counts"\nfixed = { series = "reports", unit = "a" }\ncolumns = { period = "M", n = "N" }'

        intake = read(declared, [("M", "N"), ("2024-01", 3)])

        assert [] == faults(intake)
        assert [("a", "2024-01", "reports", 3.0)] == rows_of(intake, "counts", "unit", "month", "series", "n")

    def test_price_year_and_payer_may_hold_for_a_whole_budget(self, read: Read) -> None:
        declared = (
            'table = "costs"\nfixed = { price_year = 2023, payer = "kommun", source = "budget", quantity = 1, measure = "år" }\n'
            'columns = { item = "Post", kind = "Slag", price = "Kronor" }'
        )

        intake = read(declared, [("Post", "Slag", "Kronor"), ("Hyra", "lokal", 1200), ("Totalt", None, 1200)])

        assert [] == faults(intake)
        assert [("Hyra", 1.0, 1200.0, 2023.0, "kommun", "budget")] == rows_of(
            intake, "costs", "item", "quantity", "price", "price_year", "payer", "source"
        )

    def test_measures_of_one_occasion_have_a_file_of_their_own(self, read: Read) -> None:
        declared = 'table = "measures"\nperson = "id"\nfixed.occasion = "T0"\noutcomes.score = ["poäng"]'

        intake = read(declared, [("id", "poäng"), ("F1", 12), ("F2", 3)])

        assert [] == faults(intake)
        assert [("F1", "T0", 12.0), ("F2", "T0", 3.0)] == rows_of(intake, "measures", "person", "occasion", "value")


class TestSections:
    ROWS = (("Månad", "Antal"), ("Skola A", None), ("2024-01", 3), ("2024-02", 4), ("Skola B", None), ("2024-01", 1))
    DECLARED = COUNTS + 'columns = { period = "Månad", n = "Antal" }\nsections = "unit"'

    def test_title_names_the_unit_of_the_rows_below_it(self, read: Read) -> None:
        intake = read(self.DECLARED, self.ROWS)

        assert [] == faults(intake)
        assert [("a", "2024-01", 3.0), ("a", "2024-02", 4.0), ("b", "2024-01", 1.0)] == rows_of(
            intake, "counts", "unit", "month", "n"
        )
        assert [("sections", (2, 5))] == [(out.why, out.rows) for out in intake.accounts[0].left_out]

    def test_without_the_line_it_is_refused(self, read: Read) -> None:
        intake = read(self.DECLARED.replace('sections = "unit"', ""), self.ROWS)

        assert ("E340", None, (2, 5)) in faults(intake)

    def test_title_that_is_no_unit_is_refused_at_the_rows_below_it(self, read: Read) -> None:
        intake = read(self.DECLARED, [("Månad", "Antal"), ("Skola C", None), ("2024-01", 3)])

        assert [("E127", (3,))] == [(problem.code, problem.rows) for problem in intake.problems]
        assert "made_column.titles" == intake.problems[0].params["column"].key  # type: ignore[union-attr]

    def test_row_above_the_first_title_is_refused(self, read: Read) -> None:
        intake = read(self.DECLARED, [("Månad", "Antal"), ("2023-12", 9), *self.ROWS[1:]])

        assert [("E127", (2,))] == [(problem.code, problem.rows) for problem in intake.problems]

    def test_month_without_its_number_is_no_title(self, read: Read) -> None:
        intake = read(self.DECLARED, [*self.ROWS, ("2024-02", None)])

        assert [("E214", "Antal", (7,))] == faults(intake)

    def test_note_and_sum_are_still_left_out(self, read: Read) -> None:
        intake = read(self.DECLARED, [*self.ROWS, ("Totalt", 8), ("Källa: diariet", None)])

        assert [] == faults(intake)
        assert ["sections", "totals", "footnotes"] == [out.why for out in intake.accounts[0].left_out]

    def test_remark_between_titles_of_places_is_no_place(self, read: Read) -> None:
        declared = (
            CONTACTS + 'columns = { period = "Vecka", n = "Antal" }\nfixed = { unit = "a", who = "pupil" }\n'
            'sections = "arena"\n'
        )
        places = 'values.arena = { Korridor = "corridor", "Café" = "cafe" }'
        rows = [("Vecka", "Antal"), ("Korridor", None), ("2024-W02", 3), ("Café", None), ("2024-W02", 1)]
        remark = [*rows[:3], ("Lovvecka", None), ("2024-W03", 4), *rows[3:]]

        with pytest.raises(DeclarationError, match="E398"):
            read(declared, remark)
        assert [("cafe", 1.0), ("corridor", 3.0)] == rows_of(read(declared + places, rows), "contacts", "arena", "n")
        assert [("E128", (5,))] == [
            (problem.code, problem.rows) for problem in read(declared + places, remark).problems
        ]

    def test_persons_have_attributes_by_their_title(self, read: Read) -> None:
        declared = (
            'table = "persons"\nperson = "Ärende"\ncolumns.age = "Ålder"\nsections = "arm"\n'
            'values.arm = { "Grupp A" = "a", "Grupp B" = "b" }'
        )
        rows = [("Ärende", "Ålder"), ("Grupp A", None), ("F01", 7), ("F02", None), ("Grupp B", None), ("F03", 9)]

        intake = read(declared, rows)

        assert [] == faults(intake)
        assert [("F01", "a", "7"), ("F02", "a", None), ("F03", "b", "9")] == rows_of(
            intake, "persons", "person", "arm", "age"
        )

    def test_occasions_may_be_titles_of_measures(self, read: Read) -> None:
        declared = (
            'table = "measures"\nperson = "id"\nsections = "occasion"\n'
            'values.occasion = { "Före" = "T0", Efter = "T1" }\noutcomes.score = ["poäng"]'
        )

        intake = read(declared, [("id", "poäng"), ("Före", None), ("F1", 12), ("Efter", None), ("F1", 9)])

        assert [] == faults(intake)
        assert [("F1", "T0", 12.0), ("F1", "T1", 9.0)] == rows_of(intake, "measures", "person", "occasion", "value")


class TestBlankMeansAbove:
    ROWS = (
        ("Skola", "Månad", "Antal"),
        ("a", "2024-01", 3),
        (None, "2024-02", 4),
        ("b", "2024-01", 1),
        (None, "2024-02", 2),
    )
    DECLARED = COUNTS + 'columns = { unit = "Skola", period = "Månad", n = "Antal" }\n'
    LINE = 'blank_means_above = ["unit"]'

    def test_label_holds_for_the_rows_below_it(self, read: Read) -> None:
        intake = read(self.DECLARED + self.LINE, self.ROWS)

        assert [] == faults(intake)
        assert [("a", "2024-01", 3.0), ("a", "2024-02", 4.0), ("b", "2024-01", 1.0), ("b", "2024-02", 2.0)] == rows_of(
            intake, "counts", "unit", "month", "n"
        )

    def test_without_the_line_it_is_refused(self, read: Read) -> None:
        assert [("E127", "Skola", (3, 5))] == faults(read(self.DECLARED, self.ROWS))

    def test_first_row_has_nothing_above(self, read: Read) -> None:
        assert [("E127", "Skola", (2,))] == faults(read(self.DECLARED + self.LINE, [self.ROWS[0], *self.ROWS[2:]]))

    def test_what_stands_above_a_title_holds_for_no_row_below_it(self, read: Read) -> None:
        declared = (
            COUNTS + 'columns = { period = "Månad", n = "Antal" }\nsections = "unit"\nblank_means_above = ["period"]'
        )
        rows = [("Månad", "Antal"), ("Skola A", None), ("2024-01", 3), ("Skola B", None), (None, 1)]

        assert [("E203", "Månad", (5,))] == faults(read(declared, rows))

    def test_persons_number_may_stand_once_for_all_measures(self, read: Read) -> None:
        declared = 'table = "measures"\nperson = "id"\ncolumns.occasion = "När"\noutcomes.score = ["p"]\nblank_means_above = ["person"]'

        intake = read(declared, [("id", "När", "p"), ("F1", "T0", 12), (None, "T1", 9), ("F2", "T0", 3)])

        assert [] == faults(intake)
        assert [("F1", "T0", 12.0), ("F1", "T1", 9.0), ("F2", "T0", 3.0)] == rows_of(
            intake, "measures", "person", "occasion", "value"
        )


class TestBeforeAndAfter:
    DECLARED = 'table = "measures"\nperson = "Ärende"\noutcomes.score = { T0 = ["Före / oro"], T1 = ["Efter / oro"] }'

    def test_names_stand_under_merged_headings(self, read: Read) -> None:
        rows = [(None, "Före", None, "Efter", None), ("Ärende", "oro", "glädje", "oro", "glädje"), ("F1", 7, 1, 4, 3)]

        assert [("T0", 7.0), ("T1", 4.0)] == rows_of(read(self.DECLARED, rows), "measures", "occasion", "value")

    def test_header_may_have_three_rows(self, read: Read) -> None:
        declared = self.DECLARED.replace("oro", "oro / 0–10")
        rows = [
            (None, "Före", None, "Efter"),
            ("Ärende", "oro", "glädje", "oro"),
            (None, "0–10", "0–5", "0–10"),
            ("F1", 7, 1, 4),
        ]

        intake = read(declared, rows)

        assert [] == faults(intake)
        assert [("T0", 7.0), ("T1", 4.0)] == rows_of(intake, "measures", "occasion", "value")

    def test_heading_above_only_the_first_column_holds_for_the_next(self, read: Read) -> None:
        rows = [(None, "Före", None, None), ("Ärende", "oro", "lugn", "glädje"), ("F1", 7, 1, 4)]
        declared = self.DECLARED.replace('T1 = ["Efter / oro"]', 'T1 = ["Före / lugn"]')

        assert [("T0", 7.0), ("T1", 1.0)] == rows_of(read(declared, rows), "measures", "occasion", "value")

    def test_title_over_the_names_is_no_heading(self, read: Read) -> None:
        declared = self.DECLARED.replace("Före / oro", "oro före").replace("Efter / oro", "oro efter")
        rows = [("Mätningar 2024", None, None), ("Ärende", "oro före", "oro efter"), ("F1", 7, 4)]

        assert [("T0", 7.0), ("T1", 4.0)] == rows_of(read(declared, rows), "measures", "occasion", "value")

    def test_headings_may_be_merged_in_a_workbook(self, files: dict[str, str], write: Write) -> None:
        outcome = files["sources.toml"].partition("[[source]]")[0]
        source = f'[[source]]\nid = "s"\nfiles = ["t.xlsx"]\n{self.DECLARED}\n'
        questions = "declared = 2023-01-01\nquestion = []\n"
        folder = write(
            {"pilot.toml": files["pilot.toml"], "sources.toml": outcome + source, "questions.toml": questions}
        )
        book = Workbook()
        for row in [
            ("Ärende", "Före", None, "Efter", None),
            (None, "oro", "glädje", "oro", "glädje"),
            ("F1", 7, 1, 4, 3),
        ]:
            book.active.append(row)
        for cells in ("A1:A2", "B1:C1", "D1:E1"):
            book.active.merge_cells(cells)
        book.save(folder / "t.xlsx")

        assert [("F1", "T0", 7.0), ("F1", "T1", 4.0)] == rows_of(
            taken(folder), "measures", "person", "occasion", "value"
        )


class TestOccasionAsAColumn:
    DECLARED = 'table = "measures"\nperson = "id"\ncolumns.occasion = "När"\noutcomes.score = ["p"]\n'
    ROWS = (("id", "När", "p"), ("F1", "före", 12), ("F1", "Efter", 9))

    def test_words_are_translated_to_occasions(self, read: Read) -> None:
        intake = read(self.DECLARED + 'values.occasion = { "Före" = "T0", Efter = "T1" }', self.ROWS)

        assert [] == faults(intake)
        assert [("T0", 12.0), ("T1", 9.0)] == rows_of(intake, "measures", "occasion", "value")

    def test_words_that_are_no_occasions_are_refused_with_those_that_are(self, read: Read) -> None:
        intake = read(self.DECLARED, self.ROWS)

        assert [("E344", "När", (2, 3))] == faults(intake)
        assert "T0, T1" == intake.problems[0].params["known"]

    def test_words_of_a_questionnaire_are_translated_too(self, read: Read) -> None:
        declared = 'table = "measures"\nperson = "id"\ncolumns.occasion = "När"\nvalues.occasion = { "Före" = "T0" }\n'
        items = [f"p{item:02}" for item in range(1, 26)]

        intake = read(
            declared + 'instrument = { key = "sdq_parent", items = "p{item:02}", prefix = "sdq" }',
            [("id", "När", *items), ("F1", "Före", *([1] * 25))],
        )

        assert [] == faults(intake)
        assert {"T0"} == set(intake.tables["measures"]["occasion"])


class TestYearInAColumnOfItsOwn:
    DECLARED = 'columns = { unit = "Skola", period = "Månad", n = "Antal" }\nyear = "År"\n'

    @pytest.mark.parametrize("months", [("jan", "februari"), ("1", "2"), ("01", "02"), (1, 2)])
    def test_month_and_year_are_put_together(self, read: Read, months: tuple[object, object]) -> None:
        first, second = months
        rows = [("Skola", "År", "Månad", "Antal"), ("a", 2024, first, 3), ("a", 2024, second, 2), ("a", 2023, 12, 1)]

        intake = read(COUNTS + self.DECLARED, rows)

        assert [] == faults(intake)
        assert [("2023-12", 1.0), ("2024-01", 3.0), ("2024-02", 2.0)] == rows_of(intake, "counts", "month", "n")

    @pytest.mark.parametrize(("year", "month"), [("", "jan"), ("år ett", "jan"), ("2024", "janu"), ("2024", "13")])
    def test_what_is_no_month_is_refused_with_its_row(self, read: Read, year: str, month: str) -> None:
        rows = [("Skola", "År", "Månad", "Antal"), ("a", 2024, "jan", 3), ("a", year, month, 2)]

        assert ("E203", "Månad", (3,)) in faults(read(COUNTS + self.DECLARED, rows))

    def test_its_line_is_told_to_who_declared_columns_of_years(self, read: Read) -> None:
        declared = 'columns = { unit = "Skola", period = "Månad" }\nlayout = { across = "year" }\n'

        problems = read(COUNTS + declared, [("Skola", "År 1", "Månad", "Antal"), ("a", 2024, "jan", 3)]).problems

        assert any('year = "' in problem.text(language) for problem in problems for language in ("sv", "en"))

    def test_it_needs_the_column_of_the_month(self, read: Read) -> None:
        declared = self.DECLARED.replace('period = "Månad", ', "")

        with pytest.raises(DeclarationError) as error:
            read(COUNTS + declared, [("Skola", "År", "Månad", "Antal"), ("a", 2024, "jan", 3)])
        assert {"E154"} == {problem.code for problem in error.value.problems}
