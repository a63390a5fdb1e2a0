"""What is not shown: a row for each question and reason, and one for groups without rows."""

from __future__ import annotations

from dataclasses import replace

import released_by_hand
from answers_about_change import changed, finding, words_of
from released_by_hand import hidden, same, with_groups

from tsi_eval.findings import Quantity, Role
from tsi_eval.language import Message
from tsi_eval.report.withheld import withheld_table

FEW = "för att inget om några få personer ska gå att läsa ut"
FEW_IN_MEAN = "för att inget medelvärde för några få personer ska gå att läsa ut"


def test_it_says_what_is_hidden_and_why_and_each_line_once() -> None:
    item = hidden(changed(-6.0, -2.0))
    found = finding(item, replace(item, role=Role.SENSITIVITY), changed(1.0, 2.0))

    table = withheld_table(words_of(found, "sv"))

    assert table is not None
    assert f"Vad som inte visas, {FEW_IN_MEAN}" == table.caption
    assert ("fråga", "vad som inte visas") == table.header
    assert (("Q?", "genomsnittlig förändring (mätta båda gångerna)"),) == table.rows


def test_it_has_a_row_for_each_reason() -> None:
    found = finding(hidden(changed(-6.0, -2.0)), released_by_hand.estimate(Quantity.COUNT, None))

    table = withheld_table(words_of(found, "sv"))

    assert table is not None
    assert ("Vad som inte visas", "varför det inte visas") == (table.caption, table.header[-1])
    assert [FEW_IN_MEAN, FEW] == [row[-1] for row in table.rows]


def test_there_is_none_when_everything_is_shown() -> None:
    assert withheld_table(words_of(finding(changed(1.0, 2.0)), "sv")) is None


def test_declared_groups_without_a_row_have_one_line_a_question(language: str) -> None:
    found = finding(replace(changed(1.0, 2.0), group="town=a"))
    labels = {"town=b": same("Ekbo"), "town=c": same("Lillvik")}
    words = with_groups(
        released_by_hand.words_of(found, labels=labels, language=language), "town=a", "town=b", "town=c"
    )

    table = withheld_table(words)

    assert table is not None
    (row,) = table.rows
    assert "Ekbo; Lillvik" in row[1]
    assert table.caption.endswith(words.say("why.few"))


def test_of_a_question_that_is_refused_no_group_is_named() -> None:
    found = released_by_hand.refused(Message("refusal.not_yet"))

    assert withheld_table(with_groups(released_by_hand.words_of(found), "town=b")) is None
