"""What is filled in under a stage: known words, dates that have passed, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from small_files import file_of, listed, refused

from tsi_eval.ingest.account import WordRead
from tsi_eval.ingest.presence import presence
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.stage_words import StageWords

SOURCE: dict[str, Any] = {"table": "enrolment", "person": "id", "stages": {"started": "Startat"}}
DECLARED = StageWords(yes=("klar",), no=("Avböjde", "ej aktuellt"), ongoing=("startar snart",))


def said(pilot: Pilot, *fields: str, words: StageWords | None = None) -> tuple[list[Any], list[Any]]:
    dated = replace(pilot, report_date=date(2024, 6, 15))
    file = file_of(dated, SOURCE | {"words": words}, "\n".join(("id;Startat", *(f"1;{field}" for field in fields))))
    return listed(presence(file, "Startat", file.text("Startat"))), refused(file)


@pytest.mark.parametrize("word", ["ja", " JA ", "J", "x", "X", "1", "yes", "Y", "Sant", "TRUE", "✓", "✔"])
def test_everybodys_word_for_yes(pilot: Pilot, word: str) -> None:
    assert (["yes"], []) == said(pilot, word)


@pytest.mark.parametrize("word", ["nej", "N", "no", "0", "Falskt", "FALSE", "-", "–", "—"])
def test_everybodys_word_for_no(pilot: Pilot, word: str) -> None:
    assert (["no"], []) == said(pilot, word)


@pytest.mark.parametrize("word", ["pågår", "Pågående", "pa\u030aga\u030ar", "ongoing"])
def test_everybodys_word_for_ongoing(pilot: Pilot, word: str) -> None:
    assert (["ongoing"], []) == said(pilot, word)


def test_blank_says_nothing(pilot: Pilot) -> None:
    assert ([None], []) == said(pilot, " ")


@pytest.mark.parametrize(
    "day", ["2024-06-15", "2014-01-01", "240301", "1/3-24", "2024-03-01 10:42", "2024-05", "2024-W23", "maj 2024"]
)
def test_date_that_has_passed_says_yes(pilot: Pilot, day: str) -> None:
    assert (["yes"], []) == said(pilot, day)


@pytest.mark.parametrize("day", ["2024-06-16", "2025-01-10", "2024-06", "2024-W24", "2013-12-31", "1900-01-01"])
def test_date_that_has_not_passed_or_is_long_before_is_refused(pilot: Pilot, day: str) -> None:
    assert ([None], [("E361", "Startat", (2,))]) == said(pilot, day)


@pytest.mark.parametrize("day", ["HT2023", "2023/24", "2024-02-30", "45000", "9999-12-31", "1900-01-00", "03/04/2024"])
def test_what_is_no_day_week_or_month_is_refused(pilot: Pilot, day: str) -> None:
    assert ([None], [("E360", "Startat", (2,))]) == said(pilot, day)


def test_words_that_the_source_declares_are_known_whatever_their_case_and_blanks(pilot: Pilot) -> None:
    assert (["yes", "no", "no", "ongoing", "yes"], []) == said(
        pilot, "KLAR", "avböjde", "Ej  aktuellt", " startar snart", "ja", words=DECLARED
    )


def test_date_may_be_declared_as_a_word(pilot: Pilot) -> None:
    assert (["yes"], []) == said(pilot, "1998-05-01", words=StageWords(yes=("1998-05-01",)))


def test_refused_words_are_counted_and_never_shown(pilot: Pilot) -> None:
    file = file_of(pilot, SOURCE, "id;Startat\n1;Lisa flyttade\n2;ja\n3;kom ej")

    presence(file, "Startat", file.text("Startat"))

    (problem,) = file.problems
    assert (2, 3) == (problem.params["count"], problem.params["of"])
    assert (2, 4) == problem.rows
    text = problem.text("sv") + problem.text("en")
    assert "words = { yes =" in text
    assert not any(word in text for word in ("Lisa", "kom ej"))


def test_account_says_how_often_each_known_word_stood_there_and_names_no_other(pilot: Pilot) -> None:
    fields = ["Ja", "ja", "klar", "nej", "", "2023-09-01", "2023-09-02", "flyttade"]
    content = "\n".join(("id;Startat", *(f"{place};{field}" for place, field in enumerate(fields))))
    file = file_of(pilot, SOURCE | {"words": DECLARED}, content)

    presence(file, "Startat", file.text("Startat"))

    assert [
        WordRead(column="Startat", word="", read_as="yes", rows=2),
        WordRead(column="Startat", word="ja", read_as="yes", rows=2),
        WordRead(column="Startat", word="klar", read_as="yes", rows=1),
        WordRead(column="Startat", word="nej", read_as="no", rows=1),
        WordRead(column="Startat", word="", read_as="", rows=1),
    ] == file.words


@pytest.mark.parametrize("day", ["03/04/2024", "20 augusti", "den 3 mars", "08/20/2025", "45000", "2025.8.20"])
def test_dates_that_can_not_be_read_are_advised_to_be_written_otherwise(pilot: Pilot, day: str) -> None:
    file = file_of(pilot, SOURCE, f"id;Startat\n1;{day}")

    presence(file, "Startat", file.text("Startat"))

    do = file.problems[0].lines("sv")[2]
    assert "2025-08-20" in do
    assert "words" not in do


@pytest.mark.parametrize(
    ("other", "has_dates"), [("2024-02-30", True), ("kanske", False), ("planerad 2025-01-10", False)]
)
def test_words_that_nobody_knows_are_advised_to_be_declared(pilot: Pilot, other: str, has_dates: bool) -> None:
    file = file_of(pilot, SOURCE, f"id;Startat\n1;avböjde\n2;{other}")

    presence(file, "Startat", file.text("Startat"))

    do = file.problems[0].lines("sv")[2]
    assert 'words = { yes = ["klar"]' in do
    assert has_dates == ("2025-08-20" in do)
