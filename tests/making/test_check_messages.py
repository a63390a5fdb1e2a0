"""What check says on the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from checks_by_hand import FORMS, STAGES, check_by_hand

from tsi_eval.language import say
from tsi_eval.making.check_messages import MOST_SENTENCES, messages, written

Write = Callable[..., Path]
HIDDEN = "och 1 till (kolumn 12) vars namn kan vara en persons nummer eller namn och därför inte visas"


@pytest.fixture
def said(files: dict[str, str], write: Write) -> list[str]:
    return [say(message, "sv") for message in messages(check_by_hand(write(files)), "checks/p/understood.xlsx")]


def test_each_file_and_what_became_of_it(said: list[str]) -> None:
    assert "  forms.csv: läst (forms: 12 rader)" in said
    assert "  …: gick inte att läsa, se felen nedan" in said
    assert "  deklaration: a.toml, b.toml" in said


def test_rows_that_do_not_count_have_their_reason_and_first_numbers(said: list[str]) -> None:
    assert "    12 rader räknas inte i forms: rader utan värde (rad 2, 3, 4, 5, 6, 7, 8, 9, …)" in said


def test_words_under_a_stage_are_said_with_what_they_were_read_as(said: list[str]) -> None:
    assert (
        "    under ”Start”: x på 2 rader läst som ja, ett datum på 1 rad läst som ja, tomt på 4 rader läst som nej"
        in said
    )
    assert any(line.startswith("    OBS: 2 rader i log har ett datum vid ett steg som ligger före") for line in said)
    assert "    för kännedom, inget fel: 1 rad i log säger ja till ett steg efter ett som de inte säger ja till" in said
    assert any(
        line.startswith("    under ”Start”: 2 rader har ett ord från values skrivet på annat sätt") for line in said
    )


def test_how_a_file_is_written_leaves_out_what_has_no_words(said: list[str]) -> None:
    assert (
        "    så är den skriven: teckenkodning cp1252; fälten skiljs åt av semikolon; titelrader över tabellen" in said
    )
    assert written([STAGES]) is None
    assert "encoding cp1252; fields are separated by semicolon; title rows above the table" == getattr(
        written([FORMS]), "en", ""
    )


def test_how_a_file_is_written_withholds_what_may_be_an_identity_number() -> None:
    found = written([replace(FORMS, found={"decimal": ",", "encoding": "19811228-9874"})])

    assert "decimaltecken komma; teckenkodning …" == getattr(found, "sv", "")


def test_columns_go_by_what_stands_in_them_and_many_of_a_kind_by_their_first_and_last(said: list[str]) -> None:
    assert "  forms: vem raden handlar om (blir en pseudonym): id; värde av ett mått: p1 … p8 (8)" in said
    assert "  log: ifylld för den som var med vid steget: Start" in said


def test_undeclared_columns_are_named_without_what_may_be_an_identity_number(said: list[str]) -> None:
    assert "    kolumner som ingen har deklarerat, och som lämnas utanför: =SUMMA(antal), " + HIDDEN in said
    assert "9874" not in str(said)


def test_the_study_is_said_table_by_table_and_a_long_one_says_where_the_rest_is(
    files: dict[str, str], write: Write, said: list[str]
) -> None:
    long = check_by_hand(write(files), sentences=MOST_SENTENCES + 1)

    end = [say(message, "sv") for message in messages(long, "checks/p/understood.xlsx")][-3:]

    assert ["Personer:", "  2 personer.", "  3 personer."] == said[-3:]
    assert [
        f"  {MOST_SENTENCES} personer.",
        f"  {MOST_SENTENCES + 1} personer.",
        "  … och 1 mening till; alla står i checks/p/understood.xlsx",
    ] == end
