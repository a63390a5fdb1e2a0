"""What one file gives: rows that count, rows left out, columns used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from small_files import TALLY, WIDE_STAGES, codes, taken

Write = Callable[..., Path]


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


def test_row_that_repeats_another_is_refused_in_tallies(files: dict[str, str], write: Write) -> None:
    tally = "Månad;Vad;Antal\n2023-08;x;7\n2023-09;x;7\n2023-08;x;7\n"
    intake = taken(write(files | {"sources.toml": files["sources.toml"] + TALLY, "tally.csv": tally}))

    assert ["E132"] == [problem.code for problem in intake.problems]


def test_columns_of_a_layout_are_used_and_never_searched_as_undeclared(files: dict[str, str], write: Write) -> None:
    source = (
        '\n[[source]]\nid = "s"\ntable = "counts"\nfiles = ["t.csv"]\nfixed.series = "x"\n'
        'columns = { period = "Månad" }\nlayout = { across = "year" }\n'
    )
    table = "Månad;2023;2024;Not\njan;3;4;x\n"
    intake = taken(write(files | {"sources.toml": files["sources.toml"] + source, "t.csv": table}))

    assert [] == codes(intake)
    assert ["Not"] == [name.partition(":")[2] for name in intake.undeclared["s"].columns]
    assert (3, 1) == (intake.receipt[-1].columns_used, intake.receipt[-1].columns_dropped)
    assert ("Not",) == intake.accounts[-1].unused


def test_column_of_dates_that_is_declared_is_not_counted_as_undeclared(files: dict[str, str], write: Write) -> None:
    content = files["persons.csv"].replace("id,grupp", "id,grupp,start,ort").replace("A\n", "A,2023-09-01,Mora\n")
    dates = files["sources.toml"].replace(
        'files = ["persons.csv"]', 'files = ["persons.csv"]\ndates = { first_meeting = "start" }'
    )
    assert dates != files["sources.toml"]

    intake = taken(write(files | {"persons.csv": content.replace("B\n", "B,2023-09-02,Nora\n"), "sources.toml": dates}))

    assert () == intake.problems
    assert 1 == intake.receipt[0].columns_dropped


def test_column_that_another_source_of_the_file_reads_is_not_counted_as_undeclared(
    files: dict[str, str], write: Write
) -> None:
    content = files["persons.csv"].replace("id,grupp", "id,grupp,startat,ort").replace("A\n", "A,ja,Mora\n")
    steps = (
        '\n[[source]]\nid = "zq"\ntable = "enrolment"\nfiles = ["pers*.csv"]\nperson = "id"\n'
        'stages = { zqcame = "startat" }\n'
    )
    changed = {"persons.csv": content.replace("B\n", "B,nej,Nora\n"), "sources.toml": files["sources.toml"] + steps}

    intake = taken(write(files | changed))

    assert [] == codes(intake)
    assert {1} == {item.columns_dropped for item in intake.receipt if item.source in {"people", "zq"}}
    # What is no column of the study is searched for identity numbers, whoever else reads it.
    assert ["startat", "ort"] == [name.partition(":")[2] for name in intake.undeclared["people"].columns]


class TestRowsThatAreLeftOut:
    """What became of each file: rows that don't count, also those that are left out later."""

    def accounts(self, folder: Path) -> dict[tuple[str, str], tuple[int, list[tuple[str, tuple[int, ...]]]]]:
        return {
            (account.file, account.source): (account.rows, [(left.why, left.rows) for left in account.left_out])
            for account in taken(folder).accounts
        }

    def test_every_row_of_a_whole_delivery_counts(self, files: dict[str, str], write: Write) -> None:
        assert {
            ("persons.csv", "people"): (60, []),
            ("log.csv", "log"): (150, []),
            ("forms.csv", "forms"): (110, []),
        } == self.accounts(write(files))

    def test_doubles_and_rows_without_a_value_are_told_apart(self, files: dict[str, str], write: Write) -> None:
        head, first, second, *rest = files["forms.csv"].splitlines()
        forms = "\n".join([head, first, first, second.rpartition(",")[0] + ",", *rest])

        assert (109, [("doubles", (3,)), ("no_value", (4,))]) == self.accounts(write(files | {"forms.csv": forms}))[
            "forms.csv", "forms"
        ]

    def test_rows_of_persons_at_no_stage_are_left_out(self, files: dict[str, str], write: Write) -> None:
        wide = "id,erbjuden,startat,klar\nF1,x,x,x\nF2,x,,\nF3,,,\nF4,nej,nej,nej\n"
        persons = "id,grupp\nF1,A\nF2,B\nF3,A\nF4,B\n"
        sources = (
            files["sources.toml"]
            .replace('columns = { stage = "steg" }', "")
            .replace(
                'values.stage = { erbjuden = "offered", startat = "started", klar = "completed" }',
                'stages = { offered = "erbjuden", started = "startat", completed = "klar" }',
            )
        )
        changed = {
            "sources.toml": sources,
            "log.csv": wide,
            "persons.csv": persons,
            "forms.csv": "id,datum,poang\nF1,2023-09-15,3\n",
        }

        assert (2, [("no_stage", (4, 5))]) == self.accounts(write(files | changed))["log.csv", "log"]

    def test_answers_of_a_second_respondent_are_left_out(self, files: dict[str, str], write: Write) -> None:
        items = ",".join(f"p{i:02}" for i in range(1, 26))
        answers = ",".join("1" for _ in range(25))
        forms = f"id,datum,vem,{items}\na,2023-09-15,mamma,{answers}\na,2023-09-15,pappa,{answers}\n"
        sources = files["sources.toml"].replace(
            'outcomes.score = ["poang"]',
            'instrument = { key = "sdq_parent", items = "p{item:02}", prefix = "sdq", '
            'respondent = "vem", respondents = ["mamma", "pappa"] }',
        )
        questions = files["questions.toml"].partition('[[question]]\nid = "changed"')[0]
        changed = {"sources.toml": sources, "questions.toml": questions, "forms.csv": forms}

        assert (1, [("respondents", (3,))]) == self.accounts(write(files | changed))["forms.csv", "forms"]

    def test_where_a_file_has_a_problem_that_is_what_is_said(self, files: dict[str, str], write: Write) -> None:
        forms = files["forms.csv"] + "barn059,2024-05-15,x\n"

        assert (111, []) == self.accounts(write(files | {"forms.csv": forms}))["forms.csv", "forms"]


def test_account_says_what_the_words_of_stages_were_read_as(files: dict[str, str], write: Write) -> None:
    content = "id;Inbjuden;Kom\nbarn001;ja;avböjde\nbarn002;ja;Avböjde\nbarn003;;2024-05-02\n"
    added = {"sources.toml": files["sources.toml"] + WIDE_STAGES, "list.csv": content}

    intake = taken(write(files | added))

    assert () == intake.problems
    account = next(account for account in intake.accounts if account.source == "list")
    assert [
        ("Inbjuden", "ja", "yes", 2),
        ("Inbjuden", "", "", 1),
        ("Kom", "", "yes", 1),
        ("Kom", "avböjde", "no", 2),
    ] == [(word.column, word.word, word.read_as, word.rows) for word in account.words]
    assert 1 == account.out_of_order
    assert {((), 0)} == {(other.words, other.out_of_order) for other in intake.accounts if other.source != "list"}
