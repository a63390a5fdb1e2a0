"""What is not shown: a table for each reason, with a row a question; one row is a sentence."""

from __future__ import annotations

from dataclasses import replace

import released_by_hand
from answers_about_change import changed, finding, words_of
from released_by_hand import hidden, same, with_groups

from tsi_eval.findings import RECEIPT, Quantity, Role
from tsi_eval.language import Message
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.withheld import withheld

FEW = "för att inget om några få personer ska gå att läsa ut"
FEW_IN_MEAN = "för att inget medelvärde för några få personer ska gå att läsa ut"


def test_it_says_what_is_hidden_and_why_and_each_line_once() -> None:
    item = hidden(changed(-6.0, -2.0))
    found = finding(item, replace(item, role=Role.SENSITIVITY), changed(1.0, 2.0))

    (sentence,) = withheld(words_of(found, "sv"))

    assert f"Vad som inte visas, {FEW_IN_MEAN}: genomsnittlig förändring (mätta båda gångerna) (Q?)." == text_of(
        sentence
    )


def test_each_reason_has_a_table_with_a_row_a_question() -> None:
    items = hidden(changed(-6.0, -2.0)), released_by_hand.estimate(Quantity.COUNT, None)
    first = finding(*items)
    second = replace(first, question=RECEIPT, design=RECEIPT)

    tables = withheld(released_by_hand.words_of(first, second))

    assert ["withheld", "withheld-2"] == [table.id for table in tables if isinstance(table, Table)]
    for table, why in zip(tables, (FEW_IN_MEAN, FEW), strict=True):
        assert isinstance(table, Table)
        assert (f"Vad som inte visas, {why}", ("fråga", "vad som inte visas")) == (table.caption, table.header)
        assert 2 == len(table.rows)


def test_there_is_nothing_when_everything_is_shown() -> None:
    assert () == withheld(words_of(finding(changed(1.0, 2.0)), "sv"))


def test_declared_groups_without_a_row_have_one_line_a_question(language: str) -> None:
    found = finding(replace(changed(1.0, 2.0), group="town=a"))
    labels = {"town=b": same("Ekbo"), "town=c": same("Lillvik")}
    words = with_groups(
        released_by_hand.words_of(found, labels=labels, language=language), "town=a", "town=b", "town=c"
    )

    (sentence,) = withheld(words)

    assert "Ekbo; Lillvik" in text_of(sentence)
    assert words.say("why.few") in text_of(sentence)


def test_of_a_question_that_is_refused_no_group_is_named() -> None:
    found = released_by_hand.refused(Message("refusal.not_yet"))

    assert () == withheld(with_groups(released_by_hand.words_of(found), "town=b"))


def text_of(part: Table | Prose) -> str:
    assert isinstance(part, Prose)
    return part.markdown
