"""An older number has its date wherever a reader meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from released_by_hand import JANUARY, JUNE, estimate, finding, headline, hidden, kept, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.dates import (
    about_figure,
    day_of_all,
    marks_of,
    of_the_same_report,
    older_days,
    with_date,
)

NEW = estimate(Quantity.COUNT, 68.0)
OLD = replace(NEW, estimate=22.0, as_of=JUNE)
OLDER = replace(NEW, estimate=12.0, as_of=JANUARY)
HIDDEN = hidden(OLD)
WORDS = words_of()


def test_what_is_hidden_has_no_date() -> None:
    assert [JUNE, JANUARY] == older_days([OLDER, NEW, OLD, OLD])
    assert [] == older_days([NEW, HIDDEN])
    assert "Visas inte." == with_date(WORDS, "Visas inte.", HIDDEN)


@pytest.mark.parametrize(
    ("items", "day"), [([OLD, OLD, HIDDEN], JUNE), ([OLD, NEW], None), ([OLD, OLDER], None), ([NEW], None), ([], None)]
)
def test_all_are_from_one_earlier_report_or_not(items: Sequence[ReleasedEstimate], day: object) -> None:
    assert day == day_of_all(items)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Oro sjönk (−5 till −1).", "Oro sjönk (−5 till −1) (30 juni 2025)."),
        ("Det var 1.5 kvar. En är en.", "Det var 1.5 kvar (30 juni 2025). En är en."),
        ("Utan punkt", "Utan punkt (30 juni 2025)"),
    ],
)
def test_the_first_sentence_ends_with_the_date(text: str, dated: str) -> None:
    assert dated == with_date(WORDS, text, OLD)
    assert text == with_date(WORDS, text, NEW)


def test_what_is_as_old_as_an_answer_stands_beside_it() -> None:
    found = finding("any", Claim.DESCRIBES, [NEW, OLD, OLDER])

    assert [22.0] == [item.estimate for item in of_the_same_report(found, OLD).estimates]
    assert [68.0] == [item.estimate for item in of_the_same_report(found, NEW).estimates]


class TestMarks:
    def test_new_numbers_alone_need_no_word(self) -> None:
        marks = marks_of(WORDS, [NEW, HIDDEN])

        assert ("", "68") == (marks.note, marks.on("68", NEW))

    def test_older_numbers_among_new_ones_are_marked_the_latest_with_one_asterisk(self) -> None:
        marks = marks_of(WORDS, [OLDER, NEW, OLD])

        assert ["68", "22\\*", "12\\*\\*"] == [marks.on("68", NEW), marks.on("22", OLD), marks.on("12", OLDER)]
        assert "\\* Från rapporten den 30 juni 2025. \\*\\* Från rapporten den 31 januari 2025." == marks.note

    def test_what_is_hidden_is_not_marked(self) -> None:
        assert ".." == marks_of(WORDS, [NEW, OLD, HIDDEN]).on("..", HIDDEN)

    def test_a_table_that_is_older_as_a_whole_says_so_unless_its_chapter_has_said_it(self) -> None:
        said = "Siffrorna är från rapporten den 30 juni 2025."
        whole = kept(finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 5.0)]))
        partly = replace(whole, estimates=(*whole.estimates, NEW))

        for words, alone, note in (
            (words_of(whole), False, ""),
            (words_of(whole), True, said),
            (words_of(partly), False, said),
        ):
            marks = marks_of(words, whole.estimates, alone=alone)
            assert (note, "5") == (marks.note, marks.on("5", whole.estimates[0]))

    def test_what_was_delivered_has_no_chapter_that_says_it(self) -> None:
        receipt = kept(finding("receipt", Claim.DESCRIBES, [replace(NEW, question="receipt")], question="receipt"))

        assert marks_of(words_of(receipt), receipt.estimates).note


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([NEW], ""),
        ([OLD, HIDDEN], "Figurens siffror är från rapporten den 30 juni 2025."),
        ([OLD, NEW], "En del av figurens siffror är från rapporten den 30 juni 2025."),
        ([OLD, OLDER], "En del av figurens siffror är från rapporten den 30 juni 2025 och 31 januari 2025."),
    ],
)
def test_a_figure_says_how_old_its_numbers_are(items: Sequence[ReleasedEstimate], said: str) -> None:
    assert said == about_figure(WORDS, items)
