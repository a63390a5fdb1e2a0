"""Enrolment in words: the stages in order, those who skipped one, and those with none."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tsi_eval import load_pilot
from tsi_eval.analysis.understood.enrolment import enrolment_in_words
from tsi_eval.analysis.understood.words import names_of
from tsi_eval.language import say

Delivered = Callable[..., dict[str, list[str]]]


def test_stages_are_said_in_the_order_of_the_question(understood: Delivered) -> None:
    assert ["erbjudna 60, började 50, fullföljde 40."] == understood()["enrolment"]
    assert ["offered 60, started 50, completed 40."] == understood("en")["enrolment"]


def test_who_has_a_later_stage_without_an_earlier_is_counted(understood: Delivered, files: dict[str, str]) -> None:
    log = files["log.csv"].replace("barn000,startat\n", "").replace("barn001,startat\n", "")

    assert ["erbjudna 60, började 48, fullföljde 40.", "2 personer har ”fullföljde” men inte ”började”."] == understood(
        log__csv=log
    )["enrolment"]


def test_who_has_no_stage_at_all_is_counted(understood: Delivered, files: dict[str, str]) -> None:
    log = files["log.csv"].replace("barn059,erbjuden\n", "")

    assert "1 person har inget steg alls." in understood(log__csv=log)["enrolment"]


def test_who_is_still_under_way_is_not_counted_as_having_been_there(
    files: dict[str, str], write: Callable[..., object]
) -> None:
    pilot = load_pilot(write(files))  # type: ignore[arg-type]
    rows = [("a", "offered", "present"), ("b", "offered", "present"), ("a", "started", "ongoing")]
    tables = {"enrolment": pd.DataFrame(rows, columns=["person", "stage", "state"])}

    said = [say(sentence, "sv") for sentence in enrolment_in_words(pilot, tables, names_of(pilot))]

    assert ["erbjudna 2, började 0 (1 pågår ännu), fullföljde 0."] == said
